import type { FieldInfo } from '../schema/model.ts';

/** Data types of formulas, in the words that compile errors use. */
export type FormulaType = 'Text' | 'Number' | 'Boolean' | 'Date' | 'DateTime' | 'Time' | 'Picklist' | 'Multi-Select Picklist' | 'Null';

/** Undefined for fields that no formula can read. */
export function formulaTypeOf(field: FieldInfo): FormulaType | undefined {
    switch (field.type) {
        case 'boolean':
            return 'Boolean';
        case 'int':
        case 'long':
        case 'double':
        case 'currency':
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
            return 'Multi-Select Picklist';
        case 'id':
        case 'string':
        case 'textarea':
        case 'combobox':
        case 'reference':
        case 'email':
        case 'phone':
        case 'url':
            return 'Text';
        default:
            return undefined;
    }
}

export function isPicklist(type: FormulaType): boolean {
    return type === 'Picklist' || type === 'Multi-Select Picklist';
}

/** The type that both fit, undefined where there is none. */
export function commonType(left: FormulaType, right: FormulaType): FormulaType | undefined {
    if (left === 'Null') return right;
    if (right === 'Null' || left === right) return left;
    return undefined;
}
