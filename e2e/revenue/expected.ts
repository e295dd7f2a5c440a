import type { Billing, Invoice, Line } from './billing.ts';

/*
 * What the revenue of an invoice is, computed apart from the package, in integers. The state of a line at an instant is what
 * corrections have left of it; what was earned of that by then, less what was taken back, is its rounded share.
 */

export interface Rules {
    readonly disputesWhenLost: boolean;
    readonly wonRestores: boolean;
}

/** `line month kind` → amount; without what is nothing. */
export type Figures = Map<string, bigint>;

interface Demand {
    readonly kind: string;
    readonly at: number;
    /** With tax; undefined for all that is left. */
    readonly amount?: bigint;
    readonly named?: Readonly<Record<string, bigint>>;
    readonly namedNet?: bigint;
    readonly endsAt?: number;
    readonly onlyRecovers?: boolean;
}

interface Met {
    readonly demand: Demand;
    gross: bigint;
    ended: boolean;
    readonly lines: Map<Line, { amount: bigint; earned: bigint }>;
}

export function expectedFigures(billing: Billing, rules: Rules): Figures {
    const figures: Figures = new Map();
    for (const invoice of billing.invoices) new InvoiceRevenue(invoice, demandsOf(billing, invoice, rules), figures).run();
    for (const [key, amount] of figures) if (amount === 0n) figures.delete(key);
    return figures;
}

function demandsOf(billing: Billing, invoice: Invoice, rules: Rules): Demand[] {
    const demands: Demand[] = [];
    for (const refund of billing.refunds.filter(({ charge }) => charge.invoice === invoice))
        demands.push({ kind: 'contra_refunds', at: refund.createdAt, amount: BigInt(refund.amount), ...ending(refund.failedAt) });
    for (const { status, charge, createdAt, closedAt, amount } of billing.disputes) {
        const moved = charge.invoice === invoice && !status.startsWith('warning_');
        const at = rules.disputesWhenLost ? closedAt : createdAt;
        if (!moved || at === null || (rules.disputesWhenLost && status !== 'lost')) continue;
        demands.push({
            kind: 'contra_disputes',
            at,
            amount: BigInt(amount),
            ...ending(status === 'won' && rules.wonRestores ? closedAt : null)
        });
    }
    for (const note of billing.creditNotes.filter((one) => one.invoice === invoice)) {
        const named = Object.fromEntries(Object.entries(note.lineAmounts ?? {}).map(([line, amount]) => [line, BigInt(amount)]));
        demands.push({
            kind: 'contra_credit_notes',
            at: note.createdAt,
            amount: BigInt(note.total),
            ...(note.lineAmounts ? { named, namedNet: BigInt(note.total - note.tax) } : {}),
            ...ending(note.voidedAt)
        });
    }
    if (invoice.givenUpAt !== null) {
        const recovered = invoice.status === 'paid' ? { endsAt: invoice.paidAt!, onlyRecovers: true } : {};
        demands.push({ kind: 'contra_bad_debt', at: invoice.givenUpAt, amount: BigInt(invoice.badDebt), ...recovered });
    }
    if (invoice.voidedAt !== null) demands.push({ kind: 'contra_voids', at: invoice.voidedAt });
    return demands;
}

function ending(at: number | null): { endsAt?: number } {
    return at === null ? {} : { endsAt: at };
}

class InvoiceRevenue {
    private readonly invoice: Invoice;
    private readonly demands: readonly Demand[];
    private readonly figures: Figures;
    private readonly left = new Map<Line, bigint>();
    private readonly met: Met[] = [];
    private total: bigint;
    private clock = Number.NEGATIVE_INFINITY;

    constructor(invoice: Invoice, demands: readonly Demand[], figures: Figures) {
        this.invoice = invoice;
        this.demands = demands;
        this.figures = figures;
        this.total = BigInt(Math.max(0, invoice.total));
    }

    run(): void {
        const finalized = this.invoice.finalizedAt;
        for (const line of this.invoice.lines) {
            this.left.set(line, BigInt(line.net));
            this.add(line, finalized, 'deferred_change', BigInt(line.net));
        }
        const instants = this.demands.flatMap(({ at, endsAt }) => (endsAt === undefined ? [at] : [at, endsAt]));
        for (const instant of [...new Set(instants)].sort((one, other) => one - other)) {
            this.moveTo(instant);
            for (const met of this.met) if (met.demand.endsAt === instant) this.end(met, instant);
            for (const demand of this.demands)
                if (demand.at === instant) this.met.push({ demand, gross: 0n, ended: false, lines: new Map() });
            for (const met of this.met) if (!met.ended) this.meet(met, instant);
        }
        this.moveTo(Number.POSITIVE_INFINITY);
    }

    /** Everything earned between the last instant and this one, month by month. */
    private moveTo(instant: number): void {
        for (const line of this.invoice.lines) {
            if (line.end <= line.start) {
                if (this.clock < this.invoice.finalizedAt) this.earn(line, this.invoice.finalizedAt, this.left.get(line)!);
                continue;
            }
            let from = Math.max(this.clock, line.start);
            const until = Math.min(instant, line.end);
            while (from < until) {
                const next = Math.min(nextMonth(from), until);
                this.earn(line, from, this.share(line, next) - this.share(line, from));
                from = next;
            }
        }
        this.clock = instant;
    }

