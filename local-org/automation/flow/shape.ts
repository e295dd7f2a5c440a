import { UnsupportedError } from '../../errors.ts';
import type { CompileError } from '../../errors.ts';
import type { XmlElement } from '../../metadata/model.ts';
import { checkShape } from '../../metadata/shape.ts';

/** Problems that an org's metadata parser finds, each with the element of the flow that has it. */
export function checkFlowShape(root: XmlElement, file: string): CompileError[] {
    return checkShape(root, 'Flow', file, namePlace);
}

/** Kinds of elements that the local org runs, as an org calls each when it names one in an error. */
const NODES = {
    actionCalls: 'Action',
    assignments: 'Assignment',
    collectionProcessors: 'Collection Processor',
    customErrors: 'Custom Error',
    decisions: 'Decision',
    loops: 'Loop',
    recordCreates: 'Record Create',
    recordDeletes: 'Record Delete',
    recordLookups: 'Record Lookup',
    recordRollbacks: 'Record Rollback',
    recordUpdates: 'Record Update',
    subflows: 'Subflow'
} as const;

export type NodeName = keyof typeof NODES;

export const NODE_NAMES = Object.keys(NODES) as readonly NodeName[];

const KIND_LABELS: Readonly<Record<string, string>> = {
    ...NODES,
    constants: 'Constant',
    formulas: 'Formula',
    start: 'Start',
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

/** Elements that the local org lacks, by their names. */
const LACKING_NODES: Readonly<Record<string, string>> = {
    apexPluginCalls: 'legacy Apex plug-ins in flows',
    ends: 'End elements of journeys in flows',
    experiments: 'experiments in flows',
    orchestratedStages: 'orchestrations',
    screens: 'screens in flows',
    steps: 'steps in flows',
    transforms: 'Transform elements in flows',
    waits: 'Wait elements in flows'
};

/** Every kind of element that connectors lead to. */
export const ALL_NODES: readonly string[] = [...NODE_NAMES, ...Object.keys(LACKING_NODES)];

const LACKING: Readonly<Record<string, string>> = {
    ...LACKING_NODES,
    choices: 'screens in flows',
    dynamicChoiceSets: 'screens in flows',
    exitRules: 'exit rules in flows',
    dataLookups: 'data lookups in flows',
    stages: 'stages in flows'
};

export function findUnsupported(root: XmlElement, file: string): UnsupportedError[] {
    return root.children
        .filter((child) => LACKING[child.name] !== undefined)
        .map((child) => new UnsupportedError(LACKING[child.name]!, { file, line: child.line, column: 1 }));
}
