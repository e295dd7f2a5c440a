import { fieldName, objectName, type FieldId } from 'platform/fields';
import { getJson } from 'platform/server';
import { refusal, serverWire } from 'platform/wire';

/** The record type that every record has where an object has no others. */
const MASTER = '012000000000000AAA';

type ObjectId = string | { objectApiName: string };

const never = (): boolean => false;

/** The object with its fields, as far as the acting user may see them. */
export const getObjectInfo = serverWire<{ objectApiName?: ObjectId }>({
    path: ({ objectApiName }) => (objectApiName ? `object-info/${objectName(objectApiName)}` : undefined),
    concerns: never,
    read: getJson
});

/** The values that a picklist offers. */
export const getPicklistValues = serverWire<{ recordTypeId?: string; fieldApiName?: FieldId }>({
    path: ({ recordTypeId, fieldApiName }) => {
        if (!recordTypeId || !fieldApiName) return undefined;
        if (recordTypeId !== MASTER) throw refusal('picklist values of a record type');
        const [object = '', field = ''] = fieldName(fieldApiName).split('.');
        return `picklist/${object}/${field}`;
    },
    concerns: never,
    read: getJson
});
