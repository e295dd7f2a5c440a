import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexException } from '../../runtime/exceptions.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApexBlob } from '../../runtime/values/blob.ts';
import { ApexDate } from '../../runtime/values/date.ts';
import { ApexDatetime } from '../../runtime/values/datetime.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { stringOf } from '../../runtime/values/text.ts';
import { ApexTypeValue } from '../../runtime/values/type-value.ts';
import { runtimeTypeOf } from '../../runtime/values/type-of.ts';
import type { ApexType } from '../../types.ts';
import { OBJECT, listOf, mapOf, primitive, sobjectType, typeName } from '../../types.ts';
import { HttpRequest } from '../web.ts';
import { call, dbl, dec, field, inTransaction, object, statically, thrown } from './apex.ts';

const untyped = (text: string): unknown => statically('System.JSON', 'deserializeUntyped', text);
const typed = (text: string, type: ApexType): unknown => statically('System.JSON', 'deserialize', text, new ApexTypeValue(type));
const serialize = (value: unknown): unknown => statically('System.JSON', 'serialize', value);

const ACCOUNT = object('Account', [
    field('Name', primitive('String')),
    field('AnnualRevenue', primitive('Decimal')),
    field('CreatedDate', primitive('Datetime')),
    field('ParentId', primitive('Id'), { relationshipName: 'Parent', referenceTo: ['Account'] })
]);

test('values are written in the form of the platform', () => {
    const map = new ApexMap(primitive('String'), OBJECT, [
        ['i', 1],
        ['l', 9007199254740993n],
        ['d', dec('1.50')],
        ['x', dbl(2)],
        ['s', 'a"b\\/\n'],
        ['date', ApexDate.of(2020, 1, 2)],
        ['time', ApexDatetime.parseIso('2020-01-02T03:04:05.006Z')],
        ['blob', ApexBlob.fromText('hi')],
        ['none', null],
        ['list', new ApexList(OBJECT, [true, new ApexList(OBJECT)])]
    ]);
    assert.equal(
        serialize(map),
        '{"i":1,"l":9007199254740993,"d":1.50,"x":2.0,"s":"a\\"b\\\\/\\n","date":"2020-01-02","time":"2020-01-02T03:04:05.006Z","blob":"aGk=","none":null,"list":[true,[]]}'
    );
});

test('a pretty text has objects in lines and arrays on one', () => {
    const map = new ApexMap(primitive('String'), OBJECT, [
        ['a', new ApexList(OBJECT, [1, new ApexMap(primitive('String'), OBJECT, [['b', null]])])],
        ['e', new ApexList(OBJECT)]
    ]);
    assert.equal(statically('System.JSON', 'serializePretty', map), '{\n  "a" : [ 1, {\n    "b" : null\n  } ],\n  "e" : [ ]\n}');
});

test('records carry their attributes, and come back as records', () => {
    inTransaction({ objects: [ACCOUNT] }, () => {
        const record = new SObject('Account');
        record.set('Id', '001000000000001AAA');
        record.set('CreatedDate', ApexDatetime.parseIso('2020-01-02T03:04:05.006Z'));
        const text = serialize(record) as string;
        assert.equal(
            text,
            '{"attributes":{"type":"Account","url":"/services/data/v66.0/sobjects/Account/001000000000001AAA"},"Id":"001000000000001AAA","CreatedDate":"2020-01-02T03:04:05.006+0000"}'
        );
        const back = typed(text, sobjectType('SObject')) as SObject;
        assert.equal(back.typeName, 'Account');
        assert.equal(stringOf(back), stringOf(record));
        const child = typed('{"name":"x","AnnualRevenue":10.50,"Parent":{"Name":"y"}}', sobjectType('Account')) as SObject;
        assert.equal(String(child.get('AnnualRevenue')), '10.50');
        assert.equal(child.parents.get('Parent')?.get('Name'), 'y');
        assert.equal(
            thrown(() => typed('{"Nope":1}', sobjectType('Account'))),
            "System.JSONException: No such column 'Nope' on sobject of type Account"
        );
    });
});

test('untyped numbers are Integer, Long or Decimal by what they need', () => {
    const list = untyped('[1, 3000000000, 1.50, 1e3, 99999999999999999999, "x", null, true, {"a":{}}]') as ApexList;
    assert.deepEqual(
        list.items.map((item) => typeName(runtimeTypeOf(item))),
        ['Integer', 'Long', 'Decimal', 'Decimal', 'Decimal', 'String', 'null', 'Boolean', 'Map<String,Object>']
    );
    assert.equal(String(list.items[2]), '1.50');
});

