import type { OrgRuntime } from '../../org.ts';
import type { SObject } from '../../apex/runtime/sobject.ts';
import type { DmlResult, RunningUser } from '../../automation/transaction.ts';
import type { FieldInfo, ObjectInfo } from '../../schema/model.ts';
import { jsonAnswer, type HttpAnswer } from '../protocol.ts';
import { noContent, Refusal, type Call } from './call.ts';
import { CsvError, DELIMITERS, parseCsv, writeCsv } from './csv.ts';
import { findObject } from './describe.ts';
import { BadValue, recordFromJson } from '../../automation/record-from-json.ts';
import { save } from './sobjects.ts';
import { UnsupportedError } from '../../errors.ts';

/** Records of one transaction (Bulk API 2.0 Developer Guide, "How Requests Are Processed"). */
const CHUNK = 200;
const OPERATIONS = ['insert', 'update', 'upsert', 'delete'] as const;
/** What the guide calls a null: an empty value leaves the field alone. */
const NULL = '#N/A';

type State = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

interface JobRequest {
    readonly object?: string;
    readonly operation?: string;
    readonly externalIdFieldName?: string;
    readonly contentType?: string;
    readonly columnDelimiter?: string;
    readonly lineEnding?: string;
}

/** A file of records that a client wants written, and what became of each. */
class IngestJob {
    readonly id: string;
    readonly object: ObjectInfo;
    readonly operation: (typeof OPERATIONS)[number];
    readonly request: JobRequest;
    readonly user: RunningUser;
    readonly createdAt: number;
    state: State = 'Open';
    errorMessage = '';
    data: string | null = null;
    columns: string[] = [];
    rows: string[][] = [];
    readonly results: DmlResult[] = [];
    milliseconds = 0;

    constructor(id: string, object: ObjectInfo, request: JobRequest, user: RunningUser, createdAt: number) {
        this.id = id;
        this.object = object;
        this.operation = request.operation as IngestJob['operation'];
        this.request = request;
        this.user = user;
        this.createdAt = createdAt;
    }

    get delimiter(): string {
        return DELIMITERS[this.request.columnDelimiter ?? 'COMMA']!;
    }

    info(version: string): object {
        const { request } = this;
        const created = new Date(this.createdAt).toISOString().replace('Z', '+0000');
        return {
            id: this.id,
            operation: this.operation,
            object: this.object.name,
            createdById: this.user.id,
            createdDate: created,
            systemModstamp: created,
            state: this.state,
            ...(request.externalIdFieldName === undefined ? {} : { externalIdFieldName: request.externalIdFieldName }),
            concurrencyMode: 'Parallel',
            contentType: 'CSV',
            apiVersion: Number(version),
            jobType: 'V2Ingest',
            lineEnding: request.lineEnding ?? 'LF',
            columnDelimiter: request.columnDelimiter ?? 'COMMA',
            ...(this.state === 'Open' ? { contentUrl: `services/data/v${version}/jobs/ingest/${this.id}/batches` } : {}),
            numberRecordsProcessed: this.results.length,
            numberRecordsFailed: this.results.filter(({ success }) => !success).length,
            retries: 0,
            totalProcessingTime: this.milliseconds,
            apiActiveProcessingTime: this.milliseconds,
            apexProcessingTime: 0,
            ...(this.errorMessage === '' ? {} : { errorMessage: this.errorMessage })
        };
    }
}

/** Bulk API 2.0, ingest jobs. Their chunks run as background work, between the calls of other clients. */
export class BulkJobs {
    private readonly jobs = new Map<string, IngestJob>();

