import { ApexDate } from '../apex/runtime/values/date.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { stringOf } from '../apex/runtime/values/text.ts';
import type { FieldInfo, ObjectInfo } from '../schema/model.ts';
import { toId18 } from '../schema/ids.ts';
import {
    badEmail,
    badPicklistValue,
    dateOutOfRange,
    dmlError,
    fieldsMissing,
    malformedId,
    noSuchRow,
    numberOutOfRange,
    rowIsDeleted,
    textTooLong,
    wrongIdType
} from './dml-errors.ts';
import { decimalOf, isNumberField, storedValue } from './field-values.ts';
import { rowStates } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import { notFailed, type SaveRow } from './save-row.ts';
import type { DmlError } from './transaction.ts';

const TEXTS: ReadonlySet<string> = new Set([
    'string',
    'textarea',
    'email',
    'phone',
    'url',
    'combobox',
    'picklist',
    'multipicklist',
    'encryptedstring'
]);

const MILLISECONDS_OF_DAY = 86_400_000;
const FIRST_DAY = Date.UTC(1700, 0, 1) / MILLISECONDS_OF_DAY;
const LAST_DAY = Date.UTC(4000, 11, 31) / MILLISECONDS_OF_DAY;

/** What the platform accepts as an address: something on both sides of one @, and a domain with a point. */
const EMAIL = /^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+\.[^\s@<>(),;:"[\]]+$/;

/**
 * The system's own checks of the rows that are to be written: values that fit their fields, required fields, and
 * lookups that lead somewhere. Brings the values into the form in which they are stored.
 */
export function checkRows(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[]): void {
    for (const row of rows) {
        const changed = changedFields(object, row);
        for (const field of changed) checkValue(row, field);
        checkRequired(object, row, changed);
    }
    checkReferences(tx, object, rows.filter(notFailed));
}

/** Fields that this save writes: all that an insert has, those of an update that differ. */
export function changedFields(object: ObjectInfo, row: SaveRow): FieldInfo[] {
    const fields: FieldInfo[] = [];
    for (const [name, value] of row.next!.fields) {
        const field = object.field(name);
        if (!field || field.formula !== undefined || field.type === 'id') continue;
        if (row.previous && (row.previous.fields.get(name) ?? null) === value) continue;
        fields.push(field);
    }
    return fields;
}

function checkValue(row: SaveRow, field: FieldInfo): void {
    const next = row.next!;
    const given = next.fields.get(field.name) ?? null;
    if (field.type === 'boolean' && given === null) {
        row.fail(dmlError('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: `, [field.name]));
        return;
    }
    const value = storedValue(field, given);
    next.fields.set(field.name, value);
    if (value === null) return;
    const error = valueError(field, value);
    if (error) row.fail(error);
}

function valueError(field: FieldInfo, value: unknown): DmlError | null {
    if (isNumberField(field)) return numberError(field, value);
    if (value instanceof ApexDate) return isInRange(value.epochDay) ? null : dateOutOfRange(field, stringOf(value));
    if (value instanceof ApexDatetime) {
        return isInRange(value.milliseconds / MILLISECONDS_OF_DAY) ? null : dateOutOfRange(field, stringOf(value));
    }
    if (typeof value !== 'string') return null;
    if (field.restrictedPicklist && field.picklist.length > 0) {
        const values = field.type === 'multipicklist' ? value.split(';') : [value];
        const known = (wanted: string): boolean => field.picklist.some((entry) => entry.active && entry.value === wanted);
        const bad = values.find((wanted) => !known(wanted));
        if (bad !== undefined) return badPicklistValue(field, bad);
    }
    if (TEXTS.has(field.type) && field.length !== undefined && field.length > 0 && [...value].length > field.length)
        return textTooLong(field, value);
    if (field.type === 'email' && !EMAIL.test(value)) return badEmail(field, value);
    return null;
}

/** 1700-01-01 to 4000-12-31 (SOQL and SOSL Reference, "Minimum and Maximum Dates"). */
function isInRange(epochDay: number): boolean {
    return epochDay >= FIRST_DAY && epochDay <= LAST_DAY;
}

function numberError(field: FieldInfo, value: unknown): DmlError | null {
    if (field.precision === undefined) return null;
    const whole = decimalOf(value).abs().toBigInt();
    const digits = field.precision - (field.scale ?? 0);
    return whole.toString().length > digits && whole !== 0n ? numberOutOfRange(field, decimalOf(value).toPlainString()) : null;
}

function checkRequired(object: ObjectInfo, row: SaveRow, changed: readonly FieldInfo[]): void {
    const candidates = row.previous ? changed : object.fields;
    const missing = candidates.filter((field) => field.required && (row.next!.fields.get(field.name) ?? null) === null);
    if (missing.length > 0) row.fail(fieldsMissing(missing));
}

/** Every lookup that is written must hold the id of a row that exists, of an object that the field may name. */
function checkReferences(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[]): void {
    const wanted = new Map<string, { row: SaveRow; id: string }[]>();
    for (const row of rows) {
        for (const field of changedFields(object, row)) {
            const value = row.next!.fields.get(field.name);
            if (field.type !== 'reference' || typeof value !== 'string') continue;
            const id = toId18(value);
            const target = id === undefined ? undefined : tx.org.schema.objectOfId(id)?.name;
            if (id === undefined) row.fail(malformedId(field, value));
            else if (!accepts(tx, field, target)) row.fail(wrongIdType(field, value));
            else if (target) wanted.set(target, [...(wanted.get(target) ?? []), { row, id }]);
            if (id !== undefined) row.next!.fields.set(field.name, id);
        }
    }
    for (const [target, uses] of wanted) {
        const states = rowStates(tx, target, [...new Set(uses.map((use) => use.id))]);
        for (const { row, id } of uses) {
            const state = states.get(id);
            if (state === undefined) row.fail(noSuchRow());
            else if (state === 'deleted') row.fail(rowIsDeleted());
        }
    }
}

/** Activities may be about any custom object, which the facts of the standard objects cannot list. */
function accepts(tx: TransactionRuntime, field: FieldInfo, target: string | undefined): boolean {
    if (field.referenceTo.length === 0) return true;
    if (target === undefined) return false;
    return field.referenceTo.includes(target) || (field.name === 'WhatId' && tx.org.schema.object(target)?.kind === 'custom');
}
