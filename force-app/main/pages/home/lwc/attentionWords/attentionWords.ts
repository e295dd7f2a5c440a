import title from '@salesforce/label/c.Attention_Title';
import whose from '@salesforce/label/c.Attention_Whose';
import mine from '@salesforce/label/c.Attention_Mine';
import everybody from '@salesforce/label/c.Attention_Everybody';
import filter from '@salesforce/label/c.Attention_Filter';
import allKinds from '@salesforce/label/c.Attention_All_Kinds';
import kindChurnRisk from '@salesforce/label/c.Attention_Kind_Churn_Risk';
import kindEnding from '@salesforce/label/c.Attention_Kind_Ending';
import kindTrialEnding from '@salesforce/label/c.Attention_Kind_Trial_Ending';
import kindRenewing from '@salesforce/label/c.Attention_Kind_Renewing';
import kindAnswered from '@salesforce/label/c.Attention_Kind_Answered';
import evidenceDue from '@salesforce/label/c.Attention_Evidence_Due';
import evidenceLate from '@salesforce/label/c.Attention_Evidence_Late';
import evidenceWanted from '@salesforce/label/c.Attention_Evidence_Wanted';
import bankDecides from '@salesforce/label/c.Attention_Bank_Decides';
import unpaid from '@salesforce/label/c.Attention_Unpaid';
import ends from '@salesforce/label/c.Attention_Ends';
import severalEnd from '@salesforce/label/c.Attention_Several_End';
import trialEnds from '@salesforce/label/c.Attention_Trial_Ends';
import renews from '@salesforce/label/c.Attention_Renews';
import severalRenew from '@salesforce/label/c.Attention_Several_Renew';
import score from '@salesforce/label/c.Attention_Score';
import disputed from '@salesforce/label/c.Attention_Disputed';
import open from '@salesforce/label/c.Attention_Open';
import ending from '@salesforce/label/c.Attention_Ending';
import renewing from '@salesforce/label/c.Attention_Renewing';
import mrrOf from '@salesforce/label/c.Attention_MRR_Of';
import owner from '@salesforce/label/c.Attention_Owner';
import showMore from '@salesforce/label/c.Attention_Show_More';
import mostShown from '@salesforce/label/c.Attention_Most_Shown';
import shown from '@salesforce/label/c.Attention_Shown';
import emptyTitle from '@salesforce/label/c.Attention_Empty_Title';
import emptyMine from '@salesforce/label/c.Attention_Empty_Mine';
import emptyAll from '@salesforce/label/c.Attention_Empty_All';
import emptyKind from '@salesforce/label/c.Attention_Empty_Kind';
import showEverybody from '@salesforce/label/c.Attention_Show_Everybody';
import showAllKinds from '@salesforce/label/c.Attention_Show_All_Kinds';
import shadowMode from '@salesforce/label/c.Attention_Shadow_Mode';
import loading from '@salesforce/label/c.Attention_Loading';
import errorTitle from '@salesforce/label/c.Attention_Error_Title';
import notRefreshed from '@salesforce/label/c.Attention_Not_Refreshed';
import moreThan from '@salesforce/label/c.Monitor_More_Than';
import { daysUntil, fill, formatDate, formatDay, formatDays, formatMoney, formatQuantity, formatSum } from 'c/billingFormat';
import { awaitsEvidence } from 'c/billingMoney';
import { healthPhrase, labels as billingLabels, type HealthPhrase } from 'c/billingWords';
import { riskWords } from 'c/riskWords';
import {
    AT_RISK,
    CHURN_RISK,
    DISPUTE,
    DISPUTE_ANSWERED,
    ENDING,
    PAST_DUE,
    RENEWING,
    TRIAL_ENDING,
    formatWeekday,
    sums,
    type Amount,
    type AttentionRow,
    type Count
} from 'c/attentionModel';

export const labels = {
    title,
    whose,
    mine,
    everybody,
    filter,
    allKinds,
    owner,
    showMore,
    mostShown,
    shown,
    emptyTitle,
    emptyMine,
    emptyAll,
    emptyKind,
    showEverybody,
    showAllKinds,
    shadowMode,
    loading,
    errorTitle,
    notRefreshed,
    refresh: billingLabels.refresh,
    readAt: billingLabels.readAt,
    retry: billingLabels.retry,
    noAccessTitle: billingLabels.noAccessTitle,
    noAccessText: billingLabels.noAccessText
};

