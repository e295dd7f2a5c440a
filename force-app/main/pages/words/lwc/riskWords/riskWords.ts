import attempts from '@salesforce/label/c.Billing_Because_Attempts';
import attempt from '@salesforce/label/c.Billing_Because_Attempt';
import givenUp from '@salesforce/label/c.Billing_Because_Given_Up';
import soft from '@salesforce/label/c.Billing_Because_Soft';
import hard from '@salesforce/label/c.Billing_Because_Hard';
import fraud from '@salesforce/label/c.Billing_Because_Fraud';
import overdue from '@salesforce/label/c.Billing_Because_Overdue';
import overdueDay from '@salesforce/label/c.Billing_Because_Overdue_Day';
import cardExpired from '@salesforce/label/c.Billing_Because_Card_Expired';
import cardExpires from '@salesforce/label/c.Billing_Because_Card_Expires';
import ending from '@salesforce/label/c.Billing_Because_Ending';
import endingUndated from '@salesforce/label/c.Billing_Because_Ending_Undated';
import mrrOverdue from '@salesforce/label/c.Billing_Because_MRR_Overdue';
import shrank from '@salesforce/label/c.Billing_Because_Shrank';
import dispute from '@salesforce/label/c.Billing_Because_Dispute';
import disputeUndated from '@salesforce/label/c.Billing_Because_Dispute_Undated';
import disputes from '@salesforce/label/c.Billing_Because_Disputes';
import disputesUndated from '@salesforce/label/c.Billing_Because_Disputes_Undated';
import usage from '@salesforce/label/c.Billing_Because_Usage';
import { fill, formatDay, formatPercent, formatQuantity, type RiskReason } from 'c/billingFormat';
import { declineWords } from 'c/stripeWords';

/** What stands in a sentence, in the order in which the package stores it. */
type Values = readonly unknown[];

/** The name of a Risk Weight → its sentence; undefined where something is missing. */
const SENTENCES: Readonly<Record<string, (values: Values, today: string) => string | undefined>> = {
    Failed_Attempts: ([count, invoice]) => {
        if (!isNumber(count) || !isText(invoice)) return undefined;
        return fill(count === 1 ? attempt : attempts, formatQuantity(count), invoice);
    },
    No_Further_Retry: ([invoice]) => (isText(invoice) ? fill(givenUp, invoice) : undefined),
    Decline_Soft: ([code]) => declined(soft, code),
    Decline_Hard: ([code]) => declined(hard, code),
    Decline_Fraud: ([code]) => declined(fraud, code),
    Days_Past_Due: ([days]) => (isNumber(days) ? fill(days === 1 ? overdueDay : overdue, formatQuantity(days)) : undefined),
    Card_Expiry: ([expires, renews], today) => {
        if (!isDay(expires) || !isDay(renews)) return undefined;
        return fill(expires < today ? cardExpired : cardExpires, formatDay(expires), formatDay(renews));
    },
    Cancel_At_Period_End: ([percent, first]) => {
        if (!isNumber(percent)) return undefined;
        return isDay(first) ? fill(ending, formatPercent(percent), formatDay(first)) : fill(endingUndated, formatPercent(percent));
    },
    MRR_At_Risk: ([percent]) => (isNumber(percent) ? fill(mrrOverdue, formatPercent(percent)) : undefined),
    Recent_Contraction: ([percent, days]) => {
        if (!isNumber(percent) || !isNumber(days)) return undefined;
        return fill(shrank, formatPercent(percent), formatQuantity(days));
    },
    Open_Dispute: ([count, due]) => {
        if (!isNumber(count)) return undefined;
        const [dated, undated] = count === 1 ? [dispute, disputeUndated] : [disputes, disputesUndated];
        return isDay(due) ? fill(dated, formatQuantity(count), formatDay(due)) : fill(undated, formatQuantity(count));
    },
    Low_Usage: ([amount]) => (isNumber(amount) ? fill(usage, formatQuantity(amount)) : undefined)
};

/** Why, in the reader's language; the stored sentence where it is not known by its code, or from before values were kept. */
export function riskWords({ code, values, words }: RiskReason, now: string): string {
    return SENTENCES[code ?? '']?.(valuesOf(values), now.slice(0, 10)) ?? words ?? '';
}

/** Records may be changed by hand: what is no list stands for nothing. */
function valuesOf(json: string | null | undefined): Values {
    try {
        const values: unknown = JSON.parse(json ?? '[]');
        return Array.isArray(values) ? values : [];
    } catch {
        return [];
    }
}

function declined(sentence: string, code: unknown): string | undefined {
    return isText(code) ? fill(sentence, declineWords(code)) : undefined;
}

function isNumber(value: unknown): value is number {
    return typeof value === 'number';
}

function isText(value: unknown): value is string {
    return typeof value === 'string' && value !== '';
}

function isDay(value: unknown): value is string {
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