    create(call: Call): HttpAnswer {
        const request = call.json<JobRequest>({
            object: 'text',
            operation: 'text',
            externalIdFieldName: 'text',
            contentType: 'text',
            columnDelimiter: 'text',
            lineEnding: 'text'
        });
        const object = findObject(call.org.schema, request.object ?? '');
        if (!object) throw new BadValue('INVALIDENTITY', `Entity '${request.object}' is not supported by the Bulk API.`);
        if (request.operation === 'hardDelete') throw new UnsupportedError('hardDelete of the Bulk API');
        if (!OPERATIONS.some((known) => known === request.operation))
            throw new BadValue('API_ERROR', `Operation ${request.operation} is not supported`);
        if ((request.contentType ?? 'CSV') !== 'CSV') throw new BadValue('API_ERROR', 'Only CSV content type is supported');
        if (!Object.hasOwn(DELIMITERS, request.columnDelimiter ?? 'COMMA'))
            throw new BadValue('API_ERROR', `Unknown column delimiter ${request.columnDelimiter}`);
        const field = request.externalIdFieldName === undefined ? undefined : object.field(request.externalIdFieldName);
        if (request.operation === 'upsert' && !field?.externalId && !field?.idLookup && field?.name !== 'Id')
            throw new BadValue('INVALIDJOB', 'Upsert needs the name of an external id field');
        const id = `750Lo${(this.jobs.size + 1).toString(36).toUpperCase().padStart(10, '0')}AAA`;
        const job = new IngestJob(id, object, request, call.user, call.org.clock.now());
        this.jobs.set(id, job);
        return jsonAnswer(200, job.info(versionOf(call)));
    }

    list(call: Call): HttpAnswer {
        return jsonAnswer(200, {
            done: true,
            records: [...this.jobs.values()].map((job) => job.info(versionOf(call))),
            nextRecordsUrl: null
        });
    }

    read(call: Call): HttpAnswer {
        return jsonAnswer(200, this.find(call).info(versionOf(call)));
    }

    upload(call: Call): HttpAnswer {
        const job = this.find(call);
        if (job.state !== 'Open') throw new BadValue('INVALIDJOBSTATE', `Job is in state ${job.state}: data can't be added`);
        if (job.data !== null) throw new BadValue('CLIENTINPUTERROR', 'The job has its data already');
        job.data = textOf(call.bytes());
        return { status: 201, headers: {}, body: new Uint8Array() };
    }

    change(call: Call): HttpAnswer {
        const job = this.find(call);
        const { state } = call.json<{ state?: string }>({ state: 'text' });
        if (state === 'Aborted' && (job.state === 'Open' || job.state === 'InProgress')) job.state = 'Aborted';
        else if (state === 'UploadComplete' && job.state === 'Open') this.start(call.org, job);
        else throw new BadValue('INVALIDJOBSTATE', `Job in state ${job.state} can't become ${state}`);
        return this.read(call);
    }

    remove(call: Call): HttpAnswer {
        const job = this.find(call);
        if (job.state === 'InProgress') throw new BadValue('INVALIDJOBSTATE', `Job in state ${job.state} can't be deleted`);
        this.jobs.delete(job.id);
        return noContent();
    }

    /** Those that were saved, those that were not, or those that nobody got to. */
    rows(call: Call): HttpAnswer {
        const job = this.find(call);
        const kind = call.parameters[1]!;
        const lines = job.rows.flatMap((row, index): string[][] => {
            const result = job.results[index];
            if (!result) return kind === 'unprocessedrecords' ? [row] : [];
            if (kind === 'unprocessedrecords' || result.success !== (kind === 'successfulResults')) return [];
            return [result.success ? [result.id ?? '', String(result.created), ...row] : [result.id ?? '', errorText(result), ...row]];
        });
        const head = kind === 'unprocessedrecords' ? [] : ['sf__Id', kind === 'successfulResults' ? 'sf__Created' : 'sf__Error'];
        const text = writeCsv([[...head, ...job.columns], ...lines], job.delimiter, job.request.lineEnding === 'CRLF' ? '\r\n' : '\n');
        return { status: 200, headers: { 'content-type': 'text/csv' }, body: new TextEncoder().encode(text) };
    }

    private find({ parameters, user }: Call): IngestJob {
        const job = this.jobs.get(parameters[0]!);
        if (!job || (job.user.id !== user.id && !user.administrator))
            throw new Refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
        return job;
    }

