import { primitive } from '../../apex/types.ts';
import type { ApexType } from '../../apex/types.ts';
import type { ChildRelationship, FieldInfo, FieldType, ObjectInfo, ObjectKind, Schema } from '../../schema/model.ts';

const APEX_TYPES: Partial<Record<FieldType, ApexType>> = {
    boolean: primitive('Boolean'),
    int: primitive('Integer'),
    double: primitive('Decimal'),
    currency: primitive('Decimal'),
    percent: primitive('Decimal'),
    date: primitive('Date'),
    datetime: primitive('Datetime'),
    time: primitive('Time'),
    id: primitive('Id'),
    reference: primitive('Id')
};

export function field(object: string, name: string, type: FieldType, more: Partial<FieldInfo> = {}): FieldInfo {
    return {
        object,
        name,
        label: name,
        type,
        apexType: APEX_TYPES[type] ?? primitive('String'),
        custom: name.endsWith('__c'),
        file: undefined,
        length: type === 'string' ? 255 : undefined,
        precision: 18,
        scale: 2,
        nillable: true,
        createable: type !== 'id',
        updateable: type !== 'id',
        required: false,
        defaultedOnCreate: false,
        filterable: true,
        sortable: true,
        groupable: true,
        aggregatable: true,
        compoundField: undefined,
        unique: false,
        caseSensitive: false,
        externalId: false,
        idLookup: type === 'id',
        nameField: name === 'Name',
        encrypted: false,
        htmlFormatted: false,
        autoNumber: undefined,
        formula: undefined,
        formulaTreatsBlanksAsZero: true,
        defaultValue: undefined,
        referenceTo: [],
        relationshipName: undefined,
        onParentDelete: undefined,
        picklist: [],
        restrictedPicklist: false,
        description: undefined,
        helpText: undefined,
        ...more
    };
}

export function lookup(object: string, name: string, referenceTo: string[], relationshipName: string): FieldInfo {
    return field(object, name, 'reference', { referenceTo, relationshipName });
}

export function objectInfo(name: string, keyPrefix: string, fields: readonly FieldInfo[], more: Partial<ObjectInfo> = {}): ObjectInfo {
    const kind: ObjectKind = name.endsWith('__c')
        ? 'custom'
        : name.endsWith('__e')
          ? 'event'
          : name.endsWith('__mdt')
            ? 'metadata'
            : 'standard';
    const all = fields.some((candidate) => candidate.name === 'Id') ? fields : [field(name, 'Id', 'id'), ...fields];
    const same = (left: string | undefined, right: string): boolean => left?.toLowerCase() === right.toLowerCase();
    return {
        name,
        label: name,
        pluralLabel: name,
        kind,
        file: undefined,
        keyPrefix,
        createable: true,
        updateable: true,
        deletable: true,
        queryable: true,
        sharingModel: 'ReadWrite',
        externalSharingModel: 'Private',
        settingType: undefined,
        publishImmediately: false,
        fields: all,
        childRelationships: [],
        field: (wanted) => all.find((candidate) => same(candidate.name, wanted)),
        parentField: (wanted) => all.find((candidate) => same(candidate.relationshipName, wanted)),
        childRelationship: (): ChildRelationship | undefined => undefined,
        ...more
    };
}

export function schemaOf(objects: readonly ObjectInfo[]): Schema {
    return {
        objects,
        object: (name) => objects.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase()),
        objectOfId: (id) => objects.find((candidate) => candidate.keyPrefix === id.slice(0, 3))
    };
}
