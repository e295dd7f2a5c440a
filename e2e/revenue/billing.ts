/*
 * A Stripe that bills one customer: commands change it, and every change is told by an event that carries the object as it
 * is then. Two things never happen in the same second.
 */

export interface Command {
    readonly kind: CommandKind;
    /** Chooses among what there is. */
    readonly pick: number;
    readonly amount: number;
    readonly shape: number;
    /** Seconds until the next. */
    readonly wait: number;
}

export type CommandKind =
    'bill' | 'pay' | 'failToPay' | 'refund' | 'failRefund' | 'dispute' | 'endDispute' | 'credit' | 'voidCredit' | 'void' | 'giveUp';

export interface Line {
    readonly id: string;
    readonly net: number;
    readonly tax: number;
    readonly discount: number;
    readonly start: number;
    readonly end: number;
}

export interface Invoice {
    readonly id: string;
    readonly currency: string;
    readonly lines: readonly Line[];
    readonly total: number;
    readonly finalizedAt: number;
    status: 'open' | 'paid' | 'void' | 'uncollectible';
    /** What credit notes took off before it was paid. */
    credited: number;
    paid: number;
    paidAt: number | null;
    voidedAt: number | null;
    givenUpAt: number | null;
    /** What was still to be paid when it was given up. */
    badDebt: number;
    attempts: number;
    failedAt: number | null;
    nextAttemptAt: number | null;
}

export interface Charge {
    readonly id: string;
    readonly invoice: Invoice;
    readonly amount: number;
    readonly status: 'succeeded' | 'failed';
    readonly createdAt: number;
    refunded: number;
}

export interface Refund {
    readonly id: string;
    readonly charge: Charge;
    readonly amount: number;
    readonly createdAt: number;
    status: 'succeeded' | 'pending' | 'failed';
    failedAt: number | null;
}

export interface Dispute {
    readonly id: string;
    readonly charge: Charge;
    readonly amount: number;
    readonly createdAt: number;
    status: 'needs_response' | 'warning_needs_response' | 'won' | 'lost' | 'warning_closed';
    closedAt: number | null;
}

export interface CreditNote {
    readonly id: string;
    readonly invoice: Invoice;
    readonly total: number;
    readonly tax: number;
    /** By line; null where it names none. */
    readonly lineAmounts: Readonly<Record<string, number>> | null;
    readonly createdAt: number;
    voidedAt: number | null;
}

export interface BillingEvent {
    readonly id: string;
    readonly type: string;
    readonly created: number;
    readonly [field: string]: unknown;
}

type Json = Record<string, unknown>;

const DAY = 86_400;
const CUSTOMER = 'cus_1';
const CURRENCIES = ['usd', 'usd', 'jpy'] as const;

export class Billing {
    readonly invoices: Invoice[] = [];
    readonly charges: Charge[] = [];
    readonly refunds: Refund[] = [];
    readonly disputes: Dispute[] = [];
    readonly creditNotes: CreditNote[] = [];
    readonly events: BillingEvent[] = [];
    now: number;
    private numbers = 0;

    constructor(start: number, accountId: string) {
        this.now = start;
        const customer = { id: CUSTOMER, object: 'customer', name: 'Customer', metadata: { salesforce_account_id: accountId } };
        this.tell('customer.created', customer);
    }

    run(command: Command): void {
        this.now += command.wait;
        this[command.kind](command);
    }

    private bill({ amount, shape, pick }: Command): void {
        const id = this.newId('in');
        const lines = Array.from({ length: 1 + (shape % 4) }, (_none, index) =>
            this.line(`${id}_${index}`, amount + 7 * index, shape + index)
        );
        const invoice: Invoice = {
            id,
            currency: CURRENCIES[pick % CURRENCIES.length]!,
            lines,
            total: lines.reduce((sum, line) => sum + line.net + line.tax, 0),
            finalizedAt: this.now,
            status: 'open',
            credited: 0,
            paid: 0,
            paidAt: null,
            voidedAt: null,
            givenUpAt: null,
            badDebt: 0,
            attempts: 0,
            failedAt: null,
            nextAttemptAt: null
        };
        if (invoice.total <= 0) Object.assign(invoice, { status: 'paid', paidAt: this.now });
        this.invoices.push(invoice);
        this.tell('invoice.finalized', this.shownInvoice(invoice));
    }

