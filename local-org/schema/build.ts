import { ProblemList } from '../errors.ts';
import type { Component, ProjectMetadata } from '../metadata/model.ts';
import { builtInFields, kindOf, readCustomObject } from './custom-object.ts';
import { readCustomField } from './custom-field.ts';
import type { Draft } from './draft.ts';
import { recordTypeField } from './fields.ts';
import { base62 } from './ids.ts';
import type { ChildRelationship, FieldInfo, ObjectInfo, ObjectKind, Schema } from './model.ts';
import { readStandardValueSet, STANDARD_VALUE_SET_FIELDS } from './picklists.ts';
import { Reporter } from './problems.ts';
import type { Problem } from './problems.ts';
import { childRelationshipsOf } from './relationships.ts';
import { isStandardObjectWithoutFacts, standardObjects } from './standard.ts';

const PREFIX_LETTERS: Readonly<Record<Exclude<ObjectKind, 'standard'>, string>> = { custom: 'a', setting: 'a', event: 'e', metadata: 'm' };

/** Custom fields of Activity are fields of both its kinds. */
const ACTIVITY = ['Task', 'Event'];

/** As `readSchema`; throws a ProblemList where an org would refuse something, or the local org does. */
export function buildSchema(metadata: ProjectMetadata, earlier?: Schema): Schema {
    const { schema, problems } = readSchema(metadata, earlier);
    if (problems.length > 0) throw new ProblemList(problems);
    return schema;
}

/**
 * The schema of an org with the standard objects and everything that the project adds to them, and what is wrong with
 * it. Objects of `earlier`, the schema that the org's records were made for, keep the key prefix of their ids.
 */
export function readSchema(
    metadata: ProjectMetadata,
    earlier?: Schema
): { readonly schema: Schema; readonly problems: readonly Problem[] } {
    const reporter = new Reporter();
    const drafts = new Map<string, Draft>();
    for (const { fields, childFacts, keyPrefix, ...facts } of standardObjects()) {
        drafts.set(facts.name.toLowerCase(), { facts, keyPrefix, fields: [...fields], childFacts, sources: new Map() });
    }
    addCustomObjects(metadata, drafts, earlier, reporter);
    addFields(metadata, drafts, reporter);
    addRecordTypes(metadata, drafts);
    applyStandardValueSets(metadata, drafts);
    checkReferences(drafts, reporter);
    const relationships = childRelationshipsOf(drafts, reporter);
    const objects = [...drafts.values()].map((draft) => new BuiltObject(draft, relationships.get(draft.facts.name) ?? []));
    return { schema: new BuiltSchema(objects), problems: reporter.problems };
}

class BuiltSchema implements Schema {
    readonly objects: readonly ObjectInfo[];
    private readonly byName: ReadonlyMap<string, ObjectInfo>;
    private readonly byPrefix: ReadonlyMap<string, ObjectInfo>;

    constructor(objects: readonly ObjectInfo[]) {
        this.objects = objects;
        this.byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
        this.byPrefix = new Map(objects.filter((object) => object.keyPrefix !== '').map((object) => [object.keyPrefix, object]));
    }

    object(name: string): ObjectInfo | undefined {
        return this.byName.get(name.toLowerCase());
    }

    objectOfId(id: string): ObjectInfo | undefined {
        return this.byPrefix.get(id.slice(0, 3));
    }
}

class BuiltObject implements ObjectInfo {
    readonly name: string;
    readonly label: string;
    readonly pluralLabel: string;
    readonly kind: ObjectKind;
    readonly file: string | undefined;
    readonly keyPrefix: string;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly deletable: boolean;
    readonly queryable: boolean;
    readonly sharingModel: string;
    readonly externalSharingModel: string;
    readonly settingType: 'Hierarchy' | 'List' | undefined;
    readonly publishImmediately: boolean;
    readonly fields: readonly FieldInfo[];
    readonly childRelationships: readonly ChildRelationship[];
    private readonly byName: ReadonlyMap<string, FieldInfo>;
    private readonly byRelationship: ReadonlyMap<string, FieldInfo>;
    private readonly children: ReadonlyMap<string, ChildRelationship>;

