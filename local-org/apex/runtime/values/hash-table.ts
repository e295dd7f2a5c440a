import { IterationLock } from './iteration.ts';
import { hashOf, keyOf, sameValue } from './equality.ts';

interface Entry<V> {
    readonly key: unknown;
    value: V;
}

/**
 * Keys by value, in the order of their first insertion: what Set and Map are made of. Keys whose equality is
 * written in Apex (equals and hashCode of a project class) are found through their hash codes.
 */
export class HashTable<V> {
    private readonly entries = new Map<unknown, Entry<V>>();
    private readonly buckets = new Map<number, Entry<V>[]>();
    private readonly lock = new IterationLock();

    get size(): number {
        return this.entries.size;
    }

    has(key: unknown): boolean {
        return this.find(key, keyOf(key)) !== undefined;
    }

    get(key: unknown): V | undefined {
        return this.find(key, keyOf(key))?.value;
    }

    /** True where the key is new. A known key keeps its place. */
    set(key: unknown, value: V): boolean {
        const plain = keyOf(key);
        const known = this.find(key, plain);
        if (known) {
            known.value = value;
            return false;
        }
        this.lock.checkUnlocked();
        const entry: Entry<V> = { key, value };
        if (plain === undefined) this.bucket(key).push(entry);
        this.entries.set(plain === undefined ? entry : plain, entry);
        return true;
    }

    delete(key: unknown): boolean {
        const plain = keyOf(key);
        const entry = this.find(key, plain);
        if (!entry) return false;
        this.lock.checkUnlocked();
        if (plain !== undefined) return this.entries.delete(plain);
        const bucket = this.bucket(key);
        bucket.splice(bucket.indexOf(entry), 1);
        return this.entries.delete(entry);
    }

    clear(): void {
        this.lock.checkUnlocked();
        this.entries.clear();
        this.buckets.clear();
    }

    /** Holds the iteration lock while it runs. */
    keys(): IterableIterator<unknown> {
        return this.lock.hold(this.each((entry) => entry.key));
    }

    *each<T>(part: (entry: Entry<V>) => T): Generator<T> {
        for (const entry of this.entries.values()) yield part(entry);
    }

    private find(key: unknown, plain: unknown): Entry<V> | undefined {
        if (plain !== undefined) return this.entries.get(plain);
        return this.bucket(key).find((entry) => sameValue(entry.key, key));
    }

    private bucket(key: unknown): Entry<V>[] {
        const hash = hashOf(key);
        let bucket = this.buckets.get(hash);
        if (!bucket) this.buckets.set(hash, (bucket = []));
        return bucket;
    }
}