    /** Charges, credits, lines of nothing; for a time to come, a time past, or no time at all; with and without tax and discount. */
    private line(id: string, amount: number, shape: number): Line {
        const gross = shape % 7 === 3 ? -Math.floor(amount / 3) : shape % 11 === 5 ? 0 : amount;
        const discount = shape % 5 === 1 && gross > 0 ? Math.floor(gross / 10) : 0;
        const net = gross - discount;
        const start = this.now - (shape % 3) * 12 * DAY;
        const lengths = [30 * DAY, 365 * DAY, 0, 61 * DAY + 3_601, 7 * DAY];
        const tax = shape % 4 === 2 && net > 0 ? Math.floor((net * 19) / 100) : 0;
        return { id: `il_${id}`, net, tax, discount, start, end: start + lengths[shape % lengths.length]! };
    }

    private pay({ pick }: Command): void {
        const invoice = chosen(
            this.invoices.filter((one) => ['open', 'uncollectible'].includes(one.status) && remaining(one) > 0),
            pick
        );
        if (!invoice) return;
        const charge: Charge = { ...this.newCharge(invoice), status: 'succeeded' };
        this.charges.push(charge);
        this.tell('charge.succeeded', this.shownCharge(charge));
        Object.assign(invoice, { status: 'paid', paid: invoice.paid + charge.amount, paidAt: this.now, nextAttemptAt: null });
        this.tell('invoice.paid', this.shownInvoice(invoice));
    }

    private failToPay({ pick, shape }: Command): void {
        const invoice = chosen(
            this.invoices.filter((one) => one.status === 'open' && remaining(one) > 0),
            pick
        );
        if (!invoice) return;
        const charge: Charge = { ...this.newCharge(invoice), status: 'failed' };
        this.charges.push(charge);
        this.tell('charge.failed', this.shownCharge(charge));
        const nextAttemptAt = shape % 2 === 0 ? this.now + 3 * DAY : null;
        Object.assign(invoice, { attempts: invoice.attempts + 1, failedAt: this.now, nextAttemptAt });
        this.tell('invoice.payment_failed', this.shownInvoice(invoice));
    }

    private newCharge(invoice: Invoice): Omit<Charge, 'status'> {
        return { id: this.newId('ch'), invoice, amount: remaining(invoice), createdAt: this.now, refunded: 0 };
    }

    /** Now and then more than was paid, which Stripe would not let happen. */
    private refund({ pick, amount, shape }: Command): void {
        const charge = chosen(
            this.charges.filter(({ status }) => status === 'succeeded'),
            pick
        );
        if (!charge) return;
        const most = shape % 6 === 0 ? charge.amount + 50 : charge.amount - charge.refunded;
        const wanted = shape % 3 === 0 ? most : 1 + (amount % Math.max(1, most));
        if (most <= 0) return;
        const status = shape % 5 === 0 ? 'pending' : 'succeeded';
        const refund: Refund = { id: this.newId('re'), charge, amount: wanted, createdAt: this.now, status, failedAt: null };
        this.refunds.push(refund);
        charge.refunded += wanted;
        this.tell('refund.created', this.shownRefund(refund));
        this.tell('charge.refunded', this.shownCharge(charge));
    }

    private failRefund({ pick }: Command): void {
        const refund = chosen(
            this.refunds.filter(({ status }) => status !== 'failed'),
            pick
        );
        if (!refund) return;
        Object.assign(refund, { status: 'failed', failedAt: this.now });
        refund.charge.refunded -= refund.amount;
        this.tell('refund.failed', this.shownRefund(refund));
    }

