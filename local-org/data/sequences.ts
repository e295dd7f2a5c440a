import { idNumber, makeId } from '../schema/ids.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';
import type { Connection } from './connection.ts';
import { hasTable, quoted } from './tables.ts';

/**
 * Record ids and auto-numbers. Both only ever go up: what a rollback gives up is not used again while the org runs,
 * as on the platform, where auto-numbers have gaps too.
 */
export class Sequences {
    private readonly schema: Schema;
    private readonly connection: Connection;
    private readonly ids = new Map<string, number>();
    private readonly autoNumbers = new Map<string, number>();

    constructor(schema: Schema, connection: Connection) {
        this.schema = schema;
        this.connection = connection;
    }

    nextId(object: ObjectInfo): string {
        const { keyPrefix } = object;
        if (keyPrefix === '') throw new Error(`Records of ${object.name} have no ids of their own.`);
        const number = (this.ids.get(keyPrefix) ?? this.highestId(keyPrefix)) + 1;
        this.ids.set(keyPrefix, number);
        return makeId(keyPrefix, number);
    }

    /** The next number of a field, in its display format. Dates in a format are those of Greenwich. */
    nextAutoNumber(field: FieldInfo, now: number): string {
        const name = `${field.object}.${field.name}`;
        const number = (this.autoNumbers.get(name) ?? this.lastAutoNumber(name)) + 1;
        this.autoNumbers.set(name, number);
        this.connection.prepare('INSERT OR REPLACE INTO "_Facts" VALUES (?, ?)').run(name, String(number));
        return formatAutoNumber(field.autoNumber ?? '{0}', number, now);
    }

    private highestId(keyPrefix: string): number {
        const sharers = this.schema.objects.filter((object) => object.keyPrefix === keyPrefix && hasTable(object));
        const pod = makeId(keyPrefix, 0).slice(0, 6);
        const highest = sharers.map((object) => {
            const sql = `SELECT max("Id") FROM ${quoted(object.name)} WHERE "Id" >= ? AND "Id" < ?`;
            const row = this.connection.prepare(sql).get(pod, `${pod}~`) as unknown as (string | null)[];
            return row[0] ? idNumber(row[0]) : 0;
        });
        return Math.max(0, ...highest);
    }

    private lastAutoNumber(name: string): number {
        const row = this.connection.prepare('SELECT "Value" FROM "_Facts" WHERE "Name" = ?').get(name) as unknown as [string] | undefined;
        return row ? Number(row[0]) : 0;
    }
}

/** 'INV-{YYYY}-{0000}' (Salesforce Help, "Auto-Number Fields"). */
function formatAutoNumber(format: string, number: number, now: number): string {
    const date = new Date(now).toISOString();
    return format
        .replaceAll('{YYYY}', date.slice(0, 4))
        .replaceAll('{YY}', date.slice(2, 4))
        .replaceAll('{MM}', date.slice(5, 7))
        .replaceAll('{DD}', date.slice(8, 10))
        .replace(/\{(0+)\}/, (_placeholder, zeros: string) => String(number).padStart(zeros.length, '0'));
}
