import type { Component } from '../metadata/model.ts';
import type { Findings } from './findings.ts';

/** What a field of each type must say beside its type (Metadata API Developer Guide, CustomField). */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
    AutoNumber: ['displayFormat'],
    Currency: ['precision', 'scale'],
    Html: ['visibleLines'],
    Location: ['scale'],
    LongTextArea: ['visibleLines'],
    Lookup: ['referenceTo'],
    MasterDetail: ['referenceTo', 'relationshipName'],
    MetadataRelationship: ['referenceTo'],
    MultiselectPicklist: ['valueSet', 'visibleLines'],
    Number: ['precision', 'scale'],
    Percent: ['precision', 'scale'],
    Picklist: ['valueSet']
};

const LONGEST_NAME = 40;
const LONGEST_TEXT = 255;
const MOST_DIGITS = 18;

/** Custom fields and objects that an org would refuse for what they leave out or for numbers out of bounds. */
export function checkFields(findings: Findings): void {
    for (const field of findings.metadata.ofType('CustomField')) {
        if (/__c$/i.test(field.fullName) && field.xml.child('type')) checkField(findings, field);
    }
    for (const object of findings.metadata.ofType('CustomObject')) checkObject(findings, object);
}

/** A file without a label holds no more than additions to an object of another package. */
function checkObject(findings: Findings, object: Component): void {
    const { xml, fullName } = object;
    if (!/__(c|e|mdt)$/i.test(fullName) || xml.value('customSettingsType') !== undefined || !xml.child('label')) return;
    for (const name of /__mdt$/i.test(fullName) ? ['pluralLabel'] : ['deploymentStatus', 'pluralLabel']) {
        if (!xml.child(name)) findings.report(object, undefined, `Required field is missing: ${name} (${fullName})`);
    }
}

function checkField(findings: Findings, field: Component): void {
    const { xml, fullName } = field;
    const type = xml.value('type')!;
    const formula = xml.child('formula') !== undefined;
    const needed = formula ? ['label'] : ['label', ...(NEEDED[type] ?? [])];
    for (const name of needed.filter((wanted) => !xml.child(wanted) && !(wanted === 'valueSet' && xml.child('picklist')))) {
        findings.report(field, undefined, `Required field is missing: ${name} (${fullName})`);
    }
    const name = fullName.slice(fullName.indexOf('.') + 1).replace(/__c$/i, '');
    const own = name.replace(/^[A-Za-z][A-Za-z0-9]{0,14}__(?=[A-Za-z])/, '');
    if (!/^[A-Za-z](\w*[A-Za-z0-9])?$/.test(own) || own.includes('__') || own.length > LONGEST_NAME) {
        const rule =
            'It begins with a letter, holds letters, digits and single underscores, does not end with one, and has at most 40 characters';
        findings.report(field, xml.child('fullName'), `The name ${fullName} is not allowed. ${rule}.`);
    }
    checkBounds(findings, field, type);
    if (xml.value('deleteConstraint') === 'SetNull' && xml.flag('required')) {
        findings.report(
            field,
            xml.child('deleteConstraint'),
            `A required lookup (${fullName}) can't be cleared when the parent is deleted.`
        );
    }
}

function checkBounds(findings: Findings, field: Component, type: string): void {
    const number = (name: string): number | undefined => {
        const text = field.xml.value(name);
        return text === undefined ? undefined : Number(text);
    };
    const [length, precision, scale] = [number('length'), number('precision'), number('scale')];
    if (type === 'Text' && length !== undefined && (length < 1 || length > LONGEST_TEXT)) {
        findings.report(field, field.xml.child('length'), `The length of a text field is 1 to ${LONGEST_TEXT} characters.`);
    }
    if (precision !== undefined && scale !== undefined && (precision > MOST_DIGITS || scale > precision)) {
        findings.report(
            field,
            field.xml.child('precision'),
            `A number has at most ${MOST_DIGITS} digits, and no more behind the point than in all.`
        );
    }
}
