import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { noSuch } from './errors';
import type { RecordName, RecordTypes } from './wire';

const LABELS: Partial<Record<RecordName, string>> = {
    'test_helpers.test_clock': 'test clock',
    subscription_item: 'subscription item',
    'billing.meter': 'meter',
    invoiceitem: 'invoice item',
    invoice_payment: 'invoice payment',
    line_item: 'invoice line item',
    credit_note: 'credit note',
    payment_method: 'PaymentMethod',
    balance_transaction: 'balance transaction',
    tax_rate: 'tax rate'
};

type Reader<Name extends RecordName> = (record: RecordTypes[Name]) => string | null | undefined;

/** By what records are looked up. These fields never change after a record was put. */
const INDEXES = {
    customer: { clock: ({ test_clock }) => test_clock as string | null },
    subscription: { clock: ({ test_clock }) => test_clock as string | null, customer: ({ customer }) => customer as string },
    subscription_item: { subscription: ({ subscription }) => subscription },
    invoice: {
        clock: ({ test_clock }) => test_clock,
        customer: ({ customer }) => customer,
        subscription: ({ parent }) => parent?.subscription_details?.subscription
    },
    invoiceitem: { customer: ({ customer }) => customer },
    line_item: { invoice: ({ invoice }) => invoice, item: ({ parent }) => parent?.subscription_item_details?.subscription_item },
    invoice_payment: { invoice: ({ invoice }) => invoice, intent: ({ payment }) => payment.payment_intent },
    charge: { intent: ({ payment_intent: intent }) => intent, customer: ({ customer }) => customer },
    payment_intent: { customer: ({ customer }) => customer },
    refund: { charge: ({ charge }) => charge, intent: ({ payment_intent: intent }) => intent },
    dispute: { charge: ({ charge }) => charge, intent: ({ payment_intent: intent }) => intent },
    credit_note: { invoice: ({ invoice }) => invoice, customer: ({ customer }) => customer as string },
    credit_note_line_item: { note: ({ credit_note: note }) => note }
} satisfies { [Name in RecordName]?: Record<string, Reader<Name>> };

type Indexed = keyof typeof INDEXES;

/** Everything the stand-in knows, in the order of creation. */
export class State {
    private readonly tables = new Map<RecordName, Map<string, unknown>>();
    private readonly indexes = new Map<string, Map<string, Set<string>>>();

    put<Name extends RecordName>(name: Name, record: RecordTypes[Name]): RecordTypes[Name] {
        this.unindex(name, this.get(name, record.id));
        this.table(name).set(record.id, record);
        this.index(name, record);
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
        this.unindex(name, this.get(name, id));
        this.table(name).delete(id);
    }

    all<Name extends RecordName>(name: Name): RecordTypes[Name][] {
        return [...this.table(name).values()];
    }

    /** The records of which an indexed field has this value, in the order of creation. */
    where<Name extends Indexed>(name: Name, index: keyof (typeof INDEXES)[Name] & string, value: string): RecordTypes[Name][] {
        const ids = this.indexes.get(`${name} ${index}`)?.get(value) ?? [];
        return [...ids].map((id) => this.get(name, id)!);
    }

    save(file: string): void {
        const tables = [...this.tables].map(([name, records]) => [name, [...records.values()]]);
        writeFileSync(file, JSON.stringify(tables), { mode: 0o600 });
    }

    load(file: string): void {
        const tables = JSON.parse(readFileSync(file, 'utf8')) as [RecordName, { id: string }[]][];
        for (const [name, records] of tables) for (const record of records) this.put(name, record as RecordTypes[typeof name]);
    }

    private index(name: RecordName, record: { id: string }): void {
        for (const [index, value] of keysOf(name, record)) {
            const key = `${name} ${index}`;
            const values = this.indexes.get(key) ?? new Map<string, Set<string>>();
            this.indexes.set(key, values);
            const ids = values.get(value);
            if (ids) ids.add(record.id);
            else values.set(value, new Set([record.id]));
        }
    }

    private unindex(name: RecordName, record: { id: string } | undefined): void {
        if (record === undefined) return;
        for (const [index, value] of keysOf(name, record)) this.indexes.get(`${name} ${index}`)?.get(value)?.delete(record.id);
    }

    private table<Name extends RecordName>(name: Name): Map<string, RecordTypes[Name]> {
        let table = this.tables.get(name);
        if (table === undefined) this.tables.set(name, (table = new Map()));
        return table as Map<string, RecordTypes[Name]>;
    }
}

function keysOf(name: RecordName, record: object): [string, string][] {
    const readers = (INDEXES as Partial<Record<RecordName, Record<string, (record: object) => string | null | undefined>>>)[name] ?? {};
    return Object.entries(readers).flatMap(([index, read]) => {
        const value = read(record);
        return value === null || value === undefined ? [] : [[index, value] as [string, string]];
    });
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A fresh id such as `cus_Q8f3…`. */
export function newId(prefix: string, length = 14): string {
    return `${prefix}_${[...randomBytes(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}
