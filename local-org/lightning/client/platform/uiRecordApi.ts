import type { WireAdapter, WireConfigValue, WireDataCallback } from 'lwc';
import { announce, onChange } from 'platform/changes';
import { getJson } from 'platform/server';

type FieldId = string | { objectApiName: string; fieldApiName: string };

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
export class getRecord implements WireAdapter {
    private readonly emit: WireDataCallback;
    private config: Config = {};
    private asked = 0;
    private unsubscribe: (() => void) | undefined;

    constructor(emit: WireDataCallback) {
        this.emit = emit;
        this.emit({ data: undefined, error: undefined });
    }

    connect(): void {
        this.unsubscribe = onChange((recordIds) => {
            if (this.config.recordId && recordIds.includes(this.config.recordId)) void this.run();
        });
        void this.run();
    }

    disconnect(): void {
        this.unsubscribe?.();
        this.unsubscribe = undefined;
    }

    update(config: WireConfigValue): void {
        this.config = config as Config;
        void this.run();
    }

    private async run(): Promise<void> {
        const { recordId, fields, optionalFields, layoutTypes } = this.config;
        if (!this.unsubscribe || !recordId) return;
        if (layoutTypes) return this.refuse('getRecord with layoutTypes');
        const query = new URLSearchParams({ fields: names(fields).join(','), optionalFields: names(optionalFields).join(',') });
        const ask = ++this.asked;
        try {
            const data = await getJson<UiRecord>(`ui-record/${recordId}?${query.toString()}`);
            if (ask === this.asked) this.emit({ data, error: undefined });
        } catch (error) {
            if (ask === this.asked) this.emit({ data: undefined, error });
        }
    }

    private refuse(feature: string): void {
        this.emit({ data: undefined, error: { status: 501, body: { message: `The local org does not support ${feature}.` } } });
    }
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

function find(record: UiRecord | undefined, field: FieldId): FieldValue | undefined {
    const steps = name(field).split('.').slice(1);
    const last = steps.pop();
    let at: UiRecord | null | undefined = record;
    for (const step of steps) at = at?.fields[step]?.value as UiRecord | null | undefined;
    return last === undefined ? undefined : at?.fields[last];
}

function names(fields: FieldId | FieldId[] | undefined): string[] {
    if (fields === undefined) return [];
    return (Array.isArray(fields) ? fields : [fields]).map(name);
}

function name(field: FieldId): string {
    return typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
}
