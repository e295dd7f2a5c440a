import { hashOf, sameValue } from '../../runtime/values/equality.ts';
import { ApexIterator } from '../../runtime/values/iteration.ts';
import type { ApexList } from '../../runtime/values/list.ts';
import { nullArgument } from '../../runtime/values/raise.ts';
import { ApexSet } from '../../runtime/values/set.ts';
import { stringOf } from '../../runtime/values/text.ts';
import type { ApexType } from '../../types.ts';
import { OBJECT } from '../../types.ts';
import type { Behaviour } from '../declare.ts';
import { definePlatformClass } from '../declare.ts';
import { strictMethods } from '../strict.ts';

type Values = ApexList | ApexSet;

function setFrom([type]: ApexType[], values: Values | null): ApexSet {
    if (values === null) throw nullArgument(1);
    return new ApexSet(type ?? OBJECT, values);
}

const valuesOf = (values: Values): unknown[] => (values instanceof ApexSet ? values.values() : [...values.items]);

/** True where at least one value was new. */
function addAll(set: ApexSet, values: Values): boolean {
    return valuesOf(values).filter((value) => set.add(value)).length > 0;
}

function removeAll(set: ApexSet, values: Values): boolean {
    return valuesOf(values).filter((value) => set.delete(value)).length > 0;
}

function retainAll(set: ApexSet, values: Values): boolean {
    const kept = new ApexSet(set.elementType, valuesOf(values));
    return set.values().filter((value) => !kept.has(value) && set.delete(value)).length > 0;
}

/** The same method for lists and for sets. */
function forBoth(name: string, run: Behaviour): Record<string, Behaviour> {
    return { [`Boolean ${name}(List<T> values)`]: run, [`Boolean ${name}(Set<T> values)`]: run };
}

definePlatformClass({
    name: 'System.Set',
    typeParameters: ['T'],
    implements: ['Iterable<T>'],
    jsClass: ApexSet,
    constructors: {
        '()': ([type]: ApexType[]) => new ApexSet(type ?? OBJECT),
        '(List<T> values)': setFrom,
        '(Set<T> values)': setFrom
    },
    methods: {
        'Boolean add(T value)': (set: ApexSet, value) => set.add(value),
        'Boolean contains(T value)': (set: ApexSet, value) => set.has(value),
        'Boolean equals(Set<T> other)': (set: ApexSet, other) => sameValue(set, other),
        'Boolean remove(T value)': (set: ApexSet, value) => set.delete(value),
        ...strictMethods({
            ...forBoth('addAll', addAll),
            ...forBoth('containsAll', (set: ApexSet, values: Values) => valuesOf(values).every((value) => set.has(value))),
            ...forBoth('removeAll', removeAll),
            ...forBoth('retainAll', retainAll),
            'void clear()': (set: ApexSet) => set.clear(),
            'Set<T> clone()': (set: ApexSet) => new ApexSet(set.elementType, set.values()),
            'Integer hashCode()': (set: ApexSet) => hashOf(set),
            'Boolean isEmpty()': (set: ApexSet) => set.size === 0,
            'Iterator<T> iterator()': (set: ApexSet) => new ApexIterator(set.values()),
            'Integer size()': (set: ApexSet) => set.size,
            'String toString()': (set: ApexSet) => stringOf(set)
        })
    }
});
