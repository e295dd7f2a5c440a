import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { FieldFormulas } from '../field-formulas.ts';
import { field, lookup, objectInfo, schemaOf } from './fixtures.ts';

const formula = (object: string, name: string, source: string) => field(object, name, 'double', { formula: source });

const schema = schemaOf([
    objectInfo('Line__c', 'a01', [
        field('Line__c', 'Amount__c', 'double'),
        formula('Line__c', 'Gross__c', 'Amount__c * Deal__r.Rate__c'),
        formula('Line__c', 'Broken__c', '1 / Amount__c'),
        formula('Line__c', 'Age__c', 'TODAY() - DATE(2026, 1, 1)'),
        formula('Line__c', 'Round_A__c', 'Round_B__c'),
        formula('Line__c', 'Round_B__c', 'Round_A__c + 1'),
        formula('Line__c', 'Wrong__c', "'text'"),
        lookup('Line__c', 'Deal__c', ['Deal__c'], 'Deal__r')
    ]),
    objectInfo('Deal__c', 'a00', [field('Deal__c', 'Tax__c', 'percent'), formula('Deal__c', 'Rate__c', '1 + Tax__c')])
]);
const surroundings = { now: Date.UTC(2026, 0, 11, 12), timeZone: 'UTC', global: () => null };

function calculate(name: string, values: Record<string, string>): string {
    const read = (path: readonly string[]): unknown => {
        const text = values[path.join('.')];
        return text === undefined ? null : ApexDecimal.parse(text);
    };
    return String(new FieldFormulas(schema).of(schema.object('Line__c')!.field(name)!).evaluate(read, surroundings));
}

test('a formula that uses another one is calculated from stored fields alone', () => {
    const gross = new FieldFormulas(schema).of(schema.object('Line__c')!.field('Gross__c')!);
    assert.deepEqual(gross.inputs, [['Amount__c'], ['Deal__r', 'Tax__c']]);
    assert.equal(gross.volatile, false);
    assert.equal(calculate('Gross__c', { Amount__c: '10', 'Deal__r.Tax__c': '19' }), '11.90');
});

test('a formula without a value is blank, and one that reads the clock is volatile', () => {
    assert.equal(calculate('Broken__c', {}), 'null');
    assert.equal(calculate('Age__c', {}), '10.00');
    assert.equal(new FieldFormulas(schema).of(schema.object('Line__c')!.field('Age__c')!).volatile, true);
});

test('formulas that refer to themselves or have the wrong type are problems', () => {
    assert.deepEqual(
        new FieldFormulas(schema).check().map((problem) => problem.message),
        [
            'Formula cannot use another formula field that directly or indirectly refers to itself.',
            'Formula cannot use another formula field that directly or indirectly refers to itself.',
            'Formula result is data type (Text), incompatible with expected data type (Number).'
        ]
    );
});
