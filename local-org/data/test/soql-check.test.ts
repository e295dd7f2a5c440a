import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeName } from '../../apex/types.ts';
import { UnsupportedError } from '../../errors.ts';
import { checkSoql } from '../soql/check.ts';
import { parseSoql, SoqlSyntaxError } from '../soql/parse.ts';
import { problemText } from '../soql/run.ts';
import { fieldXml, objectFile, objectXml, openOrg } from './fixture.ts';

const { store } = openOrg({
    [objectFile('Plan__c')]: objectXml('Plan'),
    [objectFile('Plan__c', 'Account__c')]: fieldXml(
        'Account__c',
        'Lookup',
        '<referenceTo>Account</referenceTo><relationshipName>Plans</relationshipName>'
    ),
    [objectFile('Plan__c', 'Amount__c')]: fieldXml('Amount__c', 'Number', '<precision>18</precision><scale>2</scale>'),
    [objectFile('Plan__c', 'Notes__c')]: fieldXml('Notes__c', 'LongTextArea', '<length>32000</length><visibleLines>3</visibleLines>'),
    [objectFile('Plan__c', 'Secret__c')]: fieldXml(
        'Secret__c',
        'EncryptedText',
        '<length>100</length><maskChar>asterisk</maskChar><maskType>all</maskType>'
    )
});

const problems = (soql: string): string[] => checkSoql(parseSoql(soql), store.schema).problems.map((problem) => problem.message);
const problem = (soql: string): string => problems(soql)[0] ?? '';
const syntaxError = (soql: string): SoqlSyntaxError => {
    try {
        parseSoql(soql);
    } catch (error) {
        if (error instanceof SoqlSyntaxError) return error;
    }
    throw new Error(`${soql} was parsed.`);
};

