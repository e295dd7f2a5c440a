import { UnsupportedError } from '../errors.ts';
import type { Component } from '../metadata/model.ts';
import type { OrgRuntime } from './org-runtime.ts';
import type { TransactionRuntime } from './runtime.ts';

/**
 * Platform Cache (Apex Developer Guide, "Platform Cache"): partitions of the project's metadata, each with a part for
 * the org and one for each session. It lives in memory; a request that fails takes its changes back; a test method
 * begins with an empty one.
 */
export type CacheScope = 'Organization' | 'Session';

/** Longest lifetimes in seconds: 48 hours for the org, 8 for a session. */
export const LONGEST_LIFETIME: Readonly<Record<CacheScope, number>> = { Organization: 172_800, Session: 28_800 };
/** Where a put names no lifetime, in seconds. */
export const DEFAULT_LIFETIME: Readonly<Record<CacheScope, number>> = { Organization: 86_400, Session: 28_800 };

interface Entry {
    readonly value: unknown;
    /** Milliseconds since the epoch, by the org's clock. */
    readonly expiresAt: number;
}

/** A change of a transaction that has not committed; null takes the entry away. */
type Changes = Map<string, Entry | null>;

const committed = new WeakMap<object, Map<string, Entry>>();
const pending = new WeakMap<TransactionRuntime, Changes>();

/** The entries of one partition as one transaction sees them. */
export class CacheSegment {
    readonly scope: CacheScope;
    readonly partition: string;
    private readonly prefix: string;
    private readonly tx: TransactionRuntime;

    constructor(tx: TransactionRuntime, scope: CacheScope, partition: string) {
        this.tx = tx;
        this.scope = scope;
        this.partition = partition;
        this.prefix = `${scope === 'Session' ? tx.user.id : ''}|${partition.toLowerCase()}|`;
    }

    /** Undefined where there is none, or where its time is over. */
    get(key: string): { readonly value: unknown } | undefined {
        const full = this.prefix + key;
        const changed = pending.get(this.tx)?.get(full);
        const entry = changed === undefined ? committedOf(this.tx).get(full) : changed;
        return entry && entry.expiresAt > this.tx.now() ? entry : undefined;
    }

    put(key: string, value: unknown, seconds: number): void {
        if (this.capacity === 0) return;
        this.change(key, { value, expiresAt: this.tx.now() + seconds * 1000 });
    }

    /** True where there was something to remove. */
    remove(key: string): boolean {
        const found = this.get(key) !== undefined;
        if (found) this.change(key, null);
        return found;
    }

    keys(): string[] {
        const all = [...committedOf(this.tx).keys(), ...(pending.get(this.tx)?.keys() ?? [])];
        const own = all.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
        return [...new Set(own)].filter((key) => this.get(key) !== undefined);
    }

    /** Megabytes that the partition sets aside for this scope; without any, nothing is kept and nobody is told. */
    get capacity(): number {
        const component = findPartition(this.tx.org, this.partition)!;
        const parts = component.xml.all('platformCachePartitionTypes').filter((part) => part.value('cacheType') === this.scope);
        return parts.reduce((sum, part) => sum + Number(part.value('allocatedCapacity') ?? 0), 0);
    }

    /** Work of a test method shares what it holds; anything else shows its changes when it commits. */
    private change(key: string, entry: Entry | null): void {
        const full = this.prefix + key;
        if (this.tx.test) {
            apply(committedOf(this.tx), full, entry);
            return;
        }
        let changes = pending.get(this.tx);
        if (!changes) {
            const own: Changes = (changes = new Map());
            pending.set(this.tx, own);
            this.tx.afterCommit(() => {
                for (const [changed, value] of own) apply(committedOf(this.tx), changed, value);
                own.clear();
            });
        }
        changes.set(full, entry);
    }
}

function apply(entries: Map<string, Entry>, key: string, entry: Entry | null): void {
    if (entry) entries.set(key, entry);
    else entries.delete(key);
}

function committedOf(tx: TransactionRuntime): Map<string, Entry> {
    const holder = tx.test ?? tx.org;
    let entries = committed.get(holder);
    if (!entries) committed.set(holder, (entries = new Map()));
    return entries;
}

export function findPartition(org: OrgRuntime, name: string): Component | undefined {
    return org.metadata.find('PlatformCachePartition', name);
}

export function defaultPartition(org: OrgRuntime): string | undefined {
    return org.metadata.ofType('PlatformCachePartition').find((component) => component.xml.flag('isDefaultPartition'))?.fullName;
}

/** A session belongs to a person's request; what the platform starts itself has none. */
export function hasSession(tx: TransactionRuntime): boolean {
    if (tx.kind === 'test' || tx.kind === 'synchronous') return true;
    if (tx.test) return true;
    throw new UnsupportedError(`the session cache in a transaction of the kind ${tx.kind}`);
}
