import type { Decimal } from 'decimal.js';
import { FormulaEvaluationError } from '../errors.ts';
import { strict } from '../expression.ts';
import type { Expression, FunctionCall, FunctionDefinition } from '../expression.ts';
import { isPicklist } from '../types.ts';
import { Exact, formatValue, numberOf, textOf } from '../values.ts';
import type { FormulaValue } from '../values.ts';
import { caseSafeId } from './ids.ts';
import { javaPattern } from './regex.ts';

/** Gets the texts with '' for blanks; an empty result is a blank. */
function ofTexts(count: number, behaviour: (...texts: string[]) => string): FunctionDefinition {
    return (call) => {
        call.count(count);
        call.inputs.forEach((_, index) => call.expect(index, 'Text'));
        return { type: 'Text', run: (context) => behaviour(...call.inputs.map((input) => textOf(input.run(context)))) || null };
    };
}

const cut = (pick: (text: string, count: number) => string): FunctionDefinition =>
    strict(['Text', 'Number'], 'Text', (text: string, count: Decimal) => pick(text, Math.max(0, count.trunc().toNumber())) || null);

/** True where the second text is empty, blank where only the first one is. */
const containment = (test: (text: string, part: string) => boolean): FunctionDefinition => {
    return (call) => {
        call.count(2);
        call.expect(0, 'Text');
        call.expect(1, 'Text');
        const [text, part] = call.inputs as [Expression, Expression];
        return {
            type: 'Boolean',
            run: (context) => {
                const wanted = textOf(part.run(context));
                if (wanted === '') return true;
                const whole = textOf(text.run(context));
                return whole === '' ? null : test(whole, wanted);
            }
        };
    };
};

const pad =
    (left: boolean): FunctionDefinition =>
    (call) => {
        call.count(2, 3);
        call.expect(0, 'Text');
        call.expect(1, 'Number');
        if (call.inputs[2]) call.expect(2, 'Text');
        const [text, length, padding] = call.inputs as [Expression, Expression, Expression | undefined];
        return {
            type: 'Text',
            run: (context) => {
                const value = textOf(text.run(context));
                const size = (length.run(context) as Decimal | null)?.trunc().toNumber() ?? 0;
                if (value === '' || size <= 0) return null;
                if (value.length >= size) return value.slice(0, size);
                const filler = padding ? textOf(padding.run(context)) : ' ';
                return left ? value.padStart(size, filler) : value.padEnd(size, filler);
            }
        };
    };

const find: FunctionDefinition = (call) => {
    call.count(2, 3);
    call.expect(0, 'Text');
    call.expect(1, 'Text');
    if (call.inputs[2]) call.expect(2, 'Number');
    const [part, text, from] = call.inputs as [Expression, Expression, Expression | undefined];
    return {
        type: 'Number',
        run: (context) => {
            const wanted = textOf(part.run(context));
            const whole = textOf(text.run(context));
            const start = from ? ((from.run(context) as Decimal | null)?.toNumber() ?? 1) : 1;
            return new Exact(wanted === '' || whole === '' ? 0 : whole.indexOf(wanted, Math.max(0, start - 1)) + 1);
        }
    };
};

const text: FunctionDefinition = (call) => {
    call.count(1);
    const input = call.inputs[0]!;
    // A flow resource of type text passes; everywhere else TEXT() of a text is an error.
    const textAllowed = call.kind === 'flow' || call.kind === 'entry';
    if (!isPicklist(input.type) && !(textAllowed && input.type === 'Text')) {
        call.expect(0, 'Number', 'Date', 'DateTime', 'Time', 'Picklist');
    }
    return {
        type: 'Text',
        run: (context) => {
            const value = input.run(context);
            if (value === null) return null;
            // Lightning leaves out the zero before the point (Salesforce Help, "TEXT").
            return numberOf(value) ? formatValue(value).replace(/^(-?)0\./, '$1.') : formatValue(value);
        }
    };
};

const value: FunctionDefinition = strict(['Text'], 'Number', (input: string) => {
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(input)) {
        throw new FormulaEvaluationError(`The value '${input}' is not a valid number.`);
    }
    return new Exact(input);
});

const regex: FunctionDefinition = (call) => {
    call.count(2);
    call.expect(0, 'Text');
    call.expect(1, 'Text');
    const [subject, pattern] = call.inputs as [Expression, Expression];
    const known = pattern.literal === undefined ? undefined : javaPattern(pattern.literal, call);
    return {
        type: 'Boolean',
        run: (context) => (known ?? javaPattern(textOf(pattern.run(context)), call)).test(textOf(subject.run(context)))
    };
};

