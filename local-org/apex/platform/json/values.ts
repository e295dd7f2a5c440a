import { ApexDecimal } from '../../runtime/values/decimal.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { OBJECT, primitive } from '../../types.ts';
import type { Token } from './tokens.ts';
import { JsonTokens, jsonException } from './tokens.ts';

/** Parsed JSON. Numbers keep their text, so that no digit is lost on the way to a Decimal. */
export type JsonValue = null | boolean | string | JsonNumber | JsonValue[] | JsonObject;

/** Members in the order of the text; of equal names the last one counts. */
export type JsonObject = Map<string, JsonValue>;

export class JsonNumber {
    readonly text: string;
    readonly whole: boolean;

    constructor(text: string, whole: boolean) {
        this.text = text;
        this.whole = whole;
    }
}

/** The one value of a text. */
export function parseJson(text: string): JsonValue {
    const tokens = new JsonTokens(text);
    const first = tokens.next();
    if (!first) throw jsonException('No content to map to Object due to end of input');
    const value = readValue(tokens, first);
    tokens.next();
    return value;
}

/** The value that begins with a token that was already read. */
export function readValue(tokens: { next(): Token | undefined }, first: Token): JsonValue {
    switch (first.kind) {
        case 'START_OBJECT': {
            const members: JsonObject = new Map();
            for (let token = tokens.next()!; token.kind !== 'END_OBJECT'; token = tokens.next()!) {
                members.set(token.text, readValue(tokens, tokens.next()!));
            }
            return members;
        }
        case 'START_ARRAY': {
            const items: JsonValue[] = [];
            for (let token = tokens.next()!; token.kind !== 'END_ARRAY'; token = tokens.next()!) items.push(readValue(tokens, token));
            return items;
        }
        case 'VALUE_NULL':
            return null;
        case 'VALUE_TRUE':
            return true;
        case 'VALUE_FALSE':
            return false;
        case 'VALUE_NUMBER_INT':
        case 'VALUE_NUMBER_FLOAT':
            return new JsonNumber(first.text, first.kind === 'VALUE_NUMBER_INT');
        default:
            return first.text;
    }
}

/** As `JSON.deserializeUntyped` gives it: Map<String,Object>, List<Object>, Integer, Long or Decimal. */
export function untyped(value: JsonValue): unknown {
    if (value instanceof JsonNumber) return untypedNumber(value);
    if (Array.isArray(value)) return new ApexList(OBJECT, value.map(untyped));
    if (value instanceof Map) {
        const map = new ApexMap(primitive('String'), OBJECT);
        for (const [name, member] of value) map.put(name, untyped(member));
        return map;
    }
    return value;
}

function untypedNumber({ text, whole }: JsonNumber): unknown {
    if (!whole) return ApexDecimal.parse(text);
    const number = BigInt(text);
    if (BigInt.asIntN(32, number) === number) return Number(number);
    return BigInt.asIntN(64, number) === number ? number : ApexDecimal.parse(text);
}
