import { longId } from '../runtime/values/id.ts';
import { apexException } from '../runtime/exceptions.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods } from './strict.ts';
import { fields } from './web.ts';

/** `System.QueueableDuplicateSignature`: equal signatures name one job. */
export class DuplicateSignature {
    readonly valueKey: string;

    constructor(parts: readonly string[]) {
        this.valueKey = JSON.stringify(parts);
    }
}

/** Bytes that a signature may hold. */
const MAXIMUM_SIZE = 4096;

export class DuplicateSignatureBuilder {
    private readonly parts: string[] = [];

    get size(): number {
        return this.parts.reduce((size, part) => size + Buffer.byteLength(part), 0);
    }

    get remaining(): number {
        return MAXIMUM_SIZE - this.size;
    }

    add(part: string): this {
        if (Buffer.byteLength(part) > this.remaining) throw apexException('System.IllegalArgumentException', 'Signature is too large.');
        this.parts.push(part);
        return this;
    }

    build(): DuplicateSignature {
        return new DuplicateSignature(this.parts);
    }
}

definePlatformClass({
    name: 'System.QueueableDuplicateSignature',
    jsClass: DuplicateSignature,
    statics: { 'QueueableDuplicateSignature.Builder builder()': () => new DuplicateSignatureBuilder() },
    methods: { 'String toString()': (signature: DuplicateSignature) => signature.valueKey }
});

definePlatformClass({
    name: 'System.QueueableDuplicateSignature.Builder',
    jsClass: DuplicateSignatureBuilder,
    constructors: { '()': () => new DuplicateSignatureBuilder() },
    methods: strictMethods({
        'QueueableDuplicateSignature.Builder addId(Id id)': (builder: DuplicateSignatureBuilder, id: string) => builder.add(longId(id)),
        'QueueableDuplicateSignature.Builder addInteger(Integer value)': (builder: DuplicateSignatureBuilder, value: number) =>
            builder.add(String(value)),
        'QueueableDuplicateSignature.Builder addString(String text)': (builder: DuplicateSignatureBuilder, text: string) =>
            builder.add(text),
        'QueueableDuplicateSignature build()': (builder: DuplicateSignatureBuilder) => builder.build(),
        'Integer getMaxSize()': () => MAXIMUM_SIZE,
        'Integer getRemainingSize()': (builder: DuplicateSignatureBuilder) => builder.remaining,
        'Integer getSize()': (builder: DuplicateSignatureBuilder) => builder.size
    })
});

/** `System.AsyncOptions` */
export class AsyncOptions {
    DuplicateSignature: DuplicateSignature | null = null;
    MaximumQueueableStackDepth: number | null = null;
    MinimumQueueableDelayInMinutes: number | null = null;
}

definePlatformClass({
    name: 'System.AsyncOptions',
    jsClass: AsyncOptions,
    constructors: { '()': () => new AsyncOptions() },
    properties: fields<AsyncOptions>({
        DuplicateSignature: 'QueueableDuplicateSignature',
        MaximumQueueableStackDepth: 'Integer',
        MinimumQueueableDelayInMinutes: 'Integer'
    })
});
