import type { Component } from '../metadata/model.ts';
import type { Findings } from './findings.ts';

/** Most characters of texts (Metadata API Developer Guide; Salesforce Help, "Custom Field Attributes", "Custom Labels"). */
const TEXTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    CustomField: {
        label: 40,
        description: 1000,
        formula: 3900,
        inlineHelpText: 510,
        relationshipLabel: 80,
        relationshipName: 40
    },
    CustomLabel: { categories: 255, shortDescription: 80, value: 1000 },
    CustomMetadata: { label: 40 },
    CustomNotificationType: { description: 255, masterLabel: 80 },
    CustomObject: { description: 1000, label: 40, pluralLabel: 40 },
    GlobalValueSet: { description: 255 },
    ListView: { fullName: 40, label: 40 },
    PermissionSet: { description: 255, label: 80 },
    Report: { description: 255, name: 40 },
    ReportType: { description: 255 },
    ValidationRule: { errorMessage: 255 }
};

/** Most elements of a kind. */
const COUNTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    CompactLayout: { fields: 10 },
    ListView: { columns: 15, filters: 10 }
};

/** Of one object (Salesforce Help, "Custom Fields Allowed Per Object", "Custom Field Attributes"). */
const MOST_EXTERNAL_IDS = 25;
const MOST_RELATIONSHIPS = 40;
const MOST_LONG_TEXT = 1_638_400;

const EXTERNAL_ID_TYPES = new Set(['AutoNumber', 'Email', 'Number', 'Text']);
const LONG_TEXT_TYPES = new Set(['Html', 'LongTextArea']);
const LONG_TEXT = { least: 256, most: 131_072, unsaid: 32_768 };
const RELATIONSHIP_TYPES = new Set(['Lookup', 'MasterDetail']);
/** What a compact layout cannot show. */
const NOT_COMPACT = new Set(['Html', 'LongTextArea', 'MultiselectPicklist', 'TextArea']);

/** Texts that are too long, and more parts than an org allows. */
export function checkSizes(findings: Findings): void {
    for (const [type, limits] of Object.entries(TEXTS)) {
        for (const component of findings.metadata.ofType(type)) checkTexts(findings, component, limits);
    }
    for (const [type, limits] of Object.entries(COUNTS)) {
        for (const component of findings.metadata.ofType(type)) checkCounts(findings, component, limits);
    }
    const fields = findings.metadata.ofType('CustomField');
    for (const field of fields) checkFieldSize(findings, field);
    for (const ofObject of Map.groupBy(fields, ({ fullName }) => fullName.split('.')[0]!).values()) checkObjectSize(findings, ofObject);
    for (const layout of findings.metadata.ofType('CompactLayout')) checkFieldTypes(findings, layout, 'fields', 'compact layout');
    for (const view of findings.metadata.ofType('ListView')) checkFieldTypes(findings, view, 'filters', 'filter of a list view');
}

function checkTexts(findings: Findings, component: Component, limits: Readonly<Record<string, number>>): void {
    for (const [name, most] of Object.entries(limits)) {
        const element = component.xml.child(name);
        const long = element ? [...element.text].length : 0;
        if (element && long > most) {
            findings.report(component, element, `Value too long for field: ${name} maximum length is:${most} (it has ${long} characters).`);
        }
    }
}

function checkCounts(findings: Findings, component: Component, limits: Readonly<Record<string, number>>): void {
    for (const [name, most] of Object.entries(limits)) {
        const beyond = component.xml.all(name)[most];
        if (beyond) findings.report(component, beyond, `A ${component.type} has at most ${most} ${name}.`);
    }
}

function checkFieldSize(findings: Findings, field: Component): void {
    const { xml, fullName } = field;
    const type = xml.value('type') ?? '';
    if (xml.flag('externalId') && !EXTERNAL_ID_TYPES.has(type)) {
        findings.report(field, xml.child('externalId'), `A field of type ${type} can't be an external ID: ${fullName}.`);
    }
    if (!LONG_TEXT_TYPES.has(type)) return;
    const length = Number(xml.value('length') ?? LONG_TEXT.unsaid);
    if (length < LONG_TEXT.least || length > LONG_TEXT.most) {
        const bounds = `${LONG_TEXT.least} to ${LONG_TEXT.most}`;
        findings.report(field, xml.child('length'), `The length of a long text field is ${bounds} characters: ${fullName}.`);
    }
}

function checkObjectSize(findings: Findings, fields: readonly Component[]): void {
    const typeOf = (field: Component): string => field.xml.value('type') ?? '';
    const [object = ''] = fields[0]!.fullName.split('.');
    const externalId = fields.filter((field) => field.xml.flag('externalId'))[MOST_EXTERNAL_IDS];
    if (externalId) findings.report(externalId, undefined, `The object ${object} has more than ${MOST_EXTERNAL_IDS} external IDs.`);
    const relationship = fields.filter((field) => RELATIONSHIP_TYPES.has(typeOf(field)))[MOST_RELATIONSHIPS];
    if (relationship) findings.report(relationship, undefined, `The object ${object} has more than ${MOST_RELATIONSHIPS} relationships.`);
    let total = 0;
    for (const field of fields.filter((candidate) => LONG_TEXT_TYPES.has(typeOf(candidate)))) {
        const before = total;
        total += Number(field.xml.value('length') ?? LONG_TEXT.unsaid);
        if (before <= MOST_LONG_TEXT && total > MOST_LONG_TEXT) {
            findings.report(field, undefined, `The long text fields of ${object} hold more than ${MOST_LONG_TEXT} characters together.`);
        }
    }
}

/** Fields of the part's own object that its kind of part cannot hold. */
function checkFieldTypes(findings: Findings, part: Component, child: 'fields' | 'filters', place: string): void {
    const [object = ''] = part.fullName.split('.');
    const elements = part.xml.all(child).flatMap((element) => (child === 'fields' ? [element] : element.all('field')));
    for (const element of elements) {
        const type = findings.metadata.find('CustomField', `${object}.${element.text}`)?.xml.value('type') ?? '';
        const refused = child === 'fields' ? NOT_COMPACT.has(type) : LONG_TEXT_TYPES.has(type);
        if (refused) findings.report(part, element, `A field of type ${type} can't be in a ${place}: ${element.text}.`);
    }
}
