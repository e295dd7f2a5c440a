import { remaining, type Billing, type Invoice } from './billing.ts';

/*
 * What the Account says of its billing, computed apart from the package.
 */

const DAY = 86_400_000;
const DAYS_UNTIL_AT_RISK = 30;

/** @param now milliseconds since the epoch */
export function accountFigures(billing: Billing, now: number): Readonly<Record<string, unknown>> {
    const open = billing.invoices.filter(({ status }) => status === 'open');
    const overdue = open.filter((invoice) => invoice.failedAt !== null && remaining(invoice) > 0);
    const since = overdue.map(({ finalizedAt }) => dayOf(finalizedAt)).sort()[0] ?? null;
    const inDispute = billing.disputes.some(({ closedAt }) => closedAt === null);
    const attempts = open.flatMap(({ nextAttemptAt }) => (nextAttemptAt === null ? [] : [nextAttemptAt]));
    const last = billing.invoices.toSorted((one, other) => one.finalizedAt - other.finalizedAt).at(-1);
    return {
        status: inDispute ? 'In dispute' : statusOf(open, overdue, since, now),
        inDispute,
        delinquentSince: since,
        balances: balancesOf(open),
        lastStatus: last?.status ?? null,
        lastDate: last ? dayOf(last.finalizedAt) : null,
        nextAttempt: attempts.length === 0 ? null : new Date(Math.min(...attempts) * 1000).toISOString()
    };
}

function statusOf(open: readonly Invoice[], overdue: readonly Invoice[], since: string | null, now: number): string {
    const givenUp = overdue.some(({ nextAttemptAt }) => nextAttemptAt === null);
    const days = since === null ? 0 : Math.floor(now / DAY) - Date.parse(since) / DAY;
    if (givenUp || days > DAYS_UNTIL_AT_RISK) return 'At risk';
    if (overdue.length > 0) return 'Past due';
    return open.length === 0 ? 'No billing' : 'Good standing';
}

function balancesOf(open: readonly Invoice[]): string | null {
    const sums = new Map<string, number>();
    for (const invoice of open) sums.set(invoice.currency, (sums.get(invoice.currency) ?? 0) + remaining(invoice));
    const words = [...sums].sort().map(([currency, amount]) => {
        const decimals = currency === 'jpy' ? 0 : 2;
        const major = (amount / 10 ** decimals).toLocaleString('en-US', {
            minimumFractionDigits: decimals,
            maximumFractionDigits: decimals
        });
        return `${currency.toUpperCase()} ${major}`;
    });
    return words.length === 0 ? null : words.join('; ');
}

function dayOf(seconds: number): string {
    return new Date(seconds * 1000).toISOString().slice(0, 10);
}
