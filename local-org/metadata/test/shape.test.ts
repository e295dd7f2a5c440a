import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkShape, elementsOf } from '../shape.ts';
import { parseXml } from '../xml.ts';

function problems(type: string, body: string): string[] {
    const root = parseXml(`<${type}>\n${body}\n</${type}>`, 'file');
    return checkShape(root, type, 'file').map((problem) => `${problem.position.line} ${problem.message}`);
}

const FIELD = '<fullName>A__c</fullName>\n<label>A</label>\n<type>Checkbox</type>';

test('a file with known elements in any order is right', () => {
    assert.deepEqual(problems('CustomField', FIELD), []);
    assert.deepEqual(problems('CustomField', '<type>Checkbox</type><label>A</label><fullName>A__c</fullName>'), []);
    assert.deepEqual(problems('ApexClass', '<apiVersion>66.0</apiVersion>'), []);
});

test('unknown, repeated, scattered and missing elements are found at their lines', () => {
    assert.deepEqual(problems('CustomField', `${FIELD}\n<lable>A</lable>`), [
        '5 Element {http://soap.sforce.com/2006/04/metadata}lable invalid at this location in type CustomField'
    ]);
    assert.deepEqual(problems('CustomField', `${FIELD}\n<label>B</label>`), [
        '5 Element label is duplicated at this location in type CustomField'
    ]);
    assert.deepEqual(problems('CustomApplication', '<tabs>A</tabs>\n<label>x</label>\n<tabs>B</tabs>'), [
        '4 Element tabs is duplicated at this location in type CustomApplication'
    ]);
    assert.deepEqual(problems('ListView', '<fullName>All</fullName>\n<label>All</label>'), [
        '1 Required field is missing: filterScope in type ListView'
    ]);
});

test('values are of their kind', () => {
    assert.deepEqual(problems('CustomField', '<type>Chekbox</type>'), ["2 'Chekbox' is not a valid value for the enum 'FieldType'"]);
    assert.deepEqual(problems('CustomField', '<required>yes</required>'), ["2 'yes' is not a valid value for the type xsd:boolean"]);
    assert.deepEqual(problems('CustomField', '<length>ten</length>'), ["2 'ten' is not a valid value for the type xsd:double"]);
});

test('elements that the published types lack are known, in their place', () => {
    assert.deepEqual(problems('CustomField', '<displayLocationInDecimal>true</displayLocationInDecimal>'), []);
    const names = elementsOf('CustomField').map(({ name }) => name);
    assert.equal(names[0], 'fullName');
    assert.ok(names.indexOf('displayFormat') < names.indexOf('displayLocationInDecimal'));
    assert.ok(names.indexOf('displayLocationInDecimal') < names.indexOf('encryptionScheme'));
});
