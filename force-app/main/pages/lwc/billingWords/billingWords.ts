import title from '@salesforce/label/c.Billing_Title';
import refresh from '@salesforce/label/c.Billing_Refresh';
import loading from '@salesforce/label/c.Billing_Loading';
import readAt from '@salesforce/label/c.Billing_Read_At';
import retry from '@salesforce/label/c.Billing_Retry';
import errorTitle from '@salesforce/label/c.Billing_Error_Title';
import unknownError from '@salesforce/label/c.Billing_Error_Unknown';
import noAccessTitle from '@salesforce/label/c.Billing_No_Access_Title';
import noAccessText from '@salesforce/label/c.Billing_No_Access_Text';
import noCustomerTitle from '@salesforce/label/c.Billing_No_Customer_Title';
import noCustomerText from '@salesforce/label/c.Billing_No_Customer_Text';
import noSubscriptionTitle from '@salesforce/label/c.Billing_No_Subscription_Title';
import noSubscriptionText from '@salesforce/label/c.Billing_No_Subscription_Text';
import mrr from '@salesforce/label/c.Billing_MRR';
import mrrLong from '@salesforce/label/c.Billing_MRR_Long';
import arr from '@salesforce/label/c.Billing_ARR';
import arrLong from '@salesforce/label/c.Billing_ARR_Long';
import consolidated from '@salesforce/label/c.Billing_Consolidated';
import nextRenewal from '@salesforce/label/c.Billing_Next_Renewal';
import noRenewal from '@salesforce/label/c.Billing_No_Renewal';
import change from '@salesforce/label/c.Billing_Change';
import changeUnknown from '@salesforce/label/c.Billing_Change_Unknown';
import trendTitle from '@salesforce/label/c.Billing_Trend_Title';
import trendText from '@salesforce/label/c.Billing_Trend_Text';
import subscriptions from '@salesforce/label/c.Billing_Subscriptions';
import moreSubscriptions from '@salesforce/label/c.Billing_More_Subscriptions';
import showEnded from '@salesforce/label/c.Billing_Show_Ended';
import hideEnded from '@salesforce/label/c.Billing_Hide_Ended';
import perMonth from '@salesforce/label/c.Billing_Per_Month';
import noItems from '@salesforce/label/c.Billing_No_Items';
import tiered from '@salesforce/label/c.Billing_Tiered';
import unitTerm from '@salesforce/label/c.Billing_Unit_Term';
import renews from '@salesforce/label/c.Billing_Renews';
import cancels from '@salesforce/label/c.Billing_Cancels';
import ended from '@salesforce/label/c.Billing_Ended';
import trialEnds from '@salesforce/label/c.Billing_Trial_Ends';
import paused from '@salesforce/label/c.Billing_Paused';
import movements from '@salesforce/label/c.Billing_Movements';
import noMovements from '@salesforce/label/c.Billing_No_Movements';
import movementDate from '@salesforce/label/c.Billing_Movement_Date';
import movementType from '@salesforce/label/c.Billing_Movement_Type';
import movementChange from '@salesforce/label/c.Billing_Movement_Change';
import movementBalance from '@salesforce/label/c.Billing_Movement_Balance';
import movementReason from '@salesforce/label/c.Billing_Movement_Reason';
import showAllMovements from '@salesforce/label/c.Billing_Show_All_Movements';
import showFewerMovements from '@salesforce/label/c.Billing_Show_Fewer_Movements';
import moreMovements from '@salesforce/label/c.Billing_More_Movements';
import everyDay from '@salesforce/label/c.Billing_Every_Day';
import everyWeek from '@salesforce/label/c.Billing_Every_Week';
import everyMonth from '@salesforce/label/c.Billing_Every_Month';
import everyYear from '@salesforce/label/c.Billing_Every_Year';
import everyDays from '@salesforce/label/c.Billing_Every_Days';
import everyWeeks from '@salesforce/label/c.Billing_Every_Weeks';
import everyMonths from '@salesforce/label/c.Billing_Every_Months';
import everyYears from '@salesforce/label/c.Billing_Every_Years';
import active from '@salesforce/label/c.Billing_Status_Active';
import trialing from '@salesforce/label/c.Billing_Status_Trialing';
import pastDue from '@salesforce/label/c.Billing_Status_Past_Due';
import unpaid from '@salesforce/label/c.Billing_Status_Unpaid';
import incomplete from '@salesforce/label/c.Billing_Status_Incomplete';
import expired from '@salesforce/label/c.Billing_Status_Expired';
import canceled from '@salesforce/label/c.Billing_Status_Canceled';
import pausedStatus from '@salesforce/label/c.Billing_Status_Paused';
import typeNew from '@salesforce/label/c.Billing_Type_New';
import typeExpansion from '@salesforce/label/c.Billing_Type_Expansion';
import typeContraction from '@salesforce/label/c.Billing_Type_Contraction';
import typeChurn from '@salesforce/label/c.Billing_Type_Churn';
import typeReactivation from '@salesforce/label/c.Billing_Type_Reactivation';
import typeFx from '@salesforce/label/c.Billing_Type_FX';
import typeOpening from '@salesforce/label/c.Billing_Type_Opening';
import typeRestatement from '@salesforce/label/c.Billing_Type_Restatement';
import reasonStarted from '@salesforce/label/c.Billing_Reason_Started';
import reasonTrialEnd from '@salesforce/label/c.Billing_Reason_Trial_End';
import reasonSeats from '@salesforce/label/c.Billing_Reason_Seats';
import reasonPlan from '@salesforce/label/c.Billing_Reason_Plan';
import reasonPrice from '@salesforce/label/c.Billing_Reason_Price';
import reasonDiscount from '@salesforce/label/c.Billing_Reason_Discount';
import reasonCouponEnd from '@salesforce/label/c.Billing_Reason_Coupon_End';
import reasonTerms from '@salesforce/label/c.Billing_Reason_Terms';
import reasonPaused from '@salesforce/label/c.Billing_Reason_Paused';
import reasonResumed from '@salesforce/label/c.Billing_Reason_Resumed';
import reasonCanceled from '@salesforce/label/c.Billing_Reason_Canceled';
import reasonCanceledOnRequest from '@salesforce/label/c.Billing_Reason_Canceled_On_Request';
import reasonCanceledUnpaid from '@salesforce/label/c.Billing_Reason_Canceled_Unpaid';
import reasonCanceledDisputed from '@salesforce/label/c.Billing_Reason_Canceled_Disputed';
import reasonCancelRequested from '@salesforce/label/c.Billing_Reason_Cancel_Requested';
import reasonCancelWithdrawn from '@salesforce/label/c.Billing_Reason_Cancel_Withdrawn';
import reasonNotPaid from '@salesforce/label/c.Billing_Reason_Not_Paid';
import reasonPaid from '@salesforce/label/c.Billing_Reason_Paid';
import reasonDisputeLost from '@salesforce/label/c.Billing_Reason_Dispute_Lost';
import reasonCurrency from '@salesforce/label/c.Billing_Reason_Currency';
import reasonOpening from '@salesforce/label/c.Billing_Reason_Opening';
import reasonCorrection from '@salesforce/label/c.Billing_Reason_Correction';
import reasonRate from '@salesforce/label/c.Billing_Reason_Rate';
import reasonStatus from '@salesforce/label/c.Billing_Reason_Status';
import { fill, formatDate, formatUnitPrice, type Item, type Region, type Subscription } from 'c/billingFormat';
import { endsAt, hasEnded } from 'c/billingFigures';

