import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeName } from '../../apex/types.ts';
import { fieldXml, objectFile, objectXml, project } from '../../data/test/fixture.ts';
import { ProblemList } from '../../errors.ts';
import { loadProject } from '../../metadata/load.ts';
import { buildSchema } from '../build.ts';
import { idChecksum, idNumber, makeId, toId18 } from '../ids.ts';
import type { FieldInfo, Schema } from '../model.ts';
import { masterField, parentObjectName } from '../relationships.ts';

const build = (files: Record<string, string>): Schema => buildSchema(loadProject(project(files)));
const PLAN = objectXml('Plan', '<enableActivities>true</enableActivities>');
const field = (rest: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(rest).map(([name, xml]) => [objectFile('Plan__c', name), xml]));
const planWith = (fields: Record<string, string>): Schema => build({ [objectFile('Plan__c')]: PLAN, ...field(fields) });
const picklist = (value: string): string => `<valueSet>${value}</valueSet>`;

function problems(files: Record<string, string>): string {
    try {
        build(files);
    } catch (error) {
        if (error instanceof ProblemList) return error.message;
        throw error;
    }
    return '';
}

test('standard objects have their fields, parents and children', () => {
    const schema = build({});
    const contact = schema.object('CONTACT')!;
    assert.deepEqual([contact.name, contact.keyPrefix, contact.kind], ['Contact', '003', 'standard']);
    assert.equal(contact.field('lastname')!.required, true);
    assert.equal(parentObjectName(contact.parentField('account')!), 'Account');
    assert.equal(parentObjectName(schema.object('Task')!.parentField('What')!), 'Name');
    assert.deepEqual(schema.object('Account')!.childRelationship('contacts'), {
        name: 'Contacts',
        child: 'Contact',
        field: 'AccountId',
        onParentDelete: 'cascade'
    });
    assert.equal(typeName(schema.object('Opportunity')!.field('Amount')!.apexType), 'Decimal');
    assert.equal(schema.objectOfId('006000000000001')!.name, 'Opportunity');
    assert.equal(schema.object('Account')!.field('RecordTypeId'), undefined, 'exists with the first record type');
    assert.equal(schema.object('Account')!.field('CurrencyIsoCode'), undefined, 'belongs to a feature');
});

