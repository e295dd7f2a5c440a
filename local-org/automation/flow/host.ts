import type { SObject } from '../../apex/runtime/sobject.ts';
import { FieldFormulas } from '../../formula/field-formulas.ts';
import type { Org } from '../../org.ts';
import type { ObjectInfo, Schema } from '../../schema/model.ts';
import type { CapturedEmail, CapturedNotification } from '../captured-messages.ts';
import { globalValue, ParentRows } from '../formula-context.ts';
import { publishAll } from '../publish.ts';
import { readRows } from '../rows.ts';
import type { TransactionRuntime } from '../runtime.ts';
import type { AccessMode, DmlResult, Transaction } from '../transaction.ts';

/** What interviews need of a transaction beyond queries and DML. */
export interface FlowHost {
    /** A field of a row, through parents as the database has them. Reading counts against no limit. */
    value(object: ObjectInfo, row: SObject, path: readonly string[]): unknown;
    /** A record by its id, as the database has it. */
    record(object: ObjectInfo, id: string): SObject | null;
    /** Where a user gets mail; '' where there is no such user. */
    addressOf(username: string): string;
    preload(object: ObjectInfo, rows: readonly SObject[], paths: readonly (readonly string[])[]): void;
    /** `$User.Name`, `$Setup.…` and the like. */
    global(path: readonly string[]): unknown;
    publish(events: readonly SObject[], access: AccessMode): readonly DmlResult[];
    /** Messages leave with the commit. */
    email(message: CapturedEmail): void;
    notification(message: CapturedNotification): void;
    /** Takes back what `action` did when it throws. */
    guarded<T>(action: () => T): T;
}

const formulas = new WeakMap<Schema, FieldFormulas>();

function formulasOf({ schema, metadata }: Org): FieldFormulas {
    let known = formulas.get(schema);
    if (!known) formulas.set(schema, (known = new FieldFormulas(schema, metadata)));
    return known;
}

export function hostOf(transaction: Transaction): FlowHost {
    const tx = transaction as TransactionRuntime;
    const parents = new ParentRows(tx);
    const global = (path: readonly string[]): unknown => globalValue(tx, path, parents);
    return {
        value: (object, row, path) => {
            const field = path.length === 1 ? object.field(path[0]!) : undefined;
            if (field?.formula === undefined) return parents.value(object, row, path);
            // The row may have changed since the database calculated the formula.
            const surroundings = { now: tx.now(), timeZone: tx.user.timeZone, global };
            return formulasOf(tx.org)
                .of(field)
                .evaluate((input) => parents.value(object, row, input), surroundings);
        },
        record: (object, id) => readRows(tx, object.name, [id]).get(id) ?? null,
        addressOf: (username) => tx.org.users.find(username)?.email ?? '',
        preload: (object, rows, paths) => parents.preload(object, rows, paths),
        global,
        publish: (events, access) => publishAll(tx, events, access),
        email: (message) => tx.afterCommit(() => tx.org.messages.email(message)),
        notification: (message) => tx.afterCommit(() => tx.org.messages.notification(message)),
        guarded: (action) => tx.guarded(action)
    };
}
