import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import type { Region, RiskReason } from 'c/billingFormat';

/** Instants are ISO 8601 in UTC, days 'YYYY-MM-DD', amounts in major units. Apex leaves out what is null. */
export interface Attention {
    hasAccess: boolean;
    readAt: string;
    /** Only Accounts that the person looks after. */
    isMine: boolean;
    isShadowMode: boolean;
    kinds: Kind[];
    elsewhere?: Count | null;
    rows: AttentionRow[];
    hasMore: boolean;
    missing: string[];
}

export interface Count {
    total: number;
    /** There are more, and nobody counted them. */
    isMore: boolean;
}

export interface Kind {
    urgency: number;
    count: Count;
}

export interface Amount {
    currencyCode: string;
    amount?: number | null;
}

export interface OpenDispute extends Amount {
    status: string;
    evidenceDueBy?: string | null;
}

export interface AttentionRow {
    accountId: string;
    accountName: string;
    ownerName?: string | null;
    urgency: number;
    day?: string | null;
    currencyCode: string;
    mrr?: number | null;
    openBalance?: number | null;
    delinquentSince?: string | null;
    nextAttemptAt?: string | null;
    riskScore?: number | null;
    reason?: RiskReason | null;
    disputes: OpenDispute[];
    /** That end or renew on the day. */
    subscriptions: Amount[];
}

/** As the Account's field has them: the smaller, the more urgent. */
export const DISPUTE = 1;
export const AT_RISK = 2;
export const PAST_DUE = 3;
export const CHURN_RISK = 4;
export const ENDING = 5;
export const TRIAL_ENDING = 6;
export const RENEWING = 7;
export const DISPUTE_ANSWERED = 8;

const LENGTH_OF_DAY = 10;
const REGION: Region = { locale: LOCALE, timeZone: TIME_ZONE };

/** By currency, in the order in which they first occur. */
export function sums(amounts: readonly Amount[]): Amount[] {
    const byCurrency = new Map<string, number>();
    for (const { currencyCode, amount } of amounts) {
        byCurrency.set(currencyCode, exact((byCurrency.get(currencyCode) ?? 0) + (amount ?? 0)));
    }
    return [...byCurrency].map(([currencyCode, amount]) => ({ currencyCode, amount }));
}

/** Nothing of a sum that is finer than any currency's smallest coin is real. */
function exact(amount: number): number {
    return Math.round(amount * 1000) / 1000;
}

/** 'Friday, Nov 27' of a day; of an instant with the hour, in the reader's time zone; with the year where it is another. */
export function formatWeekday(dayOrInstant: string, now: string, region: Region = REGION): string {
    const isInstant = dayOrInstant.length > LENGTH_OF_DAY;
    const isOtherYear = dayOrInstant.slice(0, 4) !== now.slice(0, 4);
    return new Intl.DateTimeFormat(region.locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'short',
        timeZone: isInstant ? region.timeZone : 'UTC',
        ...(isInstant ? { hour: 'numeric', minute: '2-digit' } : {}),
        ...(isOtherYear ? { year: 'numeric' } : {})
    }).format(new Date(dayOrInstant));
}
