import type { RestOrg } from '../org/rest';
import { formatTable } from '../cli/table';
import { differences, type Figure } from './figures';
import { formatMinor } from './money';
import { orgFigures } from './org-figures';
import { stripeFigures, type Ledger } from './stripe-figures';
import { BILLERS, CAST, type CharacterName } from './cast';

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
    const problems = await undoneReactions(org);
    problems.push(...(await unexplainedPayouts(org)));
    const differing = differences(comparable, ofStripe, ({ amount, currency }) => formatMinor(amount, currency));
    return { figures: inOrder(ofOrg), problems: [...problems, ...differing] };
}

/** Rows whose Account is known and from which still nothing has followed, or failed to. */
async function undoneReactions(org: RestOrg): Promise<string[]> {
    const problems: string[] = [];
    for (const object of ['Stripe_Invoice__c', 'Stripe_Payment__c', 'Stripe_Dispute__c', 'Stripe_Payout__c']) {
        const account = object === 'Stripe_Payout__c' ? '' : ' AND Account__c != null';
        const rows = await org.query<{ Reaction_State__c: string; Reaction_Error__c: string | null }>(
            `SELECT Reaction_State__c, Reaction_Error__c FROM ${object} WHERE Reaction_State__c IN ('Pending', 'Due', 'Failed')${account}`
        );
        const [first] = rows;
        if (!first) continue;
        problems.push(
            `${object}: ${rows.length} reaction(s) are not done, the first is ${first.Reaction_State__c}: ${first.Reaction_Error__c ?? '-'}`
        );
    }
    return problems;
}

/** Automatic payouts that the entries of Stripe's balance do not add up to. */
async function unexplainedPayouts(org: RestOrg): Promise<string[]> {
    const payouts = await org.query<{ Payout_Id__c: string; Amount_Minor__c: number; Reconciled_Minor__c: number | null }>(
        'SELECT Payout_Id__c, Amount_Minor__c, Reconciled_Minor__c FROM Stripe_Payout__c WHERE Automatic__c = true'
    );
    return payouts
        .filter((payout) => payout.Reconciled_Minor__c !== payout.Amount_Minor__c)
        .map((payout) => `Payout ${payout.Payout_Id__c}: ${payout.Reconciled_Minor__c ?? 0} of ${payout.Amount_Minor__c} reconciled.`);
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
