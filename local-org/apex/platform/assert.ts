import { LimitExceeded } from '../runtime/exceptions.ts';
import { compareNumbers, isNumeric, sameValue } from '../runtime/values/equality.ts';
import { stringOf } from '../runtime/values/text.ts';
import type { ApexTypeValue } from '../runtime/values/type-value.ts';
import { runtimeTypeOf } from '../runtime/values/type-of.ts';
import { fullTypeName } from '../runtime/values/type-value.ts';
import type { Behaviour } from './declare.ts';
import { definePlatformClass } from './declare.ts';
import { isInstance } from './type-relations.ts';

/** A failed assertion: like a passed limit, no catch block sees it (Apex Reference Guide, System.assert, Usage). */
export class AssertionFailed extends LimitExceeded {
    constructor(message: string) {
        super(message);
        this.apexTypeName = 'System.AssertException';
    }
}

/** 'Assertion Failed: reason: facts', each where there is one. */
function assertionFailed(reason: string | null | undefined, facts = ''): AssertionFailed {
    return new AssertionFailed(['Assertion Failed', ...(reason ? [reason] : []), ...(facts ? [facts] : [])].join(': '));
}

/** Equality of assertions: numbers across their types, strings with their case. */
export function assertedEqual(expected: unknown, actual: unknown): boolean {
    if (isNumeric(expected) && isNumeric(actual)) return compareNumbers(expected, actual) === 0;
    return sameValue(expected, actual);
}

/** What the test runner knows of assertions: how many ran, and whether each means its opposite. */
export const assertions = { executed: 0, inverted: false };

function decide(holds: boolean, reason: string | null | undefined, facts = ''): void {
    assertions.executed++;
    if (holds === assertions.inverted) throw assertionFailed(reason, facts);
}

export function assertEqual(expected: unknown, actual: unknown, reason?: string | null): void {
    decide(assertedEqual(expected, actual), reason, `Expected: ${stringOf(expected)}, Actual: ${stringOf(actual)}`);
}

export function assertNotEqual(notExpected: unknown, actual: unknown, reason?: string | null): void {
    decide(!assertedEqual(notExpected, actual), reason, `Same value: ${stringOf(notExpected)}`);
}

export function assertTrue(condition: unknown, reason?: string | null): void {
    decide(condition === true, reason);
}

function assertType(value: unknown, type: ApexTypeValue, reason: string | null | undefined, wanted: boolean): void {
    const found = value === null ? 'null' : fullTypeName(runtimeTypeOf(value));
    decide(isInstance(value, type.type) === wanted, reason, `Expected: ${wanted ? '' : 'not '}instance of ${type}, Actual: ${found}`);
}

/** Each assertion without and with a reason. */
function withReason(signature: string, run: Behaviour): Record<string, Behaviour> {
    const separator = signature.endsWith('()') ? '' : ', ';
    return { [signature]: run, [signature.replace(/\)$/, `${separator}String reason)`)]: run };
}

definePlatformClass({
    name: 'System.Assert',
    statics: {
        ...withReason('void areEqual(Object expected, Object actual)', assertEqual),
        ...withReason('void areNotEqual(Object notExpected, Object actual)', assertNotEqual),
        ...withReason('void fail()', (reason?: string | null) => decide(false, reason)),
        ...withReason('void isFalse(Boolean condition)', (condition, reason) => assertTrue(condition === false, reason)),
        ...withReason('void isTrue(Boolean condition)', assertTrue),
        ...withReason('void isNull(Object value)', (value, reason) => assertEqual(null, value, reason)),
        ...withReason('void isNotNull(Object value)', (value, reason) => assertNotEqual(null, value, reason)),
        ...withReason('void isInstanceOfType(Object instance, Type expected)', (value, type, reason) =>
            assertType(value, type, reason, true)
        ),
        ...withReason('void isNotInstanceOfType(Object instance, Type notExpected)', (value, type, reason) =>
            assertType(value, type, reason, false)
        )
    }
});
