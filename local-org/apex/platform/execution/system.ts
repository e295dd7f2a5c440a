import { abortJob, scheduleBatch, scheduleJob } from '../../../automation/schedule.ts';
import { attachFinalizer, enqueueQueueable } from '../../../automation/async.ts';
import { MixedDml } from '../../../automation/mixed-dml.ts';
import { currentRuntime, type TransactionRuntime } from '../../../automation/runtime.ts';
import { apexException } from '../../runtime/exceptions.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { ApexDatetime } from '../../runtime/values/datetime.ts';
import type { ApexEnumValue } from '../../runtime/values/enum.ts';
import { equalValues, hashOf } from '../../runtime/values/equality.ts';
import { stringOf } from '../../runtime/values/text.ts';
import { definePlatformClass } from '../declare.ts';
import { queueableOptions } from './async-options.ts';

function failAssertion(message: unknown, facts?: string): never {
    const parts = ['Assertion Failed'];
    if (message !== null && message !== undefined) parts.push(stringOf(message));
    if (facts !== undefined) parts.push(facts);
    throw apexException('System.AssertException', parts.join(': '));
}

function assertTrue(condition: boolean | null, message?: unknown): void {
    if (condition === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
    if (!condition) failAssertion(message);
}

function assertEqual(expected: unknown, actual: unknown, message?: unknown): void {
    if (!sameForAssert(expected, actual)) failAssertion(message, `Expected: ${stringOf(expected)}, Actual: ${stringOf(actual)}`);
}

function assertDifferent(expected: unknown, actual: unknown, message?: unknown): void {
    if (sameForAssert(expected, actual)) failAssertion(message, `Same value: ${stringOf(actual)}`);
}

/** Unlike the == operator, assertions tell 'a' from 'A'. */
function sameForAssert(left: unknown, right: unknown): boolean {
    if (typeof left === 'string' && typeof right === 'string' && left.toLowerCase() === right.toLowerCase()) {
        return left === right || isIdPair(left, right);
    }
    return equalValues(left, right);
}

function isIdPair(left: string, right: string): boolean {
    return left.length !== right.length && equalValues(left, right);
}

function debug(level: string, message: unknown): void {
    currentRuntime().debug(level, stringOf(message), undefined);
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
        'void assert(Boolean condition)': assertTrue,
        'void assert(Boolean condition, Object msg)': assertTrue,
        'void assertEquals(Object expected, Object actual)': assertEqual,
        'void assertEquals(Object expected, Object actual, Object msg)': assertEqual,
        'void assertNotEquals(Object expected, Object actual)': assertDifferent,
        'void assertNotEquals(Object expected, Object actual, Object msg)': assertDifferent,
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
