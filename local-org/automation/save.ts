import { apexException } from '../apex/runtime/exceptions.ts';
import type { SObject } from '../apex/runtime/sobject.ts';
import type { ObjectInfo } from '../schema/model.ts';
import { deleteRecords, undeleteRecords } from './delete.ts';
import { dmlError, dmlException, type DmlFailure } from './dml-errors.ts';
import { publishAll } from './publish.ts';
import { insertOrUpdate } from './insert-update.ts';
import { checkAccess } from './access-checks.ts';
import { addUpProducts } from './opportunity-products.ts';
import { linkParents } from './parents.ts';
import { prepare } from './prepare.ts';
import type { TransactionRuntime } from './runtime.ts';
import { SaveRow } from './save-row.ts';
import type { SaveEvent } from './triggers.ts';
import type { DmlRequest, DmlResult } from './transaction.ts';
import { resolveUpsert } from './upsert.ts';

/** Rows of one save that go through triggers together. */
const CHUNK = 200;
/** Times that the good rows of a partly failed save are tried (Apex Developer Guide, "Bulk DML Exception Handling"). */
const ATTEMPTS = 3;
/** Runs of rows of one object in a list of several (Apex Developer Guide, "DML statements with lists of sObjects"). */
const MAXIMUM_RUNS = 10;

/** One DML statement, from its checks to its results. */
export function save(tx: TransactionRuntime, request: DmlRequest): DmlResult[] {
    const { records, operation } = request;
    if (records.length === 0) return [];
    refuseNulls(records);
    const object = tx.org.schema.object(records[0]!.typeName);
    if (object?.kind === 'event' && operation === 'insert') return publishAll(tx, records);
    tx.org.onStep?.('dml', tx);
    tx.limits.count('dmlStatements');
    tx.limits.count('dmlRows', records.length);
    checkList(request);
    const rows = records.map((record, index) => new SaveRow(index, record));
    const saveAll = (): void => {
        for (const run of runsOf(rows)) saveRun(tx, request, run);
        if (request.allOrNone && rows.some((row) => row.failed)) throw dmlException(operation, failuresOf(rows));
    };
    if (request.allOrNone) tx.guarded(saveAll);
    else saveAll();
    return rows.map(resultOf);
}

function saveRun(tx: TransactionRuntime, request: DmlRequest, run: readonly SaveRow[]): void {
    const name = run[0]!.record.typeName;
    const object = tx.org.schema.object(name);
    if (!object || object.kind === 'event' || object.kind === 'metadata' || name === 'AggregateResult') {
        throw apexException('System.TypeException', `DML operation ${request.operation.toUpperCase()} not allowed on ${name}`);
    }
    tx.org.users.savingRowsOf(object.name);
    for (let start = 0; start < run.length; start += CHUNK) {
        const chunk = run.slice(start, start + CHUNK);
        saveChunk(tx, object, request, chunk);
        if (request.allOrNone && chunk.some((row) => row.failed)) return;
    }
}

function saveChunk(tx: TransactionRuntime, object: ObjectInfo, request: DmlRequest, chunk: readonly SaveRow[]): void {
    const mixed = tx.mixedDml.check(
        object.name,
        request.operation,
        chunk.map((row) => row.record)
    );
    if (mixed) {
        for (const row of chunk) row.fail(mixed);
        return;
    }
    if (request.operation !== 'upsert') {
        saveRows(tx, object, request.operation, request, chunk);
        return;
    }
    const { inserts, updates } = resolveUpsert(tx, object, request, chunk);
    saveRows(tx, object, 'insert', request, inserts);
    if (request.allOrNone && inserts.some((row) => row.failed)) return;
    saveRows(tx, object, 'update', request, updates);
}

