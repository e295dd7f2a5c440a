import { randomUUID } from 'node:crypto';
import { currentRuntime } from '../../../automation/runtime.ts';
import type { Component } from '../../../metadata/model.ts';
import type { ChildRelationship, ObjectInfo } from '../../../schema/model.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { classType, primitive } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';
import { describeMembers } from './describe-members.ts';
import { InsensitiveMap } from './insensitive-map.ts';
import { displayType } from './schema-fields.ts';
import { SObjectTypeToken, sobjectFieldToken, sobjectTypeToken } from './schema-tokens.ts';

/** Schema.DescribeSObjectResult */
export class ObjectDescribe {
    readonly info: ObjectInfo;

    constructor(info: ObjectInfo) {
        this.info = info;
    }

    toString(): string {
        return `Schema.DescribeSObjectResult[${this.info.name}]`;
    }
}

class ObjectFields {
    readonly info: ObjectInfo;

    constructor(info: ObjectInfo) {
        this.info = info;
    }
}

class ObjectFieldSets extends ObjectFields {}

class FieldSet {
    readonly object: ObjectInfo;
    readonly component: Component;

    constructor(object: ObjectInfo, component: Component) {
        this.object = object;
        this.component = component;
    }
}

class FieldSetMember {
    readonly object: ObjectInfo;
    readonly path: string;
    readonly required: boolean;

    constructor(object: ObjectInfo, path: string, required: boolean) {
        this.object = object;
        this.path = path;
        this.required = required;
    }

    get field() {
        const parts = this.path.split('.');
        let object: ObjectInfo | undefined = this.object;
        for (const part of parts.slice(0, -1)) object = currentRuntime().org.schema.object(object?.parentField(part)?.referenceTo[0] ?? '');
        return object?.field(parts.at(-1)!);
    }
}

class Relationship {
    readonly info: ChildRelationship;

    constructor(info: ChildRelationship) {
        this.info = info;
    }
}

class RecordTypeInfo {
    readonly object: ObjectInfo;
    /** Null for Master, which every object has. */
    private readonly row: SObject | null;

    constructor(object: ObjectInfo, row: SObject | null) {
        this.object = object;
        this.row = row;
    }

    get name(): string {
        return (this.row?.fields.get('Name') as string | undefined) ?? 'Master';
    }

    get developerName(): string {
        return (this.row?.fields.get('DeveloperName') as string | undefined) ?? 'Master';
    }

    get id(): string {
        return this.row?.id ?? MASTER_ID;
    }

    get active(): boolean {
        return this.row === null || this.row.fields.get('IsActive') === true;
    }

    get master(): boolean {
        return this.row === null;
    }

    get available(): boolean {
        return this.master || (this.active && userAccess().hasRecordType(`${this.object.name}.${this.developerName}`));
    }

    /** Master where the user's profile names none. */
    get default(): boolean {
        const wanted = userAccess().defaultRecordType(this.object.name);
        return wanted === undefined ? this.master : !this.master && wanted === this.developerName.toLowerCase();
    }

    get valueKey(): string {
        return `${this.object.name}.${this.id}`;
    }

    toString(): string {
        const flags = `isActive=${this.active};isAvailable=${this.available};isDefaultRecordTypeMapping=${this.default};isMaster=${this.master}`;
        return `Schema.RecordTypeInfo[getDeveloperName=${this.developerName};getName=${this.name};getRecordTypeId=${this.id};${flags};]`;
    }
}

const MASTER_ID = '012000000000000AAA';
const userAccess = () => currentRuntime().org.access(currentRuntime().user);

/** Those of the project, and Master last. */
function recordTypesOf(object: ObjectInfo): RecordTypeInfo[] {
    const rows = object.field('RecordTypeId') ? currentRuntime().org.store.find('RecordType', 'SobjectType', [object.name]) : [];
    return [...rows, null].map((row) => new RecordTypeInfo(object, row));
}

function recordTypeMap(object: ObjectInfo, key: (type: RecordTypeInfo) => string, keyType = STRING): ApexMap {
    return new ApexMap(
        keyType,
        RECORD_TYPE,
        recordTypesOf(object).map((type) => [key(type), type])
    );
}

const STRING = primitive('String');
const rightsOf = ({ info }: ObjectDescribe) => currentRuntime().org.access(currentRuntime().user).object(info.name);
const RECORD_TYPE = classType('Schema.RecordTypeInfo');

