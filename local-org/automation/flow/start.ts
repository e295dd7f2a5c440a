import type { SObject } from '../../apex/runtime/sobject.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import type { CompiledFormula } from '../../formula/formula.ts';
import type { XmlElement } from '../../metadata/model.ts';
import type { ObjectInfo } from '../../schema/model.ts';
import { connector } from './elements/paths.ts';
import { compileFilters, fieldOf, filterValues, passes } from './filters.ts';
import type { Filters } from './filters.ts';
import type { Interview } from './interview.ts';
import { compileTimetable } from './schedule.ts';
import type { FlowTimetable } from './schedule.ts';
import type { FlowScope } from './scope.ts';
import { compileFlowFormula } from './values.ts';

export type Moment = 'beforeSave' | 'afterSave' | 'beforeDelete' | 'event' | 'schedule' | 'call';

/** Moments at which a record is being saved or deleted: its save can be stopped, and what it was before is known. */
export const SAVING: ReadonlySet<Moment | undefined> = new Set<Moment>(['beforeSave', 'afterSave', 'beforeDelete']);

/** A path that runs after the commit, in a transaction of its own. */
export interface LaterPath {
    readonly name: string;
    readonly first: string;
    /** Milliseconds since 1970 for a record saved at `now`; null for at once, undefined where the record gives no time. */
    due(interview: Interview, now: number): number | null | undefined;
    readonly scheduled: boolean;
}

export interface Start {
    readonly moment: Moment;
    readonly object: ObjectInfo | undefined;
    readonly operations: ReadonlySet<'insert' | 'update' | 'delete'>;
    readonly first: string | null;
    readonly later: readonly LaterPath[];
    readonly runsAs: 'TriggeringUser' | 'DefaultWorkflowUser';
    readonly onlyWhenChanged: boolean;
    /** Of a scheduled flow. */
    readonly timetable: FlowTimetable | undefined;
    /** The filters of a scheduled flow, which choose its records. */
    readonly filters: Filters | undefined;
    /** Do the entry conditions hold for the record as the interview has it? */
    meets(interview: Interview): boolean;
}

const MOMENTS: Record<string, Moment> = {
    RecordBeforeSave: 'beforeSave',
    RecordAfterSave: 'afterSave',
    RecordBeforeDelete: 'beforeDelete',
    PlatformEvent: 'event',
    Scheduled: 'schedule',
    None: 'call'
};

const UNITS: Record<string, number> = { Minutes: 60_000, Hours: 3_600_000, Days: 86_400_000, Weeks: 604_800_000 };

/** Which object $Record is of, and when the flow runs. Throws for starts that the local org lacks. */
export function momentOf(scopeless: { unsupported(line: number, feature: string): Error }, xml: XmlElement | undefined): Moment {
    const type = xml?.value('triggerType') ?? 'None';
    const moment = MOMENTS[type];
    if (!moment) throw scopeless.unsupported(xml?.line ?? 1, `flows that start by ${type}`);
    return moment;
}

export function compileStart(scope: FlowScope, flow: XmlElement): Start {
    const xml = flow.child('start');
    const moment = momentOf(scope, xml);
    const object = scope.triggerObject;
    const first = connector(xml) ?? flow.value('startElementReference') ?? null;
    const common = { moment, object, first, runsAs: runsAs(xml), timetable: undefined, filters: undefined };
    const bare = { ...common, operations: new Set<never>(), later: [], onlyWhenChanged: false, meets: () => true };
    if (xml && moment === 'schedule') return { ...bare, timetable: compileTimetable(scope, xml), filters: scheduledRecords(scope, xml) };
    if (!xml || !object) return bare;
    const conditions = compileEntry(scope, xml, object);
    const onlyWhenChanged = xml.flag('doesRequireRecordChangedToMeetCriteria');
    const operations = operationsOf(scope, xml, moment);
    checkEntry(scope, xml, operations, onlyWhenChanged, moment);
    const later = xml
        .all('scheduledPaths')
        .map((path) => compilePath(scope, path, object, moment, operations.has('update') && !onlyWhenChanged));
    return { ...common, operations, later, onlyWhenChanged, meets: conditions };
}

function runsAs(xml: XmlElement | undefined): Start['runsAs'] {
    return xml?.value('flowRunAsUser') === 'TriggeringUser' ? 'TriggeringUser' : 'DefaultWorkflowUser';
}

function operationsOf(scope: FlowScope, xml: XmlElement, moment: Moment): Set<'insert' | 'update' | 'delete'> {
    if (moment === 'event') return new Set(['insert']);
    switch (xml.value('recordTriggerType')) {
        case 'Create':
            return new Set(['insert']);
        case 'Update':
            return new Set(['update']);
        case 'CreateAndUpdate':
            return new Set(['insert', 'update']);
        case 'Delete':
            return new Set(['delete']);
        default:
            throw scope.problem(xml.line, 'A record-triggered flow must say when it runs (recordTriggerType).');
    }
}

