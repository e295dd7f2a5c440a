import type { ApexType } from '../../apex/types.ts';
import { classType, listOf, primitive, sobjectType } from '../../apex/types.ts';
import type { FormulaType } from '../../formula/types.ts';
import type { FieldInfo } from '../../schema/model.ts';

export type FlowData =
    | 'String'
    | 'Number'
    | 'Currency'
    | 'Boolean'
    | 'Date'
    | 'DateTime'
    | 'Time'
    | 'Picklist'
    | 'Multipicklist'
    | 'SObject'
    | 'Apex'
    | 'Null';

/** Type of a flow resource or value. Values are run-time values of Apex; a collection is an array of them. */
export interface FlowType {
    readonly data: FlowData;
    readonly collection: boolean;
    /** Of records: the object, in the schema's spelling. */
    readonly object?: string | undefined;
    /** Of Apex-defined values: their class. */
    readonly apexClass?: string | undefined;
    /** Of numbers: digits behind the point that the resource keeps, rounded half up. */
    readonly scale?: number | undefined;
    /** Of a value that comes from a record: its field. */
    readonly field?: FieldInfo | undefined;
}

export const NULL_TYPE: FlowType = { data: 'Null', collection: false };

export function scalar(data: FlowData): FlowType {
    return { data, collection: false };
}

export function recordType(object: string, collection = false): FlowType {
    return { data: 'SObject', collection, object };
}

export function isTextual(data: FlowData): boolean {
    return data === 'String' || data === 'Picklist' || data === 'Multipicklist';
}

export function isNumeric(data: FlowData): boolean {
    return data === 'Number' || data === 'Currency';
}

export function typeText(type: FlowType): string {
    const one = type.data === 'SObject' ? `Record (${type.object})` : type.data === 'Apex' ? `Apex-Defined (${type.apexClass})` : type.data;
    return type.collection ? `collection of ${one}` : one;
}

/** Undefined for fields that flows cannot hold. */
export function typeOfField(field: FieldInfo): FlowType | undefined {
    const data = dataOfField(field);
    return data && { data, collection: false, field };
}

function dataOfField(field: FieldInfo): FlowData | undefined {
    switch (field.type) {
        case 'boolean':
            return 'Boolean';
        case 'currency':
            return 'Currency';
        case 'int':
        case 'long':
        case 'double':
        case 'percent':
            return 'Number';
        case 'date':
            return 'Date';
        case 'datetime':
            return 'DateTime';
        case 'time':
            return 'Time';
        case 'picklist':
            return 'Picklist';
        case 'multipicklist':
            return 'Multipicklist';
        case 'address':
        case 'location':
        case 'base64':
            return undefined;
        default:
            return 'String';
    }
}

export function typeOfApex(type: ApexType): FlowType | undefined {
    switch (type.kind) {
        case 'list': {
            const item = typeOfApex(type.of);
            return item && !item.collection ? { ...item, collection: true } : undefined;
        }
        case 'sobject':
            return recordType(type.name);
        case 'class':
            return { data: 'Apex', collection: false, apexClass: type.name };
        case 'primitive':
            switch (type.name) {
                case 'Boolean':
                case 'Date':
                case 'Time':
                    return scalar(type.name);
                case 'Datetime':
                    return scalar('DateTime');
                case 'String':
                case 'Id':
                    return scalar('String');
                case 'Integer':
                case 'Long':
                case 'Double':
                case 'Decimal':
                    return scalar('Number');
                default:
                    return undefined;
            }
        default:
            return undefined;
    }
}

/** As Apex gets it. */
export function apexTypeOf(type: FlowType): ApexType {
    if (type.collection) return listOf(apexTypeOf({ ...type, collection: false }));
    switch (type.data) {
        case 'SObject':
            return sobjectType(type.object!);
        case 'Apex':
            return classType(type.apexClass!);
        case 'Number':
        case 'Currency':
            return primitive('Decimal');
        case 'DateTime':
            return primitive('Datetime');
        case 'Boolean':
        case 'Date':
        case 'Time':
            return primitive(type.data);
        default:
            return primitive('String');
    }
}

/** Undefined where no formula can hold it. */
export function formulaType(type: FlowType): FormulaType | undefined {
    if (type.collection) return undefined;
    switch (type.data) {
        case 'String':
            return 'Text';
        case 'Number':
        case 'Currency':
            return 'Number';
        case 'Multipicklist':
            return 'Multi-Select Picklist';
        case 'SObject':
        case 'Apex':
            return undefined;
        default:
            return type.data;
    }
}