test('every type of custom field', () => {
    const values =
        '<valueSetDefinition><sorted>false</sorted><value><fullName>A</fullName><default>true</default><label>The A</label></value></valueSetDefinition>';
    const schema = planWith({
        Text__c: fieldXml(
            'Text__c',
            'Text',
            '<length>10</length><unique>true</unique><caseSensitive>true</caseSensitive><externalId>true</externalId><required>true</required>'
        ),
        Long__c: fieldXml('Long__c', 'LongTextArea', '<length>32000</length><visibleLines>3</visibleLines>'),
        Html__c: fieldXml('Html__c', 'Html', '<length>32000</length><visibleLines>3</visibleLines>'),
        Number__c: fieldXml('Number__c', 'Number', '<precision>12</precision><scale>3</scale>'),
        Money__c: fieldXml('Money__c', 'Currency', '<precision>18</precision><scale>2</scale>'),
        Check__c: fieldXml('Check__c', 'Checkbox', '<defaultValue>true</defaultValue>'),
        Pick__c: fieldXml('Pick__c', 'Picklist', picklist(`<restricted>true</restricted>${values}`)),
        Many__c: fieldXml('Many__c', 'MultiselectPicklist', `<visibleLines>3</visibleLines>${picklist(values)}`),
        Account__c: fieldXml(
            'Account__c',
            'Lookup',
            '<referenceTo>account</referenceTo><relationshipName>Plans</relationshipName><deleteConstraint>Restrict</deleteConstraint>'
        ),
        Auto__c: fieldXml('Auto__c', 'AutoNumber', '<displayFormat>P-{000}</displayFormat>'),
        Secret__c: fieldXml('Secret__c', 'EncryptedText', '<length>20</length>'),
        Sum__c: fieldXml(
            'Sum__c',
            'Currency',
            '<precision>18</precision><scale>2</scale><formula>Money__c &amp; 1</formula><formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs>'
        ),
        Place__c: fieldXml('Place__c', 'Location', '<scale>5</scale><displayLocationInDecimal>true</displayLocationInDecimal>')
    });
    const plan = schema.object('Plan__c')!;
    const of = (name: string): FieldInfo => plan.field(name)!;
    assert.equal(plan.keyPrefix, 'a00');
    const text = of('Text__c');
    assert.deepEqual(
        [text.type, text.length, text.unique, text.caseSensitive, text.idLookup, text.required, text.nillable],
        ['string', 10, true, true, true, true, false]
    );
    assert.deepEqual([of('Long__c').type, of('Long__c').filterable, of('Html__c').htmlFormatted], ['textarea', false, true]);
    assert.deepEqual([of('Number__c').type, of('Number__c').precision, of('Number__c').scale], ['double', 12, 3]);
    assert.deepEqual([of('Money__c').type, typeName(of('Money__c').apexType)], ['currency', 'Decimal']);
    assert.deepEqual([of('Check__c').nillable, of('Check__c').defaultValue, of('Check__c').defaultedOnCreate], [false, 'true', true]);
    assert.deepEqual(of('Pick__c').picklist, [{ value: 'A', label: 'The A', active: true, default: true }]);
    assert.deepEqual(
        [of('Pick__c').restrictedPicklist, of('Many__c').restrictedPicklist, of('Many__c').type],
        [true, false, 'multipicklist']
    );
    assert.deepEqual(
        [of('Account__c').referenceTo, of('Account__c').relationshipName, of('Account__c').onParentDelete],
        [['Account'], 'Account__r', 'restrict']
    );
    assert.deepEqual(schema.object('Account')!.childRelationship('Plans__r'), {
        name: 'Plans__r',
        child: 'Plan__c',
        field: 'Account__c',
        onParentDelete: 'restrict'
    });
    assert.deepEqual([of('Auto__c').autoNumber, of('Auto__c').createable], ['P-{000}', false]);
    assert.deepEqual([of('Secret__c').type, of('Secret__c').encrypted, of('Secret__c').filterable], ['encryptedstring', true, false]);
    assert.deepEqual(
        [of('Sum__c').formula, of('Sum__c').createable, of('Sum__c').formulaTreatsBlanksAsZero],
        ['Money__c & 1', false, false]
    );
    assert.deepEqual([of('Place__Latitude__s').scale, of('Place__Latitude__s').compoundField], [5, 'Place__c']);
    assert.ok(plan.field('LastActivityDate'));
    assert.equal(plan.field('LastViewedDate'), undefined, 'exists with a tab');
    assert.deepEqual(plan.field('OwnerId')!.referenceTo, ['Group', 'User']);
});

test('global value sets bind their fields', () => {
    const schema = build({
        [objectFile('Plan__c')]: PLAN,
        [objectFile('Plan__c', 'Pick__c')]: fieldXml('Pick__c', 'Picklist', picklist('<valueSetName>Levels</valueSetName>')),
        'force-app/globalValueSets/Levels.globalValueSet-meta.xml':
            '<GlobalValueSet xmlns="http://soap.sforce.com/2006/04/metadata"><customValue><fullName>Low</fullName><default>false</default><label>Low</label></customValue><masterLabel>Levels</masterLabel></GlobalValueSet>'
    });
    const pick = schema.object('Plan__c')!.field('Pick__c')!;
    assert.deepEqual([pick.picklist.map((entry) => entry.value), pick.restrictedPicklist], [['Low'], true]);
});

