/**
 * A stand-in for Stripe's test mode, so that the package can be tried without a Stripe account and without a network.
 *
 * It speaks Stripe's REST API (version in `../api-version.ts`) to the official SDK: customers and their payment methods,
 * products, prices, coupons, tax rates, subscriptions and their items, invoices with lines and payments, invoice items,
 * payment intents, charges, refunds, credit notes, disputes, the balance with its transactions, payouts, billing meters, test
 * clocks, webhook endpoints, events; form-encoded requests, pagination, expansion with its cap of four levels, idempotency
 * keys, Stripe's error objects. It emits snapshot events, signs them and delivers them with a few retries.
 *
 * Stripe's test payment methods (`billing/test-cards.ts`) decide what happens to a payment: paid, declined, disputed, refunds
 * that fail. On a test clock, renewals make drafts that are finalized an hour later; failed payments are tried again after 3,
 * 5 and 7 days, then the subscription is cancelled; disputes that nobody answers are lost; payouts follow the schedule of the
 * balance settings (manual until set; Stripe's default is daily). Evidence is judged by Stripe's test texts, at once.
 *
 * What it does not do, and Stripe does: payment methods other than cards, authentication, payment intents made by hand,
 * automatic taxes, promotion codes, subscription schedules, usage records, invoice.upcoming, thresholds and minimum amounts,
 * settlement in another currency, thin events, API versions other than its own, live mode, rate limits, currency rules, limits
 * on test clocks (three customers a clock, two intervals an advance). Routes and parameters that it does not know are refused,
 * as Stripe refuses unknown ones: a parameter refused here may be known to Stripe.
 *
 * `/stand-in/…` steers the stand-in itself (`control.ts`). All but one of its commands only concern deliveries and time;
 * `/stand-in/payouts/refuse` makes the bank refuse what is under way, for which Stripe's test mode has bank account numbers.
 */
import { existsSync } from 'node:fs';
import { readArguments, runCommand } from '../../cli/arguments';
import { StandIn } from './server';
import { State } from './state';

runCommand(async () => {
    const options = readArguments({
        usage: 'ts-node scripts/stripe/stand-in/main.ts',
        summary: "Serves a part of Stripe's API on this machine; prints one JSON line with its address when it is ready.",
        options: {
            port: { value: 'N', help: 'port on 127.0.0.1; 0 takes a free one', default: '0' },
            state: { value: 'FILE', help: 'reads what it knows from FILE and writes it back at the end' }
        }
    });
    const file = options.text('state');
    const state = new State();
    if (file !== undefined && existsSync(file)) state.load(file);
    const standIn = new StandIn(state);
    const url = await standIn.listen(options.integer('port', 0));
    process.stdout.write(`${JSON.stringify({ ready: true, url, pid: process.pid })}\n`);
    await untilStopped();
    if (file !== undefined) state.save(file);
    await standIn.close();
    return 0;
});

/** Resolves at SIGTERM, SIGINT, or when the parent closes our standard input. */
function untilStopped(): Promise<void> {
    return new Promise((resolve) => {
        process.once('SIGTERM', resolve);
        process.once('SIGINT', resolve);
        process.once('disconnect', resolve);
    });
}