    constructor({ facts, keyPrefix, fields }: Draft, childRelationships: readonly ChildRelationship[]) {
        this.name = facts.name;
        this.label = facts.label;
        this.pluralLabel = facts.pluralLabel;
        this.kind = facts.kind;
        this.file = facts.file;
        this.keyPrefix = keyPrefix;
        this.createable = facts.createable;
        this.updateable = facts.updateable;
        this.deletable = facts.deletable;
        this.queryable = facts.queryable;
        this.sharingModel = facts.sharingModel;
        this.externalSharingModel = facts.externalSharingModel;
        this.settingType = facts.settingType;
        this.publishImmediately = facts.publishImmediately;
        this.fields = fields;
        this.childRelationships = childRelationships;
        this.byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
        this.byRelationship = new Map(
            fields.flatMap((field) => (field.relationshipName ? [[field.relationshipName.toLowerCase(), field] as const] : []))
        );
        this.children = new Map(
            childRelationships.flatMap((child) => (child.name === '' ? [] : [[child.name.toLowerCase(), child] as const]))
        );
    }

    field(name: string): FieldInfo | undefined {
        return this.byName.get(name.toLowerCase());
    }

    parentField(relationshipName: string): FieldInfo | undefined {
        return this.byRelationship.get(relationshipName.toLowerCase());
    }

    childRelationship(name: string): ChildRelationship | undefined {
        return this.children.get(name.toLowerCase());
    }
}

function addCustomObjects(metadata: ProjectMetadata, drafts: Map<string, Draft>, earlier: Schema | undefined, reporter: Reporter): void {
    const prefixes = new KeyPrefixes(earlier);
    const components = [...metadata.ofType('CustomObject')].sort(byLowerName);
    for (const component of components) {
        const kind = kindOf(component);
        if (!kind) {
            reporter.unsupported(component, `objects of this kind (${component.fullName})`);
            continue;
        }
        if (kind === 'standard') {
            overrideStandardObject(component, drafts, reporter);
            continue;
        }
        const fields = fieldComponents(metadata, component.fullName);
        const hasMaster = fields.some((field) => field.xml.value('type') === 'MasterDetail');
        const hasTab = metadata.find('CustomTab', component.fullName) !== undefined;
        drafts.set(component.fullName.toLowerCase(), {
            facts: readCustomObject(component, kind, hasMaster, reporter),
            keyPrefix: prefixes.of(component.fullName, kind),
            fields: builtInFields(component, kind, hasMaster, hasTab),
            childFacts: [],
            sources: new Map()
        });
    }
}

/** Gives each object of the project the first three characters of its ids, in the order of asking. */
class KeyPrefixes {
    private readonly earlier: Schema | undefined;
    private readonly counters = new Map<string, number>();

    constructor(earlier: Schema | undefined) {
        this.earlier = earlier;
    }

    of(object: string, kind: Exclude<ObjectKind, 'standard'>): string {
        const known = this.earlier?.object(object)?.keyPrefix;
        if (known) return known;
        const letter = PREFIX_LETTERS[kind];
        for (;;) {
            const number = this.counters.get(letter) ?? 0;
            this.counters.set(letter, number + 1);
            const prefix = letter + base62(number, 2);
            if (!this.earlier?.objectOfId(prefix)) return prefix;
        }
    }
}

/** The file of a standard object may set its labels and its org-wide defaults. */
function overrideStandardObject(component: Component, drafts: Map<string, Draft>, reporter: Reporter): void {
    if (component.fullName.toLowerCase() === 'activity') return;
    const draft = drafts.get(component.fullName.toLowerCase());
    if (!draft) return reportUnknownObject(component, component.fullName, reporter);
    const { xml } = component;
    const { facts } = draft;
    draft.facts = {
        ...facts,
        label: xml.value('label') ?? facts.label,
        pluralLabel: xml.value('pluralLabel') ?? facts.pluralLabel,
        sharingModel: xml.value('sharingModel') ?? facts.sharingModel,
        externalSharingModel: xml.value('externalSharingModel') ?? facts.externalSharingModel
    };
}

