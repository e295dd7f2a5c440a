import type Stripe from 'stripe';

/** Pause between two looks at a clock that is advancing, in milliseconds. */
const LOOK_AGAIN = { standIn: 10, stripe: 2_000 };
/** Stripe hangs at most three customers on a test clock. */
export const CUSTOMERS_PER_CLOCK = 3;

/** The test clocks of one play: all of them go forward together. */
export class TestClocks {
    private readonly stripe: Stripe;
    private readonly perClock: number;
    private readonly pause: number;
    private readonly clocks: string[] = [];
    private customers = 0;
    private now: number;

    /** @param start seconds since the epoch */
    constructor(stripe: Stripe, start: number, kind: 'standIn' | 'stripe') {
        this.stripe = stripe;
        this.now = start;
        this.perClock = kind === 'stripe' ? CUSTOMERS_PER_CLOCK : Infinity;
        this.pause = LOOK_AGAIN[kind];
    }

    /** A clock with room for one more customer. */
    async clockForNewCustomer(): Promise<string> {
        if (this.clocks.length === 0 || this.customers >= this.perClock) {
            const clock = await this.stripe.testHelpers.testClocks.create({ frozen_time: this.now, name: 'Recurrent scenario' });
            this.clocks.push(clock.id);
            this.customers = 0;
        }
        this.customers += 1;
        return this.clocks.at(-1)!;
    }

    async advanceTo(moment: number): Promise<void> {
        for (const clock of this.clocks) await this.stripe.testHelpers.testClocks.advance(clock, { frozen_time: moment });
        for (const clock of this.clocks) await this.untilReady(clock);
        this.now = moment;
    }

    private async untilReady(clock: string): Promise<void> {
        for (;;) {
            const { status } = await this.stripe.testHelpers.testClocks.retrieve(clock);
            if (status === 'ready') return;
            if (status !== 'advancing') throw new Error(`The test clock ${clock} is "${status}": it cannot go on.`);
            await new Promise((resolve) => setTimeout(resolve, this.pause));
        }
    }
}
