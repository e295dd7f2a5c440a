import { endsAt, hasEnded } from 'c/billingFigures';
import {
    daysUntil,
    fill,
    formatDate,
    formatDateTime,
    formatDay,
    formatMoney,
    isPast,
    type Invoice,
    type Panel,
    type RiskReason
} from 'c/billingFormat';
import { awaitsEvidence, dashboardUrl, stripeLink } from 'c/billingMoney';
import { labels } from 'c/billingWords';
import { declineWords } from 'c/stripeWords';
import cancel from '@salesforce/label/c.Billing_Next_Cancel';
import card from '@salesforce/label/c.Billing_Next_Card';
import dispute from '@salesforce/label/c.Billing_Next_Dispute';
import disputeLate from '@salesforce/label/c.Billing_Next_Dispute_Late';
import disputeUndated from '@salesforce/label/c.Billing_Next_Dispute_Undated';
import fraud from '@salesforce/label/c.Billing_Next_Fraud';
import givenUp from '@salesforce/label/c.Billing_Next_Given_Up';
import newCard from '@salesforce/label/c.Billing_Next_New_Card';
import remind from '@salesforce/label/c.Billing_Next_Remind';
import unreported from '@salesforce/label/c.Billing_Next_Unreported';
import trial from '@salesforce/label/c.Billing_Next_Trial';
import wait from '@salesforce/label/c.Billing_Next_Wait';

/** Something to do, with what is needed to do it. */
export interface Step {
    key: string;
    text: string;
    /** Of the invoice, to be sent to the customer. */
    paymentUrl?: string | undefined;
    copyLabel?: string;
    /** Where Stripe wants the answer. */
    url?: string | undefined;
}

const DAY = 86_400_000;
/** How long before its end a trial needs somebody. */
const TRIAL_DAYS = 7;

/** What somebody should do, the most pressing first: what has a deadline, then money that is missing, then what is coming. */
export function nextSteps(panel: Panel): Step[] {
    return [...disputeSteps(panel), ...invoiceSteps(panel), ...cardSteps(panel), ...endSteps(panel), ...trialSteps(panel)];
}

function disputeSteps({ disputes, readAt }: Panel): Step[] {
    return disputes
        .filter(({ outcome, status }) => outcome === 'Open' && awaitsEvidence(status))
        .map(({ recordId, amount, currencyCode, evidenceDueBy, paymentId, isLive }) => {
            const money = formatMoney(amount ?? 0, currencyCode);
            return {
                key: recordId,
                text: evidenceDueBy
                    ? fill(isPast(evidenceDueBy, readAt) ? disputeLate : dispute, money, formatDateTime(evidenceDueBy))
                    : fill(disputeUndated, money),
                url: dashboardUrl('payments', paymentId, isLive === true)
            };
        });
}

function invoiceSteps({ invoices, readAt }: Panel): Step[] {
    return invoices
        .filter(({ isOverdue }) => isOverdue)
        .map((invoice) => ({
            key: invoice.recordId,
            text: invoiceText(invoice, readAt),
            paymentUrl: stripeLink(invoice.hostedUrl),
            copyLabel: fill(labels.copyLink, invoice.invoiceNumber)
        }));
}

function invoiceText({ invoiceNumber, remaining, currencyCode, dueAt, nextAttemptAt, ...invoice }: Invoice, now: string): string {
    const money = formatMoney(remaining ?? 0, currencyCode);
    if (dueAt) return fill(remind, invoiceNumber, money, formatDate(dueAt));
    if (!nextAttemptAt) return fill(givenUp, invoiceNumber, money);
    const attempt = formatDate(nextAttemptAt);
    if (isPast(nextAttemptAt, now)) return fill(unreported, invoiceNumber, attempt);
    switch (invoice.declineKind) {
        case 'Decline_Hard':
            return fill(newCard, invoiceNumber, attempt);
        case 'Decline_Fraud':
            return fill(fraud, invoiceNumber, attempt, declineWords(invoice.declineCode));
        default:
            return fill(wait, invoiceNumber, attempt);
    }
}

/** The package weighs whether a card outlasts the next renewal. */
function cardSteps({ health, readAt }: Panel): Step[] {
    const reason = health?.reasons.find(({ code }) => code === 'Card_Expiry');
    const renewal = reason && renewalOf(reason);
    return renewal && daysUntil(renewal, readAt) >= 0 ? [{ key: 'card', text: fill(card, formatDay(renewal)) }] : [];
}

function renewalOf({ values }: RiskReason): string | undefined {
    return /"(\d{4}-\d{2}-\d{2})"\]$/.exec(values ?? '')?.[1];
}

/** The first of the subscriptions that will end. */
function endSteps({ subscriptions, readAt }: Panel): Step[] {
    const ending = subscriptions
        .filter((subscription) => !hasEnded(subscription) && (subscription.mrr ?? 0) > 0)
        .map((subscription) => ({ ...subscription, end: endsAt(subscription) }))
        .filter(({ end }) => end !== undefined && !isPast(end, readAt))
        .sort((left, right) => Date.parse(left.end ?? '') - Date.parse(right.end ?? ''));
    return ending.slice(0, 1).map(({ recordId, end, mrr, currencyCode }) => ({
        key: recordId,
        text: fill(cancel, formatDate(end ?? ''), formatMoney(mrr ?? 0, currencyCode))
    }));
}

function trialSteps({ subscriptions, readAt }: Panel): Step[] {
    const from = Date.parse(readAt);
    const ends = subscriptions
        .filter((subscription) => subscription.status === 'trialing' && !endsAt(subscription))
        .map(({ trialEnd }) => Date.parse(trialEnd ?? ''))
        .filter((end) => end >= from && end - from <= TRIAL_DAYS * DAY);
    return ends.length > 0 ? [{ key: 'trial', text: fill(trial, formatDate(new Date(Math.min(...ends)).toISOString())) }] : [];
}
