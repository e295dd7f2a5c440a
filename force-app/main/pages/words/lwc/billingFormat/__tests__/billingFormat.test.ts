import {
    daysUntil,
    fill,
    formatChange,
    formatCompact,
    formatDate,
    formatDays,
    formatMoney,
    formatMonth,
    formatRatio,
    formatShare,
    formatSum,
    formatShareChange,
    formatUnitPrice
} from 'c/billingFormat';

const US = { locale: 'en-US', timeZone: 'America/Los_Angeles' };
const GERMANY = { locale: 'de-DE', timeZone: 'Europe/Berlin' };

/** Intl separates with no-break spaces. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('c-billing-format', () => {
    it('gives each currency its own decimals', () => {
        expect(formatMoney(1234.5, 'USD', US)).toBe('$1,234.50');
        expect(formatMoney(1200000, 'JPY', US)).toBe('¥1,200,000');
        expect(plain(formatMoney(112.345, 'KWD', US))).toBe('KWD 112.345');
    });

    it('joins amounts of several currencies, whatever their sign', () => {
        const dinars = { amount: 1.999, currencyCode: 'KWD' };
        const dollars = { amount: -12.5, currencyCode: 'USD' };
        expect(plain(formatSum([dinars, dollars], US))).toBe('KWD 1.999 \u2212 $12.50');
        expect(plain(formatSum([dollars, dinars, { amount: 0, currencyCode: 'JPY' }], US))).toBe('-$12.50 + KWD 1.999 + ¥0');
        expect(formatSum([], US)).toBe('');
    });

    it('writes money as the person’s locale does', () => {
        expect(plain(formatMoney(1234.5, 'EUR', GERMANY))).toBe('1.234,50 €');
    });

    it('signs changes, and zero not', () => {
        expect(formatChange(120, 'USD', US)).toBe('+$120.00');
        expect(formatChange(-40, 'USD', US)).toBe('-$40.00');
        expect(formatChange(-0, 'USD', US)).toBe('$0.00');
    });

    it('drops no digit of a unit price', () => {
        expect(formatUnitPrice(0.00042, 'USD', US)).toBe('$0.00042');
        expect(formatUnitPrice(20, 'USD', US)).toBe('$20.00');
    });

    it('shows the day that it is where the person lives', () => {
        expect(formatDate('2026-12-01T02:00:00.000Z', US)).toBe('Nov 30, 2026');
        expect(formatDate('2026-12-01T02:00:00.000Z', GERMANY)).toBe('01.12.2026');
    });

    it('counts days from the reader’s today, whatever the hour and wherever that is', () => {
        const tonga = { locale: 'en-US', timeZone: 'Pacific/Tongatapu' };
        const honolulu = { locale: 'en-US', timeZone: 'Pacific/Honolulu' };
        const now = '2026-11-22T12:00:00.000Z';
        expect(daysUntil('2026-11-22T23:00:00.000Z', '2026-11-22T01:00:00.000Z', GERMANY)).toBe(1);
        expect(daysUntil('2026-11-24T01:00:00.000Z', '2026-11-22T22:00:00.000Z', GERMANY)).toBe(2);
        expect(daysUntil('2026-11-23T10:00:00.000Z', now, tonga)).toBe(0);
        expect(daysUntil('2026-11-23', now, tonga)).toBe(0);
        expect(daysUntil('2026-11-23T12:00:00.000Z', now, honolulu)).toBe(1);
        expect(daysUntil('2026-11-22', '2026-11-22T03:00:00.000Z', honolulu)).toBe(1);
        expect(daysUntil('2026-11-19', now, GERMANY)).toBe(-3);
        expect(formatDays(1, GERMANY)).toBe('morgen');
        expect(formatDays(-3, US)).toBe('3 days ago');
    });

    it('shortens amounts for charts', () => {
        expect(formatCompact(12345, 'USD', 'auto', US)).toBe('$12.3K');
        expect(formatCompact(-1200000, 'JPY', 'exceptZero', US)).toBe('-¥1.2M');
        expect(formatCompact(-0, 'USD', 'exceptZero', US)).toBe('$0');
    });

    it('writes shares, ratios and months', () => {
        expect(plain(formatShare(1.0931, GERMANY))).toBe('109,3 %');
        expect(formatShareChange(0.25, US)).toBe('+25.0%');
        expect(formatShareChange(-0, US)).toBe('0.0%');
        expect(formatRatio(3.361, US)).toBe('3.36');
        expect(formatMonth('2026-03-01', US)).toBe('Mar 2026');
    });

    it('fills labels, and leaves what has no value', () => {
        expect(fill('{0} of {1}', 3, 'x')).toBe('3 of x');
        expect(fill('{0} of {1}', 3)).toBe('3 of {1}');
    });

    it('lets no name turn the words around it', () => {
        expect(fill('Remove {0} from it?', '\u202Egnp.exe')).toBe('Remove gnp.exe from it?');
        expect(fill('Remove {0} from it?', '\u2067abc')).toBe('Remove abc from it?');
        expect(fill('{0} of {1}', 'شركة', 5)).toBe('\u2068شركة\u2069 of 5');
        expect(fill('{0} of {1}', 'שלום\u2069', 5)).toBe('\u2068שלום\u2069 of 5');
    });
});
