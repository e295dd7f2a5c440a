import { invalid } from '../errors';
import type { Cause } from '../events';
import { share } from '../exact';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { ChargeRecord, CreditNoteLineRecord, CreditNoteRecord, InvoiceRecord, LineRecord } from '../wire';
import { markPaid } from './collection';
import { moveBalance } from './customer-balance';
import { lowerPayment } from './invoice-payments';
import { discounted } from './line-discounts';
import { taxesOf } from './line-taxes';
import { afterRefund, refundCharge } from './refunds';
import { settle } from './totals';

export interface CreditNoteWish {
    invoice: string;
    amount?: number;
    credit_amount?: number;
    refund_amount?: number;
    out_of_band_amount?: number;
    lines?: CreditNoteLineWish[];
    memo?: string;
    metadata?: Record<string, string>;
    reason?: 'duplicate' | 'fraudulent' | 'order_change' | 'product_unsatisfactory';
}

export interface CreditNoteLineWish {
    type: 'invoice_line_item' | 'custom_line_item';
    invoice_line_item?: string;
    amount?: number;
    quantity?: number;
    unit_amount?: number;
    description?: string;
}

/** Takes back a part of an invoice: of what is still due on an open one, of what was paid on a paid one. */
export function issueCreditNote(world: World, invoice: InvoiceRecord, wish: CreditNoteWish, now: number, cause: Cause): CreditNoteRecord {
    if (invoice.status !== 'open' && invoice.status !== 'paid')
        throw invalid(`You can only create a credit note for an open or paid invoice. This invoice is ${invoice.status}.`, 'invoice');
    const note = blankNote(world, invoice, wish, now);
    const lines = noteLines(world, invoice, note, wish);
    sumUp(note, lines, wish);
    const before = split(world, invoice, note, wish);
    world.state.put('credit_note', note);
    lines.forEach((line) => world.state.put('credit_note_line_item', line));
    world.events.emit('credit_note.created', asJson(note), now, cause);
    world.events.change('invoice.updated', asJson(invoice), now, cause, () => {
        invoice.pre_payment_credit_notes_amount += before;
        invoice.post_payment_credit_notes_amount += note.total - before;
        settle(invoice);
    });
    if (before > 0) {
        lowerPayment(world, invoice, now, cause);
        if (invoice.amount_due === 0 && invoice.status === 'open') markPaid(world, invoice, now, cause);
    }
    payBack(world, invoice, note, wish, now, cause);
    return note;
}

/** Only of an open invoice: what was paid back cannot be taken again. */
export function voidCreditNote(world: World, note: CreditNoteRecord, now: number, cause: Cause): void {
    const invoice = world.state.find('invoice', note.invoice);
    if (note.status === 'void') throw invalid('This credit note is already void.', 'id');
    if (invoice.status !== 'open') throw invalid('You can only void a credit note of an open invoice.', 'id');
    note.status = 'void';
    note.voided_at = now;
    world.events.emit('credit_note.voided', asJson(note), now, cause);
    world.events.change('invoice.updated', asJson(invoice), now, cause, () => {
        invoice.pre_payment_credit_notes_amount -= note.pre_payment_amount;
        settle(invoice);
    });
    lowerPayment(world, invoice, now, cause);
}

function noteLines(world: World, invoice: InvoiceRecord, note: CreditNoteRecord, wish: CreditNoteWish): CreditNoteLineRecord[] {
    const lines = world.state.where('line_item', 'invoice', invoice.id);
    if (wish.lines === undefined) {
        if (wish.amount === undefined) throw invalid('You must provide one of: amount, lines.', 'amount');
        const [first] = lines;
        return [ofAmount(note, wish.amount, first?.description ?? 'Credit', undefined)];
    }
    return wish.lines.map((line, index) => {
        if (line.type === 'custom_line_item') {
            const quantity = line.quantity ?? 1;
            return ofAmount(note, (line.unit_amount ?? 0) * quantity, line.description ?? 'Credit', undefined, quantity);
        }
        const source = lines.find(({ id }) => id === line.invoice_line_item);
        if (!source)
            throw invalid(
                `No such invoice line item: '${line.invoice_line_item}'`,
                `lines[${index}][invoice_line_item]`,
                'resource_missing'
            );
        return ofLine(note, source, amountOf(source, line, index));
    });
}

function amountOf(source: LineRecord, line: CreditNoteLineWish, index: number): number {
    const { amount, quantity } = line;
    const wanted = amount ?? (quantity === undefined ? source.amount : share(source.amount, quantity, Math.max(1, source.quantity ?? 1)));
    if (wanted <= 0 || wanted > source.amount)
        throw invalid(`The amount of the credit note line must lie between 1 and ${source.amount}.`, `lines[${index}][amount]`);
    return wanted;
}

function ofLine(note: CreditNoteRecord, source: LineRecord, amount: number): CreditNoteLineRecord {
    const part = (of: number): number => share(of, amount, source.amount);
    const discounts = (source.discount_amounts ?? []).map(({ amount: of, discount }) => ({ amount: part(of), discount }));
    const taxes = (source.taxes ?? []).map((tax) => ({
        ...tax,
        amount: part(tax.amount),
        taxable_amount: tax.taxable_amount === null ? null : part(tax.taxable_amount)
    }));
    return {
        ...ofAmount(note, amount, source.description ?? '', source.id, source.quantity ?? 1),
        discount_amount: discounted({ discount_amounts: discounts }),
        discount_amounts: discounts,
        taxes
    };
}