    private start(org: OrgRuntime, job: IngestJob): void {
        job.state = 'InProgress';
        try {
            const [columns = [], ...rows] = parseCsv(job.data ?? '', job.delimiter);
            const wrong = columns.find((column) => !isColumn(org, job.object, column));
            if (wrong !== undefined) throw new CsvError(`InvalidBatch : Field name not found : ${wrong}`);
            const uneven = rows.findIndex((row) => row.length !== columns.length);
            if (uneven >= 0)
                throw new CsvError(`InvalidBatch : Line ${uneven + 2} has ${rows[uneven]!.length} columns, not ${columns.length}`);
            job.columns = columns;
            job.rows = rows;
            this.schedule(org, job);
        } catch (error) {
            if (!(error instanceof CsvError)) throw error;
            job.state = 'Failed';
            job.errorMessage = error.message;
        }
    }

    private schedule(org: OrgRuntime, job: IngestJob): void {
        const name = `Bulk ${job.operation} ${job.object.name}`;
        org.background.queue.add({ id: '', kind: 'synchronous', name, dueAt: org.clock.now(), run: () => this.runChunk(org, job, name) });
    }

    private runChunk(org: OrgRuntime, job: IngestJob, name: string): void {
        if (job.state !== 'InProgress') return;
        const started = performance.now();
        const chunk = job.rows.slice(job.results.length, job.results.length + CHUNK);
        if (chunk.length > 0) job.results.push(...saveChunk(org, job, chunk, name));
        job.milliseconds += Math.round(performance.now() - started);
        if (job.results.length < job.rows.length) this.schedule(org, job);
        else job.state = 'JobComplete';
    }
}

function saveChunk(org: OrgRuntime, job: IngestJob, chunk: readonly string[][], name: string): DmlResult[] {
    const results: DmlResult[] = [];
    const records = chunk.map((row, index): SObject | null => {
        try {
            return recordOf(org, job, row);
        } catch (error) {
            if (!(error instanceof BadValue)) throw error;
            const failure = { statusCode: error.errorCode, message: error.message, fields: error.fields };
            results[index] = { id: null, success: false, created: false, errors: [failure] };
            return null;
        }
    });
    const good = records.filter((record) => record !== null);
    const request = {
        operation: job.operation,
        records: good,
        ...(job.operation === 'upsert' ? { externalIdField: job.request.externalIdFieldName! } : {})
    };
    const saved = good.length === 0 ? [] : org.transact('synchronous', job.user, (tx) => save(tx, request), { name, quiddity: 'BULK_API' });
    let next = 0;
    return records.map((record, index) => (record ? saved[next++]! : results[index]!));
}

function recordOf(org: OrgRuntime, job: IngestJob, row: readonly string[]): SObject {
    const body: Record<string, unknown> = {};
    row.forEach((text, index) => {
        if (text === '') return;
        const [name = '', inner] = job.columns[index]!.split('.');
        const parent = inner === undefined ? undefined : org.schema.object(job.object.parentField(name)?.referenceTo[0] ?? '');
        const field = inner === undefined ? job.object.field(name)! : parent!.field(inner)!;
        const value = text === NULL ? null : plainValue(field, text);
        body[name] = inner === undefined ? value : { [inner]: value };
    });
    return recordFromJson(job.object, body, org.schema);
}

function plainValue(field: FieldInfo, text: string): unknown {
    if (field.type === 'boolean' && /^(true|false|1|0)$/i.test(text)) return /^(true|1)$/i.test(text);
    if (field.type === 'int' && /^-?\d+$/.test(text)) return Number(text);
    return text;
}

/** A field, or `Account.Key__c`: an external id of a parent. */
function isColumn(org: OrgRuntime, object: ObjectInfo, column: string): boolean {
    const [name = '', inner, more] = column.split('.');
    if (inner === undefined) return object.field(name) !== undefined;
    const parent = org.schema.object(object.parentField(name)?.referenceTo[0] ?? '');
    return more === undefined && parent?.field(inner) !== undefined;
}

function errorText({ errors }: DmlResult): string {
    return errors.map(({ statusCode, message, fields }) => `${statusCode}:${message}:${fields.join(' ')} --`).join(' ');
}

function textOf(bytes: Uint8Array): string {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
        throw new BadValue('CLIENTINPUTERROR', 'The data is not UTF-8');
    }
}

function versionOf({ base }: Call): string {
    return /v(\d+\.\d)$/.exec(base)?.[1] ?? '66.0';
}