function reportUnknownObject(component: Component, object: string, reporter: Reporter): void {
    // Objects of kinds that are refused as a whole are reported once, where they are declared.
    if (/__(?!c$|e$|mdt$)\w+$/i.test(object)) return;
    if (isStandardObjectWithoutFacts(object)) reporter.unsupported(component, `the standard object ${object}`);
    else reporter.wrong(component, `Entity of type CustomObject named ${object} cannot be found`);
}

function fieldComponents(metadata: ProjectMetadata, object: string): Component[] {
    const prefix = `${object}.`.toLowerCase();
    return metadata.ofType('CustomField').filter((field) => field.fullName.toLowerCase().startsWith(prefix));
}

function addFields(metadata: ProjectMetadata, drafts: Map<string, Draft>, reporter: Reporter): void {
    for (const component of metadata.ofType('CustomField')) {
        const [object = '', name = ''] = component.fullName.split('.');
        for (const target of object.toLowerCase() === 'activity' ? ACTIVITY : [object]) {
            const draft = drafts.get(target.toLowerCase());
            if (!draft) {
                reportUnknownObject(component, target, reporter);
                continue;
            }
            if (!/__c$/i.test(name)) {
                relabelStandardField(component, draft, name);
                continue;
            }
            const fields = readCustomField(draft.facts.name, component, metadata, reporter);
            draft.fields.push(...fields);
            for (const field of fields) draft.sources.set(field.name, component);
        }
    }
}

/** The file of a standard field carries settings of the page and perhaps another label. */
function relabelStandardField(component: Component, draft: Draft, name: string): void {
    const at = draft.fields.findIndex((field) => field.name.toLowerCase() === name.toLowerCase());
    const field = draft.fields[at];
    if (!field) return;
    const { xml } = component;
    draft.fields[at] = {
        ...field,
        label: xml.value('label') ?? field.label,
        description: xml.value('description') ?? field.description,
        helpText: xml.value('inlineHelpText') ?? field.helpText
    };
}

/** RecordTypeId exists where the object has a record type. */
function addRecordTypes(metadata: ProjectMetadata, drafts: Map<string, Draft>): void {
    for (const component of metadata.ofType('RecordType')) {
        const draft = drafts.get(component.fullName.split('.')[0]!.toLowerCase());
        if (draft && !draft.fields.some((field) => field.name === 'RecordTypeId')) draft.fields.push(recordTypeField(draft.facts.name));
    }
}

function applyStandardValueSets(metadata: ProjectMetadata, drafts: Map<string, Draft>): void {
    for (const set of metadata.ofType('StandardValueSet')) {
        for (const path of STANDARD_VALUE_SET_FIELDS[set.fullName] ?? []) {
            const [object = '', name = ''] = path.split('.');
            const fields = drafts.get(object.toLowerCase())?.fields ?? [];
            const at = fields.findIndex((field) => field.name === name);
            if (fields[at]) fields[at] = { ...fields[at], picklist: readStandardValueSet(set) };
        }
    }
}

/** Every lookup must lead to an object; its name takes the spelling of the schema. */
function checkReferences(drafts: Map<string, Draft>, reporter: Reporter): void {
    for (const draft of drafts.values()) {
        for (const [name, component] of draft.sources) {
            const at = draft.fields.findIndex((field) => field.name === name);
            const field = draft.fields[at]!;
            const target = field.referenceTo[0];
            if (target === undefined) continue;
            const found = drafts.get(target.toLowerCase());
            if (found) draft.fields[at] = { ...field, referenceTo: [found.facts.name] };
            else if (isStandardObjectWithoutFacts(target)) reporter.unsupported(component, `the standard object ${target}`, 'referenceTo');
            else reporter.wrong(component, `In field: referenceTo - no CustomObject named ${target} found`, 'referenceTo');
        }
    }
}

function byLowerName(left: Component, right: Component): number {
    return left.fullName.toLowerCase() < right.fullName.toLowerCase() ? -1 : 1;
}
