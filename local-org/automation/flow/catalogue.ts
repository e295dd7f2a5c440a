import type { SObject } from '../../apex/runtime/sobject.ts';
import type { ApexProgram } from '../../apex/program.ts';
import { ProblemList, UnsupportedError } from '../../errors.ts';
import type { ProjectMetadata } from '../../metadata/model.ts';
import type { Schema } from '../../schema/model.ts';
import type { AccessMode, DmlError, Transaction } from '../transaction.ts';
import { compileFlows } from './compile-flows.ts';
import { runThreads } from './engine.ts';
import { faultText, unhandledFault } from './faults.ts';
import type { Filters } from './filters.ts';
import type { Flow, FlowVariable } from './flow.ts';
import type {
    EventFlow,
    FlowCatalogue,
    FlowPathChange,
    FlowPathWork,
    RecordFlowRow,
    RecordFlowRunner,
    RecordOperation,
    ScheduledFlow
} from './flows.ts';
import type { FlowHost } from './host.ts';
import { Interview, Thread } from './interview.ts';
import type { FlowRun } from './interview.ts';
import { readableFields } from './elements/lookup.ts';
import { fetchRows, wishOf } from './queries.ts';
import { batches, byIds, groupByDue, inRunMode, pathChanges, throwFirstError } from './running.ts';
import type { Moment } from './start.ts';
import { startInterview } from './start-interview.ts';

/** The active flows of a project. */
export class Catalogue implements FlowCatalogue {
    schedule: (transaction: Transaction, work: FlowPathWork) => void = (transaction, work) => this.runAfterCommit(transaction, work);
    reschedule: (transaction: Transaction, change: FlowPathChange) => void = () => undefined;
    private readonly flows: ReadonlyMap<string, Flow>;
    private readonly broken: ReadonlyMap<string, UnsupportedError>;
    private readonly schema: Schema;
    private readonly host: (transaction: Transaction) => FlowHost;

    constructor(metadata: ProjectMetadata, schema: Schema, program: ApexProgram | undefined, host: (transaction: Transaction) => FlowHost) {
        this.schema = schema;
        this.host = host;
        const active = metadata.ofType('Flow').filter((component) => component.xml.value('status') === 'Active');
        const { flows, broken, problems } = compileFlows(active, metadata, schema, program);
        if (problems.length > 0) throw new ProblemList(problems);
        this.flows = flows;
        this.broken = broken;
    }

    beforeSave(object: string, operation: RecordOperation): RecordFlowRunner | undefined {
        return this.runner('beforeSave', object, operation);
    }

    afterSave(object: string, operation: RecordOperation): RecordFlowRunner | undefined {
        return this.runner('afterSave', object, operation);
    }

    beforeDelete(object: string): RecordFlowRunner | undefined {
        return this.runner('beforeDelete', object, 'delete');
    }

    subscribers(event: string): readonly EventFlow[] {
        return this.triggered('event', event, 'insert').map((flow) => ({
            name: flow.name,
            runsAs: flow.start.runsAs,
            run: (transaction, events) => this.runEvents(flow, transaction, events)
        }));
    }

    scheduled(): readonly ScheduledFlow[] {
        return [...this.flows.values()].flatMap((flow) => {
            const { timetable } = flow.start;
            if (!timetable) return [];
            const records = (transaction: Transaction): string[] | null => this.scheduledRecords(flow, transaction);
            const run = (transaction: Transaction, ids: readonly string[] | null): void => this.runScheduled(flow, transaction, ids);
            return [{ name: flow.name, timetable, records, run }];
        });
    }

    variables(name: string): readonly FlowVariable[] | undefined {
        const flow = this.broken.has(name.toLowerCase()) ? this.find(name) : this.flows.get(name.toLowerCase());
        return flow?.start.moment === 'call' ? flow.variables : undefined;
    }