test('events, settings and custom metadata types have fields of their own', () => {
    const object = (body: string): string =>
        `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>X</label><pluralLabel>Xs</pluralLabel>${body}</CustomObject>`;
    const schema = build({
        [objectFile('Ping__e')]: object('<eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>'),
        [objectFile('Ping__e', 'Lane__c')]: fieldXml('Lane__c', 'Number', '<precision>4</precision><scale>0</scale>'),
        [objectFile('Knobs__c')]: object('<customSettingsType>Hierarchy</customSettingsType>'),
        [objectFile('Rate__mdt')]: object(''),
        [objectFile('Detail__c')]: objectXml('Detail'),
        [objectFile('Detail__c', 'Master__c')]: fieldXml(
            'Master__c',
            'MasterDetail',
            '<referenceTo>Account</referenceTo><relationshipName>Details</relationshipName>'
        )
    });
    const [event, setting, type, detail] = ['Ping__e', 'Knobs__c', 'Rate__mdt', 'Detail__c'].map((name) => schema.object(name)!);
    assert.deepEqual([event!.kind, event!.keyPrefix, event!.queryable, event!.publishImmediately], ['event', 'e00', false, false]);
    assert.deepEqual(
        event!.fields.map((found) => found.name),
        ['ReplayId', 'EventUuid', 'CreatedDate', 'CreatedById', 'Lane__c']
    );
    assert.deepEqual(
        [setting!.kind, setting!.settingType, setting!.field('SetupOwnerId')!.referenceTo[0]],
        ['setting', 'Hierarchy', 'Organization']
    );
    assert.deepEqual(
        [type!.kind, type!.keyPrefix, type!.createable, type!.field('DeveloperName')!.type],
        ['metadata', 'm00', false, 'string']
    );
    assert.deepEqual(
        [detail!.sharingModel, detail!.field('OwnerId'), masterField(detail!)!.name],
        ['ControlledByParent', undefined, 'Master__c']
    );
});

test('wrong references are problems with file and line', () => {
    const lookup = (target: string, name = 'Plans'): string =>
        fieldXml('Ref__c', 'Lookup', `<referenceTo>${target}</referenceTo><relationshipName>${name}</relationshipName>`);
    const plan = { [objectFile('Plan__c')]: PLAN };
    assert.match(
        problems({ ...plan, ...field({ Ref__c: lookup('Nope__c') }) }),
        /Ref__c\.field-meta\.xml:6:1 In field: referenceTo - no CustomObject named Nope__c found/
    );
    assert.match(problems({ ...plan, ...field({ Ref__c: lookup('Entitlement') }) }), /does not support the standard object Entitlement/);
    assert.match(
        problems({ ...plan, ...field({ P__c: fieldXml('P__c', 'Picklist', picklist('<valueSetName>Nope</valueSetName>')) }) }),
        /no GlobalValueSet named Nope found/
    );
    assert.match(
        problems({ ...plan, ...field({ T__c: fieldXml('T__c', 'Text') }) }),
        /Must specify 'length' for a CustomField of type Text/
    );
    assert.match(
        problems({ ...plan, ...field({ A__c: lookup('Account'), B__c: lookup('Account').replaceAll('Ref__c', 'B__c') }) }),
        /already a Child Relationship named Plans on Account/
    );
    assert.match(
        problems({ [objectFile('Nope', 'X__c')]: fieldXml('X__c', 'Checkbox') }),
        /Entity of type CustomObject named Nope cannot be found/
    );
});

test('what the local org lacks is refused by name', () => {
    const summary = fieldXml('Total__c', 'Summary', '<summaryOperation>count</summaryOperation>');
    assert.match(
        problems({ [objectFile('Plan__c')]: PLAN, ...field({ Total__c: summary }) }),
        /Total__c\.field-meta\.xml:5:1 The local org does not support roll-up summary fields \(Plan__c\.Total__c\)/
    );
    assert.match(problems({ [objectFile('Big__b')]: objectXml('Big') }), /does not support objects of this kind \(Big__b\)/);
});

test('ids: checksums as on the platform, both forms, numbers that sort', () => {
    assert.equal(idChecksum('001D000000IqhSL'), 'IAZ');
    assert.equal(toId18('001D000000IqhSL'), '001D000000IqhSLIAZ');
    assert.equal(toId18('too short'), undefined);
    const ids = [1, 61, 62, 100_000].map((number) => makeId('a00', number));
    assert.deepEqual([...ids].sort(), ids);
    assert.deepEqual(ids.map(idNumber), [1, 61, 62, 100_000]);
});
