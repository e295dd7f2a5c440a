import { UnsupportedError } from '../../../errors.ts';
import { SObject } from '../../runtime/sobject.ts';
import { compareValues } from '../../runtime/values/compare.ts';
import { hashOf, sameValue } from '../../runtime/values/equality.ts';
import { ApexIterator } from '../../runtime/values/iteration.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { nullArgument } from '../../runtime/values/raise.ts';
import type { ApexSet } from '../../runtime/values/set.ts';
import { stringOf } from '../../runtime/values/text.ts';
import { invokeUserMethod } from '../../runtime/values/user-objects.ts';
import type { ApexType } from '../../types.ts';
import { OBJECT } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';
import { ApexCollator } from './collator.ts';
import { strictMethods } from '../strict.ts';

function listFrom([type]: ApexType[], values: Iterable<unknown> | null): ApexList {
    if (values === null) throw nullArgument(1);
    return ApexList.of(type ?? OBJECT, values);
}

function sort(list: ApexList, compare: (left: unknown, right: unknown) => number): void {
    list.items.sort(compare);
}

/** A Comparator of the project, or the Collator of the platform. */
function compareBy(comparator: object): (left: unknown, right: unknown) => number {
    if (comparator instanceof ApexCollator) return (left, right) => comparator.compare(left as string, right as string);
    return (left, right) => invokeUserMethod(comparator, 'compare', [left, right]) as number;
}

const AUDIT_FIELDS = ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];

/** Records are copied, without what the flags leave out; other values are shared. */
export function deepClone(value: unknown, preserveId: boolean, preserveTimestamps: boolean, preserveAutonumber: boolean): unknown {
    if (value instanceof ApexList) {
        return new ApexList(
            value.elementType,
            value.items.map((item) => deepClone(item, preserveId, preserveTimestamps, preserveAutonumber))
        );
    }
    if (!(value instanceof SObject)) return value;
    if (preserveAutonumber) throw new UnsupportedError('List.deepClone with preserved auto-numbers');
    const copy = value.copy();
    if (!preserveId) copy.fields.delete('Id');
    if (!preserveTimestamps) for (const field of AUDIT_FIELDS) copy.fields.delete(field);
    return copy;
}

definePlatformClass({
    name: 'System.List',
    typeParameters: ['T'],
    implements: ['Iterable<T>'],
    jsClass: ApexList,
    constructors: {
        '()': ([type]: ApexType[]) => new ApexList(type ?? OBJECT),
        '(Integer size)': ([type]: ApexType[], size: number | null) => {
            if (size === null) throw nullArgument(1);
            return new ApexList(type ?? OBJECT, Array(size).fill(null));
        },
        '(List<T> values)': listFrom,
        '(Set<T> values)': listFrom
    },
    methods: {
        'void add(T value)': (list: ApexList, value) => list.add(value),
        'void add(Integer index, T value)': (list: ApexList, index: number | null, value) => {
            if (index === null) throw nullArgument(1);
            list.insert(index, value);
        },
        'Boolean contains(T value)': (list: ApexList, value) => list.items.some((item) => sameValue(item, value)),
        'Boolean equals(List<T> other)': (list: ApexList, other) => sameValue(list, other),
        'Integer indexOf(T value)': (list: ApexList, value) => list.items.findIndex((item) => sameValue(item, value)),
        'void set(Integer index, T value)': (list: ApexList, index: number | null, value) => {
            if (index === null) throw nullArgument(1);
            list.set(index, value);
        },
        ...strictMethods({
            'void addAll(List<T> values)': (list: ApexList, values: ApexList) => list.addAll(values),
            'void addAll(Set<T> values)': (list: ApexList, values: ApexSet) => list.addAll(values),
            'void clear()': (list: ApexList) => list.clear(),
            'List<T> clone()': (list: ApexList) => ApexList.of(list.elementType, list.items),
            'List<T> deepClone()': (list: ApexList) => deepClone(list, false, false, false),
            'List<T> deepClone(Boolean preserveId)': (list: ApexList, id: boolean) => deepClone(list, id, false, false),
            'List<T> deepClone(Boolean preserveId, Boolean preserveTimestamps)': (list: ApexList, id: boolean, timestamps: boolean) =>
                deepClone(list, id, timestamps, false),
            'List<T> deepClone(Boolean preserveId, Boolean preserveTimestamps, Boolean preserveAutonumber)': deepClone,
            'T get(Integer index)': (list: ApexList, index: number) => list.get(index),
            'Integer hashCode()': (list: ApexList) => hashOf(list),
            'Boolean isEmpty()': (list: ApexList) => list.size === 0,
            'Iterator<T> iterator()': (list: ApexList) => new ApexIterator(list.items),
            'T remove(Integer index)': (list: ApexList, index: number) => list.remove(index),
            'Integer size()': (list: ApexList) => list.size,
            'void sort()': (list: ApexList) => sort(list, compareValues),
            'void sort(Comparator<T> comparator)': (list: ApexList, comparator: object) => sort(list, compareBy(comparator)),
            'String toString()': (list: ApexList) => stringOf(list)
        })
    }
});
