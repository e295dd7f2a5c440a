import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SObject } from '../../runtime/sobject.ts';
import { equalIds, equalValues, hashOf, identicalValues, keyOf } from '../../runtime/values/equality.ts';
import { ApexDate } from '../../runtime/values/date.ts';
import { iterate } from '../../runtime/values/iteration.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { ApexSet } from '../../runtime/values/set.ts';
import { stringOf } from '../../runtime/values/text.ts';
import { OBJECT, primitive, sobjectType } from '../../types.ts';
import { call, callOn, dec, thrown } from './apex.ts';

const STRING = primitive('String');
const strings = (...values: (string | null)[]): ApexList => new ApexList(STRING, values);

function account(fields: Record<string, unknown>): SObject {
    const record = new SObject('Account');
    for (const [name, value] of Object.entries(fields)) record.set(name, value);
    return record;
}

test('list bounds are named', () => {
    const list = strings('a');
    assert.equal(
        thrown(() => call(list, 'get', 3)),
        'System.ListException: List index out of bounds: 3'
    );
    assert.equal(
        thrown(() => call(list, 'remove', -1)),
        'System.ListException: List index out of bounds: -1'
    );
    assert.equal(
        thrown(() => call(list, 'set', 1, 'x')),
        'System.ListException: List index out of bounds: 1'
    );
    call(list, 'add', 1, 'b');
    call(list, 'add', 0, 'c');
    assert.equal(stringOf(list), '(c, a, b)');
});

test('sorting puts nulls first and capitals before small letters', () => {
    const list = strings('b', null, 'a', 'B');
    call(list, 'sort');
    assert.equal(stringOf(list), '(null, B, a, b)');
    const numbers = new ApexList(primitive('Decimal'), [dec('10'), dec('9.5'), dec('-1')]);
    call(numbers, 'sort');
    assert.equal(stringOf(numbers), '(-1, 9.5, 10)');
    const records = new ApexList(sobjectType('Account'), [account({ Name: 'b' }), account({ Name: 'a' })]);
    call(records, 'sort');
    assert.equal(stringOf(records), '(Account:{Name=a}, Account:{Name=b})');
    const mixed = new ApexList(OBJECT, [new ApexList(OBJECT), new ApexList(OBJECT)]);
    assert.equal(
        thrown(() => call(mixed, 'sort')),
        'System.ListException: One or more of the items in this list is not Comparable.'
    );
});

test('the keys of a map are a view of it: they can be taken out there, and none can be added', () => {
    const map = new ApexMap(STRING, OBJECT, [
        ['a', 1],
        ['b', 2]
    ]);
    const keys = call(map, 'keySet') as ApexSet;
    call(map, 'put', 'c', 3);
    call(keys, 'remove', 'a');
    call(keys, 'retainAll', strings('b', 'x'));
    assert.equal(stringOf(map), '{b=2}');
    assert.equal(
        thrown(() => call(keys, 'add', 'd')),
        'System.FinalException: Collection is read-only'
    );
    call(call(keys, 'clone') as ApexSet, 'add', 'd');
    assert.equal(stringOf(keys), '{b}');
    assert.match(
        thrown(() => {
            for (const key of keys) call(map, 'remove', key);
        }),
        /FinalException: Cannot modify a collection/
    );
});

test('a list of one object takes no records of another, however it is seen', () => {
    const accounts = new ApexList(sobjectType('Account'));
    call(accounts, 'add', account({ Name: 'a' }));
    const message = 'System.TypeException: Collection store exception adding Contact to List<Account>';
    assert.equal(
        thrown(() => call(accounts, 'add', new SObject('Contact'))),
        message
    );
    assert.equal(
        thrown(() => call(accounts, 'set', 0, new SObject('Contact'))),
        message
    );
    assert.equal(accounts.size, 1);
});

test('a loop refuses changes of the size, and lets go at its end', () => {
    const list = strings('a', 'b');
    const change = (): void => {
        for (const value of list) call(list, 'add', value);
    };
    assert.equal(thrown(change), 'System.FinalException: Cannot modify a collection while it is being iterated.');
    call(list, 'add', 'c');
    for (const value of list) if (value === 'b') break;
    call(list, 'remove', 0);
    assert.equal(stringOf(list), '(b, c)');
    const set = new ApexSet(STRING, ['x']);
    assert.match(
        thrown(() => {
            for (const value of set) call(set, 'add', `${value}!`);
        }),
        /FinalException/
    );
});

