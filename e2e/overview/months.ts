/** Months since the year 0, to count with. */
export type Month = number;

/** In which month of the zone an instant lies, by what its clocks and calendars show. */
export function monthAt(instant: number, zone: string): Month {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' }).formatToParts(new Date(instant));
    const part = (type: string): number => Number(parts.find((found) => found.type === type)!.value);
    return part('year') * 12 + part('month') - 1;
}

export function monthsBefore(now: number, zone: string, months: number): Month {
    return monthAt(now, zone) - months;
}

/** Searched for: no arithmetic of offsets that could be wrong in the same way as the package's. */
export function firstInstant(month: Month, zone: string): number {
    let low = Date.UTC(Math.floor(month / 12), month % 12, 1) - 86_400_000;
    let high = low + 2 * 86_400_000;
    while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (monthAt(middle, zone) < month) low = middle;
        else high = middle;
    }
    return high;
}

/** '2026-11-01' */
export function dayOf(month: Month): string {
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}
