import { classType, OBJECT, primitive } from '../apex/types.ts';
import type { ApexType } from '../apex/types.ts';
import type { FieldInfo, FieldType } from './model.ts';

/** Longest text that is still indexed; longer ones can neither be filtered nor sorted nor grouped. */
const LONGEST_SHORT_TEXT = 255;

/** Apex type of a field's value (Apex Developer Guide, "Primitive Data Types" and "sObject field types"). */
export function apexTypeOf(type: FieldType): ApexType {
    switch (type) {
        case 'id':
        case 'reference':
            return primitive('Id');
        case 'boolean':
            return primitive('Boolean');
        case 'int':
            return primitive('Integer');
        case 'long':
            return primitive('Long');
        case 'double':
        case 'currency':
        case 'percent':
            return primitive('Decimal');
        case 'date':
            return primitive('Date');
        case 'datetime':
            return primitive('Datetime');
        case 'time':
            return primitive('Time');
        case 'base64':
            return primitive('Blob');
        case 'address':
            return classType('System.Address');
        case 'location':
            return classType('System.Location');
        case 'anytype':
            return OBJECT;
        default:
            return primitive('String');
    }
}

export type FieldFacts = Pick<FieldInfo, 'object' | 'name' | 'label' | 'type'> & Partial<FieldInfo>;

/** A field with what its type implies wherever the facts say nothing else. */
export function makeField(facts: FieldFacts): FieldInfo {
    const { type } = facts;
    const isLongText = type === 'textarea' && (facts.length ?? 0) > LONGEST_SHORT_TEXT;
    const isOpaque = isLongText || type === 'base64' || type === 'address' || type === 'location' || facts.encrypted === true;
    return {
        apexType: apexTypeOf(type),
        custom: false,
        file: undefined,
        length: undefined,
        precision: undefined,
        scale: undefined,
        nillable: false,
        createable: false,
        updateable: false,
        required: false,
        defaultedOnCreate: false,
        unique: false,
        caseSensitive: false,
        externalId: false,
        idLookup: false,
        nameField: false,
        encrypted: false,
        htmlFormatted: false,
        autoNumber: undefined,
        formula: undefined,
        formulaTreatsBlanksAsZero: false,
        defaultValue: undefined,
        referenceTo: [],
        relationshipName: undefined,
        onParentDelete: undefined,
        picklist: [],
        restrictedPicklist: false,
        description: undefined,
        helpText: undefined,
        filterable: !isOpaque,
        sortable: !isOpaque && type !== 'multipicklist',
        groupable: !isOpaque && !['multipicklist', 'double', 'currency', 'percent', 'datetime', 'time'].includes(type),
        aggregatable: !isOpaque && type !== 'boolean' && type !== 'multipicklist',
        compoundField: undefined,
        ...facts
    };
}

/** The fields that the platform keeps for every stored record. */
export function systemFields(object: string): FieldInfo[] {
    return [
        makeField({ object, name: 'Id', label: 'Record ID', type: 'id', length: 18, defaultedOnCreate: true, idLookup: true }),
        makeField({ object, name: 'IsDeleted', label: 'Deleted', type: 'boolean', defaultedOnCreate: true }),
        ...auditFields(object),
        makeField({ object, name: 'SystemModstamp', label: 'System Modstamp', type: 'datetime', defaultedOnCreate: true })
    ];
}

export function auditFields(object: string): FieldInfo[] {
    const userReference = (name: string, label: string, relationshipName: string): FieldInfo =>
        makeField({ object, name, label, type: 'reference', length: 18, defaultedOnCreate: true, referenceTo: ['User'], relationshipName });
    return [
        makeField({ object, name: 'CreatedDate', label: 'Created Date', type: 'datetime', defaultedOnCreate: true }),
        userReference('CreatedById', 'Created By ID', 'CreatedBy'),
        makeField({ object, name: 'LastModifiedDate', label: 'Last Modified Date', type: 'datetime', defaultedOnCreate: true }),
        userReference('LastModifiedById', 'Last Modified By ID', 'LastModifiedBy')
    ];
}

export function recordTypeField(object: string): FieldInfo {
    return makeField({
        object,
        name: 'RecordTypeId',
        label: 'Record Type ID',
        type: 'reference',
        length: 18,
        nillable: true,
        createable: true,
        updateable: true,
        defaultedOnCreate: true,
        referenceTo: ['RecordType'],
        relationshipName: 'RecordType'
    });
}