test('sets find values, not objects: records by fields, strings with their case', () => {
    const set = new ApexSet(OBJECT);
    for (const value of ['a', 'A', 1, 1n, dec('1.0'), dec('1.00'), ApexDate.of(2020, 1, 1), ApexDate.of(2020, 1, 1), null, null])
        set.add(value);
    assert.equal(set.size, 7);
    const records = new ApexSet(sobjectType('Account'), [account({ Name: 'a' }), account({ Name: 'a' }), account({ Name: 'b' })]);
    assert.equal(records.size, 2);
    const lists = new ApexSet(OBJECT, [strings('a', 'b'), strings('a', 'b'), strings('a,b')]);
    assert.equal(lists.size, 2);
});

test('set algebra tells whether anything changed', () => {
    const set = new ApexSet(STRING, ['a', 'b', 'c']);
    assert.equal(call(set, 'retainAll', strings('a', 'b')), true);
    assert.equal(call(set, 'retainAll', strings('a', 'b')), false);
    assert.equal(call(set, 'removeAll', strings('b', 'x')), true);
    assert.equal(call(set, 'addAll', strings('a')), false);
    assert.equal(call(set, 'containsAll', strings('a', 'z')), false);
    assert.equal(stringOf(set), '{a}');
});

test('a map keeps the place of a key and gives what was there before', () => {
    const map = new ApexMap(STRING, primitive('Integer'));
    assert.equal(call(map, 'put', 'a', 1), null);
    assert.equal(call(map, 'put', 'b', 2), null);
    assert.equal(call(map, 'put', 'a', 3), 1);
    assert.equal(stringOf(map), '{a=3, b=2}');
    assert.equal(call(map, 'get', 'A'), null);
    assert.equal(call(map, 'remove', 'a'), 3);
    assert.equal(stringOf(call(map, 'keySet')), '{b}');
});

test('a map of records needs their Ids, each once', () => {
    const rows = new ApexList(sobjectType('Account'), [account({ Id: '001000000000001AAA' }), account({ Name: 'x' })]);
    const map = new ApexMap(primitive('Id'), sobjectType('Account'));
    assert.equal(
        thrown(() => call(map, 'putAll', rows)),
        'System.ListException: Row with null Id at index: 1'
    );
});

test('a key that changed is lost, as on the platform', () => {
    const record = account({ Name: 'a' });
    const map = new ApexMap(OBJECT, OBJECT, [[record, 1]]);
    record.set('Name', 'b');
    assert.equal(map.get(record), null);
});

test('deepClone copies records without their Id unless told to keep it', () => {
    const list = new ApexList(sobjectType('Account'), [account({ Id: '001000000000001AAA', Name: 'a' })]);
    const copy = call(list, 'deepClone') as ApexList;
    (copy.items[0] as SObject).set('Name', 'b');
    assert.equal(stringOf(list), '(Account:{Id=001000000000001AAA, Name=a})');
    assert.equal(stringOf(copy), '(Account:{Name=b})');
    assert.equal(stringOf(call(list, 'deepClone', true)), '(Account:{Id=001000000000001AAA, Name=a})');
});

test('== looks at values, === at objects', () => {
    assert.equal(equalValues('Abc', 'aBC'), true);
    assert.equal(equalValues(1, dec('1.0')), true);
    assert.equal(equalValues(strings('a'), strings('a')), true);
    assert.equal(equalValues(null, ''), false);
    assert.equal(identicalValues(strings('a'), strings('a')), false);
    assert.equal(identicalValues(dec('1.0'), dec('1.00')), true);
    assert.equal(equalIds('001000000000001', '001000000000001AAA'), true);
    assert.equal(equalIds('00100000000000A', '00100000000000a'), false);
});

test('equal values have equal keys and hashes', () => {
    const pairs: [unknown, unknown][] = [
        [dec('1.0'), dec('1.00')],
        [new ApexSet(STRING, ['a', 'b']), new ApexSet(STRING, ['b', 'a'])],
        [account({ Name: 'a', Phone: '1' }), account({ Phone: '1', Name: 'a' })]
    ];
    for (const [left, right] of pairs) {
        assert.equal(keyOf(left), keyOf(right));
        assert.equal(hashOf(left), hashOf(right));
    }
    assert.notEqual(keyOf('\u0000#i1'), keyOf(1));
});

test('iterators run dry with a word', () => {
    const iterator = call(strings('a'), 'iterator');
    assert.equal(callOn('System.Iterator', iterator, 'next'), 'a');
    assert.equal(callOn('System.Iterator', iterator, 'hasNext'), false);
    assert.match(
        thrown(() => callOn('System.Iterator', iterator, 'next')),
        /^System.NoSuchElementException/
    );
    assert.deepEqual([...iterate(strings('x', 'y'))], ['x', 'y']);
});
