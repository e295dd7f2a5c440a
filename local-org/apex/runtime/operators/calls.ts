import { currentTransaction } from '../../../automation/transaction.ts';
import type { SharingMode } from '../../../automation/transaction.ts';
import type { Behaviour, PlatformProperty } from '../../platform/declare.ts';
import { ApexException, LimitExceeded } from '../exceptions.ts';
import { isExceptionOf } from '../instances.ts';
import { isUserInstance, userMethod } from '../linkage.ts';

/** What calls, exceptions and loops need around them. */

export function share(mode: SharingMode): SharingMode {
    const transaction = currentTransaction();
    const before = transaction.sharing;
    transaction.sharing = mode;
    return before;
}

export function unshare(before: SharingMode): void {
    currentTransaction().sharing = before;
}

/** A method of the platform that the receiver's class may have overridden or implemented. */
export function callVirtual(receiver: unknown, name: string, values: unknown[], otherwise: Behaviour): unknown {
    if (isUserInstance(receiver)) {
        const own = userMethod(receiver, name, values);
        if (own) return own.call(receiver, ...values);
    }
    return otherwise(receiver, ...values);
}

export function setProperty(property: PlatformProperty, ...values: unknown[]): unknown {
    property.set!(...values);
    return values.at(-1);
}

export function setThrough<T>(self: Record<string, (value: T) => void> | null, setter: string | ((value: T) => void), value: T): T {
    if (typeof setter === 'string') self![setter]!(value);
    else setter(value);
    return value;
}

export function initException(exception: ApexException, first?: string | ApexException | null, second?: ApexException | null): void {
    const cause = first instanceof ApexException ? first : second;
    if (typeof first === 'string') exception.message = first;
    else if (first instanceof ApexException) exception.message = first.message;
    if (cause) exception.cause = cause;
}

/** What catch blocks may see: Apex exceptions, but no limits. Everything else goes on. */
export function apexError(error: unknown): ApexException | null {
    return error instanceof ApexException && !(error instanceof LimitExceeded) ? error : null;
}

export function isException(error: ApexException | null, typeText: string): boolean {
    return error !== null && isExceptionOf(error, typeText);
}

let ticks = 0;
/** Turns of loops between two looks at the clock, less one: a power of two. */
const TURNS = 0x3ff;

/** Called by every turn of a loop. */
export function tick(): void {
    ticks = (ticks + 1) | 0;
    if ((ticks & TURNS) === 0) currentTransaction().limits.checkTime();
}
