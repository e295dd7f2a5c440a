import assert from 'node:assert/strict';
import type { LedgerOrg } from '../ledger/support/org.ts';
import type { Billing } from './billing.ts';

/** Whatever came first: every record stands as Stripe has it, refers to what it belongs to, and has found its Account. */
export function checkRecords(org: LedgerOrg, billing: Billing): void {
    const names = new Map<unknown, unknown>();
    for (const row of org.rows('Stripe_Invoice__c')) names.set(row['Id'], row['Invoice_Id__c']);
    for (const row of org.rows('Stripe_Payment__c')) names.set(row['Id'], row['Payment_Id__c']);
    const payments = org.rows('Stripe_Payment__c');
    const shown = (row: Readonly<Record<string, unknown>>, id: string): unknown[] => [
        row[id],
        row['Status__c'],
        names.get(row['Invoice__c']),
        names.get(row['Charge__c']),
        row['Account__c'] !== null
    ];
    const stored = [
        ...payments.map((row) => shown(row, 'Payment_Id__c')),
        ...org.rows('Stripe_Dispute__c').map((row) => shown(row, 'Dispute_Id__c')),
        ...org.rows('Stripe_Credit_Note__c').map((row) => shown(row, 'Credit_Note_Id__c'))
    ];
    const expected = [
        ...billing.charges.map(({ id, status, invoice }) => [id, status, invoice.id, undefined, true]),
        ...billing.refunds.map(({ id, status, charge }) => [id, status, charge.invoice.id, charge.id, true]),
        ...billing.disputes.map(({ id, status, charge }) => [id, status, charge.invoice.id, charge.id, true]),
        ...billing.creditNotes.map(({ id, voidedAt, invoice }) => [id, voidedAt === null ? 'issued' : 'void', invoice.id, undefined, true])
    ];
    assert.deepEqual(sorted(stored), sorted(expected));
    const invoices = org
        .rows('Stripe_Invoice__c')
        .map((row) => [row['Invoice_Id__c'], row['Status__c'], Number(row['Amount_Paid_Minor__c'])]);
    assert.deepEqual(sorted(invoices), sorted(billing.invoices.map(({ id, status, paid }) => [id, status, paid])));
    const unfinished = org.rows('Stripe_Event__c').filter((row) => row['State__c'] !== 'Processed');
    assert.deepEqual(
        unfinished.map((row) => `${String(row['Type__c'])} is ${String(row['State__c'])}: ${String(row['Reason__c'])}`),
        []
    );
}

function sorted(rows: readonly unknown[][]): string[] {
    return rows.map((row) => JSON.stringify(row)).toSorted();
}
