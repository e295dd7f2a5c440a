export type CsvValue = string | number | null | undefined;

/** What makes a spreadsheet take text for a formula, or lets it slip out of its cell. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;

/**
 * A table as comma-separated values, for spreadsheets: text that begins like a formula gets an apostrophe in front, so
 * that nobody's customer name runs on the reader's computer. Numbers are written as numbers.
 */
export function toCsv(rows: readonly (readonly CsvValue[])[]): string {
    return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A name with its parts before the ending: 'mrr.csv' with EUR is 'mrr-EUR.csv'. What no file system likes is left out. */
export function fileName(name: string, ...parts: (string | null | undefined)[]): string {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
    const words = parts.map((part) => (part ?? '').replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '')).filter(Boolean);
    return [stem, ...words].join('-') + ending;
}

/** Gives the reader a file. The byte order mark tells spreadsheets that it is UTF-8. */
export function download(name: string, csv: string): void {
    const link = document.createElement('a');
    link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${csv}`)}`;
    link.download = name;
    link.click();
}

function cell(value: CsvValue): string {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
    const safe = FORMULA.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
