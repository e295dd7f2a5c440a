import { toId18 } from '../../schema/ids.ts';
import type { FieldInfo } from '../../schema/model.ts';
import { storageOf } from '../codec.ts';
import type { Operand } from './ast.ts';
import { isDateLiteral } from './dates.ts';

/** What kind of literal a field is compared with, and how the platform names it. */
const EXPECTED: Readonly<Record<string, { readonly name: string; readonly kinds: readonly Operand['kind'][] }>> = {
    text: { name: 'string', kinds: ['string'] },
    id: { name: 'string', kinds: ['string'] },
    boolean: { name: 'boolean', kinds: ['boolean'] },
    integer: { name: 'int', kinds: ['number'] },
    long: { name: 'long', kinds: ['number'] },
    scaled: { name: 'double', kinds: ['number'] },
    date: { name: 'date', kinds: ['date', 'dateLiteral'] },
    datetime: { name: 'dateTime', kinds: ['datetime', 'dateLiteral'] },
    time: { name: 'time', kinds: [] }
};

/** Why a literal cannot be compared with a field, in Salesforce's words; undefined where it can. */
export function literalProblem(field: FieldInfo, value: Operand): string | undefined {
    if (value.kind === 'null' || value.kind === 'bind') return undefined;
    if (value.kind === 'dateLiteral' && !isDateLiteral(value.text)) return `unexpected token: '${value.text.toLowerCase()}'`;
    const storage = storageOf(field);
    const expected = EXPECTED[storage];
    if (!expected) return undefined;
    if (!expected.kinds.includes(value.kind)) {
        const quotes = expected.name === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
        return `value of filter criterion for field '${field.name}' must be of type ${expected.name} and ${quotes}`;
    }
    if ((value.kind === 'date' || value.kind === 'datetime') && !isDay(value.text)) return `Invalid ${value.kind}: ${value.text}`;
    if (storage === 'id' && value.kind === 'string' && value.text !== '' && toId18(value.text) === undefined)
        return `invalid ID field: ${value.text}`;
    return undefined;
}

/** Is there such a day, and such an hour of it? */
function isDay(text: string): boolean {
    const day = text.slice(0, 10);
    const hour = /[Tt](.*)$/.exec(text)?.[1];
    const midnight = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return false;
    return hour === undefined || !Number.isNaN(Date.parse(`${day}T${hour.toUpperCase()}`));
}