    private dispute({ pick, shape }: Command): void {
        const charge = chosen(
            this.charges.filter((one) => one.status === 'succeeded' && !this.disputes.some((dispute) => dispute.charge === one)),
            pick
        );
        if (!charge) return;
        const status = shape % 4 === 0 ? 'warning_needs_response' : 'needs_response';
        const dispute: Dispute = { id: this.newId('dp'), charge, amount: charge.amount, createdAt: this.now, status, closedAt: null };
        this.disputes.push(dispute);
        this.tell('charge.dispute.created', this.shownDispute(dispute));
    }

    private endDispute({ pick, shape }: Command): void {
        const dispute = chosen(
            this.disputes.filter(({ closedAt }) => closedAt === null),
            pick
        );
        if (!dispute) return;
        const inquiry = dispute.status === 'warning_needs_response';
        dispute.status = inquiry ? 'warning_closed' : shape % 2 === 0 ? 'won' : 'lost';
        dispute.closedAt = this.now;
        this.tell('charge.dispute.closed', this.shownDispute(dispute));
    }

    /** Takes the tax of the lines that it names with it. Before the payment it takes off what is to be paid. */
    private credit({ pick, amount, shape }: Command): void {
        const invoice = chosen(
            this.invoices.filter((one) => (one.status === 'open' ? remaining(one) : one.status === 'paid' ? one.paid : 0) > 0),
            pick
        );
        if (!invoice) return;
        const most = invoice.status === 'open' ? remaining(invoice) : invoice.paid;
        const total = 1 + (amount % most);
        const named = shape % 2 === 0 ? invoice.lines.find((line) => line.net > 0 && line.net + line.tax >= total) : undefined;
        const tax = named ? Math.floor((total * named.tax) / (named.net + named.tax)) : 0;
        const note: CreditNote = {
            id: this.newId('cn'),
            invoice,
            total,
            tax,
            lineAmounts: named ? { [named.id]: total - tax } : null,
            createdAt: this.now,
            voidedAt: null
        };
        this.creditNotes.push(note);
        if (invoice.status === 'open') invoice.credited += total;
        this.tell('credit_note.created', this.shownCreditNote(note));
        if (invoice.status === 'open' && remaining(invoice) === 0) Object.assign(invoice, { status: 'paid', paidAt: this.now });
        this.tell('invoice.updated', this.shownInvoice(invoice));
    }

    private voidCredit({ pick }: Command): void {
        const note = chosen(
            this.creditNotes.filter(({ voidedAt, invoice }) => voidedAt === null && invoice.paid > 0),
            pick
        );
        if (!note) return;
        note.voidedAt = this.now;
        this.tell('credit_note.voided', this.shownCreditNote(note));
    }

    /** Now and then although it was paid. */
    private void({ pick, shape }: Command): void {
        const statuses = shape % 5 === 0 ? ['open', 'uncollectible', 'paid'] : ['open', 'uncollectible'];
        const invoice = chosen(
            this.invoices.filter(({ status }) => statuses.includes(status)),
            pick
        );
        if (!invoice) return;
        Object.assign(invoice, { status: 'void', voidedAt: this.now, nextAttemptAt: null });
        this.tell('invoice.voided', this.shownInvoice(invoice));
    }

    private giveUp({ pick }: Command): void {
        const invoice = chosen(
            this.invoices.filter(({ status }) => status === 'open'),
            pick
        );
        if (!invoice) return;
        Object.assign(invoice, { status: 'uncollectible', givenUpAt: this.now, badDebt: remaining(invoice), nextAttemptAt: null });
        this.tell('invoice.marked_uncollectible', this.shownInvoice(invoice));
    }

    private newId(prefix: string): string {
        this.numbers += 1;
        return `${prefix}_${this.numbers}`;
    }

    private tell(type: string, object: Json): void {
        this.events.push({
            id: this.newId('evt'),
            object: 'event',
            api_version: '2026-10-28.endive',
            type,
            created: this.now,
            livemode: false,
            data: { object: { livemode: false, ...object } }
        });
        this.now += 1;
    }

