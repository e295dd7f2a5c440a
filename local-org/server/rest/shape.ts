import { BadValue } from '../../automation/record-from-json.ts';

/** What a JSON value must be; members of an object may be missing or null, and others may stand beside them. */
export type Shape = 'text' | 'flag' | 'any' | readonly [Shape] | { readonly [member: string]: Shape };

/** The value, if it has the shape; otherwise a refusal that names the place. */
export function shaped<T>(value: unknown, shape: Shape, place = 'the body'): T {
    return checked(value, shape, place) as T;
}

function checked(value: unknown, shape: Shape, place: string): unknown {
    if (shape === 'any') return value;
    if (shape === 'text' || shape === 'flag') {
        if (typeof value === (shape === 'text' ? 'string' : 'boolean')) return value;
        throw wrong(place, shape === 'text' ? 'a text' : 'true or false');
    }
    if (isList(shape)) {
        if (!Array.isArray(value)) throw wrong(place, 'a list');
        return value.map((item, index) => checked(item, shape[0], `${place}[${index}]`));
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(place, 'a JSON object');
    const members = Object.entries(value).flatMap(([name, member]) => {
        const wanted = Object.hasOwn(shape, name) ? shape[name]! : 'any';
        if (member === null && wanted !== 'any') return [];
        return [[name, checked(member, wanted, place === 'the body' ? name : `${place}.${name}`)] as const];
    });
    return Object.fromEntries(members);
}

function isList(shape: Shape): shape is readonly [Shape] {
    return Array.isArray(shape);
}

function wrong(place: string, wanted: string): BadValue {
    return new BadValue('JSON_PARSER_ERROR', `Cannot read ${place}: it must be ${wanted}`);
}
