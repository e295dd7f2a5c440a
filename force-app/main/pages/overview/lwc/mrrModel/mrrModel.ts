/** Amounts are in major units of `currencyCode`; losses are negative; shares are fractions. Apex leaves out what is null. */
export interface Overview {
    hasAccess: boolean;
    /** What somebody may not read: parts and details that are blank, or what keeps the page closed. */
    missing: string[];
    readAt: string;
    currencyCode: string;
    isConverted: boolean;
    timeZone: string;
    isBehind: boolean;
    unconverted?: number | null;
    sources: Choice[];
    currencies: string[];
    figures: Figure[];
    months: MonthLine[];
    bySource: MonthLine[];
    byCurrency: MonthLine[];
    cohorts?: Cohort[] | null;
    gains: LedgerRow[];
    losses: LedgerRow[];
}

export interface Choice {
    name: string;
    label: string;
}

export interface Figure {
    name: string;
    kind: 'money' | 'share' | 'ratio' | 'count';
    value?: number | null;
    /** When the period began; of what belongs to the period, in as many months right before it. */
    before?: number | null;
    series: (number | null)[];
    movementTypes: string[];
    sinceBeginning: boolean;
}

/** Of a month, or of a source or currency in the whole period. */
export interface MonthLine {
    month?: string | null;
    source?: string | null;
    currencyCode?: string | null;
    opening: number;
    started: number;
    expansion: number;
    reactivation: number;
    contraction: number;
    churn: number;
    fx: number;
    corrections: number;
    closing: number;
    customersOpening: number;
    customersWon: number;
    customersLost: number;
    customersClosing: number;
}

export interface Cohort {
    month: string;
    mrr: number;
    customers: number;
    mrrLeft: number[];
    customersLeft: number[];
    mrrShares: (number | null)[];
    customerShares: (number | null)[];
}

export interface LedgerRow {
    recordId: string;
    accountId?: string | null;
    accountName?: string | null;
    customerId?: string | null;
    customerName?: string | null;
    effectiveAt: string;
    movementType: string;
    reason?: string | null;
    source: string;
    currencyCode: string;
    delta: number;
    balanceAfter?: number | null;
    convertedDelta?: number | null;
}

export interface LedgerPage {
    movements: LedgerRow[];
    missing: string[];
    hasMore: boolean;
    nextBefore?: string | null;
    nextBeforeId?: string | null;
}

/** Which ledger rows are behind a figure. */
export interface LedgerFilter {
    source?: string | null;
    currencyCode?: string | null;
    fromMonth?: string | null;
    toMonth?: string | null;
    movementTypes?: string[] | null;
    cohortMonth?: string | null;
    before?: string | null;
    beforeId?: string | null;
}

/** A figure that somebody wants to see the movements of. */
export interface Drill {
    heading: string;
    filter: LedgerFilter;
}

export interface View {
    months: number;
    source: string;
    currencyCode: string;
    /** Whose movements are open. */
    drill?: Drill;
}

/** The changes that lead from opening to closing, in the order that they are shown. */
export const CHANGES = ['started', 'expansion', 'reactivation', 'contraction', 'churn', 'fx', 'corrections'] as const;
export type ChangeName = (typeof CHANGES)[number];

/** Those that customers make. */
export const GROWTH = ['started', 'expansion', 'reactivation', 'contraction', 'churn'] as const;

/** Shown only where there are any: they are no growth. */
const RARE: readonly ChangeName[] = ['fx', 'corrections'];

/** The ledger's types behind each change. */
export const TYPES_OF: Readonly<Record<ChangeName, string[]>> = {
    started: ['New'],
    expansion: ['Expansion'],
    reactivation: ['Reactivation'],
    contraction: ['Contraction'],
    churn: ['Churn'],
    fx: ['FX'],
    corrections: ['Opening', 'Restatement']
};

const ALL_TYPES: readonly string[] = Object.values(TYPES_OF).flat();

/** Of a Stripe source. */
const LONGEST_NAME = 80;

export const PERIODS: readonly number[] = [1, 3, 6, 12, 24];
export const USUAL_PERIOD = 12;

export function changesOf(lines: readonly MonthLine[]): ChangeName[] {
    return CHANGES.filter((name) => !RARE.includes(name) || lines.some((line) => line[name] !== 0));
}

/** What is behind a number of a line: levels are the sum of everything since the beginning, changes belong to its own time. */
export function filterOf(column: string, from: string, to: string): LedgerFilter {
    if (column === 'opening') return { toMonth: monthAfter(from, -1) };
    if (column === 'closing' || column === 'customersClosing') return { toMonth: to };
    return { fromMonth: from, toMonth: to, movementTypes: TYPES_OF[column as ChangeName] };
}

/** So many months after a first day of a month ('2026-11-01'). */
export function monthAfter(day: string, months: number): string {
    const date = new Date(day);
    date.setUTCMonth(date.getUTCMonth() + months);
    return date.toISOString().slice(0, 10);
}

