import { abortJob, scheduleBatch, scheduleJob } from '../../../automation/schedule.ts';
import { attachFinalizer, enqueueQueueable } from '../../../automation/async.ts';
import { MixedDml } from '../../../automation/mixed-dml.ts';
import { currentRuntime, type TransactionRuntime } from '../../../automation/runtime.ts';
import { UnsupportedError } from '../../../errors.ts';
import { apexException } from '../../runtime/exceptions.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { ApexDatetime } from '../../runtime/values/datetime.ts';
import type { ApexEnumValue } from '../../runtime/values/enum.ts';
import { equalValues, hashOf } from '../../runtime/values/equality.ts';
import { stringOf } from '../../runtime/values/text.ts';
import { assertEqual, assertNotEqual, assertTrue } from '../assert.ts';
import { definePlatformClass } from '../declare.ts';
import { queueableOptions } from './async-options.ts';

function reasonOf(message: unknown): string | null {
    return message === null || message === undefined ? null : stringOf(message);
}

function assertCondition(condition: boolean | null, message?: unknown): void {
    if (condition === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
    assertTrue(condition, reasonOf(message));
}

function assertEquals(expected: unknown, actual: unknown, message?: unknown): void {
    assertEqual(expected, actual, reasonOf(message));
}

function assertNotEquals(expected: unknown, actual: unknown, message?: unknown): void {
    assertNotEqual(expected, actual, reasonOf(message));
}

function debug(level: string, message: unknown): void {
    currentRuntime().debug(level, logText(message), undefined);
}

/** A line of a log may say that there is no text for a value; nothing is decided by it. */
function logText(message: unknown): string {
    try {
        return stringOf(message);
    } catch (error) {
        if (!(error instanceof UnsupportedError)) throw error;
        return `[${error.feature}]`;
    }
}

const kindIs =
    (...kinds: readonly string[]) =>
    () =>
        kinds.includes(currentRuntime().kind);

definePlatformClass({
    name: 'System.System',
    statics: {
        'void debug(Object msg)': (message: unknown) => debug('DEBUG', message),
        'void debug(LoggingLevel logLevel, Object o)': (level: ApexEnumValue, message: unknown) => debug(level.name, message),
        'void assert(Boolean condition)': assertCondition,
        'void assert(Boolean condition, Object msg)': assertCondition,
        'void assertEquals(Object expected, Object actual)': assertEquals,
        'void assertEquals(Object expected, Object actual, Object msg)': assertEquals,
        'void assertNotEquals(Object expected, Object actual)': assertNotEquals,
        'void assertNotEquals(Object expected, Object actual, Object msg)': assertNotEquals,
        'Datetime now()': () => new ApexDatetime(currentRuntime().now()),
        'Date today()': () => new ApexDatetime(currentRuntime().now()).date(currentRuntime().user.timeZone),
        'Long currentTimeMillis()': () => BigInt(Math.trunc(currentRuntime().now())),
        'Boolean equals(Object obj1, Object obj2)': (left: unknown, right: unknown) => equalValues(left, right),
        'Integer hashCode(Object obj)': (value: unknown) => hashOf(value),
        'Id enqueueJob(Object queueableObj)': (queueable: object) => enqueue(queueable),
        'Id enqueueJob(Object queueable, Integer delay)': (queueable: object, delay: number) => {
            if (delay < 0 || delay > 10) throw apexException('System.AsyncException', 'The delay must be between 0 and 10 minutes.');
            return enqueueQueueable(currentRuntime(), required(queueable), { delay });
        },
        'Id enqueueJob(Object queueable, AsyncOptions asyncoptions)': (queueable: object, options: object | null) =>
            enqueueQueueable(currentRuntime(), required(queueable), queueableOptions(options)),
        'void attachFinalizer(Finalizer finalizer)': (finalizer: object) => attachFinalizer(currentRuntime(), required(finalizer)),
        'String schedule(String jobName, String cronExpression, Object schedulableClass)': (name: string, cron: string, job: object) =>
            scheduleJob(currentRuntime(), required(name), required(cron), required(job)),
        'String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow)': (batch: object, name: string, minutes: number) =>
            scheduleBatch(currentRuntime(), required(batch), required(name), minutes),
        'String scheduleBatch(Object batchable, String jobName, Integer minutesFromNow, Integer scopeSize)': (
            batch: object,
            name: string,
            minutes: number,
            scope: number
        ) => scheduleBatch(currentRuntime(), required(batch), required(name), minutes, scope),
        'void abortJob(String jobId)': (id: string) => abortJob(currentRuntime(), required(id)),
        'Boolean isBatch()': kindIs('batch'),
        'Boolean isFuture()': kindIs('future'),
        'Boolean isQueueable()': kindIs('queueable'),
        'Boolean isScheduled()': kindIs('scheduled'),
        'void runAs(SObject user, Object block)': (user: SObject, block: () => unknown) => {
            const tx = currentRuntime();
            if (!tx.isTest) throw apexException('System.TypeException', 'runAs can only be used in test methods');
            if (user?.id === null) insertUser(tx, user);
            return tx.runAs(tx.org.users.fromRecord(user), block);
        }
    }
});

/** A user that is not saved yet is saved first, whatever the test saved before. */
function insertUser(tx: TransactionRuntime, user: SObject): void {
    const { mixedDml } = tx;
    tx.mixedDml = new MixedDml();
    try {
        tx.dml({ operation: 'insert', records: [user], allOrNone: true, access: 'system' });
    } finally {
        tx.mixedDml = mixedDml;
    }
}

function enqueue(queueable: object | null): string {
    return enqueueQueueable(currentRuntime(), required(queueable));
}

function required<T>(value: T | null): T {
    if (value === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
    return value;
}
