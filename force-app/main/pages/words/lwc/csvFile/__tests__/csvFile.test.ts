import { download, fileName, toCsv } from 'c/csvFile';

describe('c-csv-file', () => {
    it('separates by commas, and quotes what holds one', () => {
        expect(
            toCsv([
                ['a', 'b, c'],
                ['"d"', 'e\nf'],
                [null, undefined]
            ])
        ).toBe('a,"b, c"\r\n"""d""","e\nf"\r\n,\r\n');
    });

    it('writes numbers as numbers, negative ones too', () => {
        expect(toCsv([[-12.5, 0, Number.NaN]])).toBe('-12.5,0,\r\n');
    });

    it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =cmd|x', '\r=1'])('lets no text be a formula: %j', (text) => {
        expect(
            toCsv([[text]])
                .replace(/^"/, '')
                .startsWith("'")
        ).toBe(true);
    });

    it('keeps other text as it is', () => {
        expect(toCsv([['شركة 🚀 <b>ACME</b>']])).toBe('شركة 🚀 <b>ACME</b>\r\n');
    });

    it('says in the name of a file what is in it, without what no file system likes', () => {
        expect(fileName('mrr.csv', 'Stripe_Test', '', null, 'EUR')).toBe('mrr-Stripe_Test-EUR.csv');
        expect(fileName('mrr-überblick.csv', '../../Neu, Nov. 2026')).toBe('mrr-überblick-Neu-Nov-2026.csv');
        expect(fileName('mrr')).toBe('mrr');
    });

    it('gives a file that says it is UTF-8', () => {
        const clicked: HTMLAnchorElement[] = [];
        const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
            clicked.push(this);
        });
        download('x.csv', 'ä\r\n');
        click.mockRestore();
        expect(clicked[0]?.download).toBe('x.csv');
        expect(decodeURIComponent(clicked[0]?.href ?? '')).toBe('data:text/csv;charset=utf-8,\uFEFFä\r\n');
    });
});
