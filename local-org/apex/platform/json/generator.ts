import { definePlatformClass } from '../declare.ts';
import type { Behaviour } from '../declare.ts';
import { compactText, jsonNode, prettyText } from './writer.ts';
import type { JsonNode } from './writer.ts';
import { jsonException } from './tokens.ts';

interface OpenNode {
    readonly kind: 'object' | 'array';
    readonly members: [string, JsonNode][];
    readonly items: JsonNode[];
    /** The name that waits for its value. */
    name: string | null;
}

/** `System.JSONGenerator`: builds one JSON text call by call. */
export class JsonGenerator {
    private readonly pretty: boolean;
    private readonly open: OpenNode[] = [];
    private readonly roots: JsonNode[] = [];
    closed = false;

    constructor(pretty: boolean) {
        this.pretty = pretty;
    }

    start(kind: OpenNode['kind']): void {
        this.checkOpen();
        if (this.open.at(-1)?.kind === 'object' && this.open.at(-1)!.name === null)
            throw this.valueWithoutName(kind === 'object' ? 'start an object' : 'start an array');
        this.open.push({ kind, members: [], items: [], name: null });
    }

    end(kind: OpenNode['kind']): void {
        this.checkOpen();
        const node = this.open.at(-1);
        if (node?.kind !== kind)
            throw jsonException(`Current context not an ${kind === 'object' ? 'object' : 'ARRAY'} but ${node?.kind ?? 'root'}`);
        if (node.name !== null) throw jsonException(`Field ${node.name} has no value`);
        this.open.pop();
        this.add(kind === 'object' ? { members: node.members } : { items: node.items });
    }

    fieldName(name: string): void {
        this.checkOpen();
        const node = this.open.at(-1);
        if (node?.kind !== 'object' || node.name !== null) throw jsonException('Can not write a field name, expecting a value');
        node.name = name;
    }

    value(value: unknown): void {
        this.checkOpen();
        this.add(jsonNode(value, false));
    }

    text(): string {
        while (this.open.length > 0) this.end(this.open.at(-1)!.kind);
        this.closed = true;
        return this.roots.map((node) => (this.pretty ? prettyText(node) : compactText(node))).join(' ');
    }

    private add(node: JsonNode): void {
        const parent = this.open.at(-1);
        if (!parent) this.roots.push(node);
        else if (parent.kind === 'array') parent.items.push(node);
        else if (parent.name === null) throw this.valueWithoutName('write a value');
        else {
            parent.members.push([parent.name, node]);
            parent.name = null;
        }
    }

    private valueWithoutName(what: string): Error {
        return jsonException(`Can not ${what}, expecting field name`);
    }

    private checkOpen(): void {
        if (this.closed) throw jsonException('Cannot write to a closed generator');
    }
}

/** `writeX(T value)` and `writeXField(String name, T value)` for each type. */
function valueMethods(): Record<string, Behaviour> {
    const methods: Record<string, Behaviour> = {};
    const types: Record<string, string[]> = {
        Blob: ['Blob'],
        Boolean: ['Boolean'],
        Date: ['Date'],
        DateTime: ['Datetime'],
        Id: ['Id'],
        Number: ['Decimal', 'Double', 'Integer', 'Long'],
        Object: ['Object'],
        String: ['String'],
        Time: ['Time']
    };
    for (const [name, parameters] of Object.entries(types)) {
        for (const type of parameters) {
            methods[`void write${name}(${type} value)`] = (generator: JsonGenerator, value) => generator.value(value);
            methods[`void write${name}Field(String fieldName, ${type} value)`] = (generator: JsonGenerator, field, value) => {
                generator.fieldName(field);
                generator.value(value);
            };
        }
    }
    return methods;
}

definePlatformClass({
    name: 'System.JSONGenerator',
    jsClass: JsonGenerator,
    methods: {
        ...valueMethods(),
        'void close()': (generator: JsonGenerator) => void generator.text(),
        'String getAsString()': (generator: JsonGenerator) => generator.text(),
        'Boolean isClosed()': (generator: JsonGenerator) => generator.closed,
        'void writeEndArray()': (generator: JsonGenerator) => generator.end('array'),
        'void writeEndObject()': (generator: JsonGenerator) => generator.end('object'),
        'void writeFieldName(String fieldName)': (generator: JsonGenerator, name) => generator.fieldName(name),
        'void writeNull()': (generator: JsonGenerator) => generator.value(null),
        'void writeNullField(String fieldName)': (generator: JsonGenerator, name) => {
            generator.fieldName(name);
            generator.value(null);
        },
        'void writeStartArray()': (generator: JsonGenerator) => generator.start('array'),
        'void writeStartObject()': (generator: JsonGenerator) => generator.start('object')
    }
});
