import type { Component, ProjectMetadata } from '../metadata/model.ts';
import { primitive } from '../apex/types.ts';
import { isDefinition } from './definitions.ts';
import { makeField } from './fields.ts';
import type { FieldInfo, FieldType } from './model.ts';
import { readValueSet } from './picklists.ts';
import type { Reporter } from './problems.ts';

/** Describe type of each type of custom field (Metadata API Developer Guide, "FieldType"). */
const TYPES: Readonly<Record<string, FieldType>> = {
    AutoNumber: 'string',
    Checkbox: 'boolean',
    Currency: 'currency',
    Date: 'date',
    DateTime: 'datetime',
    Email: 'email',
    EncryptedText: 'encryptedstring',
    Hierarchy: 'reference',
    Html: 'textarea',
    Location: 'location',
    LongTextArea: 'textarea',
    Lookup: 'reference',
    MasterDetail: 'reference',
    MetadataRelationship: 'reference',
    MultiselectPicklist: 'multipicklist',
    Number: 'double',
    Percent: 'percent',
    Phone: 'phone',
    Picklist: 'picklist',
    Text: 'string',
    TextArea: 'textarea',
    Time: 'time',
    Url: 'url'
};

const FIXED_LENGTHS: Readonly<Record<string, number>> = {
    AutoNumber: 30,
    Email: 80,
    Hierarchy: 18,
    Lookup: 18,
    MasterDetail: 18,
    MetadataRelationship: 18,
    MultiselectPicklist: 4099,
    Phone: 40,
    Picklist: 255,
    TextArea: 255,
    Url: 255
};

const NEEDS_LENGTH = new Set(['EncryptedText', 'Html', 'LongTextArea', 'Text']);
const REFERENCES = new Set(['Hierarchy', 'Lookup', 'MasterDetail', 'MetadataRelationship']);
const TEXT_FORMULA_LENGTH = 1300;
const MAXIMUM_PRECISION = 18;
/** Digits of the two halves of a geolocation. */
const COORDINATE = { precision: 18, scale: 15 };

/** The fields that one CustomField component makes: one, or three for a geolocation. */
export function readCustomField(object: string, component: Component, metadata: ProjectMetadata, reporter: Reporter): FieldInfo[] {
    const { xml } = component;
    const name = component.fullName.slice(component.fullName.indexOf('.') + 1);
    const typeName = xml.value('type');
    if (typeName === undefined) {
        reporter.wrong(component, `Required field is missing: type (${component.fullName})`);
        return [];
    }
    const type = TYPES[typeName];
    if (!type) {
        const feature =
            typeName === 'Summary'
                ? `roll-up summary fields (${component.fullName})`
                : `fields of type ${typeName} (${component.fullName})`;
        reporter.unsupported(component, feature, 'type');
        return [];
    }
    const formula = xml.value('formula');
    if (formula === undefined && NEEDS_LENGTH.has(typeName) && xml.value('length') === undefined) {
        reporter.wrong(component, `Must specify 'length' for a CustomField of type ${typeName}`);
    }
    if (xml.child('lookupFilter')?.flag('active', true) && !xml.child('lookupFilter')!.flag('isOptional')) {
        reporter.unsupported(component, `required lookup filters (${component.fullName})`, 'lookupFilter');
    }

    const calculated = formula !== undefined;
    const generated = typeName === 'AutoNumber';
    const required = xml.flag('required') || typeName === 'MasterDetail';
    const isDecimal = type === 'double' || type === 'currency' || type === 'percent';
    const isPicklist = type === 'picklist' || type === 'multipicklist';
    const values = isPicklist ? readValueSet(component, metadata, reporter) : { values: [], restricted: false };
    const externalId = xml.flag('externalId');
    const plain = makeField({
        object,
        name,
        label: xml.value('label') ?? name,
        type,
        length: lengthOf(component, typeName, calculated),
        encrypted: typeName === 'EncryptedText'
    });
    const field: FieldInfo = {
        ...plain,
        custom: true,
        file: component.file,
        precision: isDecimal ? Number(xml.value('precision') ?? MAXIMUM_PRECISION) : undefined,
        scale: isDecimal ? Number(xml.value('scale') ?? 0) : undefined,
        nillable: !required && type !== 'boolean' && !generated,
        createable: !calculated && !generated,
        updateable: !calculated && !generated && (typeName !== 'MasterDetail' || xml.flag('reparentableMasterDetail')),
        required: required && !calculated,
        defaultedOnCreate: type === 'boolean' || generated || xml.value('defaultValue') !== undefined,
        unique: xml.flag('unique'),
        caseSensitive: xml.flag('caseSensitive'),
        externalId,
        idLookup: externalId,
        htmlFormatted: typeName === 'Html',
        autoNumber: generated ? (xml.value('displayFormat') ?? '{0}') : undefined,
        formula,
        formulaTreatsBlanksAsZero: calculated && xml.value('formulaTreatBlanksAs') !== 'BlankAsBlank',
        defaultValue: xml.value('defaultValue'),
        picklist: values.values,
        restrictedPicklist: values.restricted,
        description: xml.value('description'),
        helpText: xml.value('inlineHelpText'),
        ...(REFERENCES.has(typeName) ? reference(component, typeName, name, required) : {})
    };
    return type === 'location' ? [field, ...coordinates(field, component)] : [field];
}

function lengthOf(component: Component, typeName: string, calculated: boolean): number | undefined {
    if (calculated) return typeName === 'Text' ? TEXT_FORMULA_LENGTH : FIXED_LENGTHS[typeName];
    const length = component.xml.value('length');
    return length === undefined ? FIXED_LENGTHS[typeName] : Number(length);
}

function reference(component: Component, typeName: string, name: string, required: boolean): Partial<FieldInfo> {
    const { xml } = component;
    const target = typeName === 'Hierarchy' ? 'User' : (xml.value('referenceTo') ?? '');
    const constraint = xml.value('deleteConstraint');
    const clears = constraint === undefined ? !required : constraint === 'SetNull';
    return {
        // Objects and fields have no ids: custom metadata names them.
        ...(isDefinition(target) ? { apexType: primitive('String') } : {}),
        referenceTo: [target],
        relationshipName: name.replace(/__c$/i, '__r'),
        onParentDelete: typeName === 'MasterDetail' || constraint === 'Cascade' ? 'cascade' : clears ? 'clear' : 'restrict'
    };
}

function coordinates(field: FieldInfo, component: Component): FieldInfo[] {
    const scale = Number(component.xml.value('scale') ?? COORDINATE.scale);
    const base = field.name.replace(/__c$/i, '');
    return ['Latitude', 'Longitude'].map((half) =>
        makeField({
            object: field.object,
            name: `${base}__${half}__s`,
            label: `${field.label} (${half})`,
            type: 'double',
            custom: true,
            file: field.file,
            precision: COORDINATE.precision,
            scale,
            nillable: field.nillable,
            createable: true,
            updateable: true,
            required: field.required,
            compoundField: field.name
        })
    );
}
