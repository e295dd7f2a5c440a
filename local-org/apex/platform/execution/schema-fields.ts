import { currentRuntime } from '../../../automation/runtime.ts';
import { UnsupportedError } from '../../../errors.ts';
import type { FieldInfo, PicklistValue } from '../../../schema/model.ts';
import { enumConstant } from '../../runtime/values/enum.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { classType } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';
import { describeMembers } from './describe-members.ts';
import { SObjectFieldToken, sobjectFieldToken, sobjectTypeToken } from './schema-tokens.ts';

/** Schema.DescribeFieldResult */
export class FieldDescribe {
    readonly info: FieldInfo;

    constructor(info: FieldInfo) {
        this.info = info;
    }

    toString(): string {
        return `Schema.DescribeFieldResult[${this.info.object}.${this.info.name}]`;
    }
}

/** Schema.PicklistEntry */
export class PicklistEntry {
    readonly value: PicklistValue;

    constructor(value: PicklistValue) {
        this.value = value;
    }
}

const DISPLAY_TYPES = [
    'ADDRESS',
    'ANYTYPE',
    'BASE64',
    'BOOLEAN',
    'COMBOBOX',
    'COMPLEXVALUE',
    'CURRENCY',
    'DATACATEGORYGROUPREFERENCE',
    'DATE',
    'DATETIME',
    'DOUBLE',
    'EMAIL',
    'ENCRYPTEDSTRING',
    'FLOATARRAY',
    'ID',
    'INTEGER',
    'JSON',
    'LOCATION',
    'LONG',
    'MULTIPICKLIST',
    'PERCENT',
    'PHONE',
    'PICKLIST',
    'REFERENCE',
    'SOBJECT',
    'STRING',
    'TEXTAREA',
    'TEXTARRAY',
    'TIME',
    'URL'
];

/** Types of the SOAP API; the platform lists its metadata types there too, which no field has. */
const SOAP_TYPES = [
    'ADDRESS',
    'ANYTYPE',
    'BASE64BINARY',
    'BOOLEAN',
    'DATE',
    'DATETIME',
    'DOUBLE',
    'ID',
    'INTEGER',
    'LOCATION',
    'LONG',
    'STRING',
    'TIME'
];

definePlatformClass({ name: 'Schema.DisplayType', kind: 'enum', values: DISPLAY_TYPES });
definePlatformClass({ name: 'Schema.SoapType', kind: 'enum', values: SOAP_TYPES });

export function displayType(field: FieldInfo): unknown {
    return enumConstant('Schema.DisplayType', field.type === 'int' ? 'INTEGER' : field.type.toUpperCase());
}

function soapType(field: FieldInfo): unknown {
    switch (field.type) {
        case 'id':
        case 'reference':
            return enumConstant('Schema.SoapType', 'ID');
        case 'boolean':
        case 'date':
        case 'datetime':
        case 'time':
        case 'long':
        case 'address':
        case 'location':
        case 'anytype':
            return enumConstant('Schema.SoapType', field.type.toUpperCase());
        case 'int':
            return enumConstant('Schema.SoapType', 'INTEGER');
        case 'double':
        case 'currency':
        case 'percent':
            return enumConstant('Schema.SoapType', 'DOUBLE');
        case 'base64':
            return enumConstant('Schema.SoapType', 'BASE64BINARY');
        default:
            return enumConstant('Schema.SoapType', 'STRING');
    }
}

/** Of a checkbox; other defaults are formulas, which getDefaultValueFormula gives. */
function defaultValue(field: FieldInfo): boolean | null {
    if (field.type === 'boolean') return field.defaultValue?.trim().toLowerCase() === 'true';
    if (field.defaultValue !== undefined) throw new UnsupportedError(`getDefaultValue() of ${field.object}.${field.name}`);
    return null;
}

const accessOf = () => currentRuntime().org.access(currentRuntime().user);
const inObject = (field: FieldInfo, right: 'read' | 'create' | 'edit'): boolean => accessOf().object(field.object)[right];

