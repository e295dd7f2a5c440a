import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import type { XmlElement } from '../../metadata/model.ts';
import type { ObjectInfo } from '../../schema/model.ts';
import { connector } from './elements/paths.ts';
import { fieldOf } from './filters.ts';
import { elementsFrom } from './graph.ts';
import type { Interview } from './interview.ts';
import type { FlowScope } from './scope.ts';
import { namePlace } from './shape.ts';
import type { Moment } from './start.ts';

/** A path that runs after the commit, in a transaction of its own. */
export interface LaterPath {
    readonly name: string;
    readonly first: string;
    /** Milliseconds since 1970 for a record saved at `now`; null for at once, undefined where the record gives no time. */
    due(interview: Interview, now: number): number | null | undefined;
    readonly scheduled: boolean;
    /** Interviews of one transaction, at most. */
    readonly batch: number;
}

interface Surroundings {
    readonly moment: Moment;
    readonly object: ObjectInfo;
    readonly onUpdate: boolean;
}

const UNITS: Record<string, number> = { Minutes: 60_000, Hours: 3_600_000, Days: 86_400_000, Weeks: 604_800_000 };
const MAXIMUM_BATCH = 200;

export function compilePaths(scope: FlowScope, flow: XmlElement, around: Surroundings): LaterPath[] {
    const start = flow.child('start')!;
    const paths = start.all('scheduledPaths');
    if (paths.length === 0) return [];
    if (around.moment !== 'afterSave')
        throw scope.problem(paths[0]!.line, 'Only flows that run after the record is saved have paths for later.');
    const [extra] = paths.filter(isAsynchronous).slice(1);
    if (extra) throw scope.problem(extra.line, 'A flow can have one asynchronous path.');
    for (const path of paths) checkPath(scope, flow, path, around.onUpdate);
    return paths.map((path) => compilePath(scope, path, around.object));
}

function isAsynchronous(path: XmlElement): boolean {
    return path.value('pathType') === 'AsyncAfterCommit';
}

/**
 * What an org refuses (ExtendedErrorCode of the Metadata API): FLOW_SCHEDULED_PATH_REQUIRES_RECORD_CHANGED_TO_MEET_CRITERIA,
 * …_ASYNCAFTERCOMMIT_REQUIRES_RECORD_CHANGED_OR_ISCHANGED, …_CANNOT_USE_IS_CHANGED, …_INCOMPATIBLE_WITH_RECORD_PRIOR,
 * …_INCOMPATIBLE_WHEN_DECISION_REQUIRES_RECORD_CHANGED. Asynchronous paths do not know IsChanged either (Salesforce Help,
 * "Record-Triggered Flow Considerations").
 */
function checkPath(scope: FlowScope, flow: XmlElement, path: XmlElement, onUpdate: boolean): void {
    const start = flow.child('start')!;
    const whenChanged = start.flag('doesRequireRecordChangedToMeetCriteria');
    const asksForChange =
        start.all('filters').some((filter) => filter.value('operator') === 'IsChanged') ||
        /\bISCHANGED\s*\(/i.test(start.value('filterFormula') ?? '');
    for (const element of elementsFrom(flow, path)) {
        if (!element.all('rules').some((rule) => rule.all('conditions').some((one) => one.value('operator') === 'IsChanged'))) continue;
        throw scope.problem(element.line, namePlace(element, "IsChanged can't be used on a path that runs after the commit."));
    }
    if (isAsynchronous(path)) {
        if (!onUpdate || whenChanged || asksForChange) return;
        const text = 'The asynchronous path of a flow that runs on updates needs "changed to meet" or IsChanged in the entry conditions.';
        throw scope.problem(path.line, text);
    }
    if (onUpdate && !whenChanged)
        throw scope.problem(path.line, 'Scheduled paths of a flow that runs on updates need "changed to meet" entry conditions.');
    if (asksForChange) throw scope.problem(path.line, "Scheduled paths can't stand beside IsChanged in the entry conditions.");
    for (const element of elementsFrom(flow, path)) {
        const place = (text: string): Error => scope.problem(element.line, namePlace(element, text));
        if (mentions(element, /\$Record__Prior\b/i)) throw place("$Record__Prior can't be used on a scheduled path.");
        if (element.all('rules').some((rule) => rule.flag('doesRequireRecordChangedToMeetCriteria')))
            throw place('A decision on a scheduled path can\'t require that the record "changed to meet" its conditions.');
    }
}

function mentions(element: XmlElement, pattern: RegExp): boolean {
    return pattern.test(element.text) || element.children.some((child) => mentions(child, pattern));
}

function compilePath(scope: FlowScope, xml: XmlElement, object: ObjectInfo): LaterPath {
    const first = connector(xml);
    if (first === null) throw scope.problem(xml.line, 'A path that leads nowhere.');
    if (!isAsynchronous(xml)) {
        if (xml.value('pathType') !== undefined) throw scope.unsupported(xml.line, `flow paths of the type ${xml.value('pathType')}`);
        return scheduledPath(scope, xml, object, first);
    }
    for (const name of ['label', 'timeSource', 'offsetUnit', 'offsetNumber', 'recordField', 'maxBatchSize']) {
        if (xml.child(name)) throw scope.problem(xml.child(name)!.line, `The asynchronous path can't have ${name}.`);
    }
    return { name: xml.value('name') ?? 'AsyncAfterCommit', first, scheduled: false, batch: MAXIMUM_BATCH, due: () => null };
}

function scheduledPath(scope: FlowScope, xml: XmlElement, object: ObjectInfo, first: string): LaterPath {
    const name = xml.value('name');
    const number = xml.value('offsetNumber');
    const unit = xml.value('offsetUnit');
    if (!name || (number === undefined) !== (unit === undefined))
        throw scope.problem(xml.line, 'A scheduled path needs a name and a whole offset.');
    const step = unit === undefined ? 0 : UNITS[unit];
    if (step === undefined) throw scope.unsupported(xml.line, `scheduled paths with an offset in ${unit}`);
    const offset = Number(number ?? 0) * step;
    const common = { name, first, scheduled: true, batch: batchOf(scope, xml) };
    if (xml.value('timeSource') !== 'RecordField') return { ...common, due: (_interview, now) => now + offset };
    const field = fieldOf(scope, object, xml.value('recordField') ?? '', xml.line);
    return {
        ...common,
        due: (interview) => {
            const value = interview.field(interview.record, [field.name]);
            if (value === null || typeof value !== 'object') return undefined;
            if ('milliseconds' in value) return (value as { milliseconds: number }).milliseconds + offset;
            return midnight(value as { year: number; month: number; day: number }, interview.timeZone) + offset;
        }
    };
}

function batchOf(scope: FlowScope, xml: XmlElement): number {
    const size = Number(xml.value('maxBatchSize') ?? MAXIMUM_BATCH);
    if (Number.isInteger(size) && size >= 1 && size <= MAXIMUM_BATCH) return size;
    throw scope.problem(xml.line, `The batch size of a scheduled path is a number from 1 to ${MAXIMUM_BATCH}.`);
}

function midnight(day: { year: number; month: number; day: number }, zone: string): number {
    return ApexDatetime.of(zone, day.year, day.month, day.day).milliseconds;
}
