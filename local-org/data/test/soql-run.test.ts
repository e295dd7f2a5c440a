import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sobjectType, primitive } from '../../apex/types.ts';
import type { SObject } from '../../apex/runtime/sobject.ts';
import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { ApexList } from '../../apex/runtime/values/list.ts';
import { fieldXml, objectFile, objectXml, openOrg } from './fixture.ts';

const LEVELS = ['Low', 'High', 'Medium']
    .map((value) => `<value><fullName>${value}</fullName><default>false</default><label>${value} level</label></value>`)
    .join('');

const org = openOrg({
    [objectFile('Plan__c')]: objectXml('Plan'),
    [objectFile('Plan__c', 'Amount__c')]: fieldXml('Amount__c', 'Number', '<precision>18</precision><scale>2</scale>'),
    [objectFile('Plan__c', 'Account__c')]: fieldXml(
        'Account__c',
        'Lookup',
        '<referenceTo>Account</referenceTo><relationshipName>Plans</relationshipName>'
    ),
    [objectFile('Plan__c', 'Level__c')]: fieldXml(
        'Level__c',
        'Picklist',
        `<valueSet><restricted>true</restricted><valueSetDefinition>${LEVELS}</valueSetDefinition></valueSet>`
    ),
    [objectFile('Plan__c', 'Tags__c')]: fieldXml(
        'Tags__c',
        'MultiselectPicklist',
        `<visibleLines>4</visibleLines><valueSet><valueSetDefinition>${LEVELS}</valueSetDefinition></valueSet>`
    ),
    [objectFile('Plan__c', 'Key__c')]: fieldXml(
        'Key__c',
        'Text',
        '<length>40</length><unique>true</unique><externalId>true</externalId><caseSensitive>true</caseSensitive>'
    ),
    [objectFile('Plan__c', 'Starts__c')]: fieldXml('Starts__c', 'Date'),
    [objectFile('Plan__c', 'At__c')]: fieldXml('At__c', 'DateTime'),
    [objectFile('Plan__c', 'Live__c')]: fieldXml('Live__c', 'Checkbox', '<defaultValue>false</defaultValue>'),
    [objectFile('Plan__c', 'Notes__c')]: fieldXml('Notes__c', 'LongTextArea', '<length>32000</length><visibleLines>3</visibleLines>'),
    [objectFile('Plan__c', 'Yearly__c')]: fieldXml(
        'Yearly__c',
        'Number',
        '<precision>18</precision><scale>2</scale><formula>Amount__c * 12</formula>'
    ),
    [objectFile('Plan__c', 'Seen__c')]: fieldXml(
        'Seen__c',
        'Text',
        '<formula>$User.LastName &amp; &quot; &quot; &amp; TEXT(TODAY()) &amp; &quot; &quot; &amp; Name</formula>'
    ),
    [objectFile('Plan__c', 'Whose__c')]: fieldXml('Whose__c', 'Text', '<formula>Account__r.Name &amp; &quot;/&quot; &amp; Name</formula>')
});

const decimal = (text: string): ApexDecimal => ApexDecimal.parse(text);
const names = (rows: readonly SObject[], field = 'Name'): unknown[] => rows.map((row) => row.get(field));
const text = (value: unknown): string => String(value);

const [userId] = org.insert('User', { Username: 'ada@example.test', LastName: 'Ada', Name: 'Ada', Alias: 'ada' });
const [queueId] = org.insert('Group', { Name: 'Billing', Type: 'Queue', DeveloperName: 'Billing' });
const [acme, zeta, empty] = org.insert('Account', { Name: 'Acme', OwnerId: userId }, { Name: 'Zeta', OwnerId: userId }, { Name: 'Émile' });
const [a1] = org.insert(
    'Plan__c',
    {
        Name: 'Alpha',
        Amount__c: decimal('10.50'),
        Account__c: acme,
        Level__c: 'Low',
        Tags__c: 'Low;High',
        Key__c: 'k1',
        OwnerId: userId,
        Live__c: true,
        Starts__c: ApexDate.of(2026, 1, 31),
        At__c: new ApexDatetime(Date.UTC(2026, 0, 31, 23, 30))
    },
    {
        Name: 'beta',
        Amount__c: decimal('20.25'),
        Account__c: acme,
        Level__c: 'Medium',
        Tags__c: 'Medium',
        Key__c: 'K1',
        OwnerId: queueId,
        Starts__c: ApexDate.of(2026, 11, 22),
        At__c: new ApexDatetime(Date.UTC(2026, 10, 22, 2))
    },
    { Name: 'Gamma', Amount__c: decimal('999999999999999.99'), Account__c: zeta, Level__c: 'High', Key__c: 'k3' },
    { Name: 'Delta', Amount__c: null }
);

