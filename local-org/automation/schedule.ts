import { ApexException, apexException } from '../apex/runtime/exceptions.ts';
import type { ApexProgram } from '../apex/program.ts';
import { userObjects } from '../apex/runtime/values/user-objects.ts';
import type { OrgRuntime } from '../org.ts';
import { classNameOf, insertJobRow, testOptions } from './async.ts';
import { executeBatch } from './batch.ts';
import { CronError, CronExpression } from './cron.ts';
import { SchedulableContextImpl } from './job-contexts.ts';
import { deleteSystemRows, insertSystemRow, instant, readRowsBy, updateSystemRow } from './rows.ts';
import { TransactionRuntime } from './runtime.ts';
import { withTransaction, type RunningUser } from './transaction.ts';

/** A job that comes due again and again. */
export interface Schedule {
    /** Of its CronTrigger row. */
    readonly id: string;
    readonly detailId: string;
    readonly name: string;
    next(after: number): number | null;
    run(): void;
    /** Of a job of System.schedule. */
    readonly apex?: ScheduledApex;
    nextAt: number | null;
    times: number;
}

interface ScheduledApex {
    readonly cron: CronExpression;
    readonly schedulable: object;
    readonly user: RunningUser;
}

/** Jobs of System.schedule and scheduled flows, which come due by the org's clock. */
export class Schedules {
    private readonly org: OrgRuntime;
    private readonly byId = new Map<string, Schedule>();

    constructor(org: OrgRuntime) {
        this.org = org;
    }

    add(schedule: Schedule): void {
        this.byId.set(schedule.id, schedule);
    }

    /** Goes on with the schedules of an org whose place this one takes: the same objects, of the classes as they are now. */
    goOn(previous: Schedules): void {
        for (const schedule of previous.byId.values()) {
            const { apex } = schedule;
            if (!apex) continue;
            const user = this.org.users.byId(apex.user.id);
            const tx = new TransactionRuntime(this.org, 'scheduled', user);
            const schedulable = withTransaction(tx, () => asDeployed(apex.schedulable));
            this.add({ ...schedule, ...apexRuns(this.org, schedule.id, { ...apex, user, schedulable }) });
        }
    }

    /** Names of the jobs whose objects could not go on in another program: their class is gone, or they hold other objects. */
    stuck(program: ApexProgram): string[] {
        const isStuck = ({ apex }: Schedule): boolean =>
            apex !== undefined &&
            (!program.findClass(classNameOf(apex.schedulable)) ||
                variablesOf(apex.schedulable).some(({ value }) => typeof value === 'object' && value));
        return [...this.byId.values()].filter(isStuck).map(({ name }) => name);
    }

    /** The clock was set: what is next counts from the new time. */
    clockChanged(): void {
        const now = this.org.clock.now();
        for (const schedule of this.byId.values()) {
            if (schedule.nextAt !== null && schedule.nextAt > now) schedule.nextAt = schedule.next(now);
        }
    }

    remove(id: string): boolean {
        return this.byId.delete(id);
    }

    /** Runs one schedule that is due; false when there is none. However often it was missed, it runs once. */
    runNext(now: number): boolean {
        const due = [...this.byId.values()].find((schedule) => schedule.nextAt !== null && schedule.nextAt <= now);
        if (!due) return false;
        const firedAt = now;
        due.nextAt = due.next(now);
        due.times += 1;
        try {
            due.run();
        } catch (error) {
            if (!(error instanceof ApexException)) throw error;
        }
        if (due.nextAt === null) this.byId.delete(due.id);
        updateSystemRow(this.org, 'CronTrigger', due.id, {
            NextFireTime: instant(due.nextAt),
            PreviousFireTime: instant(firedAt),
            TimesTriggered: due.times,
            State: due.nextAt === null ? 'DELETED' : 'WAITING'
        });
        return true;
    }
}

