import { CompileError, UnsupportedError } from '../../errors.ts';
import type { XmlElement } from '../../metadata/model.ts';
import facts from './facts/flow-elements.json' with { type: 'json' };

const TYPES: Record<string, Record<string, string>> = facts.types as Record<string, Record<string, string>>;
const ENUMS: Record<string, readonly string[]> = facts.enums;

/** Problems that an org's metadata parser finds: unknown, missing, repeated elements, and values outside a list. */
export function checkShape(root: XmlElement, file: string): CompileError[] {
    const problems: CompileError[] = [];
    let part = root;
    const report = (element: XmlElement, problem: string): void => {
        problems.push(new CompileError({ file, line: element.line, column: 1 }, namePlace(part, problem)));
    };
    const visit = (element: XmlElement, type: string): void => {
        const members = TYPES[type];
        if (!members) return checkValue(element, type, report);
        const seen = new Set<string>();
        for (const child of element.children) {
            if (element === root) part = child;
            const member = members[child.name];
            if (member === undefined) {
                report(child, `Element {http://soap.sforce.com/2006/04/metadata}${child.name} invalid at this location in type ${type}`);
                continue;
            }
            if (seen.has(child.name) && !member.endsWith('[]')) {
                report(child, `Element ${child.name} is duplicated at this location in type ${type}`);
            }
            seen.add(child.name);
            visit(child, member.replace(/!|\[\]/g, ''));
        }
        if (element === root) part = root;
        for (const [name, member] of Object.entries(members)) {
            if (member.endsWith('!') && !seen.has(name)) {
                report(element, `Required field is missing: ${name} in type ${type}`);
            }
        }
    };
    visit(root, 'Flow');
    return problems;
}

function checkValue(element: XmlElement, type: string, report: (element: XmlElement, problem: string) => void): void {
    const text = element.text.trim();
    if (type === 'boolean' && text !== 'true' && text !== 'false')
        report(element, `'${text}' is not a valid value for the type xsd:boolean`);
    if (type === 'number' && !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) {
        report(element, `'${text}' is not a valid value for the type xsd:double`);
    }
    const values = ENUMS[type];
    if (values && !values.includes(text)) report(element, `'${text}' is not a valid value for the enum '${type}'`);
}

/** Kinds of elements that the local org runs. */
export const NODE_NAMES = [
    'actionCalls',
    'assignments',
    'collectionProcessors',
    'customErrors',
    'decisions',
    'loops',
    'recordCreates',
    'recordDeletes',
    'recordLookups',
    'recordRollbacks',
    'recordUpdates',
    'subflows'
] as const;

export type NodeName = (typeof NODE_NAMES)[number];

/** What an org calls each kind of element and resource when it names one in an error. */
const KIND_LABELS: Record<string, string> = {
    actionCalls: 'Action',
    assignments: 'Assignment',
    collectionProcessors: 'Collection Processor',
    constants: 'Constant',
    customErrors: 'Custom Error',
    decisions: 'Decision',
    formulas: 'Formula',
    loops: 'Loop',
    recordCreates: 'Record Create',
    recordDeletes: 'Record Delete',
    recordLookups: 'Record Lookup',
    recordRollbacks: 'Record Rollback',
    recordUpdates: 'Record Update',
    start: 'Start',
    subflows: 'Subflow',
    textTemplates: 'Text Template',
    variables: 'Variable'
};

/** A problem with the place in the flow before it, as in 'Get_Account (Record Lookup) - …'. */
export function namePlace(part: XmlElement, problem: string): string {
    const kind = KIND_LABELS[part.name];
    const name = part.value('name');
    if (kind === undefined || problem.includes(' - ')) return problem;
    return name === undefined ? `${kind} - ${problem}` : `${name} (${kind}) - ${problem}`;
}

/** Parts of a flow that the local org lacks, by their element names. */
const LACKING: Record<string, string> = {
    apexPluginCalls: 'legacy Apex plug-ins in flows',
    choices: 'screens in flows',
    dynamicChoiceSets: 'screens in flows',
    ends: 'End elements of journeys in flows',
    experiments: 'experiments in flows',
    exitRules: 'exit rules in flows',
    dataLookups: 'data lookups in flows',
    orchestratedStages: 'orchestrations',
    screens: 'screens in flows',
    stages: 'stages in flows',
    steps: 'steps in flows',
    transforms: 'Transform elements in flows',
    waits: 'Wait elements in flows'
};

export function findUnsupported(root: XmlElement, file: string): UnsupportedError[] {
    return root.children
        .filter((child) => LACKING[child.name] !== undefined)
        .map((child) => new UnsupportedError(LACKING[child.name]!, { file, line: child.line, column: 1 }));
}
