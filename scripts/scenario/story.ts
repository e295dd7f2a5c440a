import type { Scene } from './scene';

/** Months after the beginning and the day of that month, or days before the end. */
export type Moment = { month: number; day: number } | { daysBeforeEnd: number };

export interface Chapter {
    when: Moment;
    title: string;
    play(scene: Scene): Promise<void>;
    /** How the webhooks of this chapter arrive; in order and once where nothing is said. */
    delivery?: { order: 'reversed' | 'shuffled'; copies: number };
}

/** The story runs over this many whole months. */
export const MONTHS = 12;

export const STORY: Chapter[] = [
    {
        when: { month: 0, day: 3 },
        title: 'The first customers subscribe by the month',
        play: async (scene) => {
            await scene.subscribe('alder', 'team', 12);
            await scene.subscribe('birch', 'starter');
            await scene.subscribe('cedar', 'business', 8);
        }
    },
    {
        when: { month: 0, day: 9 },
        title: 'A year and a quarter at a time; webhooks arrive twice',
        delivery: { order: 'shuffled', copies: 2 },
        play: async (scene) => {
            await scene.subscribe('dahlia', 'teamYearly', 10);
            await scene.subscribe('elm', 'quarterly');
        }
    },
    {
        when: { month: 0, day: 20 },
        title: 'Two trials begin',
        play: async (scene) => {
            await scene.subscribe('fern', 'team', 4, { trialDays: 14 });
            await scene.subscribe('gorse', 'business', 3, { trialDays: 14 });
        }
    },
    { when: { month: 0, day: 27 }, title: 'One of the trials is given up', play: (scene) => scene.cancel('gorse', 'business') },
    {
        when: { month: 1, day: 5 },
        title: 'Euro, yen, and a customer whom nobody knows',
        play: async (scene) => {
            await scene.subscribe('juniper', 'teamEur', 7);
            await scene.subscribe('kiri', 'teamJpy', 5);
            await scene.subscribe('laurel', 'team', 3);
        }
    },
    {
        when: { month: 1, day: 12 },
        title: 'More customers, webhooks in reverse order',
        delivery: { order: 'reversed', copies: 1 },
        play: async (scene) => {
            await scene.subscribe('hazel', 'team', 6);
            await scene.subscribe('iris', 'business', 4);
            await scene.subscribe('maple', 'team', 10);
        }
    },
    { when: { month: 2, day: 2 }, title: 'Alder adds eight seats', play: (scene) => scene.seats('alder', 'team', 20) },
    {
        when: { month: 2, day: 16 },
        title: 'Graduated seats; Oak starts small',
        play: async (scene) => {
            await scene.subscribe('nettle', 'graduated', 25);
            await scene.subscribe('oak', 'starter');
        }
    },
    { when: { month: 2, day: 25 }, title: 'Iris leaves at once', play: (scene) => scene.cancel('iris', 'business') },
    {
        when: { month: 3, day: 4 },
        title: 'Birch upgrades to Business',
        play: (scene) => scene.changePlan('birch', 'starter', 'business', 5)
    },
    {
        when: { month: 3, day: 18 },
        title: 'Hazel cancels, with effect at the end of its period',
        play: (scene) => scene.cancelAtPeriodEnd('hazel', 'team')
    },
    { when: { month: 4, day: 8 }, title: 'Cedar downgrades to Team', play: (scene) => scene.changePlan('cedar', 'business', 'team', 8) },
    { when: { month: 4, day: 22 }, title: "Oak's invoices are paused", play: (scene) => scene.pause('oak', 'starter') },
    {
        when: { month: 5, day: 6 },
        title: 'Juniper adds two seats; the webhook arrives twice',
        delivery: { order: 'reversed', copies: 2 },
        play: (scene) => scene.seats('juniper', 'teamEur', 9)
    },
    {
        when: { month: 5, day: 20 },
        title: 'Maple takes premium support as a second subscription',
        play: (scene) => scene.subscribe('maple', 'support')
    },
    {
        when: { month: 5, day: 27 },
        title: 'A second Stripe account, for Europe: Maple is billed there too',
        play: async (scene) => {
            await scene.subscribe('mapleEurope', 'teamEur', 6);
            await scene.subscribe('willow', 'teamEur', 4);
        }
    },
    { when: { month: 6, day: 3 }, title: 'Iris comes back', play: (scene) => scene.subscribe('iris', 'team', 10) },
    { when: { month: 6, day: 17 }, title: 'Oak pays again', play: (scene) => scene.resume('oak', 'starter') },
    { when: { month: 6, day: 24 }, title: 'Maple adds three seats in Europe', play: (scene) => scene.seats('mapleEurope', 'teamEur', 9) },
    { when: { month: 7, day: 9 }, title: 'Maple gives premium support up', play: (scene) => scene.cancel('maple', 'support') },
    {
        when: { month: 4, day: 12 },
        title: 'Three more customers, who will keep finance busy',
        play: async (scene) => {
            await scene.subscribe('rowan', 'team', 20);
            await scene.subscribe('poplar', 'business', 6);
            await scene.subscribe('quince', 'business', 4);
        }
    },
    { when: { month: 6, day: 9 }, title: "Rowan's card will be declined", play: (scene) => scene.changeCard('rowan', 'declined') },
    {
        when: { month: 6, day: 18 },
        title: 'After two failed payments Rowan gives another card and pays',
        play: async (scene) => {
            await scene.changeCard('rowan', 'good');
            await scene.payWhatIsOpen('rowan');
        }
    },
    {
        when: { month: 7, day: 5 },
        title: "Quince's bank will dispute the next payment",
        play: (scene) => scene.changeCard('quince', 'disputed')
    },
    {
        when: { month: 7, day: 16 },
        title: 'Quince pays with another card; the evidence against the dispute is weak',
        play: async (scene) => {
            await scene.changeCard('quince', 'good');
            await scene.answerDispute('quince', 'losing_evidence');
        }
    },
    {
        when: { month: 7, day: 20 },
        title: "Maple's card in Europe will be declined",
        play: (scene) => scene.changeCard('mapleEurope', 'declined')
    },
    {
        when: { month: 8, day: 3 },
        title: 'Maple pays in Europe with another card',
        play: async (scene) => {
            await scene.changeCard('mapleEurope', 'good');
            await scene.payWhatIsOpen('mapleEurope');
        }
    },
    {
        when: { month: 8, day: 5 },
        title: "Poplar's and Willow's banks will dispute the next payment",
        play: async (scene) => {
            await scene.changeCard('poplar', 'disputed');
            await scene.changeCard('willow', 'disputed');
        }
    },
    {
        when: { month: 8, day: 16 },
        title: "Good evidence wins Poplar's dispute; webhooks in reverse order, twice",
        delivery: { order: 'reversed', copies: 2 },
        play: async (scene) => {
            await scene.changeCard('poplar', 'good');
            await scene.answerDispute('poplar', 'winning_evidence');
        }
    },
    {
        when: { month: 8, day: 24 },
        title: 'Tansy wants to be sent invoices, and pays none of them',
        play: (scene) => scene.subscribe('tansy', 'business', 5, { byInvoice: true })
    },
    {
        when: { month: 8, day: 29 },
        title: "Good evidence wins Willow's dispute in Europe",
        play: async (scene) => {
            await scene.changeCard('willow', 'good');
            await scene.answerDispute('willow', 'winning_evidence');
        }
    },
    {
        when: { month: 9, day: 3 },
        title: 'Two payments are given back in part, one of them in Europe, and one as a whole',
        play: async (scene) => {
            await scene.refund('nettle', 5_100);
            await scene.refund('birch');
            await scene.refund('mapleEurope', 1_400);
        }
    },
    {
        when: { month: 9, day: 4 },
        title: 'Credit notes for Alder and, in Europe, for Willow',
        play: async (scene) => {
            await scene.creditNote('alder', 6_000);
            await scene.creditNote('willow', 1_000);
        }
    },
    {
        when: { month: 9, day: 6 },
        title: 'The bank in Europe refuses a payout',
        play: (scene) => scene.refusePayouts('europe')
    },
    { when: { month: 9, day: 12 }, title: 'An invoice by hand for Dahlia', play: (scene) => scene.invoice('dahlia', 120_000, 'Workshop') },
    {
        when: { month: 9, day: 16 },
        title: "Dahlia's workshop is called off: its invoice is void",
        play: (scene) => scene.voidInvoice('dahlia')
    },
    { when: { month: 10, day: 6 }, title: 'The bank refuses a payout', play: (scene) => scene.refusePayouts('main') },
    { when: { month: 10, day: 14 }, title: 'Finance has money paid out by hand', play: (scene) => scene.payOut('main') },
    { when: { daysBeforeEnd: 41 }, title: 'Sorrel subscribes', play: (scene) => scene.subscribe('sorrel', 'team', 15) },
    { when: { daysBeforeEnd: 20 }, title: "Sorrel's card will be declined", play: (scene) => scene.changeCard('sorrel', 'declined') },
    {
        when: { daysBeforeEnd: 6 },
        title: 'Larch subscribes, and its bank disputes the payment at once',
        play: (scene) => scene.subscribe('larch', 'starter', 1, { card: 'disputed' })
    }
];
