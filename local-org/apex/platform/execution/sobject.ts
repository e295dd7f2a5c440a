import { currentRuntime } from '../../../automation/runtime.ts';
import { isDefinition } from '../../../schema/definitions.ts';
import type { FieldInfo, ObjectInfo } from '../../../schema/model.ts';
import { apexException, type ApexException } from '../../runtime/exceptions.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { OBJECT, primitive, sobjectType } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';
import { errorList } from './database-results.ts';
import { assigned } from './field-assignment.ts';
import { SObjectFieldToken, sobjectTypeToken } from './schema-tokens.ts';

type FieldName = string | SObjectFieldToken | null;

/** Records that came from `clone`, and what they were cloned from. */
const cloneSources = new WeakMap<SObject, string | null>();

const AUDIT_FIELDS = ['CreatedDate', 'CreatedById', 'LastModifiedDate', 'LastModifiedById', 'SystemModstamp', 'IsDeleted'];

function objectOf(record: SObject): ObjectInfo {
    return currentRuntime().org.schema.object(record.typeName)!;
}

function nameOf(field: FieldName): string {
    if (field === null) throw apexException('System.NullPointerException', 'Argument 1 cannot be null');
    return typeof field === 'string' ? field : field.name;
}

function fieldOf(record: SObject, field: FieldName): FieldInfo {
    const name = nameOf(field);
    const found = objectOf(record).field(name);
    if (!found) throw apexException('System.SObjectException', `Invalid field ${name} for ${record.typeName}`);
    return found;
}

function get(record: SObject, field: FieldName): unknown {
    // Rows of aggregate queries have no fields but their aliases.
    if (record.typeName === 'AggregateResult') return aggregateValue(record, nameOf(field));
    return record.get(fieldOf(record, field).name);
}

function aggregateValue(record: SObject, name: string): unknown {
    for (const [alias, value] of record.fields) if (alias.toLowerCase() === name.toLowerCase()) return value;
    throw apexException('System.SObjectException', `Invalid field ${name} for AggregateResult`);
}

function put(record: SObject, field: FieldName, value: unknown): unknown {
    const info = fieldOf(record, field);
    if (info.type !== 'id' && (info.formula !== undefined || (!info.createable && !info.updateable))) {
        throw apexException('System.SObjectException', `Field ${info.name} is not editable`);
    }
    const before = record.fields.get(info.name) ?? null;
    record.set(info.name, assigned(info, value));
    return before;
}

function relationshipOf(record: SObject, field: FieldName): string {
    const object = objectOf(record);
    const name = nameOf(field);
    const link = field instanceof SObjectFieldToken ? object.field(name) : object.parentField(name);
    if (!link?.relationshipName) throw apexException('System.SObjectException', `Invalid relationship ${name} for ${record.typeName}`);
    return link.relationshipName;
}

function children(record: SObject, name: string): ApexList | null {
    const relationship = objectOf(record).childRelationship(name);
    if (!relationship) throw apexException('System.SObjectException', `Invalid relationship ${name} for ${record.typeName}`);
    const rows = record.children.get(relationship.name);
    // Of records, no children are null; of definitions, an empty list.
    return rows === undefined || (rows.length === 0 && !isDefinition(record.typeName))
        ? null
        : new ApexList(sobjectType(relationship.child), rows);
}

/**
 * `clone(preserveId, isDeepClone, preserveReadonlyTimestamps, preserveAutonumber)`. Every clone here is deep: a shallow
 * one differs only in sharing its parent records.
 */
function clone(record: SObject, preserveId = false, _deep = false, preserveTimestamps = false, preserveAutonumber = false): SObject {
    const copy = record.copy();
    const result = new SObject(record.typeName);
    for (const [name, value] of copy.fields) result.fields.set(name, value);
    for (const [name, parent] of copy.parents) result.parents.set(name, parent);
    if (!preserveId) result.fields.delete('Id');
    if (!preserveTimestamps) for (const name of AUDIT_FIELDS) result.fields.delete(name);
    if (!preserveAutonumber)
        for (const field of objectOf(record).fields) if (field.autoNumber !== undefined) result.fields.delete(field.name);
    cloneSources.set(result, record.id);
    return result;
}

function addError(record: SObject, message: unknown): void {
    record.errors.push({ field: null, message: messageOf(message) });
}

