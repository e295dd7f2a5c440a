export type Interval = 'day' | 'week' | 'month' | 'year';

/** Seconds of a day. */
export const DAY = 86_400;

/**
 * The moment `count` intervals after `anchor`, in UTC: a month that lacks the anchor's day ends on its last one.
 * @param anchor seconds since the epoch
 */
export function addIntervals(anchor: number, interval: Interval, count: number): number {
    if (interval === 'day') return anchor + count * DAY;
    if (interval === 'week') return anchor + count * 7 * DAY;
    return addMonths(anchor, interval === 'year' ? 12 * count : count);
}

/** The first boundary after `moment` in the rhythm that begins at `anchor`. */
export function nextBoundary(anchor: number, interval: Interval, count: number, moment: number): number {
    let periods = 1;
    while (addIntervals(anchor, interval, count * periods) <= moment) periods += 1;
    return addIntervals(anchor, interval, count * periods);
}

function addMonths(anchor: number, months: number): number {
    const date = new Date(anchor * 1000);
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + months);
    const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, lastDay));
    return date.getTime() / 1000;
}