    /** With the payment intent of the last try that failed, as it is when the package reads from Stripe. */
    private shownInvoice(invoice: Invoice): Json {
        const failed = this.charges.findLast((charge) => charge.invoice === invoice && charge.status === 'failed');
        const intent = failed ? { id: `pi_${failed.id}`, object: 'payment_intent', last_payment_error: { code: 'card_declined' } } : null;
        const due = Math.max(0, invoice.total - invoice.credited);
        return {
            id: invoice.id,
            object: 'invoice',
            customer: CUSTOMER,
            created: invoice.finalizedAt,
            currency: invoice.currency,
            status: invoice.status,
            total: invoice.total,
            subtotal: invoice.total,
            amount_due: due,
            amount_paid: invoice.paid,
            amount_remaining: remaining(invoice),
            attempt_count: invoice.attempts,
            payment_intent: intent,
            next_payment_attempt: invoice.nextAttemptAt,
            collection_method: 'charge_automatically',
            status_transitions: {
                finalized_at: invoice.finalizedAt,
                paid_at: invoice.paidAt,
                voided_at: invoice.voidedAt,
                marked_uncollectible_at: invoice.givenUpAt
            },
            lines: { object: 'list', has_more: false, data: invoice.lines.map(shownLine) }
        };
    }

    private shownCharge(charge: Charge): Json {
        return {
            id: charge.id,
            object: 'charge',
            customer: CUSTOMER,
            created: charge.createdAt,
            currency: charge.invoice.currency,
            status: charge.status,
            amount: charge.amount,
            amount_refunded: charge.refunded,
            invoice: charge.invoice.id,
            payment_intent: `pi_${charge.id}`,
            failure_code: charge.status === 'failed' ? 'card_declined' : null
        };
    }

    private shownRefund(refund: Refund): Json {
        return {
            id: refund.id,
            object: 'refund',
            created: refund.createdAt,
            currency: refund.charge.invoice.currency,
            status: refund.status,
            amount: refund.amount,
            charge: refund.charge.id,
            payment_intent: `pi_${refund.charge.id}`
        };
    }

    private shownDispute(dispute: Dispute): Json {
        return {
            id: dispute.id,
            object: 'dispute',
            created: dispute.createdAt,
            currency: dispute.charge.invoice.currency,
            status: dispute.status,
            reason: 'general',
            amount: dispute.amount,
            charge: dispute.charge.id,
            payment_intent: `pi_${dispute.charge.id}`,
            balance_transactions: []
        };
    }

    private shownCreditNote(note: CreditNote): Json {
        const lines = Object.entries(note.lineAmounts ?? {}).map(([line, amount]) => ({
            id: `cnli_${note.id}`,
            object: 'credit_note_line_item',
            invoice_line_item: line,
            amount,
            discount_amounts: [],
            taxes: [{ amount: note.tax, tax_behavior: 'exclusive' }]
        }));
        return {
            id: note.id,
            object: 'credit_note',
            customer: CUSTOMER,
            invoice: note.invoice.id,
            created: note.createdAt,
            currency: note.invoice.currency,
            status: note.voidedAt === null ? 'issued' : 'void',
            voided_at: note.voidedAt,
            total: note.total,
            total_taxes: [{ amount: note.tax, tax_behavior: 'exclusive' }],
            refunds: [],
            lines: { object: 'list', has_more: false, data: lines }
        };
    }
}

function shownLine(line: Line): Json {
    return {
        id: line.id,
        object: 'line_item',
        amount: line.net + line.discount,
        discount_amounts: line.discount === 0 ? [] : [{ amount: line.discount, discount: 'di_1' }],
        taxes: line.tax === 0 ? [] : [{ amount: line.tax, tax_behavior: 'exclusive' }],
        quantity: 1,
        period: { start: line.start, end: line.end },
        parent: { type: 'invoice_item_details', invoice_item_details: { invoice_item: 'ii_1', proration: false } }
    };
}

export function remaining(invoice: Invoice): number {
    return Math.max(0, invoice.total - invoice.credited - invoice.paid);
}

function chosen<T>(among: readonly T[], pick: number): T | undefined {
    return among[pick % Math.max(1, among.length)];
}