function ofAmount(
    note: CreditNoteRecord,
    amount: number,
    description: string,
    line: string | undefined,
    quantity = 1
): CreditNoteLineRecord {
    return {
        id: newId('cnli', 24),
        object: 'credit_note_line_item',
        amount,
        description,
        discount_amount: 0,
        discount_amounts: [],
        ...(line === undefined ? {} : { invoice_line_item: line }),
        livemode: false,
        metadata: {},
        pretax_credit_amounts: [],
        quantity,
        tax_rates: [],
        taxes: [],
        type: line === undefined ? 'custom_line_item' : 'invoice_line_item',
        unit_amount: line === undefined ? amount / quantity : null,
        unit_amount_decimal: line === undefined ? String(amount / quantity) : null,
        credit_note: note.id
    };
}

function sumUp(note: CreditNoteRecord, lines: readonly CreditNoteLineRecord[], wish: CreditNoteWish): void {
    const sum = (of: (line: CreditNoteLineRecord) => number): number => lines.reduce((all, line) => all + of(line), 0);
    const taxed = (behaviour: 'inclusive' | 'exclusive'): number => sum((line) => taxesOf({ taxes: line.taxes }, behaviour));
    note.subtotal = sum((line) => line.amount);
    note.subtotal_excluding_tax = note.subtotal - taxed('inclusive');
    note.discount_amount = sum((line) => line.discount_amount);
    note.discount_amounts = lines.flatMap((line) => line.discount_amounts);
    note.total = note.subtotal - note.discount_amount + taxed('exclusive');
    note.total_excluding_tax = note.total - taxed('inclusive') - taxed('exclusive');
    note.total_taxes = lines.flatMap((line) => line.taxes ?? []);
    note.amount = note.total;
    if (wish.amount !== undefined && wish.lines !== undefined && wish.amount !== note.total)
        throw invalid(`The amount (${wish.amount}) does not equal the total of the lines (${note.total}).`, 'amount');
}

/** How much of the note lowers what is still due; the rest was paid and must be paid back in a way that the wish names. */
function split(world: World, invoice: InvoiceRecord, note: CreditNoteRecord, wish: CreditNoteWish): number {
    const before = invoice.status === 'open' ? Math.min(note.total, invoice.amount_remaining) : 0;
    const after = note.total - before;
    const { credit_amount: credit = 0, refund_amount: refund = 0, out_of_band_amount: outside = 0 } = wish;
    if (credit + refund + outside !== after) {
        throw invalid(
            `The sum of credit amount, refund amount and out of band amount (${credit + refund + outside}) must equal the post payment credit note amount (${after}).`
        );
    }
    const creditable = invoice.amount_paid - invoice.post_payment_credit_notes_amount;
    if (after > creditable)
        throw invalid(`The credit note's amount is greater than what was paid and not credited yet (${creditable}).`, 'amount');
    if (refund > 0 && chargeOf(world, invoice) === undefined) throw invalid('The invoice has no payment to refund.', 'refund_amount');
    note.pre_payment_amount = before;
    note.post_payment_amount = after;
    note.type = after === 0 ? 'pre_payment' : before === 0 ? 'post_payment' : 'mixed';
    note.out_of_band_amount = outside === 0 ? null : outside;
    return before;
}

function payBack(world: World, invoice: InvoiceRecord, note: CreditNoteRecord, wish: CreditNoteWish, now: number, cause: Cause): void {
    const { credit_amount: credit = 0, refund_amount: refund = 0 } = wish;
    if (credit > 0) {
        const customer = world.state.find('customer', invoice.customer);
        const entry = {
            amount: -credit,
            currency: invoice.currency,
            type: 'credit_note',
            invoice: invoice.id,
            creditNote: note.id
        } as const;
        note.customer_balance_transaction = moveBalance(world, customer, entry, now, cause).id;
    }
    if (refund > 0) {
        const made = refundCharge(world, chargeOf(world, invoice)!, { amount: refund }, now, cause);
        note.refunds.push({ amount_refunded: refund, payment_record_refund: null, refund: made.id, type: 'refund' });
        afterRefund(world, made, now);
    }
    if (credit > 0 || refund > 0) world.events.emit('credit_note.updated', asJson(note), now, cause);
}

/** The payment of an invoice that can be given back. */
function chargeOf(world: World, invoice: InvoiceRecord): ChargeRecord | undefined {
    return world.state
        .where('invoice_payment', 'invoice', invoice.id)
        .flatMap(({ payment }) => world.state.where('charge', 'intent', payment.payment_intent ?? ''))
        .find((charge) => charge.status === 'succeeded');
}

function blankNote(world: World, invoice: InvoiceRecord, wish: CreditNoteWish, now: number): CreditNoteRecord {
    const id = newId('cn', 24);
    const count = world.state.where('credit_note', 'invoice', invoice.id).length + 1;
    return {
        id,
        object: 'credit_note',
        amount: 0,
        amount_shipping: 0,
        created: now,
        currency: invoice.currency,
        customer: invoice.customer,
        customer_account: null,
        customer_balance_transaction: null,
        discount_amount: 0,
        discount_amounts: [],
        effective_at: now,
        invoice: invoice.id,
        livemode: false,
        memo: wish.memo ?? null,
        metadata: wish.metadata ?? {},
        number: `${invoice.number}-CN-${String(count).padStart(2, '0')}`,
        out_of_band_amount: null,
        pdf: `https://pay.stripe.com/credit_notes/acct_standin/test_${id}/pdf`,
        post_payment_amount: 0,
        pre_payment_amount: 0,
        pretax_credit_amounts: [],
        reason: wish.reason ?? null,
        refunds: [],
        shipping_cost: null,
        status: 'issued',
        subtotal: 0,
        subtotal_excluding_tax: 0,
        total: 0,
        total_excluding_tax: 0,
        total_taxes: [],
        type: 'pre_payment',
        voided_at: null
    };
}
