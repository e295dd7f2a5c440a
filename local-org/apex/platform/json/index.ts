import type { ApexTypeValue } from '../../runtime/values/type-value.ts';
import { definePlatformClass } from '../declare.ts';
import { strictStatics } from '../strict.ts';
import { JsonGenerator } from './generator.ts';
import { JsonParser } from './parser.ts';
import { checkStart, typedValue } from './reader.ts';
import { parseJson, untyped } from './values.ts';
import { compactText, jsonNode, prettyText } from './writer.ts';

/** `JSON.serialize`, for everything that answers in JSON. */
export function serialize(value: unknown, suppressNulls = false): string {
    return compactText(jsonNode(value, suppressNulls));
}

function deserialize(text: string, { type }: ApexTypeValue, strict: boolean): unknown {
    checkStart(text, type);
    return typedValue(parseJson(text), type, strict);
}

definePlatformClass({
    name: 'System.JSON',
    statics: {
        'String serialize(Object value)': (value) => serialize(value),
        'String serialize(Object value, Boolean suppressNulls)': (value, suppressNulls) => serialize(value, suppressNulls === true),
        'String serializePretty(Object value)': (value) => prettyText(jsonNode(value, false)),
        'String serializePretty(Object value, Boolean suppressNulls)': (value, suppressNulls) =>
            prettyText(jsonNode(value, suppressNulls === true)),
        ...strictStatics({
            'JSONGenerator createGenerator(Boolean prettyPrint)': (pretty: boolean) => new JsonGenerator(pretty),
            'JSONParser createParser(String text)': (text: string) => new JsonParser(text),
            'Object deserialize(String text, Type type)': (text: string, type: ApexTypeValue) => deserialize(text, type, false),
            'Object deserializeStrict(String text, Type type)': (text: string, type: ApexTypeValue) => deserialize(text, type, true),
            'Object deserializeUntyped(String text)': (text: string) => untyped(parseJson(text))
        })
    }
});
