import {
    NO_FILTER,
    delayOf,
    formatAgo,
    formatDuration,
    formatSince,
    formatWithin,
    formatTime,
    isFiltered,
    isSameNews,
    isSameView,
    stateOf,
    together,
    viewOf,
    type Monitor,
    type StripeEvent
} from 'c/eventModel';

const US = { locale: 'en-US', timeZone: 'America/New_York' };
const NOW = '2026-11-22T12:00:00.000Z';

const event = (values: Partial<StripeEvent>): StripeEvent => ({
    recordId: 'a01',
    state: 'Processed',
    source: 'Stripe_Test',
    receivedAt: NOW,
    candidates: [],
    ...values
});

describe('c/eventModel', () => {
    it('takes from the address what can be filtered for, and nothing else', () => {
        expect(viewOf(undefined)).toEqual(NO_FILTER);
        expect(viewOf({ c__state: 'Drop', c__kind: 'Table', c__source: 'x'.repeat(99), c__text: 'invoice' })).toEqual({
            ...NO_FILTER,
            source: 'x'.repeat(40),
            text: 'invoice'
        });
        const chosen = { c__state: 'Queue', c__kind: 'Payouts', c__source: 'S', c__text: 'po_1' };
        expect(stateOf(viewOf(chosen))).toEqual(chosen);
        expect(isFiltered(viewOf({}))).toBe(false);
        expect(isFiltered(viewOf({ c__text: 'charge' }))).toBe(true);
    });

    it('adds counts, which have no end where one of them has none', () => {
        expect(together({ total: 2, isMore: false }, { total: 1000, isMore: true })).toEqual({ total: 1002, isMore: true });
    });

    it.each([
        [{ createdAt: NOW, processedAt: '2026-11-22T12:00:07.000Z' }, 7],
        [{ createdAt: '2026-11-22T12:00:01.000Z', processedAt: NOW }, 0],
        [{ createdAt: NOW }, undefined],
        [{ processedAt: NOW }, undefined]
    ])('tells the delay of %j', (values, delay) => {
        expect(delayOf(event(values))).toBe(delay);
    });

    it.each([
        [0, '< 1 sec'],
        [1, '1 sec'],
        [119, '119 sec'],
        [120, '2 min'],
        [7199, '119 min'],
        [7200, '2 hr'],
        [200_000, '2 days']
    ])('tells %d seconds as %s', (seconds, words) => {
        expect(formatDuration(seconds, US)).toBe(words);
    });

    it('tells how long something took at the most', () => {
        expect(formatWithin(0, US)).toBe('1 sec');
        expect(formatWithin(120, US)).toBe('2 min');
    });

    it.each([
        [NOW, 'now'],
        ['2026-11-22T11:59:30.000Z', '30 sec. ago'],
        ['2026-11-22T11:59:01.000Z', '59 sec. ago'],
        ['2026-11-22T11:59:00.000Z', '1 min. ago'],
        ['2026-11-22T11:58:16.000Z', '1 min. ago'],
        ['2026-11-22T11:00:01.000Z', '59 min. ago'],
        ['2026-11-22T11:00:00.000Z', '1 hr. ago'],
        ['2026-11-20T12:00:01.000Z', '47 hr. ago'],
        ['2026-11-20T12:00:00.000Z', '2 days ago'],
        ['2026-11-22T12:05:00.000Z', 'in 5 min.'],
        ['2026-11-01T12:00:00.000Z', '21 days ago']
    ])('tells how long ago %s was', (instant, words) => {
        expect(formatAgo(instant, NOW, US)).toBe(words);
    });

    it('tells the time of day where the reader is', () => {
        expect(formatTime(NOW, US).replace(/\s/, ' ')).toBe('7:00:00 AM');
    });

    it('tells the day or the hour that a bar begins at, where the reader is', () => {
        expect(formatSince('2026-11-22T05:00:00.000Z', 'Day', US)).toBe('Nov 22');
        expect(formatSince('2026-11-22T04:00:00.000Z', 'Day', US)).toBe('Nov 21');
        expect(formatSince(NOW, 'Hour', US).replace(/\s/, ' ')).toBe('7:00 AM');
    });

    it('knows whether a view is another one', () => {
        expect(isSameView(NO_FILTER, { ...NO_FILTER })).toBe(true);
        for (const name of ['state', 'source', 'kind', 'text']) expect(isSameView(NO_FILTER, { ...NO_FILTER, [name]: 'x' })).toBe(false);
    });

    it('takes a later answer for news only where it says something else', () => {
        const monitor = { readAt: NOW, waiting: { total: 1, isMore: false } } as Monitor;
        expect(isSameNews(monitor, { ...monitor, readAt: '2026-11-22T12:00:05.000Z' })).toBe(true);
        expect(isSameNews(monitor, { ...monitor, waiting: { total: 2, isMore: false } })).toBe(false);
    });
});
