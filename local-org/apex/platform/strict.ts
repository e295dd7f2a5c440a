import { nullArgument } from '../runtime/values/raise.ts';
import type { Behaviour } from './declare.ts';

/** Instance members whose arguments may not be null; the receiver never is. */
export function strictMethods(members: Record<string, Behaviour>): Record<string, Behaviour> {
    return wrap(members, 1);
}

/** Static members and constructors whose arguments may not be null. */
export function strictStatics(members: Record<string, Behaviour>): Record<string, Behaviour> {
    return wrap(members, 0);
}

function wrap(members: Record<string, Behaviour>, first: number): Record<string, Behaviour> {
    return Object.fromEntries(Object.entries(members).map(([signature, run]) => [signature, refuseNulls(run, first)]));
}

function refuseNulls(run: Behaviour, first: number): Behaviour {
    return (...values: unknown[]) => {
        for (let index = first; index < values.length; index++) {
            if (values[index] === null) throw nullArgument(index - first + 1);
        }
        return run(...values);
    };
}