test('texts compare without regard to case, case-sensitive fields with it', () => {
    assert.deepEqual(names(org.query("SELECT Name FROM Plan__c WHERE Name = 'ALPHA'").rows), ['Alpha']);
    assert.deepEqual(names(org.query("SELECT Name FROM Plan__c WHERE Key__c = 'K1'").rows), ['beta']);
    assert.deepEqual(names(org.query("SELECT Name FROM Account WHERE Name = 'ÉMILE'").rows), ['Émile']);
    assert.deepEqual(names(org.query("SELECT Name FROM Account WHERE Name LIKE 'ém%' OR Name LIKE '_ETA'").rows), ['Zeta', 'Émile']);
    assert.deepEqual(names(org.query("SELECT Name FROM Account WHERE Name IN ('ÉMILE', 'acme')").rows), ['Acme', 'Émile']);
});

test('numbers are exact, and compare exactly', () => {
    const [gamma] = org.query('SELECT Amount__c FROM Plan__c WHERE Amount__c > 99999999999999.999').rows;
    assert.equal(text(gamma!.get('Amount__c')), '999999999999999.99');
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c WHERE Amount__c >= :x', [decimal('20.2500')]).rows), ['beta', 'Gamma']);
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c WHERE Amount__c < 10.505').rows), ['Alpha']);
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c WHERE Amount__c IN (10.5, null)').rows), ['Alpha', 'Delta']);
});

test('blanks: != and NOT IN hold for them, NOT turns the whole condition round', () => {
    assert.deepEqual(names(org.query("SELECT Name FROM Plan__c WHERE Level__c != 'Low'").rows), ['beta', 'Gamma', 'Delta']);
    assert.deepEqual(names(org.query("SELECT Name FROM Plan__c WHERE Level__c NOT IN ('Low', 'High')").rows), ['beta', 'Delta']);
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c WHERE Level__c = null').rows), ['Delta']);
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c WHERE (NOT Amount__c > 15)').rows), ['Alpha', 'Delta']);
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c WHERE Live__c = false').rows), ['beta', 'Gamma', 'Delta']);
});

test('binds take values, lists, sets of ids and records', () => {
    const account = org.query('SELECT Id FROM Account WHERE Id = :id', [acme]).rows[0]!;
    assert.equal(org.query('SELECT Id FROM Plan__c WHERE Account__c = :account', [account]).rows.length, 2);
    const list = new ApexList(sobjectType('Account'), [account]);
    assert.equal(org.query('SELECT Id FROM Plan__c WHERE Account__c IN :accounts', [list]).rows.length, 2);
    assert.equal(org.query('SELECT Id FROM Plan__c WHERE Account__c NOT IN :accounts', [list]).rows.length, 2);
    const ids = new ApexList(primitive('Id'), [acme!.slice(0, 15), zeta]);
    assert.equal(org.query('SELECT COUNT() FROM Plan__c WHERE Account__c IN :ids', [ids]).count, 3);
    assert.equal(org.query('SELECT COUNT() FROM Plan__c WHERE Account__c IN :ids', [new ApexList(primitive('Id'))]).count, 0);
    assert.throws(() => org.query('SELECT Id FROM Plan__c WHERE Account__c = :id', ['abc']), /invalid ID field: abc/);
});

test('parents come as records, with their ids and lookups; owners through users and queues', () => {
    const rows = org.query(
        'SELECT Name, Account__r.Name, Account__r.Owner.Name, Owner.Name, Owner.Type FROM Plan__c ORDER BY Account__r.Name, Name'
    ).rows;
    assert.deepEqual(names(rows), ['Delta', 'Alpha', 'beta', 'Gamma']);
    assert.equal(rows[0]!.parents.get('Account__r'), null);
    const alpha = rows[1]!;
    assert.equal(alpha.get('Account__c'), acme);
    assert.equal(alpha.parents.get('Account__r')!.get('Name'), 'Acme');
    assert.equal(alpha.parents.get('Account__r')!.id, acme);
    assert.equal(alpha.parents.get('Account__r')!.parents.get('Owner')!.get('Name'), 'Ada');
    assert.equal(alpha.parents.get('Owner')!.typeName, 'User');
    assert.equal(rows[2]!.parents.get('Owner')!.get('Name'), 'Billing');
    assert.equal(rows[2]!.parents.get('Owner')!.get('Type'), 'Group');
    assert.throws(() => alpha.get('Amount__c'), /without querying the requested field: Plan__c.Amount__c/);
    assert.deepEqual(names(org.query("SELECT Name FROM Plan__c WHERE Owner.Name = 'billing'").rows), ['beta']);
});

