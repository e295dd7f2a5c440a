import { XMLParser } from 'fast-xml-parser';

const NODE_KINDS = [
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
    'screens',
    'subflows',
    'transforms',
    'waits'
] as const;

/** Elements that can fail at run time and have a fault connector of their own. */
const FALLIBLE = new Set<string>(['actionCalls', 'recordCreates', 'recordDeletes', 'recordLookups', 'recordUpdates']);

interface FlowNode {
    name: string;
    kind: string;
    description?: string;
    faultConnector?: unknown;
}

interface ScheduledPath {
    pathType?: string;
    name?: string;
    label?: string;
    timeSource?: string;
    recordField?: string;
}

interface FlowXml {
    apiVersion?: string;
    description?: string;
    triggerOrder?: string;
    processType?: string;
    start?: {
        triggerType?: string;
        recordTriggerType?: string;
        filters?: unknown[];
        filterFormula?: string;
        doesRequireRecordChangedToMeetCriteria?: string;
        scheduledPaths?: ScheduledPath[];
    };
    variables?: { name: string; isCollection?: string; value?: unknown; description?: string }[];
    formulas?: { name: string; description?: string }[];
    [kind: string]: unknown;
}

const LISTS = new Set<string>([...NODE_KINDS, 'scheduledPaths', 'variables', 'formulas', 'textTemplates', 'constants', 'rules', 'filters']);

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, isArray: (name) => LISTS.has(name) });

/** A flow's graph and entry rules: what the Metadata API accepts and Flow Builder or the run time refuses. */
export function checkFlowGraph(xml: string): string[] {
    const flow = parse(xml);
    const nodes = nodesOf(flow);
    const start = flow.start ?? {};
    const beforeSave = start.triggerType === 'RecordBeforeSave';
    const problems: string[] = [];

    const byName = new Map(nodes.map((node) => [node.name, node]));
    if (byName.size < nodes.length) problems.push('two elements share a name');
    const reached = new Set<string>();
    const waiting = targetsOf(start);
    if (waiting.length === 0 && nodes.length > 0) problems.push('the start leads nowhere');
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        if (reached.has(name)) continue;
        reached.add(name);
        const node = byName.get(name);
        if (node) waiting.push(...targetsOf(node));
        else problems.push(`a connector leads to ${name}, which is not there`);
    }
    for (const node of nodes) if (!reached.has(node.name)) problems.push(`${node.name} is not connected`);

    for (const path of start.scheduledPaths ?? []) problems.push(...checkScheduledPath(path, beforeSave));
    const changedToMeet = start.doesRequireRecordChangedToMeetCriteria === 'true';
    if (changedToMeet && start.recordTriggerType === 'Create') problems.push('"changed to meet" on a flow that runs on create alone');
    if (changedToMeet && !start.filters && !start.filterFormula) problems.push('"changed to meet" without conditions');
    if (/ISCHANGED|PRIORVALUE/i.test(start.filterFormula ?? '') && start.recordTriggerType !== 'Update') {
        problems.push('ISCHANGED or PRIORVALUE in the entry formula of a flow that runs on create');
    }
    for (const variable of flow.variables ?? []) {
        if (variable.isCollection === 'true' && variable.value !== undefined) problems.push(`collection ${variable.name} has a value`);
    }
    for (const node of nodes) {
        if (beforeSave && node.kind === 'recordUpdates' && node.faultConnector)
            problems.push(`${node.name}: no fault path on a before-save update`);
    }
    return problems;
}

/** Our own rules: an admin must be able to read every flow, and no fault may be lost. */
export function checkFlowHouseRules(xml: string, apiVersion: string): string[] {
    const flow = parse(xml);
    const start = flow.start ?? {};
    const recordTriggered = start.triggerType?.startsWith('Record') === true;
    const beforeSave = start.triggerType === 'RecordBeforeSave';
    const problems: string[] = [];
    if (flow.apiVersion !== apiVersion) problems.push(`apiVersion is ${flow.apiVersion}, not ${apiVersion}`);
    if (!flow.description) problems.push('the flow has no description');
    const reportsFailures = nodesOf(flow).every((node) => node.kind === 'recordCreates') && !recordTriggered;
    for (const node of nodesOf(flow)) {
        if (!node.description) problems.push(`${node.name} has no description`);
        if (FALLIBLE.has(node.kind) && !beforeSave && !node.faultConnector && !reportsFailures)
            problems.push(`${node.name} has no fault path`);
    }
    for (const resource of [...(flow.variables ?? []), ...(flow.formulas ?? [])]) {
        if (!resource.description) problems.push(`${resource.name} has no description`);
    }
    if (recordTriggered && !flow.triggerOrder) problems.push('a record-triggered flow has no triggerOrder');
    if (recordTriggered && !start.filters && !start.filterFormula) problems.push('a record-triggered flow has no entry conditions');
    return problems;
}

function checkScheduledPath(path: ScheduledPath, beforeSave: boolean): string[] {
    const problems: string[] = [];
    if (beforeSave) problems.push('a before-save flow has a scheduled path');
    if (path.pathType === 'AsyncAfterCommit') {
        for (const name of ['label', 'timeSource', 'offsetUnit', 'offsetNumber', 'recordField', 'maxBatchSize']) {
            if (name in path) problems.push(`the asynchronous path has ${name}`);
        }
        return problems;
    }
    if ('offsetNumber' in path !== 'offsetUnit' in path) problems.push('a scheduled path has half an offset');
    if (path.timeSource === 'RecordField' && !path.recordField) problems.push('timeSource RecordField without recordField');
    if (!path.name || !path.label) problems.push('a scheduled path without name or label');
    return problems;
}

function parse(xml: string): FlowXml {
    return (parser.parse(xml) as { Flow: FlowXml }).Flow;
}

function nodesOf(flow: FlowXml): FlowNode[] {
    return NODE_KINDS.flatMap((kind) => ((flow[kind] as FlowNode[] | undefined) ?? []).map((node) => ({ ...node, kind })));
}

function targetsOf(part: unknown): string[] {
    if (Array.isArray(part)) return part.flatMap(targetsOf);
    if (typeof part !== 'object' || part === null) return [];
    return Object.entries(part).flatMap(([name, value]) => (name === 'targetReference' ? [String(value)] : targetsOf(value)));
}
