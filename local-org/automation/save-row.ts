import { apexException } from '../apex/runtime/exceptions.ts';
import { SObject } from '../apex/runtime/sobject.ts';
import type { DmlError } from './transaction.ts';

/** A row of Trigger.new or Trigger.old; rows of after triggers and old rows cannot be changed. */
export class TriggerRow extends SObject {
    readOnly = false;

    static of(record: SObject, readOnly = false): TriggerRow {
        const row = new TriggerRow(record.typeName);
        for (const [field, value] of record.fields) row.fields.set(field, value);
        row.readOnly = readOnly;
        return row;
    }

    override set(field: string, value: unknown): void {
        if (this.readOnly) throw apexException('System.FinalException', 'Record is read-only');
        super.set(field, value);
    }
}

/** One record on its way through the save order. */
export class SaveRow {
    /** Place in the list that was saved. */
    readonly index: number;
    /** As the caller holds it: gets the Id of an insert, and nothing else. */
    readonly record: SObject;
    /** As it will be, or is, in the database. */
    next: TriggerRow | null = null;
    /** As it was before; null for inserts. */
    previous: TriggerRow | null = null;
    /** Lookups that the record names by an external id of the parent. */
    readonly parentIds = new Map<string, string>();
    errors: DmlError[] = [];
    created = false;

    constructor(index: number, record: SObject) {
        this.index = index;
        this.record = record;
    }

    get id(): string | null {
        return this.next?.id ?? this.previous?.id ?? this.record.id;
    }

    get failed(): boolean {
        return this.errors.length > 0;
    }

    fail(...errors: readonly DmlError[]): void {
        this.errors.push(...errors);
    }

    /** What addError put on the trigger's rows becomes errors of the save. */
    collectErrors(...rows: readonly (SObject | null)[]): void {
        for (const row of rows) {
            for (const { field, message } of row?.errors ?? []) {
                this.fail({ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields: field === null ? [] : [field] });
            }
            if (row) row.errors = [];
        }
    }
}

export const notFailed = (row: SaveRow): boolean => !row.failed;