export const labels = {
    title,
    refresh,
    loading,
    readAt,
    retry,
    errorTitle,
    unknownError,
    noAccessTitle,
    noAccessText,
    noCustomerTitle,
    noCustomerText,
    noSubscriptionTitle,
    noSubscriptionText,
    mrr,
    mrrLong,
    arr,
    arrLong,
    consolidated,
    nextRenewal,
    noRenewal,
    change,
    changeUnknown,
    trendTitle,
    trendText,
    subscriptions,
    moreSubscriptions,
    showEnded,
    hideEnded,
    perMonth,
    noItems,
    tiered,
    movements,
    noMovements,
    movementDate,
    movementType,
    movementChange,
    movementBalance,
    movementReason,
    showAllMovements,
    showFewerMovements,
    moreMovements
};

export type Tone = 'success' | 'info' | 'warning' | 'error' | 'neutral';

export interface Phrase {
    text: string;
    tone: Tone;
}

const STATUSES: Readonly<Record<string, Phrase>> = {
    active: { text: active, tone: 'success' },
    trialing: { text: trialing, tone: 'info' },
    past_due: { text: pastDue, tone: 'warning' },
    unpaid: { text: unpaid, tone: 'error' },
    incomplete: { text: incomplete, tone: 'warning' },
    incomplete_expired: { text: expired, tone: 'neutral' },
    canceled: { text: canceled, tone: 'neutral' },
    paused: { text: pausedStatus, tone: 'neutral' }
};

