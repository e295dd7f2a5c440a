import { CompileError } from '../errors.ts';
import facts from './facts/elements.json' with { type: 'json' };
import type { XmlElement } from './model.ts';

/** What orgs give and take, and the published types lack (Metadata API Developer Guide, CustomField and CustomSite). */
const MORE_ELEMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    CustomField: { displayLocationInDecimal: 'boolean' },
    CustomSite: { allowGuestPaymentsApi: 'boolean' }
};
const MORE_VALUES: Readonly<Record<string, readonly string[]>> = { SiteType: ['ChatterNetwork', 'ChatterNetworkPicasso', 'User'] };

const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = merged(facts.types as Record<string, Record<string, string>>);
const ENUMS: Readonly<Record<string, readonly string[]>> = facts.enums;

/** Elements that the WSDL calls required and that every org deploys files without. */
const NOT_REQUIRED: Readonly<Record<string, readonly string[]>> = {
    ApexClass: ['status'],
    ApexTrigger: ['status'],
    CustomPermission: ['isLicensed'],
    LookupFilterTranslation: ['errorMessage']
};

export function isKnownMetadataType(name: string): boolean {
    return name in TYPES;
}

/** The elements of a metadata type in the order of the WSDL, which is the order in which an org gives them back. */
export function elementsOf(type: string): readonly { readonly name: string; readonly type: string }[] {
    return Object.entries(TYPES[type] ?? {}).map(([name, written]) => ({ name, type: bare(written) }));
}

/**
 * What an org's metadata parser finds wrong in a file: unknown, missing, repeated or scattered elements, and values of
 * the wrong kind. `place` may put the part of the file before a problem; it gets the child of the root that has it.
 */
export function checkShape(root: XmlElement, type: string, file: string, place = withoutPlace): CompileError[] {
    const problems: CompileError[] = [];
    let part = root;
    const report = (element: XmlElement, problem: string): void => {
        problems.push(new CompileError({ file, line: element.line, column: 1 }, place(part, problem)));
    };
    const visit = (element: XmlElement, typeName: string): void => {
        const members = TYPES[typeName];
        if (!members) return checkValue(element, typeName, report);
        const seen = new Set<string>();
        let previous = '';
        for (const child of element.children) {
            if (element === root) part = child;
            const member = members[child.name];
            if (member === undefined) {
                report(
                    child,
                    `Element {http://soap.sforce.com/2006/04/metadata}${child.name} invalid at this location in type ${typeName}`
                );
                continue;
            }
            const scattered = member.endsWith('[]') && previous !== child.name;
            if (seen.has(child.name) && (scattered || !member.endsWith('[]'))) {
                report(child, `Element ${child.name} is duplicated at this location in type ${typeName}`);
            }
            seen.add(child.name);
            previous = child.name;
            visit(child, bare(member));
        }
        if (element === root) part = root;
        for (const [name, member] of Object.entries(members)) {
            if (!member.endsWith('!') || seen.has(name) || NOT_REQUIRED[typeName]?.includes(name)) continue;
            report(element, `Required field is missing: ${name} in type ${typeName}`);
        }
    };
    visit(root, type);
    return problems;
}

function withoutPlace(_part: XmlElement, problem: string): string {
    return problem;
}

/** The added elements stand where the alphabet puts them, as the WSDL's own do. */
function merged(types: Record<string, Record<string, string>>): Record<string, Record<string, string>> {
    const more = Object.entries(MORE_ELEMENTS).map(([type, added]) => {
        const [inherited, own] = [Object.entries(types[type]!).slice(0, 1), Object.entries({ ...types[type], ...added }).slice(1)];
        return [type, Object.fromEntries([...inherited, ...own.sort(([left], [right]) => (left < right ? -1 : 1))])] as const;
    });
    return { ...types, ...Object.fromEntries(more) };
}

function bare(written: string): string {
    return written.replace(/!|\[\]/g, '');
}

function checkValue(element: XmlElement, type: string, report: (element: XmlElement, problem: string) => void): void {
    const text = element.text.trim();
    if (type === 'boolean' && !/^(true|false|1|0)$/i.test(text)) report(element, `'${text}' is not a valid value for the type xsd:boolean`);
    if (type === 'number' && !/^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
        report(element, `'${text}' is not a valid value for the type xsd:double`);
    }
    const values = ENUMS[type];
    if (values && text !== '' && !values.includes(text) && !MORE_VALUES[type]?.includes(text))
        report(element, `'${text}' is not a valid value for the enum '${type}'`);
}
