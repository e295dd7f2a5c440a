import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { CompileError, UnsupportedError } from '../../errors.ts';
import type { FormulaContext } from '../context.ts';
import { compileFormula, FormulaEvaluationError } from '../formula.ts';
import type { FormulaOptions } from '../formula.ts';
import { field, lookup, objectInfo, schemaOf } from './fixtures.ts';

const schema = schemaOf([
    objectInfo('Deal__c', 'a00', [
        field('Deal__c', 'Name', 'string'),
        field('Deal__c', 'Amount__c', 'currency'),
        field('Deal__c', 'Discount__c', 'percent'),
        field('Deal__c', 'Stage__c', 'picklist'),
        field('Deal__c', 'Tags__c', 'multipicklist'),
        field('Deal__c', 'Closed__c', 'boolean'),
        field('Deal__c', 'Close_Date__c', 'date'),
        field('Deal__c', 'Signed_At__c', 'datetime'),
        field('Deal__c', 'Notes__c', 'textarea', { length: 32000 }),
        lookup('Deal__c', 'Account__c', ['Account'], 'Account__r'),
        lookup('Deal__c', 'OwnerId', ['Group', 'User'], 'Owner')
    ]),
    objectInfo('Account', '001', [field('Account', 'Name', 'string'), lookup('Account', 'OwnerId', ['User'], 'Owner')]),
    objectInfo('User', '005', [field('User', 'Name', 'string'), field('User', 'FirstName', 'string')]),
    objectInfo('Group', '00G', [field('Group', 'Name', 'string')]),
    objectInfo('Organization', '00D', [field('Organization', 'Name', 'string')])
]);

// 2026-11-23 23:30 in Berlin is 22:30 UTC.
const NOW = Date.UTC(2026, 10, 23, 23, 30);

function context(values: Record<string, unknown> = {}, before?: Record<string, unknown>): FormulaContext {
    return {
        field: (path) => values[path.join('.')] ?? null,
        prior: before && ((path) => before[path.join('.')] ?? null),
        isNew: before === undefined,
        now: NOW,
        timeZone: 'Europe/Berlin',
        global: (path) => `global ${path.join('.')}`
    };
}

function options(more: Partial<FormulaOptions> = {}): FormulaOptions {
    return { schema, object: 'Deal__c', kind: 'validation', position: { file: 'f.xml', line: 10, column: 1 }, ...more };
}

function evaluate(source: string, values: Record<string, unknown> = {}, more: Partial<FormulaOptions> = {}): unknown {
    const value = compileFormula(source, options(more)).evaluate(context(values));
    return value instanceof ApexDecimal || value instanceof ApexDate || value instanceof ApexDatetime ? String(value) : value;
}

const dec = (text: string): ApexDecimal => ApexDecimal.parse(text);

test('numbers are exact, and ^ binds less tightly than * as on the platform', () => {
    assert.equal(evaluate('0.1 + 0.2'), '0.3');
    assert.equal(evaluate('2 * 3 ^ 2'), '36');
    assert.equal(evaluate('-2 + 3 * (4 - 1)'), '7');
    assert.equal(evaluate('1 / 3 * 3'), '0.999999999999999999999999999999999999999');
    assert.equal(evaluate('FLOOR(1 / 3 * 3)'), '1');
    assert.equal(evaluate('ROUND(2.345, 2)'), '2.35');
    assert.equal(evaluate('ROUND(-2.345, 2)'), '-2.35');
    assert.equal(evaluate('ROUND(1250, -2)'), '1300');
    assert.equal(evaluate('CEILING(-1.2)'), '-2');
    assert.equal(evaluate('MCEILING(-1.2)'), '-1');
    assert.equal(evaluate('FLOOR(-1.2)'), '-1');
    assert.equal(evaluate('MFLOOR(-1.2)'), '-2');
    assert.equal(evaluate('MOD(-7, 3)'), '-1');
    assert.equal(evaluate('MAX(1, 3, 2) + MIN(4, 2)'), '5');
    assert.equal(evaluate('SQRT(16) + ABS(-2) + LOG(100) + EXP(0) + LN(1)'), '9');
    assert.equal(evaluate('TRUNC(2.999, 1)'), '2.9');
});

test('division by zero has no value', () => {
    assert.throws(() => evaluate('1 / (2 - 2)'), FormulaEvaluationError);
    assert.equal(evaluate('IFERROR(1 / 0, -1)'), '-1');
});

