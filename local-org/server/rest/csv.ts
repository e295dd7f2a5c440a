/** Delimiters as the Bulk API names them. */
export const DELIMITERS: Readonly<Record<string, string>> = {
    COMMA: ',',
    TAB: '\t',
    SEMICOLON: ';',
    PIPE: '|',
    CARET: '^',
    BACKQUOTE: '`'
};

export class CsvError extends Error {}

/** The rows of a text, quotes and doubled quotes resolved (RFC 4180); empty lines are left out. */
export function parseCsv(text: string, delimiter: string): string[][] {
    const rows: string[][] = [];
    let row: string[] = [];
    let at = text.startsWith('\ufeff') ? 1 : 0;
    const end = (): void => {
        if (row.length > 1 || row[0] !== '') rows.push(row);
        row = [];
    };
    while (at <= text.length) {
        const [value, next] = text[at] === '"' ? quoted(text, at) : plain(text, at, delimiter);
        row.push(value);
        at = next;
        if (text[at] === delimiter) {
            at += 1;
            continue;
        }
        if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
        else if (at < text.length && text[at] !== '\n' && text[at] !== '\r')
            throw new CsvError(`Line ${rows.length + 1}: text after a closing quote`);
        end();
        at += 1;
        if (at >= text.length) break;
    }
    return rows;
}

function plain(text: string, from: number, delimiter: string): [value: string, next: number] {
    let at = from;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
    return [text.slice(from, at), at];
}

function quoted(text: string, from: number): [value: string, next: number] {
    let value = '';
    let at = from + 1;
    for (;;) {
        const quote = text.indexOf('"', at);
        if (quote < 0) throw new CsvError('A quote is not closed');
        value += text.slice(at, quote);
        if (text[quote + 1] !== '"') return [value, quote + 1];
        value += '"';
        at = quote + 2;
    }
}

export function writeCsv(rows: readonly (readonly string[])[], delimiter: string, lineEnding: string): string {
    const cell = (value: string): string =>
        /["\r\n]/.test(value) || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value;
    return rows.map((row) => row.map(cell).join(delimiter) + lineEnding).join('');
}