test('children come with one statement, limits and order count for each parent', () => {
    const [first, second, third] = org.query(
        'SELECT Name, (SELECT Name FROM Plans__r ORDER BY Amount__c DESC LIMIT 1) FROM Account ORDER BY Name'
    ).rows;
    assert.deepEqual(names(first!.children.get('Plans__r')!), ['beta']);
    assert.deepEqual(names(second!.children.get('Plans__r')!), ['Gamma']);
    assert.deepEqual(third!.children.get('Plans__r'), []);
    assert.equal(org.query('SELECT Id, (SELECT Id FROM Plans__r) FROM Account').countedRows, 6);
});

test('aggregates: names, types, groups, HAVING and the rows that they took in', () => {
    const { rows, countedRows } = org.query(
        'SELECT Account__c, COUNT(Id) n, SUM(Amount__c), AVG(Amount__c) mean, MAX(Starts__c) last FROM Plan__c WHERE Account__c != null GROUP BY Account__c HAVING COUNT(Id) > 1'
    );
    assert.equal(rows.length, 1);
    const [group] = rows;
    assert.equal(group!.typeName, 'AggregateResult');
    assert.equal(group!.get('Account__c'), acme);
    assert.equal(group!.get('n'), 2);
    assert.equal(text(group!.get('expr0')), '30.75');
    assert.equal(text(group!.get('mean')), '15.375');
    assert.equal(text(group!.get('last')), '2026-11-22');
    assert.equal(countedRows, 2);
    assert.equal(org.query('SELECT COUNT(Id), COUNT_DISTINCT(Level__c) d FROM Plan__c').rows[0]!.get('d'), 3);
    assert.equal(org.query('SELECT COUNT() FROM Plan__c LIMIT 2').count, 2);
    const byMonth = org.query(
        'SELECT CALENDAR_MONTH(Starts__c) m, COUNT(Id) n FROM Plan__c GROUP BY CALENDAR_MONTH(Starts__c) ORDER BY CALENDAR_MONTH(Starts__c)'
    );
    assert.deepEqual(
        byMonth.rows.map((row) => [row.get('m'), row.get('n')]),
        [
            [null, 2],
            [1, 1],
            [11, 1]
        ]
    );
});

test('dates of instants are those of Greenwich, or of the user where asked', () => {
    const day = (expression: string): unknown =>
        org.query(`SELECT ${expression} d FROM Plan__c WHERE Name = 'beta' GROUP BY ${expression}`).rows[0]!.get('d');
    assert.equal(text(day('DAY_ONLY(At__c)')), '2026-11-22');
    assert.equal(text(day('DAY_ONLY(convertTimezone(At__c))')), '2026-11-21');
    assert.equal(day('HOUR_IN_DAY(convertTimezone(At__c))'), 21);
    assert.equal(day('DAY_IN_WEEK(At__c)'), 1);
});

test('date literals follow the clock and the zone of the user', () => {
    const found = (condition: string): unknown[] => names(org.query(`SELECT Name FROM Plan__c WHERE ${condition}`).rows);
    assert.deepEqual(found('Starts__c = TODAY'), ['beta']);
    assert.deepEqual(found('Starts__c < THIS_MONTH'), ['Alpha']);
    assert.deepEqual(found('Starts__c = LAST_N_MONTHS:10'), ['Alpha']);
    assert.deepEqual(found('Starts__c = LAST_N_MONTHS:9'), []);
    assert.deepEqual(found('Starts__c >= THIS_YEAR'), ['Alpha', 'beta']);
    assert.deepEqual(found('At__c = YESTERDAY'), ['beta']);
    assert.deepEqual(found('At__c = LAST_N_DAYS:1'), ['beta']);
    assert.deepEqual(found('At__c > 2026-01-31T23:00:00+01:00'), ['Alpha', 'beta']);
    assert.deepEqual(found('Starts__c IN (TODAY, 2026-01-31)'), ['Alpha', 'beta']);
});

test('picklists sort in the order of the setup; blanks first going up, last going down', () => {
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c ORDER BY Level__c').rows), ['Delta', 'Alpha', 'Gamma', 'beta']);
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c ORDER BY Level__c DESC').rows), ['beta', 'Gamma', 'Alpha', 'Delta']);
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c ORDER BY Amount__c NULLS LAST LIMIT 2 OFFSET 1').rows), ['beta', 'Gamma']);
    assert.deepEqual(names(org.query('SELECT Name FROM Plan__c ORDER BY Name').rows), ['Alpha', 'beta', 'Delta', 'Gamma']);
    assert.equal(org.query("SELECT toLabel(Level__c) FROM Plan__c WHERE Name = 'Alpha'").rows[0]!.get('Level__c'), 'Low level');
});

test('multi-select picklists', () => {
    assert.deepEqual(names(org.query("SELECT Name FROM Plan__c WHERE Tags__c INCLUDES ('low;high', 'Medium')").rows), ['Alpha', 'beta']);
    assert.deepEqual(names(org.query("SELECT Name FROM Plan__c WHERE Tags__c EXCLUDES ('High')").rows), ['beta', 'Gamma', 'Delta']);
});

