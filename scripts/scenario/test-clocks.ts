import type Stripe from 'stripe';

/** How test clocks are used: how many customers hang on one, and the pause between two looks at one that advances (ms). */
export interface ClockPace {
    customersPerClock: number;
    lookAgain: number;
}

/** Stripe hangs at most three customers on a test clock, and takes seconds to advance it. */
export const STRIPE_PACE: ClockPace = { customersPerClock: 3, lookAgain: 2_000 };
/** One clock for all: the story then happens in the order of its moments. */
export const STAND_IN_PACE: ClockPace = { customersPerClock: Infinity, lookAgain: 10 };

/** The test clocks of one play: all of them go forward together. */
export class TestClocks {
    private readonly stripe: Stripe;
    private readonly pace: ClockPace;
    private readonly clocks: string[] = [];
    private customers = 0;
    private now: number;

    /** @param start seconds since the epoch */
    constructor(stripe: Stripe, start: number, pace: ClockPace) {
        this.stripe = stripe;
        this.now = start;
        this.pace = pace;
    }

    /** A clock with room for one more customer. */
    async clockForNewCustomer(): Promise<string> {
        if (this.clocks.length === 0 || this.customers >= this.pace.customersPerClock) {
            const clock = await this.stripe.testHelpers.testClocks.create({ frozen_time: this.now, name: 'Recurrent scenario' });
            this.clocks.push(clock.id);
            this.customers = 0;
        }
        this.customers += 1;
        return this.clocks.at(-1)!;
    }

    /** Goes forward, never back: two things may happen at one moment. */
    async advanceTo(moment: number): Promise<void> {
        if (moment <= this.now) return;
        for (const clock of this.clocks) await this.stripe.testHelpers.testClocks.advance(clock, { frozen_time: moment });
        for (const clock of this.clocks) await this.untilReady(clock);
        this.now = moment;
    }

    private async untilReady(clock: string): Promise<void> {
        for (;;) {
            const { status } = await this.stripe.testHelpers.testClocks.retrieve(clock);
            if (status === 'ready') return;
            if (status !== 'advancing') throw new Error(`The test clock ${clock} is "${status}": it cannot go on.`);
            await new Promise((resolve) => setTimeout(resolve, this.pace.lookAgain));
        }
    }
}
