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
    /** How its Account stands with its payments at the end. */
    standing: Standing;
}

export type Standing = 'Good standing' | 'Past due' | 'At risk' | 'In dispute' | 'No billing';

export type Biller = 'main' | 'europe';

/** The company's Stripe accounts as people call them. */
export const BILLERS: Readonly<Record<Biller, string>> = { main: 'Main', europe: 'Europe' };

const character = (name: string, movements: Movement[], currency = 'usd', hasAccount = true): Character => ({
    name,
    movements,
    currency,
    hasAccount,
    billedBy: 'main',
    standing: 'Good standing'
});
const standing = (how: Standing, whose: Character): Character => ({ ...whose, standing: how });
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
    gorse: standing('No billing', character('Gorse Labs', [])),
    hazel: standing('No billing', character('Hazel Foods', [begins(9_000), leaves(9_000)])),
    iris: character('Iris Mobility', [begins(10_000), leaves(10_000), returns(15_000)]),
    juniper: character('Juniper Verlag', [begins(9_800), grows(2_800)], 'eur'),
    kiri: character('Kiri Kaisha', [begins(10_000)], 'jpy'),
    laurel: character('Laurel Partners', [begins(4_500)], 'usd', false),
    maple: character('Maple Group', [begins(15_000), grows(19_900), shrinks(19_900)]),
    nettle: character('Nettle Data', [begins(25_500)]),
    oak: character('Oak Civil', [begins(4_900), leaves(4_900), returns(4_900)]),
    rowan: character('Rowan Retail', [begins(30_000)]),
    poplar: character('Poplar Press', [begins(15_000)]),
    quince: character('Quince Media', [begins(10_000), leaves(10_000), returns(10_000)]),
    tansy: standing('At risk', character('Tansy Travel', [begins(12_500)])),
    sorrel: standing('Past due', character('Sorrel Systems', [begins(22_500)])),
    larch: standing('In dispute', character('Larch Legal', [begins(4_900)])),
    mapleEurope: inEurope('Maple Group', [begins(8_400), grows(4_200)]),
    willow: inEurope('Willow Werke', [begins(5_600)])
} satisfies Record<string, Character>;

export type CharacterName = keyof typeof CAST;