test('text functions count from one and treat blanks as empty', () => {
    assert.equal(evaluate(`LEFT('Recurrent', 3) & MID("Recurrent", 4, 3) & RIGHT('Recurrent', 3)`), 'Recurrent');
    assert.equal(evaluate("FIND('r', 'Recurrent')"), '5');
    assert.equal(evaluate("FIND('r', 'Recurrent', 6)"), '6');
    assert.equal(evaluate("SUBSTITUTE('a$b$c', '$', '$&')"), 'a$&b$&c');
    assert.equal(evaluate("UPPER(TRIM('  ab ')) & LOWER('CD')"), 'ABcd');
    assert.equal(evaluate("LPAD('7', 3, '0') & RPAD('x', 2) & '|'"), '007x |');
    assert.equal(evaluate('LEN(Name)'), '0');
    assert.equal(evaluate("Name & 'x' & NULL"), 'x');
    assert.equal(evaluate("CONTAINS('abc', 'b') && BEGINS('abc', 'ab') && NOT(CONTAINS('abc', 'B'))"), true);
    assert.equal(evaluate(`REGEX("2026-11-23", "\\\\d{4}-\\\\d{2}-\\\\d{2}")`), true);
    assert.equal(evaluate(`REGEX("2026-11-23T", "\\\\d{4}-\\\\d{2}-\\\\d{2}")`), false);
    assert.equal(evaluate("VALUE('12.50') * 2"), '25');
    assert.equal(evaluate('TEXT(0.50) & " " & TEXT(-0.25) & " " & TEXT(10.5) & " " & TEXT(0)'), '.5 -.25 10.5 0');
    assert.equal(evaluate('TEXT(12.50) & " " & TEXT(DATE(2026, 2, 3)) & " " & TEXT(NOW())'), '12.5 2026-02-03 2026-11-23 23:30:00Z');
    assert.equal(evaluate("CASESAFEID('001D000000IqhSL')"), '001D000000IqhSLIAZ');
    assert.equal(evaluate("'it\\'s' & BR()"), "it's<br>");
    assert.equal(
        evaluate(`HYPERLINK("https://x.test/?a=1&b=2", "Open", "_self")`),
        '<a href="https://x.test/?a=1&amp;b=2" target="_self">Open</a>'
    );
});

test('dates move by days and months, today is the day of the user', () => {
    assert.equal(evaluate('TODAY()'), '2026-11-24');
    assert.equal(evaluate('TEXT(TODAY() + 7)'), '2026-12-01');
    assert.equal(evaluate('TEXT(ADDMONTHS(DATE(2026, 1, 31), 1))'), '2026-02-28');
    assert.equal(evaluate('TEXT(ADDMONTHS(DATE(2026, 2, 28), 1))'), '2026-03-31');
    assert.equal(evaluate('DATE(2026, 3, 1) - DATE(2026, 2, 1)'), '28');
    assert.equal(evaluate('YEAR(TODAY()) * 10000 + MONTH(TODAY()) * 100 + DAY(TODAY())'), '20261124');
    assert.equal(evaluate('WEEKDAY(DATE(2026, 11, 22))'), '1');
    assert.equal(evaluate('TEXT(DATEVALUE(NOW()))'), '2026-11-24');
    assert.equal(evaluate("TEXT(DATETIMEVALUE('2026-11-23 10:00:00') + 0.5)"), '2026-11-23 22:00:00Z');
    assert.equal(evaluate("(DATETIMEVALUE('2026-11-23 12:00:00') - DATETIMEVALUE('2026-11-22 00:00:00'))"), '1.5');
    assert.equal(evaluate("HOUR(TIMEVALUE('17:30:45.125')) * 100 + MINUTE(TIMEVALUE('17:30:45.125'))"), '1730');
    assert.throws(() => evaluate('DATE(2026, 2, 30)'), FormulaEvaluationError);
});

test('a blank number is unknown, or zero where blanks count as zero', () => {
    assert.equal(evaluate('Amount__c > 0'), null);
    assert.equal(evaluate("IF(Amount__c > 0, 'yes', 'no')"), 'no');
    assert.equal(evaluate('NOT(Amount__c > 0)'), null);
    assert.equal(evaluate('Amount__c + 1'), null);
    assert.equal(evaluate('Amount__c + 1', {}, { blanksAsZero: true }), '1');
    assert.equal(evaluate('ISBLANK(Amount__c)'), true);
    assert.equal(evaluate('BLANKVALUE(Amount__c, 5) + NULLVALUE(Amount__c, 1)'), '6');
    assert.equal(evaluate("Name = '' && ISBLANK(Name) && NOT(ISNULL(Name))"), true);
    assert.equal(evaluate('Closed__c'), false);
});

test('percent fields count as fractions and come back as whole percents', () => {
    assert.equal(evaluate('Amount__c * Discount__c', { Amount__c: dec('200'), Discount__c: dec('25.00') }), '50');
    const percent = compileFormula('Discount__c / 3', options({ kind: 'field' }));
    assert.equal(String(percent.evaluateFor(field('Deal__c', 'P__c', 'percent'), context({ Discount__c: dec('50') }))), '16.67');
});

test('picklists go through the functions that know them', () => {
    const deal = { Stage__c: 'Won', Tags__c: 'red;blue' };
    assert.equal(evaluate("ISPICKVAL(Stage__c, 'Won') && INCLUDES(Tags__c, 'blue') && TEXT(Stage__c) = 'Won'", deal), true);
    assert.equal(evaluate("CASE(Stage__c, 'Open', 1, 'Won', 2, 0)", deal), '2');
    assert.equal(evaluate("ISPICKVAL(Stage__c, '')"), true);
    assert.throws(
        () => evaluate("Stage__c = 'Won'"),
        /Field Stage__c is a picklist field\. Picklist fields are only supported in certain functions\./
    );
    assert.equal(evaluate("{!$Record.Stage__c} = 'Won'", deal, { kind: 'entry' }), true);
});

