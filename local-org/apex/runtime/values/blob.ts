import { stringException } from './raise.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes. Never changed after they were made. */
export class ApexBlob {
    readonly bytes: Uint8Array;

    constructor(bytes: Uint8Array) {
        this.bytes = bytes;
    }

    static fromText(text: string): ApexBlob {
        return new ApexBlob(Buffer.from(text, 'utf8'));
    }

    get size(): number {
        return this.bytes.length;
    }

    /** The bytes read as UTF-8; other bytes are refused, as `Blob.toString()` does. */
    text(): string {
        try {
            return decoder.decode(this.bytes);
        } catch {
            throw stringException('BLOB is not a valid UTF-8 string');
        }
    }

    equals(other: ApexBlob): boolean {
        return Buffer.compare(this.bytes, other.bytes) === 0;
    }

    /** What `String.valueOf` shows of a Blob. */
    toString(): string {
        return `Blob[${this.bytes.length}]`;
    }
}
