import type { Scene } from './scene';

export interface Movement {
    type: 'New' | 'Expansion' | 'Contraction' | 'Churn' | 'Reactivation';
    /** Minor units. */
    delta: number;
}

export interface Character {
    name: string;
    /** What must stand in the ledger at the end, in this order. */
    movements: Movement[];
    currency: string;
    /** Without one the customer waits for a match. */
    hasAccount: boolean;
    /** Which of the company's two Stripe accounts bills it. */
    billedBy: Biller;
}

export type Biller = 'main' | 'europe';

export interface Chapter {
    /** Months after the beginning, and the day of that month. */
    month: number;
    day: number;
    title: string;
    play(scene: Scene): Promise<void>;
    /** How the webhooks of this chapter arrive; in order and once where nothing is said. */
    delivery?: { order: 'reversed' | 'shuffled'; copies: number };
}

/** The story runs over this many whole months. */
export const MONTHS = 12;

const character = (name: string, movements: Movement[], currency = 'usd', hasAccount = true): Character => ({
    name,
    movements,
    currency,
    hasAccount,
    billedBy: 'main'
});
const inEurope = (name: string, movements: Movement[]): Character => ({ ...character(name, movements, 'eur'), billedBy: 'europe' });
const begins = (delta: number): Movement => ({ type: 'New', delta });
const grows = (delta: number): Movement => ({ type: 'Expansion', delta });
const shrinks = (delta: number): Movement => ({ type: 'Contraction', delta: -delta });
const leaves = (delta: number): Movement => ({ type: 'Churn', delta: -delta });
const returns = (delta: number): Movement => ({ type: 'Reactivation', delta });

export const CAST = {
    alder: character('Alder Robotics', [begins(18_000), grows(12_000)]),
    birch: character('Birch Analytics', [begins(4_900), grows(7_600)]),
    cedar: character('Cedar Logistics', [begins(20_000), shrinks(8_000)]),
    dahlia: character('Dahlia Health', [begins(20_000)]),
    elm: character('Elm Publishing', [begins(9_000)]),
    fern: character('Fern Studio', [begins(6_000)]),
    gorse: character('Gorse Labs', []),
    hazel: character('Hazel Foods', [begins(9_000), leaves(9_000)]),
    iris: character('Iris Mobility', [begins(10_000), leaves(10_000), returns(15_000)]),
    juniper: character('Juniper Verlag', [begins(9_800), grows(2_800)], 'eur'),
    kiri: character('Kiri Kaisha', [begins(10_000)], 'jpy'),
    laurel: character('Laurel Partners', [begins(4_500)], 'usd', false),
    maple: character('Maple Group', [begins(15_000), grows(19_900), shrinks(19_900)]),
    nettle: character('Nettle Data', [begins(25_500)]),
    oak: character('Oak Civil', [begins(4_900), leaves(4_900), returns(4_900)]),
    mapleEurope: inEurope('Maple Group', [begins(8_400), grows(4_200)]),
    willow: inEurope('Willow Werke', [begins(5_600)])
} satisfies Record<string, Character>;

export type CharacterName = keyof typeof CAST;

export const STORY: Chapter[] = [
    {
        month: 0,
        day: 3,
        title: 'The first customers subscribe by the month',
        play: async (scene) => {
            await scene.subscribe('alder', 'team', 12);
            await scene.subscribe('birch', 'starter');
            await scene.subscribe('cedar', 'business', 8);
        }
    },
    {
        month: 0,
        day: 9,
        title: 'A year and a quarter at a time; webhooks arrive twice',
        delivery: { order: 'shuffled', copies: 2 },
        play: async (scene) => {
            await scene.subscribe('dahlia', 'teamYearly', 10);
            await scene.subscribe('elm', 'quarterly');
        }
    },
    {
        month: 0,
        day: 20,
        title: 'Two trials begin',
        play: async (scene) => {
            await scene.subscribe('fern', 'team', 4, { trialDays: 14 });
            await scene.subscribe('gorse', 'business', 3, { trialDays: 14 });
        }
    },
    { month: 0, day: 27, title: 'One of the trials is given up', play: (scene) => scene.cancel('gorse', 'business') },
    {
        month: 1,
        day: 5,
        title: 'Euro, yen, and a customer whom nobody knows',
        play: async (scene) => {
            await scene.subscribe('juniper', 'teamEur', 7);
            await scene.subscribe('kiri', 'teamJpy', 5);
            await scene.subscribe('laurel', 'team', 3);
        }
    },
    {
        month: 1,
        day: 12,
        title: 'More customers, webhooks in reverse order',
        delivery: { order: 'reversed', copies: 1 },
        play: async (scene) => {
            await scene.subscribe('hazel', 'team', 6);
            await scene.subscribe('iris', 'business', 4);
            await scene.subscribe('maple', 'team', 10);
        }
    },
    { month: 2, day: 2, title: 'Alder adds eight seats', play: (scene) => scene.seats('alder', 'team', 20) },
    {
        month: 2,
        day: 16,
        title: 'Graduated seats; Oak starts small',
        play: async (scene) => {
            await scene.subscribe('nettle', 'graduated', 25);
            await scene.subscribe('oak', 'starter');
        }
    },
    { month: 2, day: 25, title: 'Iris leaves at once', play: (scene) => scene.cancel('iris', 'business') },
    { month: 3, day: 4, title: 'Birch upgrades to Business', play: (scene) => scene.changePlan('birch', 'starter', 'business', 5) },
    {
        month: 3,
        day: 18,
        title: 'Hazel cancels, with effect at the end of its period',
        play: (scene) => scene.cancelAtPeriodEnd('hazel', 'team')
    },
    { month: 4, day: 8, title: 'Cedar downgrades to Team', play: (scene) => scene.changePlan('cedar', 'business', 'team', 8) },
    { month: 4, day: 22, title: "Oak's invoices are paused", play: (scene) => scene.pause('oak', 'starter') },
    {
        month: 5,
        day: 6,
        title: 'Juniper adds two seats; the webhook arrives twice',
        delivery: { order: 'reversed', copies: 2 },
        play: (scene) => scene.seats('juniper', 'teamEur', 9)
    },
    {
        month: 5,
        day: 20,
        title: 'Maple takes premium support as a second subscription',
        play: (scene) => scene.subscribe('maple', 'support')
    },
    {
        month: 5,
        day: 27,
        title: 'A second Stripe account, for Europe: Maple is billed there too',
        play: async (scene) => {
            await scene.subscribe('mapleEurope', 'teamEur', 6);
            await scene.subscribe('willow', 'teamEur', 4);
        }
    },
    { month: 6, day: 3, title: 'Iris comes back', play: (scene) => scene.subscribe('iris', 'team', 10) },
    { month: 6, day: 17, title: 'Oak pays again', play: (scene) => scene.resume('oak', 'starter') },
    { month: 6, day: 24, title: 'Maple adds three seats in Europe', play: (scene) => scene.seats('mapleEurope', 'teamEur', 9) },
    { month: 7, day: 9, title: 'Maple gives premium support up', play: (scene) => scene.cancel('maple', 'support') }
];
