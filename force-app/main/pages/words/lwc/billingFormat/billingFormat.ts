import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';

/** Amounts are in major units of `currencyCode`, instants ISO 8601 in UTC. Apex leaves out what is null. */
export interface Total {
    currencyCode: string;
    mrr: number;
    arr: number;
}

export interface Customer {
    recordId: string;
    customerId: string;
    name?: string | null;
    email?: string | null;
    accountId?: string | null;
    accountName?: string | null;
    matchMethod?: string | null;
    isLive?: boolean | null;
    isDeleted?: boolean | null;
}

export interface Item {
    recordId: string;
    priceId?: string | null;
    /** What people call the price. */
    priceName?: string | null;
    quantity?: number | null;
    unitAmount?: number | null;
    intervalName?: string | null;
    intervalCount?: number | null;
    mrr?: number | null;
}

export interface Subscription {
    recordId: string;
    subscriptionId: string;
    /** Id of the Stripe customer's record. */
    customer?: string | null;
    isLive?: boolean | null;
    status: string;
    currencyCode: string;
    mrr?: number | null;
    /** Why it counts nothing; absent where it counts. */
    notCounted?: string | null;
    startedAt?: string | null;
    currentPeriodStart?: string | null;
    currentPeriodEnd?: string | null;
    trialEnd?: string | null;
    cancelsAtPeriodEnd?: boolean | null;
    cancelAt?: string | null;
    endedAt?: string | null;
    /** Absent where collection is not paused. */
    pauseBehavior?: string | null;
    pauseResumesAt?: string | null;
    collectionMethod?: string | null;
    /** What MRR has off, one a line. */
    discounts?: string | null;
    items: Item[];
}

export interface Movement {
    recordId: string;
    movementType: string;
    currencyCode: string;
    delta?: number | null;
    balanceAfter?: number | null;
    effectiveAt?: string | null;
    reason?: string | null;
}

/** How the Account stands with its payments. Days are 'YYYY-MM-DD'. */
export interface Health {
    status?: string | null;
    currencyCode: string;
    openBalance?: number | null;
    openBalances?: string | null;
    delinquentSince?: string | null;
    nextPaymentAttempt?: string | null;
    paymentRisk?: string | null;
    riskScore?: number | null;
    riskLevel?: string | null;
    reasons: RiskReason[];
}

export interface RiskReason {
    recordId: string;
    points: number;
    /** Name of the Risk Weight. */
    code?: string | null;
    /** What stands in the sentence, as a JSON list. */
    values?: string | null;
    /** The sentence in English. */
    words?: string | null;
}

/** What moved MRR in a month. */
export interface MonthChange {
    month: string;
    currencyCode: string;
    movementType: string;
    delta: number;
}

export interface Invoice {
    recordId: string;
    invoiceNumber: string;
    status: string;
    currencyCode: string;
    total?: number | null;
    remaining?: number | null;
    createdAt?: string | null;
    dueAt?: string | null;
    paidAt?: string | null;
    isOverdue: boolean;
    attempts: number;
    nextAttemptAt?: string | null;
    collectionMethod?: string | null;
    declineCode?: string | null;
    declineMessage?: string | null;
    /** The Risk Weight of such a decline: whether it passes by itself. */
    declineKind?: string | null;
    hostedUrl?: string | null;
    pdfUrl?: string | null;
}

export interface Payment {
    recordId: string;
    paymentId: string;
    kind: string;
    status: string;
    currencyCode: string;
    amount?: number | null;
    refunded?: number | null;
    createdAt?: string | null;
    cardBrand?: string | null;
    cardLast4?: string | null;
    cardExpiresOn?: string | null;
    failureCode?: string | null;
    failureMessage?: string | null;
    reason?: string | null;
    isDisputed?: boolean | null;
    receiptUrl?: string | null;
}

