import type { World } from '../router';
import type { InvoiceRecord, LineRecord } from '../wire';
import { discounted } from './line-discounts';
import { taxesOf } from './line-taxes';

/** Sums up the lines. What is due follows from it, from the customer's balance and from credit notes. */
export function total(world: World, invoice: InvoiceRecord): void {
    const lines = world.state.where('line_item', 'invoice', invoice.id);
    const sum = (of: (line: LineRecord) => number): number => lines.reduce((all, line) => all + of(line), 0);
    const [inclusive, exclusive] = [sum((line) => taxesOf(line, 'inclusive')), sum((line) => taxesOf(line, 'exclusive'))];
    invoice.subtotal = sum((line) => line.amount);
    invoice.subtotal_excluding_tax = invoice.subtotal - inclusive;
    invoice.total = invoice.subtotal - sum(discounted) + exclusive;
    invoice.total_excluding_tax = invoice.total - inclusive - exclusive;
    invoice.total_discount_amounts = gathered(lines.flatMap((line) => line.discount_amounts ?? []));
    invoice.total_taxes = totalTaxes(lines);
    settle(invoice);
}

/** What is due and what remains of it. */
export function settle(invoice: InvoiceRecord): void {
    invoice.amount_due = Math.max(0, invoice.total - balanceApplied(invoice) - invoice.pre_payment_credit_notes_amount);
    invoice.amount_remaining = Math.max(0, invoice.amount_due - invoice.amount_paid);
}

/** How much of the customer's credit paid for the invoice; below zero where a debt fell due with it. */
export function balanceApplied(invoice: InvoiceRecord): number {
    return invoice.ending_balance === null ? 0 : invoice.ending_balance - invoice.starting_balance;
}

function gathered(amounts: readonly { amount: number; discount: string }[]): { amount: number; discount: string }[] {
    const sums = new Map<string, number>();
    for (const { amount, discount } of amounts) sums.set(discount, (sums.get(discount) ?? 0) + amount);
    return [...sums].map(([discount, amount]) => ({ amount, discount }));
}

function totalTaxes(lines: readonly LineRecord[]): NonNullable<InvoiceRecord['total_taxes']> {
    const sums = new Map<string, NonNullable<InvoiceRecord['total_taxes']>[number]>();
    for (const tax of lines.flatMap((line) => line.taxes ?? [])) {
        const known = sums.get(tax.tax_rate_details!.tax_rate);
        if (known === undefined) sums.set(tax.tax_rate_details!.tax_rate, structuredClone(tax));
        else {
            known.amount += tax.amount;
            known.taxable_amount = (known.taxable_amount ?? 0) + (tax.taxable_amount ?? 0);
        }
    }
    return [...sums.values()];
}