    run(transaction: Transaction, name: string, inputs: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown>[] {
        const flow = this.find(name);
        const run = this.newRun(transaction, flow, false);
        return inRunMode(transaction, flow, () => {
            const threads = inputs.map((values) => new Thread(startInterview(flow, run, values)));
            runThreads(threads);
            throwFirstError(threads);
            return threads.map(({ root }) =>
                Object.fromEntries(
                    flow.variables
                        .filter((known) => known.output)
                        .map((known) => [known.name, root.values.get(known.name.toLowerCase()) ?? null])
                )
            );
        });
    }

    /** Each record is read anew; of a scheduled path, those that no longer meet the entry conditions drop out. */
    runPath(transaction: Transaction, work: FlowPathWork): void {
        const flow = this.find(work.flow);
        const path = flow.start.later.find((known) => known.name === work.path)!;
        const run = this.newRun(transaction, flow, false);
        inRunMode(transaction, flow, () => {
            const ids = work.records.map((record) => record.id);
            const rows = this.readAgain(flow, run, ids);
            const threads = work.records.flatMap(({ id, old }) => {
                const row = rows.get(id);
                const thread = row && this.start(flow, run, { new: row, old: path.scheduled ? null : old }, path.first);
                return thread && (!path.scheduled || flow.start.holds(thread.root)) ? [thread] : [];
            });
            runThreads(threads);
            throwFirstError(threads);
        });
    }

    hasPath(flow: string, path: string): boolean {
        return this.flows.get(flow.toLowerCase())?.start.later.some((known) => known.name === path) ?? false;
    }

    private find(name: string): Flow {
        const unsupported = this.broken.get(name.toLowerCase());
        if (unsupported) throw unsupported;
        const flow = this.flows.get(name.toLowerCase());
        if (!flow) throw new Error(`There is no active flow ${name}.`);
        return flow;
    }

    /** In their order: first those numbered up to 1,000, then those without a number, then the rest. */
    private triggered(moment: Moment, object: string, operation: 'insert' | 'update' | 'delete'): Flow[] {
        const rank = (flow: Flow): number => flow.order ?? 1000.5;
        return [...this.flows.values()]
            .filter(
                ({ start }) =>
                    start.moment === moment && start.object?.name.toLowerCase() === object.toLowerCase() && start.operations.has(operation)
            )
            .sort((left, right) => rank(left) - rank(right) || (left.name < right.name ? -1 : 1));
    }

    private runner(moment: Moment, object: string, operation: RecordOperation): RecordFlowRunner | undefined {
        if (operation === 'undelete') return undefined;
        const flows = this.triggered(moment, object, operation);
        if (flows.length === 0) return undefined;
        return (transaction, rows) => {
            const errors = rows.map((): DmlError[] => []);
            for (const flow of flows) {
                const passing = rows.map((_row, index) => index).filter((index) => errors[index]!.length === 0);
                for (const batch of batches(passing)) {
                    const found = this.runRows(
                        flow,
                        transaction,
                        batch.map((index) => rows[index]!),
                        moment
                    );
                    batch.forEach((index, place) => errors[index]!.push(...found[place]!));
                }
            }
            return errors;
        };
    }

    private runRows(flow: Flow, transaction: Transaction, rows: readonly RecordFlowRow[], moment: Moment): DmlError[][] {
        const beforeSave = moment === 'beforeSave';
        const run = this.newRun(transaction, flow, beforeSave);
        return inRunMode(transaction, flow, () => {
            const errors = rows.map((): DmlError[] => []);
            const threads = new Map<number, Thread>();
            rows.forEach((row, index) => {
                const own = beforeSave ? row : { new: row.new.copy(), old: row.old };
                const thread = this.start(flow, run, own, flow.start.first);
                try {
                    const starts = flow.start.meets(thread.root);
                    if (starts) threads.set(index, thread);
                    for (const change of pathChanges(flow, thread.root, starts)) this.reschedule(transaction, change);
                } catch (error) {
                    const text = faultText(error);
                    if (text === undefined) throw error;
                    errors[index]!.push(unhandledFault(flow.label, text));
                }
            });
            this.preload(flow, run, [...threads.values()]);
            runThreads([...threads.values()]);
            const saved = [...threads.values()].filter((thread) => thread.errors.length === 0);
            this.scheduleLater(flow, transaction, saved);
            for (const [index, thread] of threads) errors[index]!.push(...thread.errors);
            return errors;
        });
    }

    private runEvents(flow: Flow, transaction: Transaction, events: readonly SObject[]): void {
        const run = this.newRun(transaction, flow, false);
        inRunMode(transaction, flow, () => {
            for (const batch of batches(events)) {
                const threads = batch.map((event) => this.start(flow, run, { new: event.copy(), old: null }, flow.start.first));
                const meeting = threads.filter((thread) => flow.start.meets(thread.root));
                runThreads(meeting);
                throwFirstError(meeting);
            }
        });
    }

    private scheduledRecords(flow: Flow, transaction: Transaction): string[] | null {
        const { object, filters } = flow.start;
        if (!object) return null;
        const run = this.newRun(transaction, flow, false);
        return inRunMode(transaction, flow, () => this.read(flow, run, filters!, ['Id']).map((row) => row.id!));
    }

    private runScheduled(flow: Flow, transaction: Transaction, ids: readonly string[] | null): void {
        const run = this.newRun(transaction, flow, false);
        inRunMode(transaction, flow, () => {
            const rows = ids && [...this.readAgain(flow, run, ids).values()];
            const threads = rows
                ? rows.map((row) => this.start(flow, run, { new: row, old: null }, flow.start.first))
                : [new Thread(startInterview(flow, run))];
            runThreads(threads);
            throwFirstError(threads);
        });
    }

    private start(flow: Flow, run: FlowRun, row: RecordFlowRow, first: string | null): Thread {
        const interview = startInterview(flow, run, {}, first);
        interview.record = row.new;
        interview.prior = row.old;
        interview.track(row.new);
        return new Thread(interview);
    }

    private newRun(transaction: Transaction, flow: Flow, beforeSave: boolean): FlowRun {
        flow.requireSupported();
        const access: AccessMode = flow.runInMode === 'UserMode' ? 'user' : 'system';
        const startedAt = transaction.now();
        return {
            transaction,
            host: this.host(transaction),
            schema: this.schema,
            access,
            beforeSave,
            startedAt,
            steps: 0,
            flow: (name) => this.find(name)
        };
    }

    private preload(flow: Flow, run: FlowRun, threads: readonly Thread[]): void {
        const rows = threads.map((thread) => thread.root.record!);
        if (rows.length > 0 && flow.recordPaths.length > 0) run.host.preload(flow.start.object!, rows, flow.recordPaths);
    }

    private scheduleLater(flow: Flow, transaction: Transaction, threads: readonly Thread[]): void {
        for (const path of flow.start.later) {
            for (const [due, group] of groupByDue(path, threads, transaction.now())) {
                for (const batch of batches(group, path.batch)) {
                    const records = batch.map(({ root }) => ({ id: root.record!.id!, old: root.prior }));
                    this.schedule(transaction, { flow: flow.name, path: path.name, records, due, userId: transaction.user.id });
                }
            }
        }
    }

    private readAgain(flow: Flow, run: FlowRun, ids: readonly string[]): Map<string, SObject> {
        const object = flow.start.object!;
        const rows = this.read(flow, run, byIds(object, ids), readableFields(object));
        return new Map(rows.map((row) => [row.id!, row]));
    }

    private read(flow: Flow, run: FlowRun, filters: Filters, fields: readonly string[]): SObject[] {
        const request = { object: flow.start.object!, filters, fields, sort: null, limit: () => null };
        return fetchRows(request, [wishOf(request, new Interview(flow, run, null))])[0]!;
    }

    /** Where nobody else keeps the work: right after the commit, in a transaction of its own. */
    private runAfterCommit(transaction: Transaction, work: FlowPathWork): void {
        if (work.due !== null) throw new UnsupportedError(`the scheduled path ${work.path} of the flow ${work.flow} here`);
        const { org, user } = transaction;
        transaction.afterCommit(() => org.transact('flow', user, (later) => this.runPath(later, work)));
    }
}