test('names that do not exist are named as an org names them', () => {
    assert.equal(
        problem('SELECT Nope FROM Account'),
        "No such column 'Nope' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
    );
    assert.match(problem('SELECT Id FROM Nope'), /^sObject type 'Nope' is not supported\./);
    assert.match(problem('SELECT Nope__r.Name FROM Plan__c'), /^Didn't understand relationship 'Nope__r' in field path\./);
    assert.match(
        problem('SELECT Id, (SELECT Id FROM Nopes__r) FROM Account'),
        /^Didn't understand relationship 'Nopes__r' in FROM part of query call\./
    );
    assert.match(problem('SELECT Id FROM Account WHERE Id IN (SELECT Nope FROM Plan__c)'), /^No such column 'Nope' on entity 'Plan__c'/);
    assert.deepEqual(problems('SELECT Id, Account__r.Owner.Name, Owner.Type FROM Plan__c'), []);
});

test('long and encrypted texts can neither be filtered nor sorted nor grouped', () => {
    assert.equal(problem("SELECT Id FROM Plan__c WHERE Notes__c = 'x'"), "field 'Notes__c' can not be filtered in a query call");
    assert.equal(problem("SELECT Id FROM Plan__c WHERE Secret__c LIKE 'x%'"), "field 'Secret__c' can not be filtered in a query call");
    assert.equal(problem('SELECT Id FROM Plan__c ORDER BY Notes__c'), "field 'Notes__c' can not be sorted in a query call");
    assert.equal(problem('SELECT COUNT(Id) FROM Plan__c GROUP BY Notes__c'), "field 'Notes__c' can not be grouped in a query call");
    assert.deepEqual(problems('SELECT Notes__c, Secret__c FROM Plan__c'), []);
});

test('literals must be of the kind of their field', () => {
    assert.equal(
        problem('SELECT Id FROM Account WHERE Name = 5'),
        "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes"
    );
    assert.equal(
        problem("SELECT Id FROM Plan__c WHERE CreatedDate > '2026-01-01'"),
        "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes"
    );
    assert.equal(problem("SELECT Id FROM Account WHERE Id = 'abc'"), 'invalid ID field: abc');
    assert.equal(problem('SELECT Id FROM Plan__c WHERE CreatedDate > SOMETIME'), "unexpected token: 'sometime'");
});

test('grouped queries select what they group by, or aggregate it', () => {
    assert.equal(problem('SELECT Name, COUNT(Id) FROM Account'), 'Field must be grouped or aggregated: Name');
    assert.equal(
        problem('SELECT COUNT(Id) FROM Account GROUP BY Industry ORDER BY Name'),
        'Ordered field must be grouped or aggregated: Name'
    );
    assert.equal(problem('SELECT SUM(Name) FROM Account'), 'field Name does not support aggregate operator SUM');
    assert.deepEqual(problems('SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 ORDER BY COUNT(Id)'), []);
    assert.equal(problem('SELECT Name, Name FROM Account'), 'duplicate field selected: Name');
});

test('row types', () => {
    const type = (soql: string): string => typeName(checkSoql(parseSoql(soql), store.schema).rowType);
    assert.equal(type('SELECT COUNT() FROM account'), 'Integer');
    assert.equal(type('SELECT COUNT(Id) FROM Account'), 'AggregateResult');
    assert.equal(type('SELECT Id FROM plan__c'), 'Plan__c');
});

test('binds are Apex expressions, found with their place and what they are compared with', () => {
    const text =
        "SELECT Id FROM Plan__c WHERE Amount__c > :limits.get('a)b').value + 1 AND Account__c IN :new Set<Id>{ a, b } AND Name = :(String) names[0] LIMIT :n";
    const query = parseSoql(text);
    assert.deepEqual(
        query.binds.map((bind) => bind.source),
        ["limits.get('a)b').value + 1", 'new Set<Id>{ a, b }', '(String) names[0]', 'n']
    );
    for (const { source, offset } of query.binds) assert.equal(text.slice(offset, offset + source.length), source);
    const { binds } = checkSoql(query, store.schema);
    assert.deepEqual(
        binds.map(({ field, collection }) => [field?.name, collection]),
        [
            ['Amount__c', false],
            ['Account__c', true],
            ['Name', false],
            [undefined, false]
        ]
    );
});

test('syntax errors name the token', () => {
    assert.equal(syntaxError('SELECT Id FROM').message, "unexpected token: '<EOF>'");
    assert.equal(syntaxError('SELECT Id FROM Account WHERE a = 1 AND b = 2 OR c = 3').message, "unexpected token: 'OR'");
    assert.equal(syntaxError('SELECT Id Account').message, "unexpected token: '<EOF>'");
    assert.deepEqual(
        [syntaxError('SELECT FROM x y z').message, syntaxError('SELECT Id FROM a b c').offset],
        ["unexpected token: 'FROM'", 19]
    );
});

test('a problem shows its line', () => {
    const text = 'SELECT Id,\n  Nope FROM Account';
    const [first] = checkSoql(parseSoql(text), store.schema).problems;
    assert.match(problemText(text, first!), /^\n {2}Nope FROM Account\n {2}\^\nERROR at Row:2:Column:3\nNo such column 'Nope'/);
});

test('scopes and FOR VIEW are refused by name', () => {
    const refused = (soql: string, feature: RegExp): void =>
        assert.throws(
            () => checkSoql(parseSoql(soql), store.schema),
            (error: unknown) => error instanceof UnsupportedError && feature.test(error.feature)
        );
    refused('SELECT Id FROM Account USING SCOPE Team', /^USING SCOPE Team in SOQL$/);
    refused('SELECT Id FROM Account FOR VIEW', /^FOR VIEW in SOQL$/);
});

test('days and hours that do not exist are no literals', () => {
    const said = (literal: string): string[] =>
        checkSoql(parseSoql(`SELECT Id FROM Account WHERE CreatedDate > ${literal}`), store.schema).problems.map(({ message }) => message);
    assert.deepEqual(said('2020-13-01T00:00:00Z'), ['Invalid datetime: 2020-13-01T00:00:00Z']);
    assert.deepEqual(said('2026-02-29T00:00:00+01:00'), ['Invalid datetime: 2026-02-29T00:00:00+01:00']);
    assert.deepEqual(said('2026-02-28T25:00:00Z'), ['Invalid datetime: 2026-02-28T25:00:00Z']);
    assert.deepEqual(said('2024-02-29T23:59:59.000+0100'), []);
    assert.deepEqual(said('2024-02-29T23:59:59Z'), []);
});