/** A word, a colour and an icon for each kind; those of the billing status are the billing panel's. */
const KINDS: Readonly<Record<number, HealthPhrase>> = {
    [DISPUTE]: healthPhrase('In dispute'),
    [AT_RISK]: healthPhrase('At risk'),
    [PAST_DUE]: healthPhrase('Past due'),
    [CHURN_RISK]: { text: kindChurnRisk, tone: 'warning', icon: 'utility:trending' },
    [ENDING]: { text: kindEnding, tone: 'warning', icon: 'utility:event' },
    [TRIAL_ENDING]: { text: kindTrialEnding, tone: 'info', icon: 'utility:clock' },
    [RENEWING]: { text: kindRenewing, tone: 'info', icon: 'utility:rotate' },
    [DISPUTE_ANSWERED]: { text: kindAnswered, tone: 'info', icon: 'utility:hourglass' }
};

export function kindPhrase(urgency: number): HealthPhrase {
    return KINDS[urgency] ?? healthPhrase(undefined);
}

export function countText({ total, isMore }: Count): string {
    return isMore ? fill(moreThan, formatQuantity(total)) : formatQuantity(total);
}

/** Why somebody should look, in whole sentences. */
export function reasonText(row: AttentionRow, now: string): string {
    switch (row.urgency) {
        case DISPUTE:
            return [evidenceText(row, now), row.delinquentSince ? overdueText(row) : ''].filter(Boolean).join(' ');
        case DISPUTE_ANSWERED:
            return bankDecides;
        case AT_RISK:
        case PAST_DUE:
            return overdueText(row);
        case CHURN_RISK:
            return [isKnown(row.riskScore) ? fill(score, formatQuantity(row.riskScore)) : '', row.reason ? riskWords(row.reason, now) : '']
                .filter(Boolean)
                .join(' ');
        case ENDING:
            return dayText(row, now, ends, severalEnd);
        case TRIAL_ENDING:
            return dayText(row, now, trialEnds, trialEnds);
        default:
            return dayText(row, now, renews, severalRenew);
    }
}

function evidenceText({ disputes, day }: AttentionRow, now: string): string {
    const due = disputes.find(({ status, evidenceDueBy }) => awaitsEvidence(status) && evidenceDueBy)?.evidenceDueBy ?? day;
    if (!due) return evidenceWanted;
    const days = daysUntil(due, now);
    const isLate = due.length > 10 ? Date.parse(due) < Date.parse(now) : days < 0;
    return fill(isLate ? evidenceLate : evidenceDue, formatWeekday(due, now), formatDays(days));
}

function overdueText({ delinquentSince, openBalance, currencyCode, nextAttemptAt }: AttentionRow): string {
    if (!delinquentSince) return unpaid;
    const { overdueSince, triesAgain, noAttempt } = billingLabels;
    const sentence = fill(overdueSince, formatMoney(openBalance ?? 0, currencyCode), formatDay(delinquentSince));
    return `${sentence} ${nextAttemptAt ? fill(triesAgain, formatDate(nextAttemptAt)) : noAttempt}`;
}

function dayText({ day, subscriptions }: AttentionRow, now: string, one: string, several: string): string {
    if (!day) return '';
    const count = subscriptions.length;
    return fill(count > 1 ? several : one, formatWeekday(day, now), formatDays(daysUntil(day, now)), formatQuantity(count));
}

/** What is at stake, and what kind of amount that is. */
export interface Stake {
    amount: string;
    note: string;
}

export function stakeOf(row: AttentionRow): Stake {
    const { urgency, openBalance, currencyCode, mrr, disputes, subscriptions } = row;
    const mrrText = isKnown(mrr) ? formatMoney(mrr, currencyCode) : '';
    const noteOf = (word: string): string => [word, mrrText && fill(mrrOf, mrrText)].filter(Boolean).join(' · ');
    const isDisputed = urgency === DISPUTE || urgency === DISPUTE_ANSWERED;
    if (isDisputed && disputes.length > 0) return { amount: moneyOf(disputes), note: noteOf(disputed) };
    if ((urgency === AT_RISK || urgency === PAST_DUE) && isKnown(openBalance)) {
        return { amount: formatMoney(openBalance, currencyCode), note: noteOf(open) };
    }
    const isPart = (urgency === ENDING || urgency === RENEWING) && subscriptions.length > 0;
    if (isPart) return { amount: moneyOf(subscriptions), note: noteOf(urgency === ENDING ? ending : renewing) };
    return mrrText ? { amount: mrrText, note: billingLabels.mrr } : { amount: '', note: '' };
}

/** Blank is what somebody may not read. */
function isKnown(amount: number | null | undefined): amount is number {
    return typeof amount === 'number';
}

function moneyOf(amounts: readonly Amount[]): string {
    return formatSum(sums(amounts).map(({ currencyCode, amount }) => ({ currencyCode, amount: amount ?? 0 })));
}