const members = describeMembers({
    'String Name': ({ info }: ObjectDescribe) => info.name,
    'String LocalName': ({ info }: ObjectDescribe) => info.name,
    'String Label': ({ info }: ObjectDescribe) => info.label,
    'String LabelPlural': ({ info }: ObjectDescribe) => info.pluralLabel,
    'String KeyPrefix': ({ info }: ObjectDescribe) => info.keyPrefix || null,
    'Schema.SObjectType SObjectType': ({ info }: ObjectDescribe) => sobjectTypeToken(info.name),
    'Schema.SObjectTypeFields Fields': ({ info }: ObjectDescribe) => new ObjectFields(info),
    'Schema.SObjectTypeFieldSets FieldSets': ({ info }: ObjectDescribe) => new ObjectFieldSets(info),
    'List<Schema.ChildRelationship> ChildRelationships': ({ info }: ObjectDescribe) =>
        new ApexList(
            classType('Schema.ChildRelationship'),
            info.childRelationships.map((relationship) => new Relationship(relationship))
        ),
    'List<Schema.RecordTypeInfo> RecordTypeInfos': ({ info }: ObjectDescribe) => new ApexList(RECORD_TYPE, recordTypesOf(info)),
    'Map<String,Schema.RecordTypeInfo> RecordTypeInfosByName': ({ info }: ObjectDescribe) => recordTypeMap(info, (type) => type.name),
    'Map<String,Schema.RecordTypeInfo> RecordTypeInfosByDeveloperName': ({ info }: ObjectDescribe) =>
        recordTypeMap(info, (type) => type.developerName),
    'Map<Id,Schema.RecordTypeInfo> RecordTypeInfosById': ({ info }: ObjectDescribe) =>
        recordTypeMap(info, (type) => type.id, primitive('Id')),
    'Boolean Custom': ({ info }: ObjectDescribe) => info.kind !== 'standard',
    'Boolean CustomSetting': ({ info }: ObjectDescribe) => info.kind === 'setting',
    'Boolean Queryable': ({ info }: ObjectDescribe) => info.queryable,
    'Boolean Accessible': (self: ObjectDescribe) => rightsOf(self).read,
    'Boolean Createable': (self: ObjectDescribe) => self.info.createable && rightsOf(self).create,
    'Boolean Updateable': (self: ObjectDescribe) => self.info.updateable && rightsOf(self).edit,
    'Boolean Deletable': (self: ObjectDescribe) => self.info.deletable && rightsOf(self).delete,
    'Boolean Undeletable': (self: ObjectDescribe) => self.info.deletable && rightsOf(self).delete,
    'Boolean DeprecatedAndHidden': () => false
});

definePlatformClass({ name: 'Schema.DescribeSObjectResult', jsClass: ObjectDescribe, ...members });

/** How much is described at once: here always everything. */
definePlatformClass({ name: 'Schema.SObjectDescribeOptions', kind: 'enum', values: ['DEFAULT', 'DEFERRED', 'FULL'] });

definePlatformClass({
    name: 'Schema.SObjectType',
    jsClass: SObjectTypeToken,
    methods: {
        'Schema.DescribeSObjectResult getDescribe()': (type: SObjectTypeToken) => new ObjectDescribe(type.info),
        'Schema.DescribeSObjectResult getDescribe(Schema.SObjectDescribeOptions options)': (type: SObjectTypeToken) =>
            new ObjectDescribe(type.info),
        'SObject newSObject()': (type: SObjectTypeToken) => new SObject(type.name),
        'SObject newSObject(Id recordId)': (type: SObjectTypeToken, id: string | null) => {
            const record = new SObject(type.name);
            record.fields.set('Id', id);
            return record;
        },
        'SObject newSObject(Id recordTypeId, Boolean loadDefaults)': (
            type: SObjectTypeToken,
            _recordTypeId: string | null,
            loadDefaults: boolean
        ) => {
            const record = new SObject(type.name);
            const tx = currentRuntime();
            if (loadDefaults && tx.org.schema.object(type.name)?.kind === 'event') record.fields.set('EventUuid', randomUUID());
            if (loadDefaults) for (const [field, value] of tx.org.defaults.of(type.name, tx)) record.fields.set(field, value);
            return record;
        }
    }
});

definePlatformClass({
    name: 'Schema.SObjectTypeFields',
    jsClass: ObjectFields,
    methods: {
        'Map<String,Schema.SObjectField> getMap()': ({ info }: ObjectFields) =>
            new InsensitiveMap(
                STRING,
                classType('Schema.SObjectField'),
                info.fields.map((field) => [field.name.toLowerCase(), sobjectFieldToken(info.name, field.name)] as const)
            )
    }
});

