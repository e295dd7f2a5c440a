import { isPast, type Movement, type Panel, type Subscription, type Total } from 'c/billingFormat';

const DAY = 86_400_000;

/** Movements that are bookkeeping and no growth: a base taken over, a restated figure. */
const NO_GROWTH = new Set(['Opening', 'Restatement']);

const ENDED_STATUSES = new Set(['canceled', 'incomplete_expired']);

export interface Change {
    currencyCode: string;
    amount: number;
}

export function hasEnded(subscription: Subscription): boolean {
    return ENDED_STATUSES.has(subscription.status);
}

/** When a subscription that earns now will end, if somebody decided so. */
export function endsAt(subscription: Subscription): string | undefined {
    if (subscription.cancelAt) return subscription.cancelAt;
    return subscription.cancelsAtPeriodEnd ? (subscription.currentPeriodEnd ?? undefined) : undefined;
}

/** The earliest renewal to come of the subscriptions that go on; undefined where there is none. */
export function nextRenewal({ subscriptions, readAt }: Pick<Panel, 'subscriptions' | 'readAt'>): string | undefined {
    return subscriptions
        .filter((subscription) => !hasEnded(subscription) && !endsAt(subscription) && (subscription.mrr ?? 0) > 0)
        .map((subscription) => subscription.currentPeriodEnd)
        .filter((end): end is string => typeof end === 'string' && !isPast(end, readAt))
        .sort((left, right) => Date.parse(left) - Date.parse(right))[0];
}

/**
 * Growth in the days before the panel was read, by currency. Undefined where the movements at hand do not reach back that
 * far.
 */
export function changeWithin(panel: Panel, days: number): Change[] | undefined {
    const since = Date.parse(panel.readAt) - days * DAY;
    const instantOf = ({ effectiveAt }: Movement): number => Date.parse(effectiveAt ?? '');
    if (panel.hasMoreMovements && !panel.movements.some((movement) => instantOf(movement) < since)) return undefined;
    const changes = new Map(panel.totals.map((total) => [total.currencyCode, 0]));
    for (const movement of panel.movements) {
        if (!(instantOf(movement) >= since) || NO_GROWTH.has(movement.movementType)) continue;
        changes.set(movement.currencyCode, (changes.get(movement.currencyCode) ?? 0) + (movement.delta ?? 0));
    }
    return [...changes].map(([currencyCode, amount]) => ({ currencyCode, amount }));
}

/** Totals that read as one figure: several currencies need the account's consolidated one. */
export function headline(panel: Panel): Total | undefined {
    if (panel.totals.length === 1) return panel.totals[0];
    return panel.totals.length > 1 ? (panel.consolidated ?? undefined) : undefined;
}

/** 'EUR 120.00; USD 1,040.00' as amounts. */
export function openBalances(text: string | null | undefined): Change[] {
    return [...(text ?? '').matchAll(/([A-Z]{3}) (-?[\d,]+(?:\.\d+)?)/g)].map(([, currencyCode = '', amount]) => ({
        currencyCode,
        amount: Number(amount?.replaceAll(',', ''))
    }));
}