/** Which records a scheduled flow runs for; undefined where it names no object and runs once. */
function scheduledRecords(scope: FlowScope, xml: XmlElement): Filters | undefined {
    for (const name of ['filterFormula', 'scheduledPaths', 'recordTriggerType', 'doesRequireRecordChangedToMeetCriteria']) {
        const found = xml.child(name);
        if (found && found.text.trim() !== 'false') throw scope.problem(found.line, `A scheduled flow can't have ${name}.`);
    }
    const object = scope.triggerObject;
    const [first] = xml.all('filters');
    if (first && !object) throw scope.problem(first.line, 'A scheduled flow without an object has no records to filter.');
    if (!object) return undefined;
    const filters = compileFilters(scope, xml, object);
    if (filters.items.some(({ operator }) => operator === 'IsChanged')) {
        throw scope.problem(xml.line, 'IsChanged needs a record that is being saved.');
    }
    return filters;
}

/** Combinations that an org refuses. */
function checkEntry(scope: FlowScope, xml: XmlElement, operations: ReadonlySet<string>, onlyWhenChanged: boolean, moment: Moment): void {
    const hasConditions = xml.all('filters').length > 0 || xml.child('filterFormula') !== undefined;
    if (onlyWhenChanged && !operations.has('update')) {
        throw scope.problem(
            xml.line,
            'A flow that runs only when a record is created can\'t require that it "changed to meet" its conditions.'
        );
    }
    if (onlyWhenChanged && !hasConditions) throw scope.problem(xml.line, '"Changed to meet" needs entry conditions.');
    if (xml.all('filters').length > 0 && xml.child('filterFormula')) {
        throw scope.problem(xml.line, 'Entry conditions are either filters or a formula, not both.');
    }
    if (moment === 'beforeDelete' && !operations.has('delete')) throw scope.problem(xml.line, 'A flow before a delete must run on Delete.');
}

function compileEntry(scope: FlowScope, xml: XmlElement, object: ObjectInfo): (interview: Interview) => boolean {
    const source = xml.value('filterFormula');
    const test =
        source !== undefined
            ? formulaTest(compileFlowFormula(scope, source, xml.child('filterFormula')!.line, 'Boolean', true))
            : filterTest(scope, xml, object);
    if (!xml.flag('doesRequireRecordChangedToMeetCriteria')) return (interview) => test(interview, interview.record!, interview.prior);
    return (interview) => {
        if (!test(interview, interview.record!, interview.prior)) return false;
        return interview.prior === null || !test(interview, interview.prior, null);
    };
}

type EntryTest = (interview: Interview, row: SObject, prior: SObject | null) => boolean;

function formulaTest(formula: CompiledFormula): EntryTest {
    return (interview, row, prior) => {
        const context = interview.formulaContext();
        return (
            formula.evaluate({
                ...context,
                field: (path) => interview.field(row, path),
                prior: prior ? (path) => interview.field(prior, path) : undefined,
                isNew: interview.prior === null
            }) === true
        );
    };
}

function filterTest(scope: FlowScope, xml: XmlElement, object: ObjectInfo): EntryTest {
    const filters = compileFilters(scope, xml, object);
    return (interview, row, prior) => passes(filters, filterValues(filters, interview), interview, row, prior);
}

function compilePath(scope: FlowScope, xml: XmlElement, object: ObjectInfo, moment: Moment, everyUpdate: boolean): LaterPath {
    if (moment !== 'afterSave') throw scope.problem(xml.line, 'Only flows that run after the record is saved have paths for later.');
    const first = connector(xml);
    if (first === null) throw scope.problem(xml.line, 'A path that leads nowhere.');
    if (xml.value('pathType') === 'AsyncAfterCommit') {
        for (const name of ['label', 'timeSource', 'offsetUnit', 'offsetNumber', 'recordField', 'maxBatchSize']) {
            if (xml.child(name)) throw scope.problem(xml.child(name)!.line, `The asynchronous path can't have ${name}.`);
        }
        return { name: xml.value('name') ?? 'AsyncAfterCommit', first, scheduled: false, due: () => null };
    }
    if (xml.value('pathType') !== undefined) throw scope.unsupported(xml.line, `flow paths of the type ${xml.value('pathType')}`);
    if (everyUpdate)
        throw scope.unsupported(xml.line, 'scheduled paths of flows that run on every update (require "changed to meet" instead)');
    return scheduledPath(scope, xml, object, first);
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
    if (xml.value('timeSource') !== 'RecordField') return { name, first, scheduled: true, due: (_interview, now) => now + offset };
    const field = fieldOf(scope, object, xml.value('recordField') ?? '', xml.line);
    return {
        name,
        first,
        scheduled: true,
        due: (interview) => {
            const value = interview.field(interview.record, [field.name]);
            if (value === null || typeof value !== 'object') return undefined;
            if ('milliseconds' in value) return (value as { milliseconds: number }).milliseconds + offset;
            return midnight(value as { year: number; month: number; day: number }, interview.timeZone) + offset;
        }
    };
}

function midnight(day: { year: number; month: number; day: number }, zone: string): number {
    return ApexDatetime.of(zone, day.year, day.month, day.day).milliseconds;
}
