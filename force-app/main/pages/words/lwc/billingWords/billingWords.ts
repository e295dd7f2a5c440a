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
import subscriptions from '@salesforce/label/c.Billing_Subscriptions';
import moreSubscriptions from '@salesforce/label/c.Billing_More_Subscriptions';
import showEnded from '@salesforce/label/c.Billing_Show_Ended';
import hideEnded from '@salesforce/label/c.Billing_Hide_Ended';
import perMonth from '@salesforce/label/c.Billing_Per_Month';
import noItems from '@salesforce/label/c.Billing_No_Items';
import tiered from '@salesforce/label/c.Billing_Tiered';
import unitTerm from '@salesforce/label/c.Billing_Unit_Term';
import renews from '@salesforce/label/c.Billing_Renews';
import periodEnded from '@salesforce/label/c.Billing_Period_Ended';
import cancels from '@salesforce/label/c.Billing_Cancels';
import ended from '@salesforce/label/c.Billing_Ended';
import trialEnds from '@salesforce/label/c.Billing_Trial_Ends';
import trialWasUntil from '@salesforce/label/c.Billing_Trial_Was_Until';
import wasToEnd from '@salesforce/label/c.Billing_Was_To_End';
import wasToResume from '@salesforce/label/c.Billing_Was_To_Resume';
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
import growth from '@salesforce/label/c.Billing_Growth';
import growthCut from '@salesforce/label/c.Billing_Growth_Cut';
import openBalance from '@salesforce/label/c.Billing_Open_Balance';
import delinquentSince from '@salesforce/label/c.Billing_Delinquent_Since';
import since from '@salesforce/label/c.Billing_Since';
import period from '@salesforce/label/c.Billing_Period';
import healthGood from '@salesforce/label/c.Billing_Health_Good';
import healthPastDue from '@salesforce/label/c.Billing_Health_Past_Due';
import healthAtRisk from '@salesforce/label/c.Billing_Health_At_Risk';
import healthDispute from '@salesforce/label/c.Billing_Health_In_Dispute';
import healthNone from '@salesforce/label/c.Billing_Health_None';
import healthUnknown from '@salesforce/label/c.Billing_Health_Unknown';
import healthUnknownText from '@salesforce/label/c.Billing_Health_Unknown_Text';
import healthNoneText from '@salesforce/label/c.Billing_Health_None_Text';
import openNotDue from '@salesforce/label/c.Billing_Open_Not_Due';
import nothingOpen from '@salesforce/label/c.Billing_Nothing_Open';
import overdueSince from '@salesforce/label/c.Billing_Overdue_Since';
import triesAgain from '@salesforce/label/c.Billing_Tries_Again';
import noAttempt from '@salesforce/label/c.Billing_No_Attempt';
import attemptUnreported from '@salesforce/label/c.Billing_Attempt_Unreported';
import writtenOff from '@salesforce/label/c.Billing_Written_Off';
import subscriptionUnpaid from '@salesforce/label/c.Billing_Subscription_Unpaid';
import subscriptionPastDue from '@salesforce/label/c.Billing_Subscription_Past_Due';
import disputesToAnswer from '@salesforce/label/c.Billing_Disputes_To_Answer';
import paymentRisk from '@salesforce/label/c.Billing_Payment_Risk';
import risk from '@salesforce/label/c.Billing_Risk';
import riskScore from '@salesforce/label/c.Billing_Risk_Score';
import riskPoints from '@salesforce/label/c.Billing_Risk_Points';
import riskReasons from '@salesforce/label/c.Billing_Risk_Reasons';
import noRisk from '@salesforce/label/c.Billing_No_Risk';
import riskLow from '@salesforce/label/c.Billing_Risk_Low';
import riskMedium from '@salesforce/label/c.Billing_Risk_Medium';
import riskHigh from '@salesforce/label/c.Billing_Risk_High';
import showAllReasons from '@salesforce/label/c.Billing_Show_All_Reasons';
import noSubscriptions from '@salesforce/label/c.Billing_No_Subscriptions';
import invoices from '@salesforce/label/c.Billing_Invoices';
import noInvoices from '@salesforce/label/c.Billing_No_Invoices';
import payments from '@salesforce/label/c.Billing_Payments';
import noPayments from '@salesforce/label/c.Billing_No_Payments';
import disputes from '@salesforce/label/c.Billing_Disputes';
import left from '@salesforce/label/c.Billing_Left';
import openInvoice from '@salesforce/label/c.Billing_Open_Invoice';
import paidAt from '@salesforce/label/c.Billing_Paid_At';
import issuedAt from '@salesforce/label/c.Billing_Issued_At';
import dueAt from '@salesforce/label/c.Billing_Due_At';
import wasDueAt from '@salesforce/label/c.Billing_Was_Due_At';
import attempts from '@salesforce/label/c.Billing_Attempts';
import nextAttempt from '@salesforce/label/c.Billing_Next_Attempt';
import attemptWasPlanned from '@salesforce/label/c.Billing_Attempt_Was_Planned';
import card from '@salesforce/label/c.Billing_Card';
import payment from '@salesforce/label/c.Billing_Payment';
import refund from '@salesforce/label/c.Billing_Refund';
import refunded from '@salesforce/label/c.Billing_Refunded';
import openReceipt from '@salesforce/label/c.Billing_Open_Receipt';
import inquiry from '@salesforce/label/c.Billing_Inquiry';
import evidenceLate from '@salesforce/label/c.Attention_Evidence_Late';
import evidenceDue from '@salesforce/label/c.Billing_Evidence_Due';
import openedAt from '@salesforce/label/c.Billing_Opened_At';
import closedAt from '@salesforce/label/c.Billing_Closed_At';
import copyLink from '@salesforce/label/c.Billing_Copy_Link';
import copyPaymentLink from '@salesforce/label/c.Billing_Copy_Payment_Link';
import copied from '@salesforce/label/c.Billing_Copied';
import copiedText from '@salesforce/label/c.Billing_Copied_Text';
import notCopied from '@salesforce/label/c.Billing_Not_Copied';
import showAll from '@salesforce/label/c.Billing_Show_All';
import showFewer from '@salesforce/label/c.Billing_Show_Fewer';
import moreInLists from '@salesforce/label/c.Billing_More_In_Lists';
import openInStripe from '@salesforce/label/c.Billing_Open_In_Stripe';
import match from '@salesforce/label/c.Billing_Match';
import matchAbout from '@salesforce/label/c.Billing_Match_About';
import matchSearch from '@salesforce/label/c.Billing_Match_Search';
import matchPlaceholder from '@salesforce/label/c.Billing_Match_Placeholder';
import noneToMatch from '@salesforce/label/c.Billing_None_To_Match';
import noneUnmatched from '@salesforce/label/c.Billing_None_Unmatched';
import choose from '@salesforce/label/c.Billing_Choose';
import cancel from '@salesforce/label/c.Billing_Cancel';
import matched from '@salesforce/label/c.Billing_Matched';
import matchedText from '@salesforce/label/c.Billing_Matched_Text';
import failedEvents from '@salesforce/label/c.Billing_Failed_Events';
import processAgain from '@salesforce/label/c.Billing_Process_Again';
import queued from '@salesforce/label/c.Billing_Queued';
import queuedText from '@salesforce/label/c.Billing_Queued_Text';
import notQueued from '@salesforce/label/c.Billing_Not_Queued';
import partHealth from '@salesforce/label/c.Billing_Part_Health';
import partRisk from '@salesforce/label/c.Billing_Part_Risk';
import partTotals from '@salesforce/label/c.Billing_Part_Totals';
import partCustomers from '@salesforce/label/c.Billing_Part_Customers';
import invoiceDraft from '@salesforce/label/c.Billing_Invoice_Draft';
import invoiceOpen from '@salesforce/label/c.Billing_Invoice_Open';
import invoiceOverdue from '@salesforce/label/c.Billing_Invoice_Overdue';
import invoicePaid from '@salesforce/label/c.Billing_Invoice_Paid';
import invoiceVoid from '@salesforce/label/c.Billing_Invoice_Void';
import invoiceUncollectible from '@salesforce/label/c.Billing_Invoice_Uncollectible';
import paymentSucceeded from '@salesforce/label/c.Billing_Payment_Succeeded';
import paymentPending from '@salesforce/label/c.Billing_Payment_Pending';
import paymentFailed from '@salesforce/label/c.Billing_Payment_Failed';
import paymentCanceled from '@salesforce/label/c.Billing_Payment_Canceled';
import paymentActionNeeded from '@salesforce/label/c.Billing_Payment_Action_Needed';
import paymentRefunded from '@salesforce/label/c.Billing_Payment_Refunded';
import paymentPartlyRefunded from '@salesforce/label/c.Billing_Payment_Partly_Refunded';
import paymentDisputed from '@salesforce/label/c.Billing_Payment_Disputed';
import disputeOpen from '@salesforce/label/c.Billing_Dispute_Open';
import disputeWon from '@salesforce/label/c.Billing_Dispute_Won';
import disputeLost from '@salesforce/label/c.Billing_Dispute_Lost';
import disputeClosed from '@salesforce/label/c.Billing_Dispute_Closed';
import customerSince from '@salesforce/label/c.Billing_Customer_Since';
import changeAbout from '@salesforce/label/c.Billing_Change_About';
import openBalanceAbout from '@salesforce/label/c.Billing_Open_Balance_About';
import nextRenewalAbout from '@salesforce/label/c.Billing_Next_Renewal_About';
import findSubscription from '@salesforce/label/c.Billing_Find_Subscription';
import findPlaceholder from '@salesforce/label/c.Billing_Find_Placeholder';
import noneFound from '@salesforce/label/c.Billing_None_Found';
import shownOf from '@salesforce/label/c.Billing_Shown_Of';
import showMore from '@salesforce/label/c.Billing_Show_More';
import allCurrencies from '@salesforce/label/c.Billing_All_Currencies';
import currencyCount from '@salesforce/label/c.Billing_Currency_Count';
import notCounted from '@salesforce/label/c.Billing_Not_Counted';
import openSubscription from '@salesforce/label/c.Billing_Open_Subscription';
import openDispute from '@salesforce/label/c.Billing_Open_Dispute';
import periodAll from '@salesforce/label/c.Billing_Period_All';
import periodCustom from '@salesforce/label/c.Billing_Period_Custom';
import periodFrom from '@salesforce/label/c.Billing_Period_From';
import periodTo from '@salesforce/label/c.Billing_Period_To';
import stale from '@salesforce/label/c.Billing_Stale';
import customersHere from '@salesforce/label/c.Billing_Customers_Here';
import customersOther from '@salesforce/label/c.Billing_Customers_Other';
import manageCustomers from '@salesforce/label/c.Billing_Manage_Customers';
import belongsTo from '@salesforce/label/c.Billing_Belongs_To';
import belongsElsewhere from '@salesforce/label/c.Billing_Belongs_Elsewhere';
import moveHere from '@salesforce/label/c.Billing_Move_Here';
import remove from '@salesforce/label/c.Billing_Remove';
import confirmMove from '@salesforce/label/c.Billing_Confirm_Move';
import confirmRemove from '@salesforce/label/c.Billing_Confirm_Remove';
import removed from '@salesforce/label/c.Billing_Removed';
import notChanged from '@salesforce/label/c.Billing_Not_Changed';
import nextTitle from '@salesforce/label/c.Billing_Next_Title';
import nextAnswer from '@salesforce/label/c.Billing_Next_Answer';
import discountOff from '@salesforce/label/c.Billing_Discount';
import discountUntil from '@salesforce/label/c.Billing_Discount_Until';
import pausedUntil from '@salesforce/label/c.Billing_Paused_Until';
import riskCritical from '@salesforce/label/c.Billing_Risk_Critical';
import byMetadata from '@salesforce/label/c.Billing_Method_Metadata';
import byEmail from '@salesforce/label/c.Billing_Method_Email';
import byHand from '@salesforce/label/c.Billing_Method_Manual';
import type { ApexError } from '@salesforce/apex';
import {
    fill,
    formatDate,
    formatDay,
    formatMoney,
    formatPercent,
    formatUnitPrice,
    type Dispute,
    type Invoice,
    type Item,
    isPast,
    type Payment,
    type Region,
    type Subscription
} from 'c/billingFormat';
import { endsAt, hasEnded } from 'c/billingFigures';
import { codeWords } from 'c/stripeWords';

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
    moreMovements,
    growth,
    growthCut,
    openBalance,
    delinquentSince,
    since,
    period,
    healthUnknownText,
    healthNoneText,
    openNotDue,
    nothingOpen,
    overdueSince,
    triesAgain,
    noAttempt,
    attemptUnreported,
    writtenOff,
    subscriptionUnpaid,
    subscriptionPastDue,
    disputesToAnswer,
    paymentRisk,
    risk,
    riskScore,
    riskPoints,
    riskReasons,
    noRisk,
    showAllReasons,
    noSubscriptions,
    invoices,
    noInvoices,
    payments,
    noPayments,
    disputes,
    left,
    openInvoice,
    paidAt,
    issuedAt,
    dueAt,
    wasDueAt,
    attempts,
    nextAttempt,
    attemptWasPlanned,
    card,
    payment,
    refund,
    refunded,
    openReceipt,
    inquiry,
    evidenceDue,
    evidenceLate,
    openedAt,
    closedAt,
    copyLink,
    copyPaymentLink,
    copied,
    copiedText,
    notCopied,
    showAll,
    showFewer,
    moreInLists,
    openInStripe,
    match,
    matchAbout,
    matchSearch,
    matchPlaceholder,
    noneToMatch,
    noneUnmatched,
    choose,
    cancel,
    matched,
    matchedText,
    failedEvents,
    processAgain,
    queued,
    queuedText,
    notQueued,
    customerSince,
    changeAbout,
    openBalanceAbout,
    nextRenewalAbout,
    findSubscription,
    findPlaceholder,
    noneFound,
    shownOf,
    showMore,
    allCurrencies,
    currencyCount,
    notCounted,
    openSubscription,
    openDispute,
    periodAll,
    periodCustom,
    periodFrom,
    periodTo,
    stale,
    customersHere,
    customersOther,
    manageCustomers,
    belongsTo,
    belongsElsewhere,
    moveHere,
    remove,
    confirmMove,
    confirmRemove,
    removed,
    notChanged,
    nextTitle,
    nextAnswer
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
    return STATUSES[status] ?? { text: codeWords(status), tone: 'neutral' };
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
export function outlook(subscription: Subscription, now: string, region?: Region): Phrase | undefined {
    const at = (label: string, instant: string, tone: Tone): Phrase => ({ text: fill(label, formatDate(instant, region)), tone });
    const planned = (label: string, instant: string, tone: Tone, missed: string): Phrase => {
        const isMissed = isPast(instant, now);
        return at(isMissed ? missed : label, instant, isMissed ? 'warning' : tone);
    };
    const end = endsAt(subscription);
    if (hasEnded(subscription)) return subscription.endedAt ? at(ended, subscription.endedAt, 'neutral') : undefined;
    if (subscription.pauseBehavior) {
        const until = subscription.pauseResumesAt;
        return until ? planned(pausedUntil, until, 'warning', wasToResume) : { text: paused, tone: 'warning' };
    }
    if (end) return planned(cancels, end, 'warning', wasToEnd);
    if (subscription.status === 'trialing' && subscription.trialEnd)
        return planned(trialEnds, subscription.trialEnd, 'info', trialWasUntil);
    const next = subscription.currentPeriodEnd;
    return next ? planned(renews, next, 'neutral', periodEnded) : undefined;
}