    private meet(met: Met, at: number): void {
        const { demand } = met;
        const open = demand.amount === undefined ? this.total : demand.amount - met.gross;
        const gross = open < this.total ? open : this.total;
        if (gross === 0n && demand.amount !== undefined) return;
        for (const [line, amount] of this.split(met, gross)) {
            if (amount === 0n) continue;
            const before = this.share(line, at);
            this.left.set(line, this.left.get(line)! - amount);
            const earned = before - this.share(line, at);
            this.add(line, at, demand.kind, earned);
            this.add(line, at, 'deferred_change', earned - amount);
            const known = met.lines.get(line) ?? { amount: 0n, earned: 0n };
            met.lines.set(line, { amount: known.amount + amount, earned: known.earned + earned });
        }
        met.gross += gross;
        this.total -= gross;
    }

    private end(met: Met, at: number): void {
        met.ended = true;
        for (const [line, { amount, earned }] of met.lines) {
            this.add(line, at, met.demand.kind, -earned);
            if (met.demand.onlyRecovers) continue;
            const before = this.share(line, at);
            this.left.set(line, this.left.get(line)! + amount);
            this.add(line, at, 'deferred_change', amount - earned);
            this.earn(line, at, this.share(line, at) - before - earned);
        }
        if (!met.demand.onlyRecovers) this.total += met.gross;
    }

    /** Without tax, line by line. */
    private split({ demand, lines }: Met, gross: bigint): Map<Line, bigint> {
        if (demand.amount === undefined) return new Map(this.left);
        const amounts = new Map([...this.left.keys()].map((line) => [line, 0n]));
        const named = demand.named && lines.size === 0 ? demand.named : {};
        for (const [line, left] of this.left) {
            const wanted = named[line.id] ?? 0n;
            amounts.set(line, left > 0n ? (wanted < left ? wanted : left) : 0n);
        }
        const sum = total(this.left.values());
        const net = demand.named && lines.size === 0 ? demand.namedNet! : sum <= 0n ? 0n : halfUp(gross * sum, this.total);
        const weights = new Map([...this.left].map(([line, left]) => [line, left - amounts.get(line)!]));
        const most = total(weights.values());
        const rest = net - total(amounts.values());
        const spread = rest < most ? rest : most;
        if (spread > 0n) for (const [line, share] of largestRemainders(spread, weights)) amounts.set(line, amounts.get(line)! + share);
        return amounts;
    }

    private share(line: Line, at: number): bigint {
        const left = this.left.get(line)!;
        if (line.end <= line.start || at >= line.end) return left;
        return at <= line.start ? 0n : halfUp(left * BigInt(at - line.start), BigInt(line.end - line.start));
    }

    private earn(line: Line, at: number, amount: bigint): void {
        this.add(line, at, 'earned', amount);
        this.add(line, at, 'deferred_change', -amount);
    }

    private add(line: Line, at: number, kind: string, amount: bigint): void {
        const key = `${line.id} ${monthOf(at)} ${kind}`;
        this.figures.set(key, (this.figures.get(key) ?? 0n) + amount);
    }
}

/** What corrections have left of each line, with what is recovered of bad debts: what its rows must add up to. */
export function recognisable(figures: Figures): Map<string, bigint> {
    const sums = new Map<string, bigint>();
    for (const [key, amount] of figures) {
        const [line, , kind] = key.split(' ') as [string, string, string];
        if (kind !== 'deferred_change') sums.set(line, (sums.get(line) ?? 0n) + (kind === 'earned' ? amount : -amount));
    }
    return sums;
}

export function monthOf(seconds: number): string {
    return new Date(seconds * 1000).toISOString().slice(0, 7);
}

function nextMonth(seconds: number): number {
    const date = new Date(seconds * 1000);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 1000;
}

/** Half away from zero. */
function halfUp(numerator: bigint, denominator: bigint): bigint {
    const size = numerator < 0n ? -numerator : numerator;
    const rounded = (2n * size + denominator) / (2n * denominator);
    return numerator < 0n ? -rounded : rounded;
}

function largestRemainders(amount: bigint, weights: ReadonlyMap<Line, bigint>): Map<Line, bigint> {
    const sum = total(weights.values());
    const shares = [...weights].map(([line, weight]) => {
        const product = amount * weight;
        const floor = (product - (((product % sum) + sum) % sum)) / sum;
        return { line, floor, rest: product - floor * sum };
    });
    const given = total(shares.map(({ floor }) => floor));
    const first = shares
        .toSorted((one, other) => (one.rest === other.rest ? 0 : one.rest > other.rest ? -1 : 1))
        .slice(0, Number(amount - given));
    return new Map(shares.map((share) => [share.line, share.floor + (first.includes(share) ? 1n : 0n)]));
}

function total(amounts: Iterable<bigint>): bigint {
    return [...amounts].reduce((sum, amount) => sum + amount, 0n);
}