/** Where some rows fail and the others may be saved, what the failed attempt did is undone and the others start anew. */
function saveRows(tx: TransactionRuntime, object: ObjectInfo, operation: SaveEvent, request: DmlRequest, rows: readonly SaveRow[]): void {
    const good = (): SaveRow[] => rows.filter((row) => !row.failed);
    checkAccess(tx, object, operation, request, good());
    prepare(tx, object, operation, good());
    if (operation === 'insert' || operation === 'update') linkParents(tx, object, good());
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const live = good();
        if (live.length === 0 || (request.allOrNone && live.length < rows.length)) return;
        const limits = tx.limits.snapshot();
        try {
            tx.guarded(() => {
                attemptSave(tx, object, operation, request, live);
                const again = !request.allOrNone && live.some((row) => row.failed) && good().length > 0;
                if (again && isAutomated(tx, object, operation)) throw new PartlyFailed();
            });
            return;
        } catch (error) {
            if (!(error instanceof PartlyFailed)) throw error;
            tx.limits.restore(limits);
        }
    }
    for (const row of good()) {
        row.fail(dmlError('LIMIT_EXCEEDED', 'Too many batch retries in the presence of Apex triggers and partial failures.'));
    }
}

function attemptSave(
    tx: TransactionRuntime,
    object: ObjectInfo,
    operation: SaveEvent,
    request: DmlRequest,
    rows: readonly SaveRow[]
): void {
    tx.scope.begin();
    if (operation === 'insert' || operation === 'update') insertOrUpdate(tx, object, operation, rows, request);
    else if (operation === 'delete') deleteRecords(tx, object, rows, request);
    else undeleteRecords(tx, object, rows, request);
    addUpProducts(tx, object, rows);
    tx.scope.markWork();
    for (const row of rows) if (operation === 'insert') row.created = true;
}

class PartlyFailed extends Error {}

/** Without triggers and flows the failed rows left no trace, and the good ones are saved already. */
function isAutomated(tx: TransactionRuntime, object: ObjectInfo, operation: SaveEvent): boolean {
    const { triggers, flows } = tx.org;
    if (triggers.of(object.name, `before ${operation}`).length > 0 || triggers.of(object.name, `after ${operation}`).length > 0)
        return true;
    if (operation === 'delete') return flows.beforeDelete(object.name) !== undefined;
    return flows.beforeSave(object.name, operation) !== undefined || flows.afterSave(object.name, operation) !== undefined;
}

function refuseNulls(records: readonly (SObject | null)[]): void {
    if (records.includes(null)) throw apexException('System.NullPointerException', 'Attempt to de-reference a null object');
}

function checkList({ records, operation }: DmlRequest): void {
    const seen = new Set<SObject>();
    const ids = new Set<string>();
    for (const record of records) {
        if (seen.has(record) && (operation === 'insert' || operation === 'upsert')) {
            throw apexException('System.ListException', 'Before Insert or Upsert list must not have two identically equal elements');
        }
        seen.add(record);
        if (record.id === null || operation === 'insert') continue;
        if (ids.has(record.id)) throw apexException('System.ListException', `Duplicate id in list: ${record.id}`);
        ids.add(record.id);
    }
}

/** Neighbours of one object. */
function runsOf(rows: readonly SaveRow[]): SaveRow[][] {
    const runs: SaveRow[][] = [];
    for (const row of rows) {
        const last = runs.at(-1);
        if (last && last[0]!.record.typeName === row.record.typeName) last.push(row);
        else runs.push([row]);
    }
    if (runs.length > MAXIMUM_RUNS) {
        const text = 'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.';
        throw apexException('System.TypeException', text);
    }
    return runs;
}

function failuresOf(rows: readonly SaveRow[]): DmlFailure[] {
    return rows
        .filter((row) => row.failed)
        .map((row) => ({ index: row.index, id: row.previous?.id ?? row.record.id, object: row.record.typeName, ...row.errors[0]! }));
}

function resultOf(row: SaveRow): DmlResult {
    if (row.failed) return { id: row.previous?.id ?? row.record.id, success: false, created: false, errors: row.errors };
    if (row.record.id === null) row.record.fields.set('Id', row.id);
    return { id: row.id, success: true, created: row.created, errors: [] };
}