/** What the package notes of a discount: '10 % off until 2026-05-01 00:00 UTC (si_1)'. */
const DISCOUNT =
    /^(?:(?<percent>[\d.]+) %|(?<code>[A-Z]{3}) (?<amount>[\d.]+)) off(?: until (?<day>\d{4}-\d{2}-\d{2}) \d{2}:\d{2} UTC)?(?: \(.*\))?$/;

/** What a subscription has off, in the reader's language; a line that reads otherwise as it is. */
export function discountWords(discounts: string | null | undefined, region?: Region): string[] {
    return (discounts ?? '')
        .split('\n')
        .filter(Boolean)
        .map((line) => {
            const { percent, code, amount, day } = DISCOUNT.exec(line)?.groups ?? {};
            if (!percent && !amount) return line;
            const off = percent ? formatPercent(Number(percent), region) : formatMoney(Number(amount), code, region);
            return day ? fill(discountUntil, off, formatDay(day, region)) : fill(discountOff, off);
        });
}

/** Why a subscription counts nothing in MRR, where its status does not say so already. */
const NOT_COUNTED: Readonly<Record<string, string>> = {
    trialing,
    paused: pausedStatus,
    'cancellation requested': reasonCancelRequested,
    'not paid yet': reasonNotPaid,
    'dispute lost': reasonDisputeLost
};

