/** The file of worked MRR examples: every step puts a state into Stripe, sends an event and says what must come of it. */
export interface MrrFile {
    vectors: MrrVector[];
}

export interface MrrVector {
    id?: string;
    name?: string;
    title?: string;
    settings?: VectorSettings;
    steps: MrrStep[];
    variants?: { settings: VectorSettings; expected_by_step: MrrExpectation[] }[];
}

export interface MrrStep {
    /** The event's type up to the first blank; "(no event…" where only time passes. */
    event: string;
    /** Seconds since the epoch. */
    now: number;
    state: VectorState;
    expected: MrrExpectation;
}

export interface MrrExpectation {
    /** By currency, in minor units. */
    mrr_minor: Record<string, number>;
    movements: { type: string; delta_minor: number; currency: string }[];
}

export type VectorSettings = Record<string, unknown>;

export type Json = Record<string, unknown>;

export interface VectorState {
    customer: string;
    subscriptions: VectorSubscription[];
    customer_discount?: VectorDiscount | null;
}

export type VectorSubscription = Json & {
    id: string;
    customer: string;
    items: { data: VectorItem[] };
    discounts?: VectorDiscount[];
};

export type VectorItem = Json & { id: string; price: Json & { id: string }; discounts?: VectorDiscount[] };

export type VectorDiscount = Json & { id: string; source: { type: string; coupon: Json & { id: string } } };

/** What one line of the output says. */
export interface VectorResult {
    id: string;
    passed: boolean;
    expected: string;
    got: string;
    title?: string;
}

/** One run: a vector under its own settings, or under those of one of its variants (`D02#1`). */
export interface VectorRun {
    id: string;
    title: string;
    settings: VectorSettings;
    steps: MrrStep[];
}

export function runsOf(file: MrrFile): VectorRun[] {
    return file.vectors.flatMap((vector) => {
        const id = vector.id ?? vector.name ?? '?';
        const title = vector.title ?? '';
        const variants = (vector.variants ?? []).map((variant, index) => ({
            id: `${id}#${index + 1}`,
            title,
            settings: { ...vector.settings, ...variant.settings },
            steps: vector.steps.map((step, position) => ({ ...step, expected: variant.expected_by_step[position] ?? step.expected }))
        }));
        return [{ id, title, settings: vector.settings ?? {}, steps: vector.steps }, ...variants];
    });
}
