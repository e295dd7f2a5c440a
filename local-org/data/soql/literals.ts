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
    if (storage === 'id' && value.kind === 'string' && value.text !== '' && toId18(value.text) === undefined)
        return `invalid ID field: ${value.text}`;
    return undefined;
}
