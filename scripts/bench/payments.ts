import type Stripe from 'stripe';
import { formatTable } from '../cli/table';
import type { LocalOrg, TransactionRecord } from '../org/local';
import { SOURCE } from '../scenario/stages';
import type { Json } from '../stripe/stand-in/render';
import type { StandIn } from '../stripe/stand-in/server';
import { withBenchOrg } from './bench-org';
import { costTable } from './cost-table';
import { inParallel, storedEvent } from './load';
import { print, type BenchPart } from './part';

/** Events that tell of payments: of invoices, charges, refunds, credit notes and disputes. */
const KINDS = [
    'invoice.finalized',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice_payment.paid',
    'charge.succeeded',
    'charge.refunded',
    'refund.created',
    'credit_note.created',
    'credit_note.updated',
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn'
];
/** Customers in a batch: sixteen events each, told twice, so that the largest batch is about as large as a claim can be. */
const SIZES = [1, 3, 6];
const LIMITS = { queries: 30, dmlStatements: 20, cpuTime: 4_000 };

interface Cost {
    events: number;
    drain: TransactionRecord[];
}

export const payments: BenchPart = {
    name: 'payments',
    summary: 'queries, DML and CPU of a batch of payment events, from 32 events to about 200',
    run: async () => {
        const costs: Cost[] = [];
        for (const customers of SIZES) {
            const { events, transactions } = await withBenchOrg(({ org, stripe, standIn }) => batch(org, stripe, standIn, customers));
            costs.push({ events, drain: transactions.filter(({ name }) => name === 'EventDrain') });
            if (customers === SIZES.at(-1)) print(`A batch of ${events} payment events\n${costTable(transactions)}`);
        }
        print(report(costs));
        return problemsOf(costs);
    }
};

/** Stores the events as the endpoint does; the subscriptions are known already, so that the batch is about payments alone. */
async function batch(
    org: LocalOrg,
    stripe: Stripe,
    standIn: StandIn,
    customers: number
): Promise<{ events: number; transactions: TransactionRecord[] }> {
    await billCustomers(stripe, customers);
    const events = standIn.world.state.all('event').map((event) => event as unknown as Json);
    const store = async (types: readonly string[]): Promise<number> => {
        const told = events.filter((event) => types.includes(String(event['type'])));
        const rows = [...told, ...told.map(toldAgain)].map((event) => storedEvent(SOURCE, event));
        await org.createMany('Stripe_Event__c', rows);
        await org.transactions(true);
        await org.apex('new EventSweeper().execute(null);');
        await org.idle();
        return rows.length;
    };
    await store(['customer.created', 'customer.subscription.created']);
    const count = await store(KINDS);
    const transactions = await org.transactions(true);
    const left = await org.query<{ Error__c: string | null }>(`SELECT Error__c FROM Stripe_Event__c WHERE State__c = 'Failed' LIMIT 1`);
    if (left.length > 0) throw new Error(`A payment event failed: ${left[0]!.Error__c ?? 'no error given'}`);
    return { events: count, transactions };
}

/** Stripe may make two events of one change. */
function toldAgain(event: Json): Json {
    return { ...event, id: `${String(event['id'])}_again` };
}

/** Customers whose first payment is refunded and credited in part, and who dispute a second one. */
async function billCustomers(stripe: Stripe, count: number): Promise<void> {
    const price = await stripe.prices.create({
        currency: 'usd',
        unit_amount: 9_000,
        recurring: { interval: 'month' },
        product_data: { name: 'Bench plan' }
    });
    await inParallel(Array.from({ length: count }), async (_, index) => {
        const card = 'pm_card_visa';
        const { id: customer } = await stripe.customers.create({
            name: `Payer ${index}`,
            payment_method: card,
            invoice_settings: { default_payment_method: card }
        });
        await stripe.subscriptions.create({ customer, items: [{ price: price.id }] });
        const { data } = await stripe.invoices.list({ customer, limit: 1 });
        const [charge] = (await stripe.charges.list({ customer, limit: 1 })).data;
        await stripe.refunds.create({ charge: charge!.id, amount: 1_000 });
        const lines = [{ type: 'invoice_line_item' as const, invoice_line_item: data[0]!.lines.data[0]!.id, amount: 500 }];
        await stripe.creditNotes.create({ invoice: data[0]!.id, lines, credit_amount: 500 });
        await disputeAnother(stripe, customer);
    });
}

async function disputeAnother(stripe: Stripe, customer: string): Promise<void> {
    const method = await stripe.paymentMethods.attach('pm_card_createDispute', { customer });
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } });
    const { id } = await stripe.invoices.create({ customer, currency: 'usd', auto_advance: true });
    await stripe.invoiceItems.create({ customer, invoice: id, amount: 4_000, currency: 'usd', description: 'Set-up' });
    await stripe.invoices.finalizeInvoice(id);
}

function report(costs: readonly Cost[]): string {
    return formatTable(
        [
            { title: 'Events', right: true },
            { title: 'Drains', right: true },
            { title: 'Queries a drain', right: true },
            { title: 'DML a drain', right: true },
            { title: 'Callouts', right: true },
            { title: 'CPU ms, dearest', right: true }
        ],
        costs.map(({ events, drain }) => [
            String(events),
            String(drain.length),
            String(dearest(drain, 'queries')),
            String(dearest(drain, 'dmlStatements')),
            String(dearest(drain, 'callouts')),
            String(Math.round(dearest(drain, 'cpuTime')))
        ])
    );
}

/** The number of queries and DML statements must not grow with the batch, and all must stay well inside the platform's limits. */
export function problemsOf(costs: readonly Cost[]): string[] {
    const [first] = costs;
    return costs.flatMap(({ events, drain }) => {
        const problems: string[] = [];
        for (const counter of ['queries', 'dmlStatements'] as const) {
            const [now, before] = [dearest(drain, counter), dearest(first!.drain, counter)];
            if (now > before) problems.push(`${counter} of a drain grow from ${before} to ${now} with ${events} payment events.`);
        }
        for (const [counter, limit] of Object.entries(LIMITS)) {
            const used = dearest(drain, counter);
            if (used > limit) problems.push(`${counter} of a drain of ${events} payment events: ${Math.round(used)}, aimed at ${limit}.`);
        }
        return problems;
    });
}

function dearest(drain: readonly TransactionRecord[], counter: string): number {
    return Math.max(0, ...drain.map(({ limits }) => limits[counter] ?? 0));
}