test('semi-joins and anti-joins', () => {
    assert.deepEqual(names(org.query('SELECT Name FROM Account WHERE Id IN (SELECT Account__c FROM Plan__c WHERE Amount__c < 15)').rows), [
        'Acme'
    ]);
    assert.deepEqual(names(org.query('SELECT Name FROM Account WHERE Id NOT IN (SELECT Account__c FROM Plan__c)').rows), ['Émile']);
});

test('formula fields are selected, filtered, sorted, summed, and read through lookups', () => {
    const rows = org.query(
        "SELECT Yearly__c, Whose__c FROM Plan__c WHERE Yearly__c > 200 AND Whose__c LIKE 'acme/%' ORDER BY Yearly__c"
    ).rows;
    assert.deepEqual(
        rows.map((row) => [text(row.get('Yearly__c')), row.get('Whose__c')]),
        [['243.00', 'Acme/beta']]
    );
    assert.equal(text(org.query("SELECT SUM(Yearly__c) FROM Plan__c WHERE Account__r.Name = 'Acme'").rows[0]!.get('expr0')), '369.00');
});

test('formulas read the clock, the zone and the globals of whoever asks, each global once a query', () => {
    let asked = 0;
    org.store.formulaEnvironment = () => ({
        now: Date.UTC(2026, 10, 22, 3),
        timeZone: 'America/New_York',
        global: (path) => {
            asked++;
            // A global may need a query of its own while the first one runs.
            return path.join('.') === '$User.LastName' ? org.store.all('User')[0]!.get('LastName') : null;
        }
    });
    const rows = org.query('SELECT Name, Seen__c FROM Plan__c ORDER BY Name').rows;
    assert.equal(rows[0]!.get('Seen__c'), 'Ada 2026-11-21 Alpha');
    assert.equal(asked, 1);
    org.store.formulaEnvironment = undefined;
});

test('rows in the recycle bin show in ALL ROWS alone', () => {
    org.store.remove('Account', [empty!]);
    assert.equal(org.query('SELECT COUNT() FROM Account').count, 2);
    assert.equal(org.query('SELECT COUNT() FROM Account ALL ROWS').count, 3);
    org.store.undelete('Account', [empty!]);
    assert.equal(org.query('SELECT COUNT() FROM Account').count, 3);
});

test('FIELDS() and prefixes by alias and object', () => {
    const row = org.query('SELECT FIELDS(STANDARD), Yearly__c FROM Plan__c WHERE Id = :id LIMIT 1', [a1]).rows[0]!;
    assert.equal(row.get('Name'), 'Alpha');
    assert.equal(text(row.get('Yearly__c')), '126.00');
    assert.equal(org.query("SELECT p.Name FROM Plan__c p WHERE p.Account__r.Name = 'Zeta' AND Plan__c.Name != null").rows.length, 1);
});

test('the schema shows in EntityDefinition and FieldDefinition', () => {
    const [plan] = org.query(
        "SELECT Label, (SELECT DeveloperName, DataType FROM Fields WHERE IsCalculated = true ORDER BY DeveloperName) FROM EntityDefinition WHERE QualifiedApiName = 'Plan__c'"
    ).rows;
    assert.equal(plan!.get('Label'), 'Plan');
    assert.deepEqual(
        plan!.children.get('Fields')!.map((field) => [field.get('DeveloperName'), field.get('DataType')]),
        [
            ['Seen', 'Formula (Text)'],
            ['Whose', 'Formula (Text)'],
            ['Yearly', 'Formula (Number)']
        ]
    );
    assert.equal(
        org.query("SELECT Id FROM FieldDefinition WHERE EntityDefinition.DeveloperName = 'Contact' AND RelationshipName = 'Account'").rows
            .length,
        1
    );
    assert.throws(() => org.query('SELECT IsSearchable FROM EntityDefinition'), /does not support EntityDefinition.IsSearchable in SOQL/);
});

test('what SOQL has and the local org lacks is refused by name', () => {
    assert.throws(() => org.query('SELECT FORMAT(Amount__c) FROM Plan__c'), /does not support FORMAT\(\) in SOQL/);
    assert.throws(() => org.query('SELECT COUNT(Id) FROM Plan__c GROUP BY ROLLUP(Name)'), /does not support GROUP BY ROLLUP in SOQL/);
    assert.throws(
        () => org.query('SELECT Id FROM Account ORDER BY BillingAddress'),
        /does not support the compound field Account.BillingAddress/
    );
    assert.throws(() => org.query('SELECT RecordId FROM UserRecordAccess'), /does not support queries of UserRecordAccess/);
});