export function notCountedWords({ notCounted: reason, status }: Subscription): string | undefined {
    if (!reason || reason === status) return undefined;
    return fill(notCounted, NOT_COUNTED[reason] ?? statusPhrase(reason).text);
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

export interface HealthPhrase extends Phrase {
    icon: string;
}

/** By the status of the Account. */
const HEALTH: Readonly<Record<string, HealthPhrase>> = {
    'Good standing': { text: healthGood, tone: 'success', icon: 'utility:success' },
    'Past due': { text: healthPastDue, tone: 'warning', icon: 'utility:warning' },
    'At risk': { text: healthAtRisk, tone: 'error', icon: 'utility:error' },
    'In dispute': { text: healthDispute, tone: 'error', icon: 'utility:priority' },
    'No billing': { text: healthNone, tone: 'neutral', icon: 'utility:info' }
};

export function healthPhrase(status: string | null | undefined): HealthPhrase {
    if (!status) return { text: healthUnknown, tone: 'neutral', icon: 'utility:question' };
    return HEALTH[status] ?? { text: status, tone: 'neutral', icon: 'utility:info' };
}

/** Levels of the churn risk and of failed payments. */
const LEVELS: Readonly<Record<string, Phrase>> = {
    Low: { text: riskLow, tone: 'success' },
    Medium: { text: riskMedium, tone: 'warning' },
    High: { text: riskHigh, tone: 'error' },
    Critical: { text: riskCritical, tone: 'error' }
};

export function riskPhrase(level: string | null | undefined): Phrase {
    return LEVELS[level ?? ''] ?? { text: level ?? '', tone: 'neutral' };
}

/** How a Stripe customer came to its Account. */
const METHODS: Readonly<Record<string, string>> = { Metadata: byMetadata, Email: byEmail, Manual: byHand };

export function methodWords(method: string | null | undefined): string {
    return METHODS[method ?? ''] ?? '';
}

const INVOICES: Readonly<Record<string, Phrase>> = {
    draft: { text: invoiceDraft, tone: 'neutral' },
    open: { text: invoiceOpen, tone: 'info' },
    paid: { text: invoicePaid, tone: 'success' },
    void: { text: invoiceVoid, tone: 'neutral' },
    uncollectible: { text: invoiceUncollectible, tone: 'error' }
};

export function invoicePhrase({ status, isOverdue }: Invoice): Phrase {
    if (isOverdue) return { text: invoiceOverdue, tone: 'error' };
    return INVOICES[status] ?? { text: codeWords(status), tone: 'neutral' };
}

const PAYMENTS: Readonly<Record<string, Phrase>> = {
    succeeded: { text: paymentSucceeded, tone: 'success' },
    pending: { text: paymentPending, tone: 'info' },
    failed: { text: paymentFailed, tone: 'error' },
    canceled: { text: paymentCanceled, tone: 'neutral' },
    requires_action: { text: paymentActionNeeded, tone: 'warning' }
};

/** What became of the money counts before how the attempt went. */
export function paymentPhrase({ status, kind, amount, refunded, isDisputed }: Payment): Phrase {
    if (isDisputed) return { text: paymentDisputed, tone: 'error' };
    if (kind !== 'Refund' && (refunded ?? 0) > 0) {
        return { text: (refunded ?? 0) < (amount ?? 0) ? paymentPartlyRefunded : paymentRefunded, tone: 'neutral' };
    }
    return PAYMENTS[status] ?? { text: codeWords(status), tone: 'neutral' };
}

const DISPUTES: Readonly<Record<string, Phrase>> = {
    Open: { text: disputeOpen, tone: 'error' },
    Won: { text: disputeWon, tone: 'success' },
    Lost: { text: disputeLost, tone: 'error' },
    Closed: { text: disputeClosed, tone: 'neutral' }
};

export function disputePhrase({ outcome, status }: Dispute): Phrase {
    return DISPUTES[outcome ?? ''] ?? { text: codeWords(status), tone: 'neutral' };
}

/** Parts of the panel by the names that Apex gives them. */
const PARTS: Readonly<Record<string, string>> = {
    health: partHealth,
    risk: partRisk,
    totals: partTotals,
    customers: partCustomers,
    subscriptions,
    movements,
    invoices,
    payments,
    disputes
};

export function partName(part: string): string {
    return PARTS[part] ?? part;
}

/** What an error says; Salesforce has several ways to say it. */
export function errorWords(error: ApexError): string {
    const body = Array.isArray(error.body) ? error.body[0] : error.body;
    return body?.message ?? error.message ?? unknownError;
}