const includes: FunctionDefinition = (call) => {
    call.count(2);
    call.expect(0, 'Multi-Select Picklist');
    if (call.inputs[1]!.literal === undefined) throw wrongLiteral(call, call.inputs[1]!);
    const [field, wanted] = call.inputs as [Expression, Expression];
    return {
        type: 'Boolean',
        run: (context) => textOf(field.run(context)).split(';').includes(wanted.literal!)
    };
};

export function wrongLiteral(call: FunctionCall, input: Expression): Error {
    const received = input.type;
    return call.fail(`Incorrect parameter type for function '${call.name}()'. Expected Text Literal, received ${received}`, input.offset);
}

function escapeHtml(input: FormulaValue): string {
    return textOf(input).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const hyperlink: FunctionDefinition = (call) => {
    call.count(2, 3);
    call.inputs.forEach((_, index) => call.expect(index, 'Text'));
    return {
        type: 'Text',
        run: (context) => {
            const [url, label, target] = call.inputs.map((input) => input.run(context));
            return `<a href="${escapeHtml(url ?? null)}" target="${escapeHtml(target ?? '_blank')}">${escapeHtml(label ?? null)}</a>`;
        }
    };
};

const image: FunctionDefinition = (call) => {
    call.count(2, 4);
    call.expect(0, 'Text');
    call.expect(1, 'Text');
    if (call.inputs[2]) call.expect(2, 'Number');
    if (call.inputs[3]) call.expect(3, 'Number');
    return {
        type: 'Text',
        run: (context) => {
            const [url, alternative, height, width] = call.inputs.map((input) => input.run(context));
            const size = height && width ? ` style="height:${textOf(height)}px; width:${textOf(width)}px;"` : '';
            return `<img src="${escapeHtml(url ?? null)}" alt="${escapeHtml(alternative ?? null)}"${size} border="0"/>`;
        }
    };
};

export const TEXT: Record<string, FunctionDefinition> = {
    TEXT: text,
    VALUE: value,
    LEN: (call) => {
        call.count(1);
        call.expect(0, 'Text');
        return { type: 'Number', run: (context) => new Exact(textOf(call.inputs[0]!.run(context)).length) };
    },
    LEFT: cut((whole, count) => whole.slice(0, count)),
    RIGHT: cut((whole, count) => (count === 0 ? '' : whole.slice(-count))),
    MID: strict(['Text', 'Number', 'Number'], 'Text', (whole: string, start: Decimal, count: Decimal) => {
        const first = Math.max(1, start.trunc().toNumber()) - 1;
        return whole.slice(first, first + Math.max(0, count.trunc().toNumber())) || null;
    }),
    FIND: find,
    SUBSTITUTE: (call) => {
        call.count(3);
        call.inputs.forEach((_, index) => call.expect(index, 'Text'));
        return {
            type: 'Text',
            run: (context) => {
                const [whole, old, replacement] = call.inputs.map((input) => textOf(input.run(context))) as [string, string, string];
                if (whole === '' || old === '') return null;
                return whole.replaceAll(old, () => replacement) || null;
            }
        };
    },
    TRIM: ofTexts(1, (whole) => whole.replace(/^ +| +$/g, '')),
    UPPER: (call) => changeCase(call, (whole) => whole.toUpperCase()),
    LOWER: (call) => changeCase(call, (whole) => whole.toLowerCase()),
    REVERSE: ofTexts(1, (whole) => [...whole].reverse().join('')),
    CONTAINS: containment((whole, part) => whole.includes(part)),
    BEGINS: containment((whole, part) => whole.startsWith(part)),
    LPAD: pad(true),
    RPAD: pad(false),
    INCLUDES: includes,
    REGEX: regex,
    HYPERLINK: hyperlink,
    IMAGE: image,
    BR: strict([], 'Text', () => '<br>'),
    CASESAFEID: strict(['Text'], 'Text', caseSafeId),
    HTMLENCODE: ofTexts(1, (whole) => escapeHtml(whole)),
    URLENCODE: ofTexts(1, (whole) => new URLSearchParams({ x: whole }).toString().slice(2))
};

/** An optional second input names a locale; the change of case then follows it. */
function changeCase(call: FunctionCall, behaviour: (whole: string) => string): ReturnType<FunctionDefinition> {
    call.count(1, 2);
    call.inputs.forEach((_, index) => call.expect(index, 'Text'));
    const [subject, locale] = call.inputs as [Expression, Expression | undefined];
    return {
        type: 'Text',
        run: (context) => {
            const whole = textOf(subject.run(context));
            const language = locale && textOf(locale.run(context)).replace('_', '-');
            if (!language) return behaviour(whole) || null;
            return (call.name === 'UPPER' ? whole.toLocaleUpperCase(language) : whole.toLocaleLowerCase(language)) || null;
        }
    };
}