export interface Dispute {
    recordId: string;
    disputeId: string;
    paymentId?: string | null;
    isLive?: boolean | null;
    status: string;
    outcome?: string | null;
    reason?: string | null;
    isInquiry?: boolean | null;
    currencyCode: string;
    amount?: number | null;
    evidenceDueBy?: string | null;
    createdAt?: string | null;
    closedAt?: string | null;
}

/** Parts that a person may not read are empty, and named in `missing`. */
export interface Panel {
    hasAccess: boolean;
    missing: string[];
    readAt: string;
    health?: Health | null;
    /** By currency; what is most in the org's own comes first. */
    totals: Total[];
    consolidated?: Total | null;
    customers: Customer[];
    subscriptions: Subscription[];
    hasMoreSubscriptions: boolean;
    movements: Movement[];
    hasMoreMovements: boolean;
    changes: MonthChange[];
    firstMonth?: string | null;
    lastMonth?: string | null;
    /** Whether the ledger begins before the first month. */
    hasOlderMonths: boolean;
    /** When MRR moved for the first time. */
    since?: string | null;
    invoices: Invoice[];
    hasMoreInvoices: boolean;
    payments: Payment[];
    hasMorePayments: boolean;
    disputes: Dispute[];
    hasMoreDisputes: boolean;
    failedEvents: number;
    canMatch: boolean;
}

/** Digits behind the point that Stripe keeps of a unit price. */
const UNIT_PRICE_DIGITS = 12;
const DAY = 86_400_000;
const LENGTH_OF_DAY = 10;

export interface Region {
    locale: string;
    timeZone: string;
}

const REGION: Region = { locale: LOCALE, timeZone: TIME_ZONE };

/** As many decimals as the currency has: none in yen, three in Kuwaiti dinar. */
export function formatMoney(amount: number, currencyCode: string | null | undefined, region: Region = REGION): string {
    return money(amount, currencyCode, {}, region);
}

/** Amounts of several currencies as one term: 'KWD 1.999 − $12.50'. */
export function formatSum(
    amounts: readonly { amount: number; currencyCode: string | null | undefined }[],
    region: Region = REGION
): string {
    const [first, ...others] = amounts;
    if (!first) return '';
    return others.reduce(
        (term, { amount, currencyCode }) => `${term} ${amount < 0 ? '\u2212' : '+'} ${formatMoney(Math.abs(amount), currencyCode, region)}`,
        formatMoney(first.amount, first.currencyCode, region)
    );
}

/** With a sign on everything but zero. */
export function formatChange(amount: number, currencyCode: string | null | undefined, region: Region = REGION): string {
    return money(amount, currencyCode, { signDisplay: 'exceptZero' }, region);
}

/** A unit price may be a fraction of the smallest coin; no digit of it is dropped. */
export function formatUnitPrice(amount: number, currencyCode: string, region: Region = REGION): string {
    return money(amount, currencyCode, { maximumFractionDigits: UNIT_PRICE_DIGITS }, region);
}

/** As short as it is still told apart, for charts: '$12K'. */
export function formatCompact(
    amount: number,
    currencyCode: string,
    signDisplay: 'auto' | 'exceptZero' = 'auto',
    region: Region = REGION
): string {
    return money(amount, currencyCode, { signDisplay, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }, region);
}

/** A code that is none would make the platform's formatter throw: the number stands alone then. */
function money(amount: number, currencyCode: string | null | undefined, options: Intl.NumberFormatOptions, { locale }: Region): string {
    const isCode = /^[A-Za-z]{3}$/.test(currencyCode ?? '');
    const style: Intl.NumberFormatOptions = isCode ? { style: 'currency', currency: currencyCode as string } : {};
    const text = new Intl.NumberFormat(locale, { ...style, ...options }).format(withoutNegativeZero(amount));
    return isCode || !currencyCode ? text : `${text} ${currencyCode}`;
}

/** A fraction of one as a percentage. */
export function formatShare(share: number, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
        withoutNegativeZero(share)
    );
}

