export interface Column {
    title: string;
    /** Numbers stand on the right. */
    right?: boolean;
}

/** A plain text table: columns as wide as their widest cell, two blanks between them. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
    const widths = columns.map((column, index) => Math.max(column.title.length, ...rows.map((row) => displayWidth(row[index] ?? ''))));
    const line = (cells: readonly string[]): string =>
        columns
            .map((column, index) => pad(cells[index] ?? '', widths[index]!, column.right === true))
            .join('  ')
            .trimEnd();
    return [line(columns.map((column) => column.title)), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function pad(text: string, width: number, right: boolean): string {
    const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
    return right ? blanks + text : text + blanks;
}

function displayWidth(text: string): number {
    return [...text].length;
}
