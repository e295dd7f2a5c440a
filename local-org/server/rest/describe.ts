import type { OrgRuntime } from '../../org.ts';
import type { RunningUser } from '../../automation/transaction.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../../schema/model.ts';

type Json = Record<string, unknown>;

/** What the list of objects and a describe have in common, as the user may use the object. */
export function objectSummary(org: OrgRuntime, user: RunningUser, object: ObjectInfo, base: string): Json {
    const access = org.access(user).object(object.name);
    const { createable, updateable, deletable, queryable } = object;
    return {
        activateable: false,
        createable: createable && access.create,
        custom: object.kind !== 'standard',
        customSetting: object.kind === 'setting',
        deletable: deletable && access.delete,
        deprecatedAndHidden: false,
        feedEnabled: false,
        keyPrefix: object.keyPrefix === '' ? null : object.keyPrefix,
        label: object.label,
        labelPlural: object.pluralLabel,
        layoutable: false,
        mergeable: false,
        name: object.name,
        queryable: queryable && access.read,
        replicateable: object.kind !== 'event',
        retrieveable: queryable && access.read,
        searchable: false,
        triggerable: object.kind !== 'metadata' && object.kind !== 'setting',
        undeletable: deletable && object.field('IsDeleted') !== undefined && access.delete,
        updateable: updateable && access.edit,
        urls: {
            sobject: `${base}/sobjects/${object.name}`,
            describe: `${base}/sobjects/${object.name}/describe`,
            rowTemplate: `${base}/sobjects/${object.name}/{ID}`
        }
    };
}

export function describeResult(org: OrgRuntime, user: RunningUser, object: ObjectInfo, base: string): Json {
    const access = org.access(user);
    const fields = object.fields.filter((field) => access.canReadField(object.name, field.name));
    return {
        ...objectSummary(org, user, object, base),
        childRelationships: object.childRelationships.map((child) => ({
            cascadeDelete: child.onParentDelete === 'cascade',
            childSObject: child.child,
            deprecatedAndHidden: false,
            field: child.field,
            relationshipName: child.name === '' ? null : child.name,
            restrictedDelete: child.onParentDelete === 'restrict'
        })),
        fields: fields.map((field) => describeField(field, access.canEditField(object.name, field.name))),
        recordTypeInfos: recordTypes(org, object)
    };
}

export function findObject(schema: Schema, name: string): ObjectInfo | undefined {
    const object = schema.object(name);
    return object?.name === 'Name' ? undefined : object;
}

function describeField(field: FieldInfo, editable: boolean): Json {
    return {
        aggregatable: field.aggregatable,
        autoNumber: field.autoNumber !== undefined,
        byteLength: (field.length ?? 0) * 3,
        calculated: field.formula !== undefined,
        calculatedFormula: field.formula ?? null,
        cascadeDelete: field.onParentDelete === 'cascade',
        caseSensitive: field.caseSensitive,
        compoundFieldName: field.compoundField ?? null,
        createable: field.createable && editable,
        custom: field.custom,
        defaultValue: field.type === 'boolean' ? field.defaultValue === 'true' : null,
        defaultValueFormula: field.defaultValue ?? null,
        defaultedOnCreate: field.defaultedOnCreate,
        deprecatedAndHidden: false,
        digits: field.type === 'int' ? (field.length ?? 9) : 0,
        encrypted: field.encrypted,
        externalId: field.externalId,
        filterable: field.filterable,
        groupable: field.groupable,
        htmlFormatted: field.htmlFormatted,
        idLookup: field.idLookup,
        inlineHelpText: field.helpText ?? null,
        label: field.label,
        length: field.length ?? 0,
        name: field.name,
        nameField: field.nameField,
        nillable: field.nillable,
        picklistValues: field.picklist.map(({ value, label, active, default: isDefault }) => ({
            active,
            defaultValue: isDefault,
            label,
            validFor: null,
            value
        })),
        polymorphicForeignKey: field.referenceTo.length > 1,
        precision: field.precision ?? 0,
        referenceTo: field.referenceTo,
        relationshipName: field.relationshipName ?? null,
        restrictedPicklist: field.restrictedPicklist,
        scale: field.scale ?? 0,
        soapType: soapType(field),
        sortable: field.sortable,
        type: field.type,
        unique: field.unique,
        updateable: field.updateable && editable
    };
}

function soapType({ type }: FieldInfo): string {
    switch (type) {
        case 'id':
        case 'reference':
            return 'tns:ID';
        case 'boolean':
        case 'int':
        case 'long':
        case 'date':
        case 'time':
            return `xsd:${type}`;
        case 'double':
        case 'currency':
        case 'percent':
            return 'xsd:double';
        case 'datetime':
            return 'xsd:dateTime';
        case 'base64':
            return 'xsd:base64Binary';
        case 'address':
        case 'location':
            return `urn:${type}`;
        case 'anytype':
            return 'xsd:anyType';
        default:
            return 'xsd:string';
    }
}

function recordTypes(org: OrgRuntime, object: ObjectInfo): Json[] {
    if (!object.field('RecordTypeId')) return [];
    return org.store.find('RecordType', 'SobjectType', [object.name]).map((row) => ({
        active: row.fields.get('IsActive'),
        available: true,
        defaultRecordTypeMapping: false,
        developerName: row.fields.get('DeveloperName'),
        master: false,
        name: row.fields.get('Name'),
        recordTypeId: row.id
    }));
}
