/** Amounts are in major units of `currencyCode`; losses are negative; shares are fractions. Apex leaves out what is null. */
export interface Overview {
    hasAccess: boolean;
    readAt: string;
    currencyCode: string;
    isConverted: boolean;
    timeZone: string;
    isBehind: boolean;
    unconverted: number;
    sources: Choice[];
    currencies: string[];
    figures: Figure[];
    months: MonthLine[];
    bySource: MonthLine[];
    cohorts: Cohort[];
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
    /** When the period began; absent for what belongs to the period as a whole. */
    before?: number | null;
    series: (number | null)[];
    movementTypes: string[];
    sinceBeginning: boolean;
}

export interface MonthLine {
    month?: string | null;
    source?: string | null;
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
    mrrShares: (number | null)[];
    customerShares: (number | null)[];
}

export interface LedgerRow {
    recordId: string;
    accountId?: string | null;
    accountName?: string | null;
    customerId?: string | null;
    effectiveAt: string;
    movementType: string;
    reason?: string | null;
    source: string;
    currencyCode: string;
    delta: number;
    balanceAfter: number;
    convertedDelta?: number | null;
}

export interface LedgerPage {
    movements: LedgerRow[];
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
}

/** The changes that lead from opening to closing, in the order that they are shown. */
export const CHANGES = ['started', 'expansion', 'reactivation', 'contraction', 'churn', 'fx', 'corrections'] as const;
export type ChangeName = (typeof CHANGES)[number];

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

export const PERIODS: readonly number[] = [1, 3, 6, 12, 24];
export const USUAL_PERIOD = 12;

export function changesOf(lines: readonly MonthLine[]): ChangeName[] {
    return CHANGES.filter((name) => !RARE.includes(name) || lines.some((line) => line[name] !== 0));
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

export function isEmpty(overview: Overview): boolean {
    return overview.months.every((month) => month.opening === 0 && CHANGES.every((name) => month[name] === 0));
}

/** What the address keeps of the view; what is not valid is the usual. */
export function viewOf(state: Readonly<Record<string, string | undefined>> | undefined): View {
    const months = Number(state?.c__months);
    const currencyCode = state?.c__currency ?? '';
    return {
        months: PERIODS.includes(months) ? months : USUAL_PERIOD,
        source: (state?.c__source ?? '').slice(0, 80),
        currencyCode: /^[A-Z]{3}$/.test(currencyCode) ? currencyCode : ''
    };
}

export function stateOf(view: View): Record<string, string> {
    return {
        c__months: String(view.months),
        ...(view.source ? { c__source: view.source } : {}),
        ...(view.currencyCode ? { c__currency: view.currencyCode } : {})
    };
}