const TYPES: Readonly<Record<string, string>> = {
    New: typeNew,
    Expansion: typeExpansion,
    Contraction: typeContraction,
    Churn: typeChurn,
    Reactivation: typeReactivation,
    FX: typeFx,
    Opening: typeOpening,
    Restatement: typeRestatement
};

/** The ledger's codes → words. A code may carry Stripe's own word behind a colon. */
const REASONS: Readonly<Record<string, string>> = {
    started: reasonStarted,
    trial_end: reasonTrialEnd,
    seats: reasonSeats,
    plan: reasonPlan,
    price: reasonPrice,
    discount: reasonDiscount,
    coupon_end: reasonCouponEnd,
    terms: reasonTerms,
    paused: reasonPaused,
    resumed: reasonResumed,
    canceled: reasonCanceled,
    'canceled:cancellation_requested': reasonCanceledOnRequest,
    'canceled:payment_failed': reasonCanceledUnpaid,
    'canceled:payment_disputed': reasonCanceledDisputed,
    cancel_requested: reasonCancelRequested,
    cancel_withdrawn: reasonCancelWithdrawn,
    not_paid: reasonNotPaid,
    paid: reasonPaid,
    dispute_lost: reasonDisputeLost,
    currency: reasonCurrency,
    opening: reasonOpening,
    correction: reasonCorrection,
    rate: reasonRate
};

/** Stripe's interval → label for one, label for several. */
const TERMS: Readonly<Record<string, readonly [string, string]>> = {
    day: [everyDay, everyDays],
    week: [everyWeek, everyWeeks],
    month: [everyMonth, everyMonths],
    year: [everyYear, everyYears]
};

/** Stripe adds statuses; one that is new to us is shown as Stripe writes it. */
export function statusPhrase(status: string): Phrase {
    return STATUSES[status] ?? { text: status, tone: 'neutral' };
}

export function typeWord(movementTypeName: string): string {
    return TYPES[movementTypeName] ?? movementTypeName;
}

/** Why MRR moved, in a reader's words; a code that is new to us is shown as it is. */
export function reasonWords(code: string): string {
    const [word = '', detail] = code.split(':');
    if (word === 'status' && detail) return fill(reasonStatus, statusPhrase(detail).text);
    return REASONS[code] ?? REASONS[word] ?? code;
}

/** What happens to a subscription next, and when. */
export function outlook(subscription: Subscription, region?: Region): Phrase | undefined {
    const at = (label: string, instant: string, tone: Tone): Phrase => ({ text: fill(label, formatDate(instant, region)), tone });
    const end = endsAt(subscription);
    if (hasEnded(subscription)) return subscription.endedAt ? at(ended, subscription.endedAt, 'neutral') : undefined;
    if (subscription.isPaused) return { text: paused, tone: 'warning' };
    if (end) return at(cancels, end, 'warning');
    if (subscription.status === 'trialing' && subscription.trialEnd) return at(trialEnds, subscription.trialEnd, 'info');
    return subscription.currentPeriodEnd ? at(renews, subscription.currentPeriodEnd, 'neutral') : undefined;
}

/** '$20.00 every 3 months'; tiered prices have no single amount. */
export function priceWords(item: Item, currencyCode: string, region?: Region): string {
    if (item.unitAmount === undefined || item.unitAmount === null) return tiered;
    const price = formatUnitPrice(item.unitAmount, currencyCode, region);
    const term = termWords(item.intervalName, item.intervalCount ?? 1);
    return term ? fill(unitTerm, price, term) : price;
}

function termWords(intervalName: string | null | undefined, count: number): string {
    if (!intervalName) return '';
    const [one, several] = TERMS[intervalName] ?? [intervalName, intervalName];
    return count === 1 ? one : fill(several, count);
}
