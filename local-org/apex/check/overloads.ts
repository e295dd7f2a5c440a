import type { ApexType } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { fits } from './convert.ts';
import { isAny } from './type-system.ts';

export interface Overload<T> {
    readonly parameters: readonly ApexType[];
    readonly candidate: T;
}

/** The overload whose parameters are nearest to the arguments; undefined where none takes them. */
export function chooseOverload<T>(
    body: Body,
    overloads: readonly Overload<T>[],
    values: readonly Typed[]
): Overload<T> | 'ambiguous' | undefined {
    let best: Overload<T> | undefined;
    let lowest = Infinity;
    let tie = false;
    for (const overload of overloads) {
        const cost = costOf(body, overload.parameters, values);
        if (cost === undefined) continue;
        tie = cost === lowest;
        if (cost < lowest || (tie && best && isNarrower(body, overload.parameters, best.parameters))) {
            tie = false;
            best = overload;
            lowest = cost;
        } else if (tie && best && isNarrower(body, best.parameters, overload.parameters)) tie = false;
    }
    const onlyNulls = values.some((value) => value.isNullLiteral);
    return tie && onlyNulls ? 'ambiguous' : best;
}

function costOf(body: Body, parameters: readonly ApexType[], values: readonly Typed[]): number | undefined {
    if (parameters.length !== values.length) return undefined;
    let total = 0;
    for (const [index, parameter] of parameters.entries()) {
        const value = values[index]!;
        if (value.isNullLiteral) continue;
        if (!fits(body, value, parameter)) return undefined;
        total += body.types.distance(value.type, parameter) ?? 10;
    }
    return total;
}

function isNarrower(body: Body, left: readonly ApexType[], right: readonly ApexType[]): boolean {
    return left.every((type, index) => !isAny(type) && right[index]!.kind !== 'object' && body.types.isSubtype(type, right[index]!));
}
