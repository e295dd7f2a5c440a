import { invalid, missing } from './errors';
import { parameterName, type FormValue } from './form';

/** Turns the text of one parameter into its value, or throws what Stripe would answer. */
export interface Parameter {
    read(value: FormValue, path: readonly string[]): unknown;
    isRequired?: boolean;
}

export type Shape = Record<string, Parameter>;

export const text: Parameter = {
    read: (value, path) => asText(value, path)
};

export const integer: Parameter = {
    read: (value, path) => {
        const raw = asText(value, path);
        if (!/^-?\d+$/.test(raw)) throw invalid(`Invalid integer: ${raw}`, parameterName(path), 'parameter_invalid_integer');
        return Number(raw);
    }
};

export const flag: Parameter = {
    read: (value, path) => {
        const raw = asText(value, path);
        if (raw !== 'true' && raw !== 'false') throw invalid(`Invalid boolean: ${raw}`, parameterName(path));
        return raw === 'true';
    }
};

export const percent: Parameter = {
    read: (value, path) => {
        const raw = asText(value, path);
        if (!/^\d+(\.\d+)?$/.test(raw)) throw invalid(`Invalid decimal: ${raw}`, parameterName(path));
        return Number(raw);
    }
};

/** A decimal stays text, as in Stripe's JSON: at most 12 decimals. */
export const decimal: Parameter = {
    read: (value, path) => {
        const raw = asText(value, path);
        if (!/^-?\d+(\.\d{1,12})?$/.test(raw))
            throw invalid(`Invalid decimal: ${raw}; must contain at maximum 12 decimal places.`, parameterName(path));
        return raw;
    }
};

export function oneOf(...values: readonly string[]): Parameter {
    return {
        read: (value, path) => {
            const raw = asText(value, path);
            if (values.includes(raw)) return raw;
            throw invalid(
                `Invalid ${parameterName(path)}: must be one of ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`,
                parameterName(path)
            );
        }
    };
}

export function either(word: string, other: Parameter): Parameter {
    return { read: (value, path) => (value === word ? word : other.read(value, path)) };
}

/** An empty text unsets the field. */
export function emptyable(inner: Parameter): Parameter {
    return { read: (value, path) => (value === '' ? '' : inner.read(value, path)) };
}

export function listOf(element: Parameter): Parameter {
    return {
        read: (value, path) => {
            if (typeof value === 'string') throw invalid('Invalid array', parameterName(path));
            return Object.keys(value)
                .sort((a, b) => Number(a) - Number(b))
                .map((key) => element.read(value[key]!, [...path, key]));
        }
    };
}

export function shape(fields: Shape): Parameter {
    return {
        read: (value, path) => {
            if (typeof value === 'string') throw invalid('Invalid object', parameterName(path));
            const unknown = Object.keys(value).find((key) => !(key in fields));
            if (unknown !== undefined) {
                const name = parameterName([...path, unknown]);
                throw invalid(`Received unknown parameter: ${name}`, name, 'parameter_unknown');
            }
            const result: Record<string, unknown> = {};
            for (const [key, field] of Object.entries(fields)) {
                const part = value[key];
                if (part !== undefined) result[key] = field.read(part, [...path, key]);
                else if (field.isRequired) throw missing(parameterName([...path, key]));
            }
            return result;
        }
    };
}

/** Keys and values of the caller's own; an empty value removes the key. */
export const metadata: Parameter = emptyable({
    read: (value, path) => {
        if (typeof value === 'string') throw invalid('Invalid object', parameterName(path));
        return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asText(part, [...path, key])]));
    }
});

export function required(inner: Parameter): Parameter {
    return { ...inner, isRequired: true };
}

/** A moment or a range of moments: `created=1`, `created[gte]=1`. */
export const range: Parameter = {
    read: (value, path) =>
        typeof value === 'string'
            ? integer.read(value, path)
            : shape({ gt: integer, gte: integer, lt: integer, lte: integer }).read(value, path)
};

/** Reads all parameters of a request; `expand` is known everywhere. */
export function readParameters<T>(fields: Shape, form: FormValue): T {
    return shape({ ...fields, expand: listOf(text) }).read(form, []) as T;
}

function asText(value: FormValue, path: readonly string[]): string {
    if (typeof value === 'string') return value;
    throw invalid('Invalid string: expected a text, got an object', parameterName(path));
}
