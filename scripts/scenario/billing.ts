import type { RestOrg } from '../org/rest';
import { formatTable } from '../cli/table';
import { differences, type Figure } from './figures';
import { formatMinor } from './money';
import { orgFigures } from './org-figures';
import { stripeFigures, type Ledger } from './stripe-figures';
import { BILLERS, CAST, type CharacterName } from './story';

export interface BillingSummary {
    figures: Figure[];
    problems: string[];
}

/** What was billed, paid, refunded, credited, disputed and paid out, as the org has it and as Stripe has it. */
export async function summarizeBilling(
    org: RestOrg,
    ledgers: readonly Ledger[],
    cast: ReadonlyMap<CharacterName, string>,
    ids: string
): Promise<BillingSummary> {
    const ofOrg = await orgFigures(org, new Map(ledgers.map(({ source, biller }) => [source, biller])), ids);
    const ofStripe: Figure[] = [];
    for (const ledger of ledgers) {
        const customers = [...cast].filter(([name]) => CAST[name].billedBy === ledger.biller).map(([, id]) => id);
        ofStripe.push(...(await stripeFigures(ledger, customers)));
    }
    const foreign = new Set(ledgers.filter(({ isOwn }) => !isOwn).map(({ biller }) => biller));
    const comparable = ofOrg.filter(({ what, biller }) => !what.startsWith('Payout') || !foreign.has(biller));
    const problems = differences(comparable, ofStripe, ({ amount, currency }) => formatMinor(amount, currency));
    return { figures: inOrder(ofOrg), problems };
}

export function formatBilling({ figures }: BillingSummary): string {
    if (figures.length === 0) return 'No invoices, payments or payouts.';
    return formatTable(
        [
            { title: 'Stripe account' },
            { title: 'Billing' },
            { title: 'State' },
            { title: 'Count', right: true },
            { title: '' },
            { title: 'Sum', right: true }
        ],
        figures.map(({ biller, what, state, count, currency, amount }) => [
            BILLERS[biller],
            what,
            state,
            String(count),
            currency,
            formatMinor(amount, currency)
        ])
    );
}

const KINDS: readonly Figure['what'][] = [
    'Invoices',
    'Invoice lines',
    'Charges',
    'Refunds',
    'Credit notes',
    'Disputes',
    'Payouts',
    'Payout fees'
];

function inOrder(figures: readonly Figure[]): Figure[] {
    const place = ({ biller, what, currency, state }: Figure): string =>
        `${Object.keys(BILLERS).indexOf(biller)} ${KINDS.indexOf(what)} ${state} ${currency}`;
    return [...figures].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
