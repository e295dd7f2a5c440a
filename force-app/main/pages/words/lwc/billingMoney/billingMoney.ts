import {
    daysUntil,
    fill,
    formatChange,
    formatDate,
    formatDateTime,
    formatDays,
    formatMoney,
    isPast,
    type Dispute,
    type Invoice,
    type Payment
} from 'c/billingFormat';
import { disputePhrase, invoicePhrase, labels, paymentPhrase, type Phrase } from 'c/billingWords';
import { cardName, declineWords, disputeReasonWords, disputeStateWords, refundReasonWords } from 'c/stripeWords';

/** A record of money as a line of a list. */
export interface MoneyRow {
    recordId: string;
    objectApiName: string;
    name: string;
    badge: Phrase;
    facts: string;
    isUrgent: boolean;
    amount: string;
    note: string;
    /** Where Stripe shows it; undefined where Stripe names no page of its own. */
    url: string | undefined;
    urlLabel: string;
    /** What a customer may be sent to pay. */
    paymentUrl: string | undefined;
}

const STRIPE_HOST = /(^|\.)stripe\.com$/;
/** Ids by the part of Stripe's dashboard that has a page of them; a dispute is answered on the page of its payment. */
const PAGES = { customers: /^cus_\w+$/, subscriptions: /^sub_\w+$/, payments: /^(ch|py|pi)_\w+$/ } as const;
const DAY = 86_400_000;
const URGENT_DAYS = 3;

/** The address, where it leads to Stripe over HTTPS; whatever else came as one is no link. */
export function stripeLink(address: string | null | undefined): string | undefined {
    const url = parsed(address);
    if (!url) return undefined;
    const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
    return isPlain && STRIPE_HOST.test(url.hostname) ? url.href : undefined;
}

function parsed(address: string | null | undefined): URL | undefined {
    try {
        return address ? new URL(address) : undefined;
    } catch {
        return undefined;
    }
}

/** Where Stripe's dashboard shows it; undefined for what is no id of Stripe's. */
export function dashboardUrl(part: keyof typeof PAGES, id: string | null | undefined, isLive: boolean): string | undefined {
    return id && PAGES[part].test(id) ? `https://dashboard.stripe.com/${isLive ? '' : 'test/'}${part}/${id}` : undefined;
}

export function invoiceRow(invoice: Invoice, now: string): MoneyRow {
    const { currencyCode, total, remaining } = invoice;
    const isOpen = invoice.status === 'open' && (remaining ?? 0) > 0;
    const url = stripeLink(invoice.hostedUrl);
    return {
        recordId: invoice.recordId,
        objectApiName: 'Stripe_Invoice__c',
        name: invoice.invoiceNumber,
        badge: invoicePhrase(invoice),
        facts: invoiceFacts(invoice, now),
        isUrgent: invoice.isOverdue,
        amount: amountText(total, currencyCode),
        note: isOpen && remaining !== total ? fill(labels.left, formatMoney(remaining ?? 0, currencyCode)) : '',
        url,
        urlLabel: fill(labels.openInvoice, invoice.invoiceNumber),
        paymentUrl: isOpen ? url : undefined
    };
}

function invoiceFacts(invoice: Invoice, now: string): string {
    const { status, createdAt, dueAt, paidAt, isOverdue, attempts, nextAttemptAt, declineCode, declineMessage } = invoice;
    const at = (label: string, instant: string | null | undefined): string => (instant ? fill(label, formatDate(instant)) : '');
    if (status !== 'open') return at(labels.paidAt, paidAt) || at(labels.issuedAt, createdAt);
    const facts = [
        dueAt ? at(isOverdue ? labels.wasDueAt : labels.dueAt, dueAt) : at(labels.issuedAt, createdAt),
        attempts > 0 ? fill(labels.attempts, attempts) : '',
        at(nextAttemptAt && isPast(nextAttemptAt, now) ? labels.attemptWasPlanned : labels.nextAttempt, nextAttemptAt),
        attempts > 0 ? declineWords(declineCode, declineMessage) : ''
    ];
    return facts.filter(Boolean).join(' · ');
}

export function paymentRow(payment: Payment): MoneyRow {
    const isRefund = payment.kind === 'Refund';
    const { currencyCode, amount, refunded, cardLast4 } = payment;
    const card = cardLast4 ? fill(labels.card, cardName(payment.cardBrand ?? '') || labels.payment, cardLast4) : labels.payment;
    const facts = [
        payment.createdAt ? formatDate(payment.createdAt) : '',
        declineWords(payment.failureCode, payment.failureMessage),
        isRefund && payment.reason ? refundReasonWords(payment.reason) : ''
    ];
    return {
        recordId: payment.recordId,
        objectApiName: 'Stripe_Payment__c',
        name: isRefund ? labels.refund : card,
        badge: paymentPhrase(payment),
        facts: facts.filter(Boolean).join(' · '),
        isUrgent: payment.status === 'failed',
        amount: isRefund && typeof amount === 'number' ? formatChange(-amount, currencyCode) : amountText(amount, currencyCode),
        note: !isRefund && refunded ? fill(labels.refunded, formatMoney(refunded, currencyCode)) : '',
        url: stripeLink(payment.receiptUrl),
        urlLabel: fill(labels.openReceipt, formatDateOr(payment)),
        paymentUrl: undefined
    };
}

function formatDateOr({ createdAt, paymentId }: Payment): string {
    return createdAt ? formatDate(createdAt) : paymentId;
}

export function disputeRow(dispute: Dispute, now: string): MoneyRow {
    const { recordId, disputeId, reason, isInquiry, amount, currencyCode } = dispute;
    return {
        recordId,
        objectApiName: 'Stripe_Dispute__c',
        name: reason ? disputeReasonWords(reason) : disputeId,
        badge: disputePhrase(dispute),
        facts: disputeFacts(dispute, now),
        isUrgent: isUrgent(dispute, now),
        amount: amountText(amount, currencyCode),
        note: isInquiry ? labels.inquiry : '',
        url: dashboardUrl('payments', dispute.paymentId, dispute.isLive === true),
        urlLabel: labels.openDispute,
        paymentUrl: undefined
    };
}

function disputeFacts({ outcome, status, evidenceDueBy, closedAt, createdAt }: Dispute, now: string): string {
    if (outcome !== 'Open') return closedAt ? fill(labels.closedAt, formatDate(closedAt)) : '';
    if (!awaitsEvidence(status)) return disputeStateWords(status);
    if (evidenceDueBy) {
        const label = isPast(evidenceDueBy, now) ? labels.evidenceLate : labels.evidenceDue;
        return fill(label, formatDateTime(evidenceDueBy), formatDays(daysUntil(evidenceDueBy, now)));
    }
    return createdAt ? fill(labels.openedAt, formatDate(createdAt)) : disputeStateWords(status);
}

function isUrgent({ outcome, status, evidenceDueBy }: Dispute, now: string): boolean {
    if (outcome !== 'Open' || !awaitsEvidence(status) || !evidenceDueBy) return false;
    return Date.parse(evidenceDueBy) - Date.parse(now) < URGENT_DAYS * DAY;
}

export function awaitsEvidence(status: string): boolean {
    return status === 'needs_response' || status === 'warning_needs_response';
}

function amountText(amount: number | null | undefined, currencyCode: string): string {
    return typeof amount === 'number' ? formatMoney(amount, currencyCode) : '';
}
