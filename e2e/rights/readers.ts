import { callController, type ControllerResult } from '../../local-org/automation/controllers.ts';
import type { Component, ProjectMetadata, XmlElement } from '../../local-org/metadata/model.ts';
import { compile, LedgerOrg } from '../ledger/support/org.ts';
import type { Question } from './pages.ts';

/** An object ('MRR_Month__c'), or one field of it ('MRR_Month__c.Amount__c'). */
export type Right = string;

export type Answer = { readonly ok: true; readonly value: Readonly<Record<string, unknown>> } | Extract<ControllerResult, { ok: false }>;

/** What in a permission set names the object or field that it lets one read. */
const NAMES: Readonly<Record<string, string>> = { objectPermissions: 'object', fieldPermissions: 'field' };
const NOBODY = 'Minimum Access - Salesforce';

/** An org of which one permission set may lack one right at a time. */
export class Readers {
    readonly org: LedgerOrg;
    private readonly metadata: ProjectMetadata;
    private taken: Right | undefined;

    constructor(apiUrl: string, now: number) {
        const program = compile(apiUrl);
        this.metadata = program.metadata;
        this.org = new LedgerOrg({ ...program, metadata: this.lacking(program.metadata) }, now);
        // The rows that say the same would grant what the metadata no longer does.
        for (const table of ['ObjectPermissions', 'FieldPermissions']) this.org.forget(table, this.org.rows(table));
    }

    /** As somebody with that permission set, but for one right of it. */
    ask({ permissionSet, method, parameters }: Question, taken?: Right): Answer {
        this.taken = taken;
        const { org } = this.org;
        const someone = org.user(org.defaultUsername);
        // Rights are read once for each user that the org is given, so it is given another each time.
        const user = { ...someone, administrator: false, profile: NOBODY, permissionSets: [permissionSet] };
        return callController(org, user, method, parameters(this.org)) as Answer;
    }

    /** Everything that a permission set lets one read, to be taken away one by one. */
    rightsOf(permissionSet: string): Right[] {
        const { xml } = this.metadata.find('PermissionSet', permissionSet)!;
        return Object.keys(NAMES).flatMap((element) => xml.all(element).map(rightOf));
    }

    private lacking(metadata: ProjectMetadata): ProjectMetadata {
        const isLeft = (element: XmlElement): boolean => this.taken === undefined || rightOf(element) !== this.taken;
        const without = (component: Component): Component => ({
            ...component,
            xml: { ...component.xml, all: (name) => component.xml.all(name).filter(isLeft) }
        });
        return {
            root: metadata.root,
            components: metadata.components,
            ofType: (type) => metadata.ofType(type),
            find: (type, name) => {
                const found = metadata.find(type, name);
                return found && type === 'PermissionSet' ? without(found) : found;
            }
        };
    }
}

function rightOf(element: XmlElement): Right {
    const name = NAMES[element.name];
    return name === undefined ? '' : (element.value(name) ?? '');
}
