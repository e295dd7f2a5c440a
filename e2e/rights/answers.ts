import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Right } from './readers.ts';

type Values = Readonly<Record<string, unknown>>;

/** What tells one row of a list from the others. */
const KEYS = ['recordId', 'accountId', 'objectName', 'name', 'urgency'];
/** They tell of the answer itself, and of what the person may do. */
const ASIDE = new Set(['missing', 'readAt', 'hasAccess', 'mayMatch', 'mayReplay', 'canMatch']);

/** Whether the page is closed without it, shows less, or shows the same. */
export type Outcome = 'closed' | 'poorer' | 'same';

/** An answer like the whole one, or a sentence that says what the person may not. */
export function compareFurther(whole: unknown, answer: Answer, name: Right): void {
    if (!answer.ok) {
        assert.match(answer.error.message, /^You may not read .*admin/, `Without ${name}`);
        return;
    }
    const blanks: string[] = [];
    compareValues(whole, answer.value, `without ${name}: `, blanks);
    if (blanks.length > 0) assert.ok((answer.value['missing'] as string[]).length > 0, `Nobody is told of ${blanks.join(', ')}`);
}

/** Every value is the one that others see, or blank; and where one is blank, the answer says that something is missing. */
export function compare(whole: Values, answer: Answer, name: Right): Outcome {
    assert.ok(answer.ok, `Without ${name}: ${JSON.stringify(answer)}`);
    const missing = answer.value['missing'] as string[];
    if (answer.value['hasAccess'] === false) {
        assert.ok(missing.length > 0, `Closed without ${name}, which nobody is told`);
        const shown = Object.entries(answer.value).filter(([key, value]) => !ASIDE.has(key) && value !== false && !isBlank(value));
        assert.deepEqual(shown, [], `Closed without ${name}`);
        return 'closed';
    }
    const blanks: string[] = [];
    compareValues(whole, answer.value, `without ${name}: `, blanks);
    if (blanks.length === 0) return 'same';
    assert.ok(missing.length > 0, `Nobody is told that something is missing ${blanks.join(', ')}`);
    return 'poorer';
}

function compareValues(whole: unknown, part: unknown, path: string, blanks: string[]): void {
    if (isDeepStrictEqual(whole, part)) return;
    if (isBlank(part)) blanks.push(path);
    else if (Array.isArray(whole) && Array.isArray(part)) compareLists(whole, part, path, blanks);
    else if (isValues(whole) && isValues(part)) {
        for (const key of new Set([...Object.keys(whole), ...Object.keys(part)]))
            if (!ASIDE.has(key)) compareValues(whole[key], part[key], `${path}.${key}`, blanks);
    } else assert.fail(`${path} is ${JSON.stringify(part)}, and ${JSON.stringify(whole)} for others`);
}

/** Rows may stand in another order, where the person may not read what they are ordered by; none may be left out or added. */
function compareLists(whole: readonly unknown[], part: readonly unknown[], path: string, blanks: string[]): void {
    assert.equal(part.length, whole.length, `${path} has other rows: ${JSON.stringify(part)}`);
    for (const [index, row] of whole.entries()) {
        const key = isValues(row) ? KEYS.find((name) => row[name] !== undefined) : undefined;
        const same = key === undefined ? part[index] : part.find((other) => isValues(other) && other[key] === (row as Values)[key]);
        compareValues(row, same, `${path}[${String(index)}]`, blanks);
    }
}

function isBlank(value: unknown): boolean {
    return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function isValues(value: unknown): value is Values {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
