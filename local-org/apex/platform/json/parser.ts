import { enumConstant } from '../../runtime/values/enum.ts';
import type { ApexTypeValue } from '../../runtime/values/type-value.ts';
import { primitive } from '../../types.ts';
import type { PrimitiveName } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';
import type { Behaviour } from '../declare.ts';
import { strictMethods } from '../strict.ts';
import { typedValue } from './reader.ts';
import type { Token } from './tokens.ts';
import { JsonTokens, jsonException } from './tokens.ts';
import { readValue } from './values.ts';

/** `System.JSONParser`: a cursor over the tokens of a text. */
export class JsonParser {
    private readonly tokens: JsonTokens;
    /** Names of the members that are open, one for each object or array. */
    private readonly names: (string | null)[] = [null];
    current: Token | undefined;
    lastCleared: Token | undefined;

    constructor(text: string) {
        this.tokens = new JsonTokens(text);
    }

    next(): Token | undefined {
        if (this.current && this.current.kind.startsWith('START_')) this.names.push(null);
        this.current = this.tokens.next();
        if (this.current?.kind.startsWith('END_')) this.names.pop();
        if (this.current?.kind === 'FIELD_NAME') this.names[this.names.length - 1] = this.current.text;
        return this.current;
    }

    /** The next token that is not a name. */
    nextValue(): Token | undefined {
        const token = this.next();
        return token?.kind === 'FIELD_NAME' ? this.next() : token;
    }

    get name(): string | null {
        return this.names.at(-1) ?? null;
    }

    clear(): void {
        this.lastCleared = this.current ?? this.lastCleared;
        this.current = undefined;
    }

    /** From the start of an object or array to its end. */
    skipChildren(): void {
        if (!this.current?.kind.startsWith('START_')) return;
        for (let depth = 1; depth > 0;) {
            const token = this.next()!;
            if (token.kind.startsWith('START_')) depth++;
            if (token.kind.startsWith('END_')) depth--;
        }
    }

    read(type: ApexTypeValue, strict: boolean): unknown {
        const first = this.current ?? this.next();
        if (!first) throw jsonException('No content to map to Object due to end of input');
        const start = first.kind === 'FIELD_NAME' ? this.next()! : first;
        return typedValue(readValue(this, start), type.type, strict);
    }

    value(name: PrimitiveName): unknown {
        if (!this.current) throw jsonException('No current token');
        return typedValue(readValue({ next: () => undefined }, this.current), primitive(name), false);
    }
}

function kindOf(token: Token | undefined): unknown {
    return token ? enumConstant('System.JSONToken', token.kind) : null;
}

function valueMethods(): Record<string, Behaviour> {
    const names: Record<string, PrimitiveName> = {
        Blob: 'Blob',
        Boolean: 'Boolean',
        DateTime: 'Datetime',
        Date: 'Date',
        Decimal: 'Decimal',
        Double: 'Double',
        Id: 'Id',
        Integer: 'Integer',
        Long: 'Long',
        Time: 'Time'
    };
    return Object.fromEntries(
        Object.entries(names).map(([name, type]) => [`${type} get${name}Value()`, (parser: JsonParser) => parser.value(type)])
    );
}

definePlatformClass({
    name: 'System.JSONParser',
    jsClass: JsonParser,
    methods: {
        ...valueMethods(),
        'void clearCurrentToken()': (parser: JsonParser) => parser.clear(),
        'String getCurrentName()': (parser: JsonParser) => parser.name,
        'JSONToken getCurrentToken()': (parser: JsonParser) => kindOf(parser.current),
        'JSONToken getLastClearedToken()': (parser: JsonParser) => kindOf(parser.lastCleared),
        'String getText()': (parser: JsonParser) => parser.current?.text ?? null,
        'Boolean hasCurrentToken()': (parser: JsonParser) => parser.current !== undefined,
        'JSONToken nextToken()': (parser: JsonParser) => kindOf(parser.next()),
        'JSONToken nextValue()': (parser: JsonParser) => kindOf(parser.nextValue()),
        'void skipChildren()': (parser: JsonParser) => parser.skipChildren(),
        ...strictMethods({
            'Object readValueAs(Type type)': (parser: JsonParser, type: ApexTypeValue) => parser.read(type, false),
            'Object readValueAsStrict(Type type)': (parser: JsonParser, type: ApexTypeValue) => parser.read(type, true)
        })
    }
});
