import { fileName, type CsvValue } from 'c/csvFile';
import { CHANGES, type LedgerRow, type Overview, type View } from 'c/mrrModel';
import { reasonWords, typeWord } from 'c/billingWords';
import { changeName, figureName, labels } from 'c/mrrWords';

type Lines = CsvValue[][];

/** Months, oldest first, with what moved MRR and with every figure of the month. */
export function overviewLines({ currencyCode, figures, months }: Overview): Lines {
    const head = [
        labels.month,
        labels.currency,
        labels.opening,
        ...CHANGES.map(changeName),
        labels.closing,
        ...figures.map(({ name }) => figureName(name))
    ];
    const lines = months.map((line, index) => [
        line.month,
        currencyCode,
        line.opening,
        ...CHANGES.map((name) => line[name]),
        line.closing,
        ...figures.map(({ series }) => series[index])
    ]);
    return [head, ...lines];
}

/** Says what was filtered for, and of which month the newest line is. */
export function overviewFileName({ currencyCode, months }: Overview, { source }: View): string {
    return fileName(labels.overviewFile, source, currencyCode, months[months.length - 1]?.month?.slice(0, 7));
}

/** Ledger rows; what they are in the currency of the org only where that is known. */
export function movementLines(rows: readonly LedgerRow[], convertedCurrency: string | undefined): Lines {
    const head = [
        labels.date,
        labels.account,
        labels.customerId,
        labels.type,
        labels.reason,
        labels.source,
        labels.currency,
        labels.change,
        labels.balance,
        ...(convertedCurrency ? [`${labels.converted} (${convertedCurrency})`] : [])
    ];
    const lines = rows.map((row) => [
        row.effectiveAt,
        row.accountName,
        row.customerId,
        typeWord(row.movementType),
        row.reason ? reasonWords(row.reason) : '',
        row.source,
        row.currencyCode,
        row.delta,
        row.balanceAfter,
        ...(convertedCurrency ? [row.convertedDelta] : [])
    ]);
    return [head, ...lines];
}
