import type Stripe from 'stripe';
import type { RestOrg } from '../org/rest';
import { accountsOfTheCast } from './accounts';
import { createCatalogue } from './catalogue';
import type { Delivery } from './delivery';
import { Scene, type StripeAccount } from './scene';
import type { Biller, CharacterName } from './cast';
import { MONTHS, STORY, type Chapter, type Moment } from './story';
import type { Ledger } from './stripe-figures';
import type { TestClocks } from './test-clocks';

const NINE_O_CLOCK = 9;
const DAY = 86_400;

export interface Play {
    /** Stripe customer ids by character. */
    cast: ReadonlyMap<CharacterName, string>;
    /** What the story tells and Stripe would not do, in sentences. */
    notes: readonly string[];
    /** The Stripe accounts that took part. */
    ledgers: readonly Ledger[];
}

/** A Stripe account that plays along: its API, its clocks, and how its events reach the org. */
export interface Branch {
    stripe: Stripe;
    clocks: TestClocks;
    delivery: Delivery;
    /** The package's name for the account. */
    source: string;
    /** Nobody but the story uses the account. */
    isOwn: boolean;
    /** Makes the bank refuse the payouts under way; only the stand-in can be told so. */
    refusePayouts?(): Promise<void>;
}

export interface Stage extends Branch {
    org: RestOrg;
    /** The company's second Stripe account; without it the story is played without its customers. */
    europe?: Branch;
    /** Seconds since the epoch. */
    start: number;
    /** Told the moment that the story has reached, before its chapter is played. */
    reached?(moment: number): Promise<void>;
    /** Told each chapter, and how many there are. */
    progress?(done: number, total: number, title: string): void;
    /** Told the customers as they appear. */
    cast?(customers: ReadonlyMap<CharacterName, string>): void;
}

/** The first day of the month that lies `MONTHS` back, 09:00 UTC: the story ends in the month of `now`. */
export function beginning(now: Date): number {
    return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS, 1, NINE_O_CLOCK) / 1000;
}

/** Moments at which the play stops: its chapters and, between them, every month's first day, as a clock takes no longer leaps. */
export function timetable(start: number, end: number): { moment: number; chapter?: Chapter }[] {
    const chapters = STORY.map((chapter) => ({ moment: momentOf(chapter.when, start, end), chapter }));
    const months = Array.from({ length: MONTHS }, (_, index) => ({ moment: dateOf(start, index + 1, 1) }));
    return [...chapters, ...months, { moment: end }].filter(({ moment }) => moment <= end).sort((a, b) => a.moment - b.moment);
}

/** Plays the story from its beginning to `end` (seconds since the epoch). */
export async function play(stage: Stage, end: number): Promise<Play> {
    const branches = new Map<Biller, Branch>([['main', stage], ...(stage.europe ? [['europe', stage.europe] as const] : [])]);
    const accounts = await accountsOfTheCast(stage.org);
    const billers = new Map<Biller, StripeAccount>();
    for (const [name, { stripe, clocks, refusePayouts }] of branches) {
        billers.set(name, {
            stripe,
            catalogue: await createCatalogue(stripe),
            clock: () => clocks.clockForNewCustomer(),
            ...(refusePayouts ? { refusePayouts } : {})
        });
    }
    const scene = new Scene(billers, accounts);
    const stops = timetable(stage.start, end);
    for (const [index, { moment, chapter }] of stops.entries()) {
        stage.progress?.(index, stops.length, chapter?.title ?? 'Time goes by');
        // The org follows the first account's time. The other one runs ahead: a signature may come early, but not late.
        await stage.europe?.clocks.advanceTo(moment);
        await stage.clocks.advanceTo(moment);
        await stage.reached?.(moment);
        if (chapter?.delivery) await stage.delivery.disturb(chapter.delivery, () => chapter.play(scene));
        else await chapter?.play(scene);
        stage.cast?.(scene.cast);
        for (const { delivery } of branches.values()) await delivery.settle();
    }
    stage.progress?.(stops.length, stops.length, 'Done');
    const ledgers = [...branches].map(([biller, { stripe, source, isOwn }]) => ({ biller, stripe, source, isOwn }));
    return { cast: scene.cast, notes: scene.notes, ledgers };
}

function momentOf(when: Moment, start: number, end: number): number {
    if ('month' in when) return dateOf(start, when.month, when.day);
    return end - (end % DAY) - when.daysBeforeEnd * DAY + NINE_O_CLOCK * 3_600;
}

function dateOf(start: number, months: number, day: number): number {
    const date = new Date(start * 1000);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, day, NINE_O_CLOCK) / 1000;
}
