import type { SObject } from '../apex/runtime/sobject.ts';
import type { FormulaContext } from '../formula/formula.ts';
import type { ObjectInfo } from '../schema/model.ts';
import { readRows, readRowsBy } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';

/** What a formula on a record sees: its fields, its parents as the database has them, and the globals. */
export function recordContext(
    tx: TransactionRuntime,
    object: ObjectInfo,
    row: SObject,
    previous: SObject | null,
    parents: ParentRows = new ParentRows(tx)
): FormulaContext {
    return {
        field: (path) => parents.value(object, row, path),
        prior: previous ? (path) => parents.value(object, previous, path) : undefined,
        isNew: previous === null,
        now: tx.now(),
        timeZone: tx.user.timeZone,
        global: (path) => globalValue(tx, path, parents)
    };
}

/** Parents of rows, each read once. */
export class ParentRows {
    private readonly tx: TransactionRuntime;
    private readonly rows = new Map<string, SObject | null>();

    constructor(tx: TransactionRuntime) {
        this.tx = tx;
    }

    value(object: ObjectInfo, row: SObject, path: readonly string[]): unknown {
        const [first, ...rest] = path;
        if (first === undefined) return null;
        if (rest.length === 0) return row.fields.get(object.field(first)?.name ?? first) ?? null;
        const link = object.parentField(first);
        const id = link ? ((row.fields.get(link.name) as string | null | undefined) ?? null) : null;
        if (!link || id === null) return null;
        const parentObject = this.tx.org.schema.objectOfId(id);
        const parent = parentObject ? this.read(parentObject.name, id) : null;
        return parentObject && parent ? this.value(parentObject, parent, rest) : null;
    }

    /** Reads the parents of many rows with one statement for each object. */
    preload(object: ObjectInfo, rows: readonly SObject[], paths: readonly (readonly string[])[]): void {
        const wanted = new Map<string, Set<string>>();
        for (const path of paths) {
            const link = path.length > 1 ? object.parentField(path[0]!) : undefined;
            if (!link) continue;
            for (const row of rows) {
                const id = row.fields.get(link.name) as string | null | undefined;
                const parent = id ? this.tx.org.schema.objectOfId(id)?.name : undefined;
                if (!id || !parent || this.rows.has(id)) continue;
                wanted.set(parent, (wanted.get(parent) ?? new Set()).add(id));
            }
        }
        for (const [parent, ids] of wanted) {
            const found = readRows(this.tx, parent, [...ids]);
            for (const id of ids) this.rows.set(id, found.get(id) ?? null);
        }
    }

    private read(object: string, id: string): SObject | null {
        let row = this.rows.get(id);
        if (row === undefined) this.rows.set(id, (row = readRows(this.tx, object, [id]).get(id) ?? null));
        return row;
    }
}

/** Value of `$User.Name`, `$Setup.Foo__c.Bar__c`, `$Label.Hello` and the like; paths as compileFormula reports them. */
export function globalValue(tx: TransactionRuntime, path: readonly string[], parents: ParentRows = new ParentRows(tx)): unknown {
    const { org, user } = tx;
    const [kind = '', name = ''] = path;
    const rowOf = (object: string, id: string | null, rest: readonly string[]): unknown => {
        const row = id === null ? undefined : readRows(tx, object, [id]).get(id);
        return row ? parents.value(org.schema.object(object)!, row, rest) : null;
    };
    switch (kind.toLowerCase()) {
        case '$user':
            return rowOf('User', user.id, path.slice(1));
        case '$organization':
            return rowOf('Organization', org.facts.id, path.slice(1));
        case '$profile':
            return rowOf('Profile', org.users.profileOf(user.id), path.slice(1));
        case '$userrole':
            return null;
        case '$label':
            return org.label(name);
        case '$permission':
            return org.access(user).hasCustomPermission(name);
        case '$system':
            return tx.org.originDatetime;
        case '$setup':
            return settingValue(tx, path);
        case '$custommetadata': {
            const [, object = '', record = '', ...rest] = path;
            const row = readRowsBy(tx, object, 'DeveloperName', [record])[0];
            return row ? parents.value(org.schema.object(object)!, row, rest) : null;
        }
        default:
            throw new Error(`The formula engine knows ${path.join('.')}, its context does not.`);
    }
}

function settingValue(tx: TransactionRuntime, path: readonly string[]): unknown {
    const [, object = '', field = ''] = path;
    const owners = [tx.user.id, tx.org.users.profileOf(tx.user.id), tx.org.facts.id];
    for (const ownerId of owners) {
        if (ownerId === null) continue;
        const value = readRowsBy(tx, object, 'SetupOwnerId', [ownerId])[0]?.fields.get(field);
        if (value !== null && value !== undefined) return value;
    }
    return tx.org.defaults.of(object, tx).get(field) ?? null;
}
