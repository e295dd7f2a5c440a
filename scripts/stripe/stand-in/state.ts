import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { noSuch } from './errors';
import type { RecordName, RecordTypes } from './wire';

const LABELS: Partial<Record<RecordName, string>> = {
    'test_helpers.test_clock': 'test clock',
    subscription_item: 'subscription item',
    'billing.meter': 'meter'
};

/** Everything the stand-in knows, in the order of creation. */
export class State {
    private readonly tables = new Map<RecordName, Map<string, unknown>>();

    put<Name extends RecordName>(name: Name, record: RecordTypes[Name]): RecordTypes[Name] {
        this.table(name).set(record.id, record);
        return record;
    }

    get<Name extends RecordName>(name: Name, id: string): RecordTypes[Name] | undefined {
        return this.table(name).get(id);
    }

    /** The record, or Stripe's "No such …" naming the parameter that held the id. */
    find<Name extends RecordName>(name: Name, id: string, param = 'id'): RecordTypes[Name] {
        const record = this.get(name, id);
        if (record === undefined) throw noSuch(LABELS[name] ?? name, id, param);
        return record;
    }

    remove(name: RecordName, id: string): void {
        this.table(name).delete(id);
    }

    all<Name extends RecordName>(name: Name): RecordTypes[Name][] {
        return [...this.table(name).values()];
    }

    save(file: string): void {
        const tables = [...this.tables].map(([name, records]) => [name, [...records.values()]]);
        writeFileSync(file, JSON.stringify(tables), { mode: 0o600 });
    }

    load(file: string): void {
        const tables = JSON.parse(readFileSync(file, 'utf8')) as [RecordName, { id: string }[]][];
        for (const [name, records] of tables) this.tables.set(name, new Map(records.map((record) => [record.id, record])));
    }

    private table<Name extends RecordName>(name: Name): Map<string, RecordTypes[Name]> {
        let table = this.tables.get(name);
        if (table === undefined) this.tables.set(name, (table = new Map()));
        return table as Map<string, RecordTypes[Name]>;
    }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A fresh id such as `cus_Q8f3…`. */
export function newId(prefix: string, length = 14): string {
    return `${prefix}_${[...randomBytes(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}
