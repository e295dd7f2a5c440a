import { CURRENCIES, SOURCES, type Ledger, type Move } from './ledgers.ts';
import { firstInstant, monthsBefore, type Month } from './months.ts';

/** A row of the ledger as the package would have written it, in whole numbers of the smallest units. */
export interface LedgerRow {
    readonly customer: number;
    readonly source: string;
    readonly currency: string;
    readonly type: string;
    readonly delta: bigint;
    readonly after: bigint;
    /** In cents of the org's currency; null where there is no rate. */
    readonly converted: bigint | null;
    /** Milliseconds since the epoch. */
    readonly at: number;
}

/** Hundredths of a unit of the org's currency for one of the other. */
const RATES: Readonly<Record<string, bigint | null>> = { USD: 100n, EUR: 110n, CHF: null };

export function sourceOf(customer: number): string {
    return SOURCES[customer % SOURCES.length]!;
}

/** In order of time. What would not be a movement is left out. */
export function rowsOf(ledger: Ledger, now: number): LedgerRow[] {
    const balances = new Map<string, { minor: bigint; everPositive: boolean }>();
    const moves = ledger.moves.map((move) => ({ move, at: instantOf(move, ledger, now) })).toSorted((one, other) => one.at - other.at);
    return moves.flatMap(({ move, at }) => {
        const currency = CURRENCIES[move.currency]!;
        const key = `${move.customer} ${currency}`;
        const balance = balances.get(key) ?? { minor: 0n, everPositive: false };
        const row = rowOf(move, at, balance, ledger.isTakenOver[move.customer]!);
        if (!row) return [];
        balances.set(key, { minor: row.after, everPositive: balance.everPositive || row.after > 0n });
        return [row];
    });
}

function rowOf(
    move: Move,
    at: number,
    { minor: before, everPositive }: { minor: bigint; everPositive: boolean },
    isTakenOver: boolean
): LedgerRow | undefined {
    const currency = CURRENCIES[move.currency]!;
    const common = { customer: move.customer, source: sourceOf(move.customer), currency, at };
    if (move.kind === 'fx') {
        const converted = BigInt(move.amount);
        if (before === 0n || converted === 0n || RATES[currency] === null) return undefined;
        return { ...common, type: 'FX', delta: 0n, after: before, converted };
    }
    const after = move.kind === 'end' ? 0n : BigInt(move.kind === 'sale' ? Math.abs(move.amount) : move.amount);
    // Nothing restates what never was.
    if (after === before || (move.kind === 'restatement' && !everPositive)) return undefined;
    const type = move.kind === 'restatement' ? 'Restatement' : typeOf(before, after, everPositive, isTakenOver);
    return { ...common, type, delta: after - before, after, converted: convertedDelta(currency, before, after) };
}

/** What the customer's MRR did, as docs/mrr.md has it. */
function typeOf(before: bigint, after: bigint, everPositive: boolean, isTakenOver: boolean): string {
    if (!everPositive) return isTakenOver ? 'Opening' : 'New';
    if (before <= 0n) return before === 0n ? 'Reactivation' : 'Restatement';
    if (after === 0n) return 'Churn';
    return after > before ? 'Expansion' : 'Contraction';
}

function convertedDelta(currency: string, before: bigint, after: bigint): bigint | null {
    const rate = RATES[currency] ?? null;
    if (rate === null) return null;
    const of = (minor: bigint): bigint => {
        const size = minor < 0n ? -minor : minor;
        const cents = (size * rate + 50n) / 100n;
        return minor < 0n ? -cents : cents;
    };
    return of(after) - of(before);
}

function instantOf({ monthsAgo, place, between }: Move, { zone }: Ledger, now: number): number {
    const month: Month = monthsBefore(now, zone, monthsAgo);
    const start = firstInstant(month, zone);
    const end = Math.min(firstInstant(month + 1, zone) - 1_000, now - 1_000);
    if (place === 'first') return Math.min(start, end);
    return place === 'last' ? end : Math.min(start + between * 1_000, end);
}
