import { formatWeekday, sums } from 'c/attentionModel';

const BERLIN = { locale: 'de-DE', timeZone: 'Europe/Berlin' };
const AUCKLAND = { locale: 'en-NZ', timeZone: 'Pacific/Auckland' };
const NOW = '2026-11-22T12:00:00.000Z';

describe('attentionModel', () => {
    it('sums by currency and invents no fraction of a coin', () => {
        expect(
            sums([
                { currencyCode: 'USD', amount: 0.1 },
                { currencyCode: 'JPY', amount: 5000 },
                { currencyCode: 'USD', amount: 0.2 },
                { currencyCode: 'KWD', amount: null }
            ])
        ).toEqual([
            { currencyCode: 'USD', amount: 0.3 },
            { currencyCode: 'JPY', amount: 5000 },
            { currencyCode: 'KWD', amount: 0 }
        ]);
    });

    it('names the weekday, in the reader’s time zone where an hour is known', () => {
        expect(formatWeekday('2026-11-27', NOW, AUCKLAND)).toMatch(/Friday,? 27 Nov/);
        expect(formatWeekday('2026-11-27T12:00:00.000Z', NOW, AUCKLAND)).toMatch(/Saturday,? 28 Nov.*1:00/);
        expect(formatWeekday('2027-01-04', NOW, BERLIN)).toMatch(/Montag, 4\. Jan\.? 2027/);
    });
});