/** System.schedule: gives the id of the CronTrigger row. */
export function scheduleJob(tx: TransactionRuntime, name: string, expression: string, schedulable: object): string {
    const cron = parse(expression);
    if (readRowsBy(tx, 'CronJobDetail', 'Name', [name]).length > 0) {
        throw apexException('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
    }
    const nextAt = cron.next(tx.now(), tx.user.timeZone);
    if (nextAt === null) {
        const text = `Based on configured schedule, the given trigger 'SCHEDULED-${name}' will never fire.`;
        throw apexException('System.AsyncException', text);
    }
    tx.limits.count('dmlStatements');
    tx.scope.begin();
    tx.scope.markWork();
    const detailId = insertSystemRow(tx.org, 'CronJobDetail', { Name: name, JobType: '7' });
    const id = insertSystemRow(tx.org, 'CronTrigger', {
        CronJobDetailId: detailId,
        CronExpression: expression,
        State: 'WAITING',
        NextFireTime: instant(nextAt),
        StartTime: instant(tx.now()),
        TimesTriggered: 0,
        TimeZoneSidKey: tx.user.timeZone,
        OwnerId: tx.user.id,
        CreatedById: tx.user.id
    });
    insertJobRow(tx, 'ScheduledApex', classNameOf(schedulable), null);
    const { org, user, test, staticState } = tx;
    if (test) {
        const run = (): void => runSchedulable(org, id, schedulable, user, testOptions({ test, statics: staticState }));
        tx.enqueue({ id, kind: 'scheduled', name, dueAt: tx.now(), run });
    } else {
        const runs = apexRuns(org, id, { cron, schedulable, user });
        tx.afterCommit(() => org.background.schedules.add({ id, detailId, name, nextAt, times: 0, ...runs }));
    }
    return id;
}

/** System.scheduleBatch: the batch starts once, so many minutes from now. */
export function scheduleBatch(tx: TransactionRuntime, batchable: object, name: string, minutes: number, scope?: number): string {
    if (readRowsBy(tx, 'CronJobDetail', 'Name', [name]).length > 0) {
        throw apexException('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
    }
    return executeBatch(tx, batchable, scope, tx.now() + minutes * 60_000);
}

/** System.abortJob for scheduled jobs and for work that still waits. */
export function abortJob(tx: TransactionRuntime, id: string): void {
    const { org } = tx;
    const trigger = readRowsBy(tx, 'CronTrigger', 'Id', [id])[0];
    tx.scope.begin();
    tx.scope.markWork();
    if (trigger) {
        deleteSystemRows(org, 'CronTrigger', [id]);
        deleteSystemRows(org, 'CronJobDetail', [trigger.fields.get('CronJobDetailId') as string]);
        tx.test?.queue.remove(id);
        tx.afterCommit(() => void org.background.schedules.remove(id));
        return;
    }
    if (readRowsBy(tx, 'AsyncApexJob', 'Id', [id]).length === 0) {
        throw apexException('System.StringException', `Invalid id: ${id}`);
    }
    (tx.test?.queue ?? org.background.queue).remove(id);
    updateSystemRow(org, 'AsyncApexJob', id, { Status: 'Aborted', CompletedDate: instant(tx.now()) });
}

function apexRuns(org: OrgRuntime, id: string, apex: ScheduledApex): Pick<Schedule, 'next' | 'run' | 'apex'> {
    const { cron, schedulable, user } = apex;
    return {
        apex,
        next: (after) => cron.next(after, user.timeZone),
        run: () => runSchedulable(org, id, schedulable, user, {})
    };
}

function runSchedulable(
    org: OrgRuntime,
    id: string,
    schedulable: object,
    user: RunningUser,
    options: ReturnType<typeof testOptions>
): void {
    const name = classNameOf(schedulable);
    const run = (): unknown => userObjects().invoke(schedulable, 'execute', [new SchedulableContextImpl(id)]);
    org.transact('scheduled', user, run, { name, quiddity: 'SCHEDULED', ...options });
}

/** The same object, of its class in the program of the transaction. */
function asDeployed(value: object): object {
    const copy = userObjects().allocate(classNameOf(value));
    const variables = userObjects().variables(copy);
    for (const held of variablesOf(value)) variables.find(({ name }) => name === held.name)?.set(copy, held.value);
    return copy;
}

function variablesOf(value: object): { name: string; value: unknown }[] {
    return userObjects()
        .variables(value)
        .map((variable) => ({ name: variable.name, value: variable.get(value) }));
}

function parse(expression: string): CronExpression {
    try {
        return CronExpression.parse(expression);
    } catch (error) {
        if (error instanceof CronError) throw apexException('System.StringException', error.message);
        throw error;
    }
}
