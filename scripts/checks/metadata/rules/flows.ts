import type { Component, ProjectMetadata, XmlElement } from '../../../../local-org/metadata/model.ts';
import { problemAt } from '../project.ts';
import type { Problem } from '../project.ts';
import { checkLoops } from './flow-loops.ts';
import { nodesOf } from './flow-nodes.ts';

/** Elements that can fail at run time and have a fault connector of their own. */
const FALLIBLE = new Set<string>(['actionCalls', 'recordCreates', 'recordDeletes', 'recordLookups', 'recordUpdates']);
const RESOURCES = ['variables', 'formulas', 'constants', 'textTemplates'];

/** Our own rules: an admin must be able to read every flow, no fault may be lost, and no loop may wear out the limits. */
export function checkFlows(metadata: ProjectMetadata): Problem[] {
    return metadata.ofType('Flow').flatMap((flow) => [...checkFlow(flow), ...checkLoops(flow, metadata)]);
}

function checkFlow(flow: Component): Problem[] {
    const { xml } = flow;
    const problems: Problem[] = [];
    const report = (message: string, element?: XmlElement): number => problems.push(problemAt(flow, message, element));
    const start = xml.child('start');
    const recordTriggered = start?.value('triggerType')?.startsWith('Record') === true;
    if (!xml.value('description')) report('the flow has no description');
    for (const node of nodesOf(xml)) {
        if (!node.value('description')) report(`${node.value('name')} has no description`, node);
        if (!node.value('label')) report(`${node.value('name')} has no label`, node);
        if (needsFaultPath(node, xml) && !node.child('faultConnector')) report(`${node.value('name')} has no fault path`, node);
    }
    for (const resource of RESOURCES.flatMap((kind) => xml.all(kind))) {
        if (!resource.value('description')) report(`${resource.value('name')} has no description`, resource);
    }
    if (recordTriggered && !xml.value('triggerOrder')) report('a record-triggered flow has no triggerOrder', start);
    const scheduledForRecords = start?.value('triggerType') === 'Scheduled' && start.child('object') !== undefined;
    if (!recordTriggered && !scheduledForRecords) return problems;
    if (start!.all('filters').length === 0 && !start!.child('filterFormula')) {
        report(`a ${recordTriggered ? 'record-triggered' : 'scheduled'} flow has no entry conditions`, start);
    }
    return problems;
}

/**
 * An update before the save can have none. Where failures are published, in a flow that others call and that does
 * nothing else, a fault has nowhere left to go.
 */
function needsFaultPath(node: XmlElement, flow: XmlElement): boolean {
    if (!FALLIBLE.has(node.name)) return false;
    const trigger = flow.child('start')?.value('triggerType');
    if (trigger === 'RecordBeforeSave' && node.name === 'recordUpdates') return false;
    const publishes = nodesOf(flow).every((known) => known.name === 'recordCreates' && known.value('object')?.endsWith('__e'));
    return !(trigger === undefined && publishes);
}