const members = describeMembers({
    'String Name': ({ info }: FieldDescribe) => info.name,
    'String LocalName': ({ info }: FieldDescribe) => info.name,
    'String Label': ({ info }: FieldDescribe) => info.label,
    'String InlineHelpText': ({ info }: FieldDescribe) => info.helpText ?? null,
    'Schema.DisplayType Type': ({ info }: FieldDescribe) => displayType(info),
    'Schema.SoapType SoapType': ({ info }: FieldDescribe) => soapType(info),
    'Integer Length': ({ info }: FieldDescribe) => info.length ?? 0,
    'Integer ByteLength': ({ info }: FieldDescribe) => (info.length ?? 0) * 3,
    'Integer Precision': ({ info }: FieldDescribe) => info.precision ?? 0,
    'Integer Scale': ({ info }: FieldDescribe) => info.scale ?? 0,
    'Integer Digits': ({ info }: FieldDescribe) => (info.type === 'int' ? 9 : 0),
    'String CalculatedFormula': ({ info }: FieldDescribe) => info.formula ?? null,
    'String DefaultValueFormula': ({ info }: FieldDescribe) => info.defaultValue ?? null,
    'String RelationshipName': ({ info }: FieldDescribe) => info.relationshipName ?? null,
    'String CompoundFieldName': ({ info }: FieldDescribe) => info.compoundField ?? null,
    'List<Schema.SObjectType> ReferenceTo': ({ info }: FieldDescribe) =>
        new ApexList(
            classType('Schema.SObjectType'),
            info.referenceTo.filter((name) => currentRuntime().org.schema.object(name)).map(sobjectTypeToken)
        ),
    'List<Schema.PicklistEntry> PicklistValues': ({ info }: FieldDescribe) =>
        new ApexList(
            classType('Schema.PicklistEntry'),
            info.picklist.map((value) => new PicklistEntry(value))
        ),
    'Object DefaultValue': ({ info }: FieldDescribe) => defaultValue(info),
    'Schema.SObjectField SobjectField': ({ info }: FieldDescribe) => sobjectFieldToken(info.object, info.name),
    'Boolean Accessible': ({ info }: FieldDescribe) => inObject(info, 'read') && accessOf().canReadField(info.object, info.name),
    'Boolean Createable': ({ info }: FieldDescribe) =>
        info.createable && inObject(info, 'create') && accessOf().canEditField(info.object, info.name),
    'Boolean Updateable': ({ info }: FieldDescribe) =>
        info.updateable && inObject(info, 'edit') && accessOf().canEditField(info.object, info.name),
    'Boolean AutoNumber': ({ info }: FieldDescribe) => info.autoNumber !== undefined,
    'Boolean Calculated': ({ info }: FieldDescribe) => info.formula !== undefined,
    'Boolean CascadeDelete': ({ info }: FieldDescribe) => info.onParentDelete === 'cascade',
    'Boolean RestrictedDelete': ({ info }: FieldDescribe) => info.onParentDelete === 'restrict',
    'Boolean CaseSensitive': ({ info }: FieldDescribe) => info.caseSensitive,
    'Boolean Custom': ({ info }: FieldDescribe) => info.custom,
    'Boolean DefaultedOnCreate': ({ info }: FieldDescribe) => info.defaultedOnCreate,
    'Boolean DependentPicklist': () => false,
    'Boolean DeprecatedAndHidden': () => false,
    'Boolean Encrypted': ({ info }: FieldDescribe) => info.encrypted,
    'Boolean ExternalId': ({ info }: FieldDescribe) => info.externalId,
    'Boolean Filterable': ({ info }: FieldDescribe) => info.filterable,
    'Boolean Sortable': ({ info }: FieldDescribe) => info.sortable,
    'Boolean Groupable': ({ info }: FieldDescribe) => info.groupable,
    'Boolean Aggregatable': ({ info }: FieldDescribe) => info.aggregatable,
    'Boolean HtmlFormatted': ({ info }: FieldDescribe) => info.htmlFormatted,
    'Boolean IdLookup': ({ info }: FieldDescribe) => info.idLookup || info.type === 'id',
    'Boolean NameField': ({ info }: FieldDescribe) => info.nameField,
    'Boolean NamePointing': ({ info }: FieldDescribe) => info.referenceTo.length > 1,
    'Boolean Nillable': ({ info }: FieldDescribe) => info.nillable,
    'Boolean RestrictedPicklist': ({ info }: FieldDescribe) => info.restrictedPicklist,
    'Boolean Unique': ({ info }: FieldDescribe) => info.unique
});

definePlatformClass({
    name: 'Schema.DescribeFieldResult',
    jsClass: FieldDescribe,
    methods: { ...members.methods, 'Schema.SObjectType getSObjectType()': ({ info }: FieldDescribe) => sobjectTypeToken(info.object) },
    properties: members.properties
});

definePlatformClass({
    name: 'Schema.PicklistEntry',
    jsClass: PicklistEntry,
    ...describeMembers({
        'String Value': ({ value }: PicklistEntry) => value.value,
        'String Label': ({ value }: PicklistEntry) => value.label,
        'Boolean Active': ({ value }: PicklistEntry) => value.active,
        'Boolean DefaultValue': ({ value }: PicklistEntry) => value.default
    })
});

definePlatformClass({
    name: 'Schema.SObjectField',
    jsClass: SObjectFieldToken,
    methods: {
        'Schema.DescribeFieldResult getDescribe()': (field: SObjectFieldToken) => new FieldDescribe(field.info),
        'Schema.DescribeFieldResult getDescribe(Object options)': (field: SObjectFieldToken) => new FieldDescribe(field.info)
    }
});
