import { UnsupportedError } from '../../errors.ts';
import type { CompileError } from '../../errors.ts';
import type { XmlElement } from '../../metadata/model.ts';
import { checkShape } from '../../metadata/shape.ts';

/** Problems that an org's metadata parser finds, each with the element of the flow that has it. */
export function checkFlowShape(root: XmlElement, file: string): CompileError[] {
    return checkShape(root, 'Flow', file, namePlace);
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
