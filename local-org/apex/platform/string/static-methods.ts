import { iterate } from '../../runtime/values/iteration.ts';
import type { ApexDatetime } from '../../runtime/values/datetime.ts';
import type { ApexList } from '../../runtime/values/list.ts';
import { nullArgument } from '../../runtime/values/raise.ts';
import { valueOfText } from '../../runtime/values/text.ts';
import { definePlatformClass } from '../declare.ts';
import type { Behaviour } from '../declare.ts';
import { strictStatics } from '../strict.ts';
import { escapeSingleQuotes } from './escapes.ts';
import { formatMessage } from './message-format.ts';
import { commonPrefix, isWhitespace } from './text-methods.ts';

const isBlank = (text: string | null): boolean => text === null || [...text].every(isWhitespace);
const isEmpty = (text: string | null): boolean => text === null || text === '';

/** A null becomes no text at all in `String.join`, and 'null' in `String.format`. */
function join(values: unknown, separator: string): string {
    return [...iterate(values)].map((value) => (value === null ? '' : valueOfText(value))).join(separator);
}

function conversions(): Record<string, Behaviour> {
    const types = ['Date', 'Datetime', 'Decimal', 'Double', 'Integer', 'Long', 'Object'];
    const valueOf = (value: unknown): string | null => (value === null ? null : valueOfText(value));
    return Object.fromEntries(types.map((type) => [`String valueOf(${type} value)`, valueOf]));
}

definePlatformClass({
    name: 'System.String',
    statics: {
        ...conversions(),
        ...strictStatics({
            'String escapeSingleQuotes(String text)': escapeSingleQuotes,
            'String fromCharArray(List<Integer> characters)': (characters: ApexList) =>
                String.fromCharCode(...(characters.items as number[])),
            'String getCommonPrefix(List<String> texts)': (texts: ApexList) => commonPrefix(texts.items as (string | null)[]),
            'String join(Object values, String separator)': join,
            'String valueOfGmt(Datetime value)': (value: ApexDatetime) => value.textIn('GMT')
        }),
        'String format(String pattern, List<Object> values)': (pattern: string | null, values: ApexList | null) => {
            if (pattern === null) throw nullArgument(1);
            return formatMessage(pattern, values === null ? [] : values.items.map(valueOfText));
        },
        'Boolean isBlank(String text)': isBlank,
        'Boolean isEmpty(String text)': isEmpty,
        'Boolean isNotBlank(String text)': (text) => !isBlank(text),
        'Boolean isNotEmpty(String text)': (text) => !isEmpty(text)
    }
});
