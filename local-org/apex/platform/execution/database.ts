import { executeBatch } from '../../../automation/batch.ts';
import { emptyRecycleBin } from '../../../automation/recycle-bin.ts';
import { currentRuntime, type Savepoint } from '../../../automation/runtime.ts';
import type { AccessMode, DmlRequest, DmlResult } from '../../../automation/transaction.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { classType } from '../../types.ts';
import { definePlatformClass, type Behaviour } from '../declare.ts';
import {
    DeleteResult,
    EmptyRecycleBinResult,
    MergeResult,
    SaveResult,
    UndeleteResult,
    UpsertResult,
    type DmlOutcome
} from './database-results.ts';
import { AccessLevel, DmlOptions } from './dml-options.ts';
import { SObjectFieldToken } from './schema-tokens.ts';

interface Operation {
    readonly name: DmlRequest['operation'];
    readonly result: string;
    readonly make: new (result: DmlResult) => DmlOutcome;
    /** Types of one record, and what may follow it. */
    readonly records: readonly string[];
    readonly options: readonly (readonly string[])[];
}

const ALL_OR_NONE = [['Boolean allOrNone'], ['Database.DMLOptions options'], ['Boolean allOrNone', 'AccessLevel accessLevel']];
const ACCESS = [['AccessLevel accessLevel'], ['Database.DMLOptions options', 'AccessLevel accessLevel']];
const FIELD = 'Schema.SObjectField externalIdField';

const OPERATIONS: readonly Operation[] = [
    { name: 'insert', result: 'Database.SaveResult', make: SaveResult, records: ['SObject'], options: [[], ...ALL_OR_NONE, ...ACCESS] },
    { name: 'update', result: 'Database.SaveResult', make: SaveResult, records: ['SObject'], options: [[], ...ALL_OR_NONE, ...ACCESS] },
    {
        name: 'upsert',
        result: 'Database.UpsertResult',
        make: UpsertResult,
        records: ['SObject'],
        options: [
            [],
            ['Boolean allOrNone'],
            ['AccessLevel accessLevel'],
            ['Boolean allOrNone', 'AccessLevel accessLevel'],
            [FIELD],
            [FIELD, 'Boolean allOrNone'],
            [FIELD, 'AccessLevel accessLevel'],
            [FIELD, 'Boolean allOrNone', 'AccessLevel accessLevel']
        ]
    },
    {
        name: 'delete',
        result: 'Database.DeleteResult',
        make: DeleteResult,
        records: ['SObject', 'Id'],
        options: [[], ['Boolean allOrNone'], ['AccessLevel accessLevel'], ['Boolean allOrNone', 'AccessLevel accessLevel']]
    },
    {
        name: 'undelete',
        result: 'Database.UndeleteResult',
        make: UndeleteResult,
        records: ['SObject', 'Id'],
        options: [[], ['Boolean allOrNone'], ['AccessLevel accessLevel'], ['Boolean allOrNone', 'AccessLevel accessLevel']]
    }
];

const statics: Record<string, Behaviour> = {};

for (const operation of OPERATIONS) {
    for (const record of operation.records) {
        for (const options of operation.options) {
            const rest = options.map((option) => `, ${option}`).join('');
            statics[`${operation.result} ${operation.name}(${record} record${rest})`] = (value: unknown, ...given: unknown[]) =>
                run(operation, [value], given)[0];
            statics[`List<${operation.result}> ${operation.name}(List<${record}> records${rest})`] = (
                values: ApexList,
                ...given: unknown[]
            ) => new ApexList(classType(operation.result), run(operation, listItems(values), given));
        }
    }
}

for (const duplicate of ['SObject', 'Id']) {
    for (const options of [[], ['Boolean allOrNone'], ['AccessLevel accessLevel'], ['Boolean allOrNone', 'AccessLevel accessLevel']]) {
        const rest = options.map((option) => `, ${option}`).join('');
        statics[`Database.MergeResult merge(SObject master, ${duplicate} duplicate${rest})`] = (
            master: SObject,
            value: unknown,
            ...given: unknown[]
        ) => merged(master, [value], given)[0];
        statics[`List<Database.MergeResult> merge(SObject master, List<${duplicate}> duplicates${rest})`] = (
            master: SObject,
            values: ApexList,
            ...given: unknown[]
        ) => new ApexList(classType('Database.MergeResult'), merged(master, listItems(values), given));
    }
}

function merged(master: SObject | null, duplicates: readonly unknown[], given: readonly unknown[]): MergeResult[] {
    const { allOrNone, access } = optionsOf(given);
    const results = currentRuntime().merge({ master: recordOf(master), duplicates: duplicates.map(recordOf), allOrNone, access });
    return results.map((result) => new MergeResult(result));
}

function listItems(values: ApexList | null): unknown[] {
    if (values === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
    return [...values];
}

function run(operation: Operation, values: readonly unknown[], given: readonly unknown[]): DmlOutcome[] {
    const results = currentRuntime().dml({ operation: operation.name, records: values.map(recordOf), ...optionsOf(given) });
    return results.map((result) => new operation.make(result));
}

export function recordOf(value: unknown): SObject {
    if (value instanceof SObject) return value;
    if (value === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
    const id = String(value);
    const object = currentRuntime().org.schema.objectOfId(id);
    if (!object) throw apexException('System.StringException', `Invalid id: ${id}`);
    const record = new SObject(object.name);
    record.fields.set('Id', id);
    return record;
}

function optionsOf(given: readonly unknown[]): Pick<DmlRequest, 'allOrNone' | 'access' | 'externalIdField'> {
    let allOrNone = true;
    let access: AccessMode = 'default';
    let externalIdField: string | undefined;
    for (const option of given) {
        if (typeof option === 'boolean') allOrNone = option;
        else if (option instanceof DmlOptions) allOrNone = option.optAllOrNone ?? true;
        else if (option instanceof AccessLevel) access = option.mode;
        else if (option instanceof SObjectFieldToken) externalIdField = option.name;
    }
    return { allOrNone, access, ...(externalIdField === undefined ? {} : { externalIdField }) };
}

definePlatformClass({
    name: 'System.Database',
    statics: {
        ...statics,
        'Savepoint setSavepoint()': () => currentRuntime().setSavepoint(),
        'void rollback(Savepoint databaseSavepoint)': (savepoint: Savepoint) => currentRuntime().rollbackTo(savepoint),
        'void releaseSavepoint(Savepoint databaseSavepoint)': (savepoint: Savepoint) => currentRuntime().releaseSavepoint(savepoint),
        'Id executeBatch(Object batchable)': (batchable: object) => executeBatch(currentRuntime(), batchable),
        'Id executeBatch(Object batchable, Integer scope)': (batchable: object, scope: number) =>
            executeBatch(currentRuntime(), batchable, scope),
        'List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<SObject> records)': (records: ApexList) => emptied(listItems(records)),
        'List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<Id> ids)': (ids: ApexList) => emptied(listItems(ids)),
        'Database.EmptyRecycleBinResult emptyRecycleBin(SObject record)': (record: SObject) => emptied([record]).get(0)
    }
});
definePlatformClass({ name: 'System.Savepoint' });

function emptied(values: readonly unknown[]): ApexList {
    const results = emptyRecycleBin(currentRuntime(), values.map(recordOf));
    return new ApexList(
        classType('Database.EmptyRecycleBinResult'),
        results.map((result) => new EmptyRecycleBinResult(result))
    );
}
