import { apexException, type ApexException } from '../apex/runtime/exceptions.ts';
import type { FieldInfo } from '../schema/model.ts';
import type { DmlError } from './transaction.ts';

/** One failed row of a DmlException, as its getDml… methods show it. */
export interface DmlFailure {
    /** Place of the row in the list that was saved. */
    readonly index: number;
    readonly id: string | null;
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
    readonly object: string;
}

const OPERATION_WORDS = { insert: 'Insert', update: 'Update', upsert: 'Upsert', delete: 'Delete', undelete: 'Undelete', merge: 'Merge' };

export type DmlOperation = keyof typeof OPERATION_WORDS;

export function dmlError(statusCode: string, message: string, fields: readonly string[] = []): DmlError {
    return { statusCode, message, fields };
}

/** 'Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, …: [Name]' */
export function dmlException(operation: DmlOperation, failures: readonly DmlFailure[]): ApexException {
    const first = failures[0]!;
    const id = first.id && operation !== 'insert' ? ` with id ${first.id}` : '';
    const error = `${first.statusCode}, ${first.message}: [${first.fields.join(', ')}]`;
    const message = `${OPERATION_WORDS[operation]} failed. First exception on row ${first.index}${id}; first error: ${error}`;
    return apexException('System.DmlException', message, failures);
}

export const idInInsert = (): DmlError => dmlError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);

export const idMissing = (operation: string): DmlError => dmlError('MISSING_ARGUMENT', `Id not specified in an ${operation} call`);

export const noSuchRow = (): DmlError => dmlError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');

export const rowIsDeleted = (): DmlError => dmlError('ENTITY_IS_DELETED', 'entity is deleted');

export const fieldsMissing = (fields: readonly FieldInfo[]): DmlError => {
    const names = fields.map((field) => field.name);
    return dmlError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);
};

export const textTooLong = (field: FieldInfo, value: string): DmlError =>
    dmlError('STRING_TOO_LONG', `${field.label}: data value too large: ${value} (max length=${field.length})`, [field.name]);

export const numberOutOfRange = (field: FieldInfo, value: string): DmlError =>
    dmlError('NUMBER_OUTSIDE_VALID_RANGE', `${field.label}: value outside of valid range on numeric field: ${value}`, [field.name]);

export const dateOutOfRange = (field: FieldInfo, value: string): DmlError =>
    dmlError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: invalid date: ${value}`, [field.name]);

export const badPicklistValue = (field: FieldInfo, value: string): DmlError =>
    dmlError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', `${field.label}: bad value for restricted picklist field: ${value}`, [field.name]);

export const badEmail = (field: FieldInfo, value: string): DmlError =>
    dmlError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);

export const wrongIdType = (field: FieldInfo, value: string): DmlError =>
    dmlError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${value}`, [field.name]);

export const malformedId = (field: FieldInfo, value: string): DmlError =>
    dmlError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${value}`, [field.name]);

export const notWriteable = (fields: readonly string[]): DmlError =>
    dmlError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        fields
    );

export const duplicateValue = (field: string, existingId: string): DmlError =>
    dmlError('DUPLICATE_VALUE', `duplicate value found: ${field} duplicates value on record with id: ${existingId}`);

export const rowLocked = (ids: readonly string[]): DmlError =>
    dmlError('UNABLE_TO_LOCK_ROW', `unable to obtain exclusive access to this record or ${ids.length} records: ${ids.join(',')}`);
