import { currentTransaction } from '../../../automation/transaction.ts';
import type { AccessMode, DmlRequest } from '../../../automation/transaction.ts';
import type { SoqlQuery } from '../../../data/soql/ast.ts';
import type { ApexType } from '../../types.ts';
import { apexException } from '../exceptions.ts';
import type { ApexException } from '../exceptions.ts';
import { SObject } from '../sobject.ts';
import { ApexList } from '../values/list.ts';
import { nn } from './numbers.ts';
import type { Maybe } from './numbers.ts';

/** Fields of records, queries and DML. */

export function newRecord(object: string): SObject {
    return new SObject(object);
}

/** Names with a point in front are relationships. */
export function newRecordWith(object: string, values: [string, unknown][]): SObject {
    const row = newRecord(object);
    for (const [name, value] of values) {
        if (name.startsWith('.')) row.parents.set(name.slice(1), value as SObject | null);
        else row.fields.set(name, value);
    }
    return row;
}

export function setField<T>(record: Maybe<SObject>, field: string, value: T): T {
    nn(record).set(field, value);
    return value;
}

/** Read through an empty relationship, a field is null (Apex Developer Guide, "Accessing sObject Fields Through Relationships"). */
export function getParentField(record: Maybe<SObject>, field: string): unknown {
    return record === null ? null : record.get(field);
}

export function getParent(record: Maybe<SObject>, relationship: string): Maybe<SObject> {
    if (record === null) return null;
    const parent = record.parents.get(relationship);
    if (parent !== undefined) return parent;
    if (record.fromQuery) throw notQueried(record, relationship);
    return null;
}

export function setParent<T extends Maybe<SObject>>(record: Maybe<SObject>, relationship: string, value: T): T {
    nn(record).parents.set(relationship, value);
    return value;
}

export function getChildren(record: Maybe<SObject>, relationship: string, element: ApexType): ApexList {
    const row = nn(record);
    const children = row.children.get(relationship);
    if (!children && row.fromQuery) throw notQueried(row, relationship);
    return new ApexList(element, children ?? []);
}

export function notQueried(record: SObject, name: string): ApexException {
    const message = `SObject row was retrieved via SOQL without querying the requested field: ${record.typeName}.${name}`;
    return apexException('System.SObjectException', message);
}

export function queryList(query: SoqlQuery, binds: unknown[], access: AccessMode, rowType: ApexType): ApexList {
    return new ApexList(rowType, currentTransaction().query(query, binds, access));
}

export function queryOne(query: SoqlQuery, binds: unknown[], access: AccessMode): SObject {
    return only(currentTransaction().query(query, binds, access));
}

/** `[SELECT …]?.Name`: null where there is no row (Apex Developer Guide, "Safe Navigation Operator"). */
export function queryOneOrNull(query: SoqlQuery, binds: unknown[], access: AccessMode): SObject | null {
    const rows = currentTransaction().query(query, binds, access);
    return rows.length === 0 ? null : only(rows);
}

/** The row of a query by text, where one record is wanted. */
export function onlyRow(rows: ApexList): SObject {
    return only(rows.items as SObject[]);
}

export function only(rows: readonly SObject[]): SObject {
    if (rows.length === 1) return rows[0]!;
    const problem = rows.length === 0 ? 'List has no rows' : 'List has more than 1 row';
    throw apexException('System.QueryException', `${problem} for assignment to SObject`);
}

export function queryCount(query: SoqlQuery, binds: unknown[], access: AccessMode): number {
    return currentTransaction().count(query, binds, access);
}

export function dml(
    operation: DmlRequest['operation'],
    value: Maybe<SObject | ApexList>,
    access: AccessMode,
    externalIdField?: string
): void {
    const given = nn(value);
    const records = given instanceof ApexList ? (given.items as SObject[]) : [given];
    currentTransaction().dml({
        operation,
        records,
        allOrNone: true,
        access,
        ...(externalIdField === undefined ? {} : { externalIdField })
    });
}

/** `merge master duplicates;`, which may be given by their ids */
export function merge(master: Maybe<SObject>, duplicates: Maybe<SObject | string | ApexList>, access: AccessMode): void {
    const kept = nn(master);
    const given = nn(duplicates);
    const values = given instanceof ApexList ? (given.items as (SObject | string)[]) : [given];
    const records = values.map((value) => (typeof value === 'string' ? newRecordWith(kept.typeName, [['Id', value]]) : value));
    currentTransaction().merge({ master: kept, duplicates: records, allOrNone: true, access });
}