export function growthOf(line: MonthLine): number {
    return GROWTH.reduce((total, name) => exact(total + line[name]), 0);
}

/** All months as one line. */
export function whole(months: readonly MonthLine[]): MonthLine | undefined {
    const first = months[0];
    const last = months[months.length - 1];
    if (!first || !last) return undefined;
    const sum = (name: ChangeName | 'customersWon' | 'customersLost'): number =>
        months.reduce((total, month) => exact(total + month[name]), 0);
    return {
        ...last,
        month: null,
        opening: first.opening,
        started: sum('started'),
        expansion: sum('expansion'),
        reactivation: sum('reactivation'),
        contraction: sum('contraction'),
        churn: sum('churn'),
        fx: sum('fx'),
        corrections: sum('corrections'),
        customersOpening: first.customersOpening,
        customersWon: sum('customersWon'),
        customersLost: sum('customersLost')
    };
}

/** Nothing of a sum that is finer than any currency's smallest coin is real. */
function exact(amount: number): number {
    return Math.round(amount * 1000) / 1000;
}

/** Every cohort together: of those that are old enough, what is left beside what they began with. */
export function allCohorts(cohorts: readonly Cohort[]): Omit<Cohort, 'month'> {
    const oldest = Math.max(0, ...cohorts.map(({ mrrLeft }) => mrrLeft.length));
    const ages = Array.from({ length: oldest }, (_unused, age) => cohorts.filter(({ mrrLeft }) => mrrLeft.length > age));
    const sum = (some: readonly Cohort[], valueOf: (cohort: Cohort) => number): number =>
        some.reduce((total, cohort) => exact(total + valueOf(cohort)), 0);
    const share = (left: number, first: number): number | null => (first > 0 ? left / first : null);
    const mrrLeft = ages.map((some, age) => sum(some, (cohort) => cohort.mrrLeft[age] ?? 0));
    const customersLeft = ages.map((some, age) => sum(some, (cohort) => cohort.customersLeft[age] ?? 0));
    return {
        mrr: sum(cohorts, ({ mrr }) => mrr),
        customers: sum(cohorts, ({ customers }) => customers),
        mrrLeft,
        customersLeft,
        mrrShares: ages.map((some, age) =>
            share(
                mrrLeft[age] ?? 0,
                sum(some, ({ mrr }) => mrr)
            )
        ),
        customerShares: ages.map((some, age) =>
            share(
                customersLeft[age] ?? 0,
                sum(some, ({ customers }) => customers)
            )
        )
    };
}

export function isEmpty(overview: Overview): boolean {
    return overview.months.every((month) => month.opening === 0 && CHANGES.every((name) => month[name] === 0));
}

/** What the address keeps of the view; what is not valid is the usual. */
export function viewOf(state: Readonly<Record<string, string | undefined>> | undefined): View {
    const months = Number(state?.c__months);
    const currencyCode = state?.c__currency ?? '';
    return {
        months: PERIODS.includes(months) ? months : USUAL_PERIOD,
        source: (state?.c__source ?? '').slice(0, LONGEST_NAME),
        currencyCode: isCurrency(currencyCode) ? currencyCode : '',
        ...drillOf(state?.c__movements)
    };
}

function drillOf(text: string | undefined): Pick<View, 'drill'> {
    if (!text) return {};
    try {
        const drill = JSON.parse(text) as Partial<Drill> | null;
        const filter = isRecord(drill?.filter) ? drill.filter : undefined;
        if (typeof drill?.heading !== 'string' || !filter || !isFilter(filter)) return {};
        return { drill: { heading: drill.heading, filter } };
    } catch {
        return {};
    }
}

/** What a filter read from an address may hold; the rest of a page of movements is asked for, never shared. */
const VALID: Readonly<Record<string, (value: unknown) => boolean>> = {
    source: (value) => typeof value === 'string' && value.length <= LONGEST_NAME,
    currencyCode: isCurrency,
    fromMonth: isMonth,
    toMonth: isMonth,
    cohortMonth: isMonth,
    movementTypes: (value) => Array.isArray(value) && value.every((type) => ALL_TYPES.includes(type as string))
};

/** One that is not valid as a whole would show other movements than its heading says. */
function isFilter(filter: Record<string, unknown>): filter is LedgerFilter & Record<string, unknown> {
    return Object.entries(filter).every(([name, value]) => Object.hasOwn(VALID, name) && (value === null || VALID[name]?.(value) === true));
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMonth(value: unknown): boolean {
    return typeof value === 'string' && /^20\d\d-(?:0[1-9]|1[0-2])-01$/.test(value);
}

function isCurrency(value: unknown): boolean {
    return typeof value === 'string' && /^[A-Z]{3}$/.test(value);
}

export function stateOf(view: View): Record<string, string> {
    return {
        c__months: String(view.months),
        ...(view.source ? { c__source: view.source } : {}),
        ...(view.currencyCode ? { c__currency: view.currencyCode } : {}),
        ...(view.drill ? { c__movements: JSON.stringify(view.drill) } : {})
    };
}