function addFieldError(record: SObject, field: FieldName, message: unknown): void {
    record.errors.push({ field: fieldOf(record, field).name, message: messageOf(message) });
}

function messageOf(message: unknown): string {
    return message instanceof Error ? (message as ApexException).message : String(message ?? '');
}

function populated(record: SObject): ApexMap {
    const map = new ApexMap(primitive('String'), OBJECT);
    for (const [name, value] of record.fields) if (value !== null || !record.fromQuery) map.put(name, value);
    for (const [name, parent] of record.parents) if (parent) map.put(name, parent);
    return map;
}

definePlatformClass({
    name: 'System.SObject',
    jsClass: SObject,
    abstract: true,
    methods: {
        'Object get(String fieldName)': get,
        'Object get(Schema.SObjectField field)': get,
        'Object put(String fieldName, Object value)': put,
        'Object put(Schema.SObjectField field, Object value)': put,
        'SObject getSObject(String fieldName)': (record: SObject, field: FieldName) =>
            record.parents.get(relationshipOf(record, field)) ?? null,
        'SObject getSObject(Schema.SObjectField field)': (record: SObject, field: FieldName) =>
            record.parents.get(relationshipOf(record, field)) ?? null,
        'SObject putSObject(String fieldName, SObject value)': putParent,
        'SObject putSObject(Schema.SObjectField field, SObject value)': putParent,
        'List<SObject> getSObjects(String relationshipName)': children,
        'Schema.SObjectType getSObjectType()': (record: SObject) => sobjectTypeToken(record.typeName),
        'Boolean isSet(String fieldName)': (record: SObject, field: FieldName) => record.fields.has(fieldOf(record, field).name),
        'Boolean isSet(Schema.SObjectField field)': (record: SObject, field: FieldName) => record.fields.has(fieldOf(record, field).name),
        'Map<String,Object> getPopulatedFieldsAsMap()': populated,
        'void clear()': (record: SObject) => {
            record.fields.clear();
            record.parents.clear();
        },
        'SObject clone()': (record: SObject) => clone(record),
        'SObject clone(Boolean preserveId)': clone,
        'SObject clone(Boolean preserveId, Boolean isDeepClone)': clone,
        'SObject clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps)': clone,
        'SObject clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)': clone,
        'Boolean isClone()': (record: SObject) => cloneSources.has(record),
        'Id getCloneSourceId()': (record: SObject) => cloneSources.get(record) ?? null,
        'void addError(String errorMsg)': addError,
        'void addError(String errorMsg, Boolean escape)': addError,
        'void addError(Exception exceptionError)': addError,
        'void addError(Exception exceptionError, Boolean escape)': addError,
        'void addError(String fieldName, String errorMsg)': addFieldError,
        'void addError(String fieldName, String errorMsg, Boolean escape)': addFieldError,
        'void addError(Schema.SObjectField field, String errorMsg)': addFieldError,
        'void addError(Schema.SObjectField field, String errorMsg, Boolean escape)': addFieldError,
        'Boolean hasErrors()': (record: SObject) => record.errors.length > 0,
        'List<Database.Error> getErrors()': (record: SObject) =>
            errorList(
                record.errors.map(({ field, message }) => ({
                    statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
                    message,
                    fields: field === null ? [] : [field]
                }))
            )
    }
});

function putParent(record: SObject, field: FieldName, parent: SObject | null): SObject | null {
    const relationship = relationshipOf(record, field);
    const before = record.parents.get(relationship) ?? null;
    record.parents.set(relationship, parent);
    return before;
}

definePlatformClass({
    name: 'System.Id',
    methods: {
        'Schema.SObjectType getSObjectType()': (id: string) => {
            const object = currentRuntime().org.schema.objectOfId(id);
            if (!object) throw apexException('System.SObjectException', `Cannot locate Apex Type for ID: ${id}`);
            return sobjectTypeToken(object.name);
        }
    }
});

/** The object of the elements; null for a list of the abstract SObject. */
function elementType(list: ApexList): unknown {
    const { elementType: type } = list;
    return type.kind === 'sobject' && type.name !== 'SObject' ? sobjectTypeToken(type.name) : null;
}

definePlatformClass({ name: 'System.List', methods: { 'Schema.SObjectType getSObjectType()': elementType } });
