import { SObject } from '../../runtime/sobject.ts';
import { hashOf, sameValue } from '../../runtime/values/equality.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { listException, nullArgument } from '../../runtime/values/raise.ts';
import { stringOf } from '../../runtime/values/text.ts';
import type { ApexType } from '../../types.ts';
import { OBJECT } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';
import { strictMethods } from '../strict.ts';
import { deepClone } from './list.ts';

function mapFrom([key, value]: ApexType[], entries: Iterable<[unknown, unknown]> | null): ApexMap {
    if (entries === null) throw nullArgument(1);
    return new ApexMap(key ?? OBJECT, value ?? OBJECT, entries);
}

/** Records by their Ids, as `new Map<Id, X>(records)` does it: a row without an Id, or the same Id twice, is refused. */
function putRecords(map: ApexMap, records: ApexList, refuseDuplicates: boolean): void {
    records.items.forEach((record, row) => {
        if (record === null) throw listException(`Null row at index: ${row}`);
        const id = record instanceof SObject ? record.id : null;
        if (id === null) throw listException(`Row with null Id at index: ${row}`);
        if (refuseDuplicates && map.has(id)) throw listException(`Row with duplicate Id at index: ${row}`);
        map.put(id, record);
    });
}

function mapFromRecords(types: ApexType[], records: ApexList | null): ApexMap {
    const map = mapFrom(types, []);
    if (records === null) throw nullArgument(1);
    putRecords(map, records, true);
    return map;
}

definePlatformClass({
    name: 'System.Map',
    typeParameters: ['K', 'V'],
    jsClass: ApexMap,
    constructors: {
        '()': (types: ApexType[]) => mapFrom(types, []),
        '(Map<K,V> entries)': mapFrom,
        '(List<SObject> records)': mapFromRecords
    },
    methods: {
        'Boolean containsKey(K key)': (map: ApexMap, key) => map.has(key),
        'Boolean equals(Map<K,V> other)': (map: ApexMap, other) => sameValue(map, other),
        'V get(K key)': (map: ApexMap, key) => map.get(key),
        'V put(K key, V value)': (map: ApexMap, key, value) => map.put(key, value),
        'V remove(K key)': (map: ApexMap, key) => map.remove(key),
        ...strictMethods({
            'void clear()': (map: ApexMap) => map.clear(),
            'Map<K,V> clone()': (map: ApexMap) => new ApexMap(map.keyType, map.valueType, map),
            'Map<K,V> deepClone()': (map: ApexMap) =>
                new ApexMap(
                    map.keyType,
                    map.valueType,
                    [...map].map(([key, value]): [unknown, unknown] => [key, deepClone(value, true, true, false)])
                ),
            'Integer hashCode()': (map: ApexMap) => hashOf(map),
            'Boolean isEmpty()': (map: ApexMap) => map.size === 0,
            'Set<K> keySet()': (map: ApexMap) => map.keySet(),
            'void putAll(Map<K,V> entries)': (map: ApexMap, entries: ApexMap) => {
                for (const [key, value] of [...entries]) map.put(key, value);
            },
            'void putAll(List<SObject> records)': (map: ApexMap, records: ApexList) => putRecords(map, records, false),
            'Integer size()': (map: ApexMap) => map.size,
            'String toString()': (map: ApexMap) => stringOf(map),
            'List<V> values()': (map: ApexMap) => new ApexList(map.valueType, map.values())
        })
    }
});