/** As short as it is still told apart, for axes: '95%', '97.5%'. */
export function formatWholeShare(share: number, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale, { style: 'percent', maximumFractionDigits: 1 }).format(withoutNegativeZero(share));
}

/** A difference of two shares, in points: '+1.5'. */
export function formatPoints(difference: number, region: Region = REGION): string {
    return signed(difference * 100, 1, region);
}

/** A difference of two ratios: '-0.25'. */
export function formatRatioChange(difference: number, region: Region = REGION): string {
    return signed(difference, 2, region);
}

/** Hundredths as a percentage, with as many digits as they have. */
export function formatPercent(percent: number, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale, { style: 'percent', maximumFractionDigits: 4 }).format(withoutNegativeZero(percent / 100));
}

/** With a sign on everything but zero. */
export function formatShareChange(share: number, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale, {
        style: 'percent',
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        signDisplay: 'exceptZero'
    }).format(withoutNegativeZero(share));
}

export function formatRatio(ratio: number, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(ratio);
}

/** The month of a day ('2026-11-01'), whatever the reader's time zone. */
export function formatMonth(day: string, region: Region = REGION): string {
    return new Intl.DateTimeFormat(region.locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));
}

/** 'Nov' */
export function formatMonthName(day: string, region: Region = REGION): string {
    return new Intl.DateTimeFormat(region.locale, { month: 'short', timeZone: 'UTC' }).format(new Date(day));
}

/** '2026' */
export function formatYear(day: string, region: Region = REGION): string {
    return new Intl.DateTimeFormat(region.locale, { year: 'numeric', timeZone: 'UTC' }).format(new Date(day));
}

export function formatQuantity(quantity: number, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale).format(quantity);
}

export function formatDate(instant: string, region: Region = REGION): string {
    return new Intl.DateTimeFormat(region.locale, { dateStyle: 'medium', timeZone: region.timeZone }).format(new Date(instant));
}

/** A day ('2026-11-03') that is the same wherever one is. */
export function formatDay(day: string, region: Region = REGION): string {
    return new Intl.DateTimeFormat(region.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
}

export function formatDateTime(instant: string, region: Region = REGION): string {
    return new Intl.DateTimeFormat(region.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: region.timeZone }).format(
        new Date(instant)
    );
}

/** How many days it is from the reader's today to a day ('2026-11-03'), or to the day of an instant where the reader is. */
export function daysUntil(dayOrInstant: string, now: string, { timeZone }: Region = REGION): number {
    const dayOf = (text: string): number => Date.parse(text.length > LENGTH_OF_DAY ? localDay(text, timeZone) : text);
    return Math.round((dayOf(dayOrInstant) - dayOf(now)) / DAY);
}

/** Stripe may take a while until it closes a dispute that nobody answered in time, or begins the next period. */
export function isPast(instant: string, now: string): boolean {
    return Date.parse(instant) < Date.parse(now);
}

/** 'tomorrow', 'in 3 days', '2 days ago'. */
export function formatDays(days: number, region: Region = REGION): string {
    return new Intl.RelativeTimeFormat(region.locale, { numeric: 'auto' }).format(days, 'day');
}

/** As a day is written in ISO 8601; Swedes write it so. */
function localDay(instant: string, timeZone: string): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(instant));
}

/** Fills {0}, {1} … of a label. */
export function fill(label: string, ...values: (string | number)[]): string {
    return label.replace(/\{(\d+)\}/g, (whole, index: string) => isolated(String(values[Number(index)] ?? whole)));
}

/** Signs that turn the direction of all that follows. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\u200F]/u;

/** A name within a sentence: its direction ends where it ends, and it cannot turn the words around it. */
function isolated(text: string): string {
    const plain = text.replace(TURNS, '');
    return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

function signed(value: number, digits: number, { locale }: Region): string {
    return new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay: 'exceptZero'
    }).format(withoutNegativeZero(value));
}

function withoutNegativeZero(amount: number): number {
    return amount === 0 ? 0 : amount;
}