definePlatformClass({
    name: 'Schema.SObjectTypeFieldSets',
    jsClass: ObjectFieldSets,
    methods: {
        'Map<String,Schema.FieldSet> getMap()': ({ info }: ObjectFieldSets) => {
            const sets = currentRuntime().org.metadata.ofType('FieldSet');
            const own = sets.filter((component) => component.fullName.toLowerCase().startsWith(`${info.name.toLowerCase()}.`));
            const entries = own.map(
                (component) => [component.fullName.slice(info.name.length + 1).toLowerCase(), new FieldSet(info, component)] as const
            );
            return new InsensitiveMap(STRING, classType('Schema.FieldSet'), entries);
        }
    }
});

definePlatformClass({
    name: 'Schema.FieldSet',
    jsClass: FieldSet,
    ...describeMembers({
        'String Name': ({ component }: FieldSet) => component.fullName.split('.').at(-1),
        'String Label': ({ component }: FieldSet) => component.xml.value('label') ?? null,
        'String Description': ({ component }: FieldSet) => component.xml.value('description') ?? null,
        'Schema.SObjectType SObjectType': ({ object }: FieldSet) => sobjectTypeToken(object.name),
        'List<Schema.FieldSetMember> Fields': ({ object, component }: FieldSet) =>
            new ApexList(
                classType('Schema.FieldSetMember'),
                component.xml
                    .all('displayedFields')
                    .map((field) => new FieldSetMember(object, field.value('field') ?? '', field.flag('isRequired')))
            )
    })
});

definePlatformClass({
    name: 'Schema.FieldSetMember',
    jsClass: FieldSetMember,
    methods: {
        'String getFieldPath()': (member: FieldSetMember) => member.path,
        'String getLabel()': (member: FieldSetMember) => member.field?.label ?? null,
        'Boolean getRequired()': (member: FieldSetMember) => member.required,
        'Boolean getDbRequired()': (member: FieldSetMember) => member.field?.required ?? false,
        'Schema.DisplayType getType()': (member: FieldSetMember) => (member.field ? displayType(member.field) : null),
        'Schema.SObjectField getSObjectField()': ({ field }: FieldSetMember) => (field ? sobjectFieldToken(field.object, field.name) : null)
    }
});

definePlatformClass({
    name: 'Schema.ChildRelationship',
    jsClass: Relationship,
    ...describeMembers({
        'Schema.SObjectType ChildSObject': ({ info }: Relationship) => sobjectTypeToken(info.child),
        'Schema.SObjectField Field': ({ info }: Relationship) => sobjectFieldToken(info.child, info.field),
        'String RelationshipName': ({ info }: Relationship) => info.name || null,
        'Boolean CascadeDelete': ({ info }: Relationship) => info.onParentDelete === 'cascade',
        'Boolean RestrictedDelete': ({ info }: Relationship) => info.onParentDelete === 'restrict'
    })
});

definePlatformClass({
    name: 'Schema.RecordTypeInfo',
    jsClass: RecordTypeInfo,
    ...describeMembers({
        'String Name': ({ name }: RecordTypeInfo) => name,
        'String DeveloperName': ({ developerName }: RecordTypeInfo) => developerName,
        'Id RecordTypeId': ({ id }: RecordTypeInfo) => id,
        'Boolean Active': ({ active }: RecordTypeInfo) => active,
        'Boolean Available': ({ available }: RecordTypeInfo) => available,
        'Boolean DefaultRecordTypeMapping': (type: RecordTypeInfo) => type.default,
        'Boolean Master': ({ master }: RecordTypeInfo) => master
    })
});

definePlatformClass({
    name: 'System.Schema',
    statics: {
        'Map<String,Schema.SObjectType> getGlobalDescribe()': () =>
            new InsensitiveMap(
                STRING,
                classType('Schema.SObjectType'),
                currentRuntime().org.schema.objects.map((object) => [object.name.toLowerCase(), sobjectTypeToken(object.name)] as const)
            ),
        'List<Schema.DescribeSObjectResult> describeSObjects(List<String> names)': (names: ApexList) => describeAll(names),
        'List<Schema.DescribeSObjectResult> describeSObjects(List<String> names, Schema.SObjectDescribeOptions options)': (
            names: ApexList
        ) => describeAll(names)
    }
});

function describeAll(names: ApexList): ApexList {
    const found = [...names].map((name) => {
        const info = currentRuntime().org.schema.object(String(name));
        if (!info) throw apexException('System.InvalidParameterValueException', `Invalid sobject: ${String(name)}`);
        return new ObjectDescribe(info);
    });
    return new ApexList(classType('Schema.DescribeSObjectResult'), found);
}
