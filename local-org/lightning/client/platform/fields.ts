/** A field as components name it: 'Account.Name', or what `@salesforce/schema` gives. */
export type FieldId = string | { objectApiName: string; fieldApiName: string };

export function fieldNames(fields: FieldId | FieldId[] | undefined): string[] {
    if (fields === undefined) return [];
    return (Array.isArray(fields) ? fields : [fields]).map(fieldName);
}

export function fieldName(field: FieldId): string {
    return typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
}

export function objectName(object: string | { objectApiName: string }): string {
    return typeof object === 'string' ? object : object.objectApiName;
}
