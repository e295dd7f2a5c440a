import type { DmlError, DmlResult, MergeResult as MergeOutcome } from '../../../automation/transaction.ts';
import { enumConstant } from '../../runtime/values/enum.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { stringOf } from '../../runtime/values/text.ts';
import { classType, primitive } from '../../types.ts';
import { definePlatformClass, type Behaviour } from '../declare.ts';

/** Database.Error */
export class DatabaseError {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];

    constructor({ statusCode, message, fields }: DmlError) {
        this.statusCode = statusCode;
        this.message = message;
        this.fields = fields;
    }

    toString(): string {
        return `Database.Error[getFields=(${this.fields.join(', ')});getMessage=${this.message};getStatusCode=${this.statusCode};]`;
    }
}

/** What one row of a DML call gave; each operation has its own class in Apex. */
export class DmlOutcome {
    readonly id: string | null;
    readonly success: boolean;
    readonly created: boolean;
    readonly errors: readonly DmlError[];

    constructor({ id, success, created, errors }: DmlResult) {
        this.id = id;
        this.success = success;
        this.created = created;
        this.errors = errors;
    }

    /** As debug logs show it (Platform Events Developer Guide, "Platform Event Publish Callbacks"). */
    toString(): string {
        const kind = [SaveResult, DeleteResult, UndeleteResult, UpsertResult, EmptyRecycleBinResult].find((type) => this instanceof type)!;
        const created = kind === UpsertResult ? `isCreated=${this.created};` : '';
        return `Database.${kind.name}[getErrors=${stringOf(errorList(this.errors))};getId=${this.id};${created}isSuccess=${this.success};]`;
    }
}

export class SaveResult extends DmlOutcome {}
export class DeleteResult extends DmlOutcome {}
export class UndeleteResult extends DmlOutcome {}
export class UpsertResult extends DmlOutcome {}
export class EmptyRecycleBinResult extends DmlOutcome {}

const ERROR = classType('Database.Error');

export function errorList(errors: readonly DmlError[]): ApexList {
    return new ApexList(
        ERROR,
        errors.map((error) => new DatabaseError(error))
    );
}

const methods: Record<string, Behaviour> = {
    'Id getId()': (result: DmlOutcome) => result.id,
    'Boolean isSuccess()': (result: DmlOutcome) => result.success,
    'List<Database.Error> getErrors()': (result: DmlOutcome) => errorList(result.errors)
};

const properties = {
    'Id id { get; }': { get: (result: DmlOutcome) => result.id },
    'Boolean success { get; }': { get: (result: DmlOutcome) => result.success },
    'List<Database.Error> errors { get; }': { get: (result: DmlOutcome) => errorList(result.errors) }
};

definePlatformClass({ name: 'Database.SaveResult', jsClass: SaveResult, methods, properties });
definePlatformClass({ name: 'Database.DeleteResult', jsClass: DeleteResult, methods, properties });
definePlatformClass({ name: 'Database.UndeleteResult', jsClass: UndeleteResult, methods, properties });
definePlatformClass({ name: 'Database.EmptyRecycleBinResult', jsClass: EmptyRecycleBinResult, methods, properties });
definePlatformClass({
    name: 'Database.UpsertResult',
    jsClass: UpsertResult,
    methods: { ...methods, 'Boolean isCreated()': (result: UpsertResult) => result.created },
    properties: { ...properties, 'Boolean created { get; }': { get: (result: UpsertResult) => result.created } }
});

definePlatformClass({
    name: 'Database.Error',
    jsClass: DatabaseError,
    methods: {
        'String getMessage()': (error: DatabaseError) => error.message,
        'StatusCode getStatusCode()': (error: DatabaseError) => enumConstant('System.StatusCode', error.statusCode),
        'List<String> getFields()': (error: DatabaseError) => new ApexList(primitive('String'), [...error.fields])
    },
    properties: {
        'String message { get; }': { get: (error: DatabaseError) => error.message },
        'StatusCode statusCode { get; }': { get: (error: DatabaseError) => enumConstant('System.StatusCode', error.statusCode) },
        'List<String> fields { get; }': { get: (error: DatabaseError) => new ApexList(primitive('String'), [...error.fields]) }
    }
});

export class MergeResult {
    readonly outcome: MergeOutcome;

    constructor(outcome: MergeOutcome) {
        this.outcome = outcome;
    }
}

const ids = (values: readonly string[]): ApexList => new ApexList(primitive('String'), [...values]);
/** Null where there is none (Apex Reference, "MergeResult Class"). */
const mergeErrors = ({ outcome }: MergeResult): ApexList | null => (outcome.success ? null : errorList(outcome.errors));

definePlatformClass({
    name: 'Database.MergeResult',
    jsClass: MergeResult,
    methods: {
        'Id getId()': ({ outcome }: MergeResult) => outcome.id,
        'Boolean isSuccess()': ({ outcome }: MergeResult) => outcome.success,
        'List<Database.Error> getErrors()': mergeErrors,
        'List<String> getMergedRecordIds()': ({ outcome }: MergeResult) => ids(outcome.mergedIds),
        'List<String> getUpdatedRelatedIds()': ({ outcome }: MergeResult) => ids(outcome.relatedIds)
    },
    properties: {
        'Id id { get; }': { get: ({ outcome }: MergeResult) => outcome.id },
        'Boolean success { get; }': { get: ({ outcome }: MergeResult) => outcome.success },
        'List<Database.Error> errors { get; }': { get: mergeErrors },
        'List<String> mergedRecordIds { get; }': { get: ({ outcome }: MergeResult) => ids(outcome.mergedIds) },
        'List<String> updatedRelatedIds { get; }': { get: ({ outcome }: MergeResult) => ids(outcome.relatedIds) }
    }
});