test('changes of a record', () => {
    const changed = compileFormula('ISCHANGED(Name) && PRIORVALUE(Name) = "a"', options());
    assert.equal(changed.evaluate(context({ Name: 'b' }, { Name: 'a' })), true);
    assert.equal(changed.evaluate(context({ Name: 'a' }, { Name: 'a' })), false);
    assert.equal(changed.evaluate(context({ Name: 'a' })), false);
    assert.equal(compileFormula('ISNEW()', options()).evaluate(context()), true);
    assert.equal(compileFormula('PRIORVALUE(Name)', options()).evaluate(context({ Name: 'x' })), 'x');
});

test('references lead through parents and globals, and are listed', () => {
    const formula = compileFormula('account__R.owner.NAME & " " & Owner:User.FirstName & $user.name', options({ kind: 'field' }));
    assert.deepEqual(formula.references, [
        ['Account__r', 'Owner', 'Name'],
        ['Owner', 'FirstName']
    ]);
    assert.deepEqual(formula.globals, [['$User', 'Name']]);
    assert.equal(formula.evaluate(context({ 'Account__r.Owner.Name': 'Ada', 'Owner.FirstName': 'Bob' })), 'Ada Bobglobal $User.Name');
});

test('problems are told in the words of the platform, with their place', () => {
    const problem = (source: string, more: Partial<FormulaOptions> = {}): string => {
        try {
            compileFormula(source, options(more));
        } catch (error) {
            if (error instanceof CompileError) return error.toString();
            throw error;
        }
        return 'no problem';
    };
    assert.equal(problem('1 +\n  Nope__c'), 'f.xml:11:3 Field Nope__c does not exist. Check spelling.');
    assert.equal(problem('FOO(1)'), 'f.xml:10:1 Unknown function FOO. Check spelling.');
    assert.equal(problem('IF(1, 2, 3)'), "f.xml:10:4 Incorrect parameter type for function 'IF()'. Expected Boolean, received Number");
    assert.equal(problem('IF(TRUE, 2)'), "f.xml:10:1 Incorrect number of parameters for function 'IF()'. Expected 3, received 2");
    assert.equal(
        problem("1 + 'a'"),
        "f.xml:10:5 Incorrect parameter type for operator '+'. Expected Number, Date, DateTime, received Text"
    );
    assert.equal(problem("1 * 'a'"), "f.xml:10:5 Incorrect parameter type for operator '*'. Expected Number, received Text");
    assert.equal(problem("'a' & 1"), "f.xml:10:7 Incorrect parameter type for operator '&'. Expected Text, received Number");
    assert.equal(problem("1 = 'a'"), "f.xml:10:5 Incorrect parameter type for operator '='. Expected Number, received Text");
    assert.equal(problem('(1 + 2'), "f.xml:10:7 Syntax error. Missing ')'");
    assert.equal(problem('1 + 2)'), "f.xml:10:6 Syntax error. Extra ')'");
    assert.equal(problem('1 + ~'), "f.xml:10:5 Syntax error. Found '~'");
    assert.equal(
        problem("'a'", { expected: 'Number' }),
        'f.xml:10:1 Formula result is data type (Text), incompatible with expected data type (Number).'
    );
    assert.equal(problem('ISCHANGED(Name)', { kind: 'field' }), 'f.xml:10:1 Function ISCHANGED may not be used in this type of formula');
    assert.equal(
        problem('Notes__c', { kind: 'field' }),
        'f.xml:10:1 You referenced an unsupported field type called "Long Text Area" using the following field: Notes__c'
    );
    assert.equal(
        problem("TEXT('a')"),
        "f.xml:10:6 Incorrect parameter type for function 'TEXT()'. Expected Number, Date, DateTime, Time, Picklist, received Text"
    );
});

test('what the local org lacks is refused by name', () => {
    assert.throws(
        () => evaluate('VLOOKUP(1, 2, 3)'),
        (error: unknown) => error instanceof UnsupportedError && error.feature === 'the formula function VLOOKUP'
    );
    assert.throws(
        () => evaluate('$Api.Session_ID'),
        (error: unknown) => error instanceof UnsupportedError && error.position?.line === 10
    );
});

test('comments and either spelling of an operator are read', () => {
    assert.equal(evaluate('/* why */ 1 == 1 && 1 <> 2 || 1 != 1'), true);
    assert.equal(evaluate('NOT TRUE'), false);
    assert.equal(evaluate('!TRUE'), false);
});

test('flow resources are read by name', () => {
    const formula = compileFormula(
        '{!total} * 2',
        options({ kind: 'flow', resource: (name) => (name === 'total' ? { type: 'Number' } : undefined) })
    );
    assert.deepEqual(formula.resources, ['total']);
    assert.equal(String(formula.evaluate({ ...context(), resource: () => dec('21') })), '42');
});
