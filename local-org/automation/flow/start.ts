import type { SObject } from '../../apex/runtime/sobject.ts';
import type { CompiledFormula } from '../../formula/formula.ts';
import type { XmlElement } from '../../metadata/model.ts';
import type { ObjectInfo } from '../../schema/model.ts';
import { connector } from './elements/paths.ts';
import { compileFilters, filterValues, passes } from './filters.ts';
import type { Filters } from './filters.ts';
import type { Interview } from './interview.ts';
import { compilePaths } from './later-paths.ts';
import type { LaterPath } from './later-paths.ts';
import { compileTimetable } from './schedule.ts';
import type { FlowTimetable } from './schedule.ts';
import type { FlowScope } from './scope.ts';
import { compileFlowFormula } from './values.ts';

export type Moment = 'beforeSave' | 'afterSave' | 'beforeDelete' | 'event' | 'schedule' | 'call';

/** Moments at which a record is being saved or deleted: its save can be stopped, and what it was before is known. */
export const SAVING: ReadonlySet<Moment | undefined> = new Set<Moment>(['beforeSave', 'afterSave', 'beforeDelete']);

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
    holds(interview: Interview): boolean;
    /** Does the flow start? Where it must have "changed to meet" its conditions, the record before the save did not. */
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
    const bare = { ...common, operations: new Set<never>(), later: [], onlyWhenChanged: false, holds: () => true, meets: () => true };
    if (xml && moment === 'schedule') return { ...bare, timetable: compileTimetable(scope, xml), filters: scheduledRecords(scope, xml) };
    if (!xml || !object) return bare;
    const onlyWhenChanged = xml.flag('doesRequireRecordChangedToMeetCriteria');
    const operations = operationsOf(scope, xml, moment);
    checkEntry(scope, xml, operations, onlyWhenChanged, moment);
    const later = compilePaths(scope, flow, { moment, object, onUpdate: operations.has('update') });
    return { ...common, operations, later, onlyWhenChanged, ...compileEntry(scope, xml, object) };
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

function compileEntry(scope: FlowScope, xml: XmlElement, object: ObjectInfo): Pick<Start, 'holds' | 'meets'> {
    const source = xml.value('filterFormula');
    const test =
        source !== undefined
            ? formulaTest(compileFlowFormula(scope, source, xml.child('filterFormula')!.line, 'Boolean', true))
            : filterTest(scope, xml, object);
    const holds = (interview: Interview): boolean => test(interview, interview.record!, interview.prior);
    if (!xml.flag('doesRequireRecordChangedToMeetCriteria')) return { holds, meets: holds };
    return { holds, meets: (interview) => holds(interview) && (interview.prior === null || !test(interview, interview.prior, null)) };
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