test('malformed texts are refused in the words of the platform', () => {
    assert.equal(
        thrown(() => untyped('')),
        'System.JSONException: No content to map to Object due to end of input'
    );
    assert.equal(
        thrown(() => untyped('invalid')),
        "System.JSONException: Unexpected character ('i' (code 105)): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at input location [1,2]"
    );
    assert.match(
        thrown(() => untyped('{a:1}')),
        /Unexpected character \('a' \(code 97\)\): was expecting double-quote to start field name/
    );
    assert.match(
        thrown(() => untyped('{"a":1')),
        /Unexpected end-of-input: expected close marker for OBJECT/
    );
    assert.match(
        thrown(() => untyped('[1 2]')),
        /was expecting comma to separate ARRAY entries at input location \[1,5\]/
    );
    assert.equal(
        thrown(() => untyped(null as unknown as string)),
        'System.NullPointerException: Argument 1 cannot be null'
    );
});

test('typed reading converts what fits and refuses what does not', () => {
    inTransaction({}, () => {
        assert.equal(stringOf(typed('["1", 2]', listOf(primitive('Integer')))), '(1, 2)');
        assert.equal(stringOf(typed('{"a": 1.10}', mapOf(primitive('String'), primitive('Decimal')))), '{a=1.10}');
        assert.equal(stringOf(typed('{"1": "2020-01-02"}', mapOf(primitive('Integer'), primitive('Date')))), '{1=2020-01-02 00:00:00}');
        assert.equal((typed('"2020-01-02T03:04:05+02:00"', primitive('Datetime')) as ApexDatetime).toIso(), '2020-01-02T01:04:05.000Z');
        assert.match(
            thrown(() => typed('[true]', listOf(primitive('Integer')))),
            /Illegal value for primitive/
        );
        assert.equal(
            thrown(() => typed('{}', listOf(OBJECT))),
            "System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set"
        );
        assert.equal(
            thrown(() => typed('{"a":1}', mapOf(primitive('String'), OBJECT))),
            'System.JSONException: Apex Type unsupported in JSON: Object'
        );
    });
});

test('what cannot be written is named', () => {
    assert.equal(
        thrown(() => serialize(new HttpRequest())),
        'System.JSONException: Apex Type unsupported in JSON: HttpRequest'
    );
});

test('a generator builds a text call by call', () => {
    const generator = statically('System.JSON', 'createGenerator', false);
    call(generator, 'writeStartObject');
    call(generator, 'writeStringField', 'abc', 'def');
    call(generator, 'writeFieldName', 'list');
    call(generator, 'writeStartArray');
    call(generator, 'writeNumber', dec('1.5'));
    call(generator, 'writeNull');
    call(generator, 'writeEndArray');
    assert.match(
        thrown(() => call(generator, 'writeBoolean', true)),
        /expecting field name/
    );
    call(generator, 'writeEndObject');
    assert.equal(call(generator, 'getAsString'), '{"abc":"def","list":[1.5,null]}');
});

test('a parser walks the tokens and reads values where it stands', () => {
    inTransaction({}, () => {
        const parser = statically('System.JSON', 'createParser', '{"a":[1,{"b":2}],"c":"x"}');
        const token = (method: string): string => String(call(parser, method));
        assert.equal(token('nextToken'), 'START_OBJECT');
        assert.equal(token('nextToken'), 'FIELD_NAME');
        assert.equal(call(parser, 'getText'), 'a');
        assert.equal(token('nextToken'), 'START_ARRAY');
        assert.equal(token('nextToken'), 'VALUE_NUMBER_INT');
        assert.equal(call(parser, 'getIntegerValue'), 1);
        assert.equal(token('nextToken'), 'START_OBJECT');
        const value = call(parser, 'readValueAs', new ApexTypeValue(mapOf(primitive('String'), primitive('Integer'))));
        assert.equal(stringOf(value), '{b=2}');
        assert.equal(token('getCurrentToken'), 'END_OBJECT');
        assert.equal(token('nextToken'), 'END_ARRAY');
        assert.equal(token('nextValue'), 'VALUE_STRING');
        assert.equal(call(parser, 'getCurrentName'), 'c');
        assert.equal(token('nextToken'), 'END_OBJECT');
        assert.equal(call(parser, 'nextToken'), null);
    });
});

test('what is nested too deeply is an exception that Apex can catch', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    assert.doesNotThrow(() => untyped(nested(1_000)));
    for (const depth of [1_001, 100_000]) {
        assert.throws(
            () => untyped(nested(depth)),
            (error) =>
                error instanceof ApexException && error.apexTypeName === 'System.JSONException' && /nesting depth/.test(error.message)
        );
    }
});
