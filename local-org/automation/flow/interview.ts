import { randomUUID } from 'node:crypto';
import type { SObject } from '../../apex/runtime/sobject.ts';
import type { FormulaContext } from '../../formula/formula.ts';
import type { ObjectInfo, Schema } from '../../schema/model.ts';
import type { AccessMode, DmlError, Transaction } from '../transaction.ts';
import type { Flow } from './flow.ts';
import type { FlowHost } from './host.ts';

/** One start of a flow for a batch of records or inputs: what its interviews share. */
export interface FlowRun {
    readonly transaction: Transaction;
    readonly host: FlowHost;
    readonly schema: Schema;
    readonly access: AccessMode;
    /** In before-save flows, changes of $Record go to the row itself and are saved with it. */
    readonly beforeSave: boolean;
    readonly startedAt: number;
    /** A flow of the catalogue, for subflows. */
    flow(name: string): Flow;
    /** Elements that were run, as a guard against loops that never end. */
    steps: number;
}

/** A flow on its way for one record or one set of inputs. */
export class Interview {
    readonly flow: Flow;
    readonly run: FlowRun;
    /** Values of variables and of elements that store their output, by name. */
    readonly values = new Map<string, unknown>();
    record: SObject | null = null;
    prior: SObject | null = null;
    /** Name of the element to come; null at the end. */
    next: string | null;
    faultMessage: string | null = null;
    readonly guid = randomUUID();
    /** Where loops stand. */
    readonly loops = new Map<string, { readonly items: readonly unknown[]; at: number }>();
    /** Fields that were set on a record that came from the database. */
    private readonly changed = new Map<SObject, Set<string>>();

    constructor(flow: Flow, run: FlowRun, first: string | null) {
        this.flow = flow;
        this.run = run;
        this.next = first;
    }

    get timeZone(): string {
        return this.run.transaction.user.timeZone;
    }

    object(row: SObject): ObjectInfo {
        return this.run.schema.object(row.typeName)!;
    }

    field(row: SObject | null | undefined, path: readonly string[]): unknown {
        return row ? (this.run.host.value(this.object(row), row, path) ?? null) : null;
    }

    /** A record that is in the database: of it, only what the flow sets is written back. */
    track(row: SObject): void {
        if (!this.changed.has(row)) this.changed.set(row, new Set());
    }

    setField(row: SObject, field: string, value: unknown): void {
        row.fields.set(field, value);
        this.changed.get(row)?.add(field);
    }

    /** Names of the fields that an update writes: what the flow set, or all of a record that it made itself. */
    writtenFields(row: SObject): readonly string[] {
        return [...(this.changed.get(row) ?? row.fields.keys())];
    }

    formulaContext(): FormulaContext {
        const { record, prior, run } = this;
        return {
            field: (path) => this.field(record, path),
            prior: prior ? (path) => this.field(prior, path) : undefined,
            isNew: prior === null,
            now: run.transaction.now(),
            timeZone: this.timeZone,
            global: (path) => run.host.global(path),
            resource: (name) => this.flow.resource(name).read(this)
        };
    }
}

/** An interview and the subflows it is in: the innermost is last. */
export class Thread {
    readonly stack: Interview[];
    errors: DmlError[] = [];
    readonly root: Interview;

    constructor(root: Interview) {
        this.root = root;
        this.stack = [root];
    }

    get top(): Interview {
        return this.stack.at(-1)!;
    }

    get done(): boolean {
        return this.stack.length === 0;
    }

    end(...errors: readonly DmlError[]): void {
        this.errors.push(...errors);
        this.stack.length = 0;
    }
}
