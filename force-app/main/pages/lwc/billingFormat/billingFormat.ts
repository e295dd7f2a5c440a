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
}

export interface Item {
    recordId: string;
    priceId?: string | null;
    /** What people call the price. */
    priceName?: string | null;
    productId?: string | null;
    quantity?: number | null;
    unitAmount?: number | null;
    intervalName?: string | null;
    intervalCount?: number | null;
    mrr?: number | null;
}

export interface Subscription {
    recordId: string;
    subscriptionId: string;
    status: string;
    currencyCode: string;
    mrr?: number | null;
    currentPeriodEnd?: string | null;
    trialEnd?: string | null;
    cancelsAtPeriodEnd?: boolean | null;
    cancelAt?: string | null;
    endedAt?: string | null;
    isPaused?: boolean | null;
    items: Item[];
}

export interface Movement {
    recordId: string;
    movementType: string;
    currencyCode: string;
    delta: number;
    balanceAfter: number;
    effectiveAt: string;
    reason?: string | null;
}

export interface Panel {
    hasAccess: boolean;
    readAt: string;
    totals: Total[];
    consolidated?: Total | null;
    customers: Customer[];
    subscriptions: Subscription[];
    hasMoreSubscriptions: boolean;
    movements: Movement[];
    hasMoreMovements: boolean;
}

/** Digits behind the point that Stripe keeps of a unit price. */
const UNIT_PRICE_DIGITS = 12;

export interface Region {
    locale: string;
    timeZone: string;
}

const REGION: Region = { locale: LOCALE, timeZone: TIME_ZONE };

/** As many decimals as the currency has: none in yen, three in Kuwaiti dinar. */
export function formatMoney(amount: number, currencyCode: string, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale, { style: 'currency', currency: currencyCode }).format(withoutNegativeZero(amount));
}

/** With a sign on everything but zero. */
export function formatChange(amount: number, currencyCode: string, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale, { style: 'currency', currency: currencyCode, signDisplay: 'exceptZero' }).format(
        withoutNegativeZero(amount)
    );
}

/** A unit price may be a fraction of the smallest coin; no digit of it is dropped. */
export function formatUnitPrice(amount: number, currencyCode: string, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale, {
        style: 'currency',
        currency: currencyCode,
        maximumFractionDigits: UNIT_PRICE_DIGITS
    }).format(amount);
}

/** As short as it is still told apart, for charts: '$12K'. */
export function formatCompact(
    amount: number,
    currencyCode: string,
    signDisplay: 'auto' | 'exceptZero' = 'auto',
    region: Region = REGION
): string {
    return new Intl.NumberFormat(region.locale, {
        style: 'currency',
        currency: currencyCode,
        signDisplay,
        notation: 'compact',
        minimumFractionDigits: 0,
        maximumFractionDigits: 1
    }).format(withoutNegativeZero(amount));
}

/** A fraction of one as a percentage. */
export function formatShare(share: number, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
        withoutNegativeZero(share)
    );
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

export function formatQuantity(quantity: number, region: Region = REGION): string {
    return new Intl.NumberFormat(region.locale).format(quantity);
}

export function formatDate(instant: string, region: Region = REGION): string {
    return new Intl.DateTimeFormat(region.locale, { dateStyle: 'medium', timeZone: region.timeZone }).format(new Date(instant));
}

export function formatDateTime(instant: string, region: Region = REGION): string {
    return new Intl.DateTimeFormat(region.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: region.timeZone }).format(
        new Date(instant)
    );
}

/** Fills {0}, {1} … of a label. */
export function fill(label: string, ...values: (string | number)[]): string {
    return label.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

function withoutNegativeZero(amount: number): number {
    return amount === 0 ? 0 : amount;
}
