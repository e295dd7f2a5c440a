import { announce } from 'platform/changes';
import { fieldName, fieldNames, type FieldId } from 'platform/fields';
import { getJson, postJson } from 'platform/server';
import { refusal, serverWire } from 'platform/wire';

interface Config {
    recordId?: string;
    fields?: FieldId | FieldId[];
    optionalFields?: FieldId | FieldId[];
    layoutTypes?: unknown;
}

interface FieldValue {
    value: unknown;
    displayValue: string | null;
}

interface UiRecord {
    apiName: string;
    id: string;
    fields: Record<string, FieldValue>;
}

/** The record as the acting user may see it; provided again when the record changes in the org. */
export const getRecord = serverWire<Config>({
    path: ({ recordId, fields, optionalFields, layoutTypes }) => {
        if (!recordId) return undefined;
        if (layoutTypes) throw refusal('getRecord with layoutTypes');
        const query = new URLSearchParams({
            fields: fieldNames(fields).join(','),
            optionalFields: fieldNames(optionalFields).join(',')
        });
        return `ui-record/${recordId}?${query.toString()}`;
    },
    concerns: ({ recordId }, changes) => recordId !== undefined && changes.has(recordId),
    read: getJson
});

export async function createRecord({ apiName, fields }: { apiName: string; fields: Record<string, unknown> }): Promise<UiRecord> {
    return save({ kind: 'create', object: apiName, fields });
}

export async function updateRecord({ fields }: { fields: Record<string, unknown> }): Promise<UiRecord> {
    const { Id: recordId, ...values } = fields;
    return save({ kind: 'update', recordId, fields: values });
}

export async function deleteRecord(recordId: string): Promise<void> {
    await postJson('save', { kind: 'delete', recordId });
    announce([recordId]);
}

export function getFieldValue(record: UiRecord | undefined, field: FieldId): unknown {
    return find(record, field)?.value;
}

/** Salesforce formats display values on its server; a value of our own making would only look right. */
export function getFieldDisplayValue(): never {
    throw new Error('The local org does not support getFieldDisplayValue of lightning/uiRecordApi.');
}

export function notifyRecordUpdateAvailable(records: { recordId: string }[]): Promise<void> {
    announce(records.map(({ recordId }) => recordId));
    return Promise.resolve();
}

/** The older way to say the same. */
export function getRecordNotifyChange(records: { recordId: string }[]): void {
    void notifyRecordUpdateAvailable(records);
}

async function save(request: object): Promise<UiRecord> {
    const record = await postJson<UiRecord>('save', request);
    announce([record.id]);
    return record;
}

function find(record: UiRecord | undefined, field: FieldId): FieldValue | undefined {
    const steps = fieldName(field).split('.').slice(1);
    const last = steps.pop();
    let at: UiRecord | null | undefined = record;
    for (const step of steps) at = at?.fields[step]?.value as UiRecord | null | undefined;
    return last === undefined ? undefined : at?.fields[last];
}
