import type { Movement, Panel, Subscription, Total } from 'c/billingFormat';

const DAY = 86_400_000;

/** Movements that are bookkeeping and no growth: a base taken over, a restated figure. */
const NO_GROWTH = new Set(['Opening', 'Restatement']);

const ENDED_STATUSES = new Set(['canceled', 'incomplete_expired']);

export interface TrendPoint {
    /** Milliseconds since the epoch. */
    at: number;
    mrr: number;
}

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

/** The earliest renewal of the subscriptions that go on; undefined where none does. */
export function nextRenewal(subscriptions: Subscription[]): string | undefined {
    return subscriptions
        .filter((subscription) => !hasEnded(subscription) && !endsAt(subscription) && (subscription.mrr ?? 0) > 0)
        .map((subscription) => subscription.currentPeriodEnd)
        .filter((end): end is string => Boolean(end))
        .sort((left, right) => Date.parse(left) - Date.parse(right))[0];
}

/**
 * Growth in the days before the panel was read, by currency. Undefined where the movements at hand do not reach back that
 * far.
 */
export function changeWithin(panel: Panel, days: number): Change[] | undefined {
    const since = Date.parse(panel.readAt) - days * DAY;
    if (panel.hasMoreMovements && panel.movements.every((movement) => Date.parse(movement.effectiveAt) >= since)) return undefined;
    const changes = new Map(panel.totals.map((total) => [total.currencyCode, 0]));
    for (const movement of panel.movements) {
        if (Date.parse(movement.effectiveAt) < since || NO_GROWTH.has(movement.movementType)) continue;
        changes.set(movement.currencyCode, (changes.get(movement.currencyCode) ?? 0) + movement.delta);
    }
    return [...changes].map(([currencyCode, amount]) => ({ currencyCode, amount }));
}

/**
 * MRR as steps over the twelve months before the panel was read, oldest first, found by taking the movements back from
 * today's figure. Empty where there are several currencies or nothing moved.
 */
export function trend(panel: Panel): TrendPoint[] {
    const [total] = panel.totals;
    if (!total || panel.totals.length !== 1 || panel.movements.length === 0) return [];
    const end = Date.parse(panel.readAt);
    const start = yearBefore(panel);
    const points: TrendPoint[] = [{ at: end, mrr: total.mrr }];
    let mrr = total.mrr;
    for (const movement of panel.movements) {
        const at = Date.parse(movement.effectiveAt);
        if (at < start) break;
        points.unshift({ at, mrr });
        mrr -= movement.delta;
    }
    if (!panel.hasMoreMovements || reachesBackTo(panel.movements, start)) points.unshift({ at: start, mrr });
    return points;
}

/** Totals that read as one figure: several currencies need the account's consolidated one. */
export function headline(panel: Panel): Total | undefined {
    if (panel.totals.length === 1) return panel.totals[0];
    return panel.totals.length > 1 ? (panel.consolidated ?? undefined) : undefined;
}

function yearBefore(panel: Panel): number {
    const start = new Date(panel.readAt);
    start.setUTCFullYear(start.getUTCFullYear() - 1);
    return start.getTime();
}

function reachesBackTo(movements: Movement[], instant: number): boolean {
    return movements.some((movement) => Date.parse(movement.effectiveAt) < instant);
}
