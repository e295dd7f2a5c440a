import { apexException } from '../exceptions.ts';
import { hasUserMethod, invokeUserMethod } from './user-objects.ts';
import { typeException } from './raise.ts';

/** Counts the loops that run over a collection, and refuses changes of its size meanwhile. */
export class IterationLock {
    private loops = 0;

    checkUnlocked(): void {
        if (this.loops > 0) throw apexException('System.FinalException', 'Cannot modify a collection while it is being iterated.');
    }

    /** Wraps an iterator: the lock is held from the first step until the end, a break or an exception. */
    hold<T>(iterator: Iterator<T>): IterableIterator<T> {
        // eslint-disable-next-line @typescript-eslint/no-this-alias
        const lock = this;
        let held = false;
        const release = (): void => {
            if (held) lock.loops--;
            held = false;
        };
        return {
            next() {
                if (!held) {
                    held = true;
                    lock.loops++;
                }
                const step = iterator.next();
                if (step.done) release();
                return step;
            },
            return(value?: T) {
                release();
                return { done: true, value: value as T };
            },
            [Symbol.iterator]() {
                return this;
            }
        };
    }
}

/** What `iterator()` of a platform collection returns. */
export class ApexIterator {
    private readonly source: Iterator<unknown>;
    private upcoming: IteratorResult<unknown> | undefined;

    constructor(source: Iterable<unknown>) {
        this.source = source[Symbol.iterator]();
    }

    hasNext(): boolean {
        this.upcoming ??= this.source.next();
        return !this.upcoming.done;
    }

    next(): unknown {
        if (!this.hasNext()) throw apexException('System.NoSuchElementException', 'No more elements to iterate');
        const value = this.upcoming!.value;
        this.upcoming = undefined;
        return value;
    }
}

/** The values of anything that Apex can loop over: collections, iterators, and the project's own Iterables. */
export function* iterate(value: unknown): Generator<unknown> {
    if (hasUserMethod(value, 'iterator', 0)) {
        yield* iterate(invokeUserMethod(value, 'iterator'));
    } else if (hasUserMethod(value, 'hasNext', 0)) {
        while (invokeUserMethod(value, 'hasNext')) yield invokeUserMethod(value, 'next');
    } else if (value instanceof ApexIterator) {
        while (value.hasNext()) yield value.next();
    } else if (typeof value === 'object' && value !== null && Symbol.iterator in value) {
        yield* value as Iterable<unknown>;
    } else {
        throw typeException('Value is not iterable');
    }
}
