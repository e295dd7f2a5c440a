import { currentRuntime } from '../../../automation/runtime.ts';
import { valueOfText } from '../../../data/text-values.ts';
import { UnsupportedError } from '../../../errors.ts';
import type { ObjectInfo } from '../../../schema/model.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { sobjectType } from '../../types.ts';

/** `Test.loadData`: the rows of a static resource in CSV, inserted; its first line names the fields. */
export function loadTestData(object: ObjectInfo, resource: string | null): ApexList {
    const tx = currentRuntime();
    const body = tx.org.metadata.find('StaticResource', resource ?? '')?.body;
    if (body === undefined) throw invalid(`The static resource ${resource} does not exist, or is no text.`);
    const [header, ...lines] = parseCsv(body);
    if (!header) throw invalid(`The static resource ${resource} is empty.`);
    const columns = header.map((name) => fieldOf(object, name.trim()));
    const records = lines.map((cells, index) => {
        if (cells.length > columns.length) throw invalid(`Row ${index + 1} of ${resource} has more values than the first line has fields.`);
        const record = new SObject(object.name);
        for (const [at, text] of cells.entries()) {
            const field = columns[at]!;
            if (text === '') continue;
            const value = valueOfText(field, text);
            if (value === undefined) throw invalid(`Row ${index + 1} of ${resource}: ${field.name} cannot be "${text}".`);
            record.fields.set(field.name, value);
        }
        return record;
    });
    tx.dml({ operation: 'insert', records, allOrNone: true, access: 'default' });
    return new ApexList(sobjectType(object.name), records);
}

function fieldOf(object: ObjectInfo, name: string) {
    const field = object.field(name);
    // Which of the new records an id of the file stands for in another file is not documented.
    if (field?.type === 'id' || name.includes('.')) throw new UnsupportedError(`the column ${name} in a file of Test.loadData`);
    if (!field) throw invalid(`${object.name} has no field ${name}.`);
    return field;
}

function invalid(message: string): Error {
    return apexException('System.InvalidParameterValueException', message);
}

/** RFC 4180: quotes around what holds commas, line ends or quotes. Empty lines are none. */
export function parseCsv(text: string): string[][] {
    const rows: string[][] = [];
    let row: string[] = [];
    const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
    const source = text.replace(/^\uFEFF/, '');
    while (pattern.lastIndex < source.length || row.length > 0) {
        const match = pattern.exec(source);
        if (!match) throw invalid('A quote in the CSV file is not closed, or stands where none may.');
        row.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
        if (match[3] === ',') continue;
        if (row.length > 1 || row[0] !== '') rows.push(row);
        row = [];
        if (match[3] === '') break;
    }
    return rows;
}
