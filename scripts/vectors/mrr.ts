import type { LocalOrg } from '../org/local';
import { apexString } from '../org/rest';
import { signatureHeader } from '../stripe/signature';
import { STRIPE_API_VERSION } from '../stripe/api-version';
import { render } from '../stripe/stand-in/render';
import type { StandIn } from '../stripe/stand-in/server';
import type { Json, MrrExpectation, MrrStep, VectorResult, VectorRun, VectorSubscription } from './model';
import { settingsApex, unknownSetting } from './settings';
import { putPayment, putState, withOwnIds } from './stripe-state';

export interface MrrBench {
    org: LocalOrg;
    /** Serves the state of the current step. */
    api: StandIn;
    webhook: string;
    secret: string;
}

/** What the org wrote in one step, as far as the examples speak of it. */
type Outcome = MrrExpectation;

interface LedgerRow {
    Id: string;
    Type__c: string;
    Delta_Minor__c: number;
    Currency__c: string;
}

/** Plays every step of a run through the webhook and compares the rows that it wrote. Never throws: a failure is a result. */
export async function runMrr(bench: MrrBench, run: VectorRun, ending: string): Promise<VectorResult> {
    const result = (passed: boolean, expected: string, got: string): VectorResult => ({
        id: run.id,
        passed,
        expected,
        got,
        title: run.title
    });
    const steps = withOwnIds(run.steps, ending);
    const whole = steps.map((step) => formatOutcome(step.expected)).join(' | ');
    try {
        const unknown = unknownSetting(run.settings);
        if (unknown) return result(false, whole, unknown);
        await bench.org.apex(settingsApex(run.settings));
        const got: string[] = [];
        const play = new StepPlayer(bench, ending);
        for (const step of steps) got.push(formatOutcome(await play.step(step)));
        return result(
            steps.every((step, index) => formatOutcome(step.expected) === got[index]),
            whole,
            got.join(' | ')
        );
    } catch (error) {
        return result(false, whole, (error as Error).message.split('\n')[0]!);
    }
}

class StepPlayer {
    private readonly bench: MrrBench;
    private readonly ending: string;
    private readonly seen = new Set<string>();
    private readonly sent: string[] = [];
    private number = 0;
    private lastNow: number | undefined;
    private lastBody: string | undefined;
    private lastSubscriptions = new Map<string, string>();

    constructor(bench: MrrBench, ending: string) {
        this.bench = bench;
        this.ending = ending;
    }

    async step(step: MrrStep): Promise<Outcome> {
        const { org, api } = this.bench;
        this.number += 1;
        // Setting the same moment again would put the clock back by the time that the last step took.
        if (step.now !== this.lastNow) await org.setClock(step.now * 1000);
        this.lastNow = step.now;
        putState(api.world.state, step.state, step.now);
        if (step.event.startsWith('(no event')) await org.apex(NIGHTLY);
        else await this.send(step);
        await org.idle();
        await this.requireProcessed(step);
        return this.outcome(step);
    }

    private async send(step: MrrStep): Promise<void> {
        const again = step.event.includes('duplicate') ? this.lastBody : undefined;
        const body = again ?? JSON.stringify(this.event(step));
        this.lastBody = body;
        const answer = await fetch(this.bench.webhook, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'stripe-signature': signatureHeader(body, step.now, this.bench.secret) },
            body
        });
        if (!answer.ok)
            throw new Error(`the endpoint answered ${answer.status} to step ${this.number}: ${(await answer.text()).slice(0, 200)}`);
    }

    private event(step: MrrStep): Json {
        const type = step.event.split(' ')[0]!;
        const id = `evt_${this.ending}_${this.number}`;
        this.sent.push(id);
        return {
            id,
            object: 'event',
            api_version: STRIPE_API_VERSION,
            created: step.now,
            data: { object: this.objectOf(type, step) },
            livemode: false,
            pending_webhooks: 1,
            request: { id: null, idempotency_key: null },
            type
        };
    }

    /** The subscription that this step changed; for events of payments one of the customer's, made for it. */
    private objectOf(type: string, step: MrrStep): Json {
        const { state } = this.bench.api.world;
        if (type.startsWith('customer.subscription.')) {
            const changed = step.state.subscriptions.find(
                (subscription) => this.lastSubscriptions.get(subscription.id) !== JSON.stringify(subscription)
            );
            this.remember(step.state.subscriptions);
            const { id } = changed ?? step.state.subscriptions[0]!;
            return render(state, state.find('subscription', id) as unknown as Json);
        }
        this.remember(step.state.subscriptions);
        const object = type.split('.')[0]!;
        if (object === 'customer') return { id: step.state.customer, object, livemode: false };
        const id = `${object.slice(0, 2)}_${this.ending}_${this.number}`;
        return putPayment(state, { object, id, customer: step.state.customer, now: step.now });
    }

    private remember(subscriptions: readonly VectorSubscription[]): void {
        this.lastSubscriptions = new Map(subscriptions.map((subscription) => [subscription.id, JSON.stringify(subscription)]));
    }

    private async requireProcessed(step: MrrStep): Promise<void> {
        if (this.sent.length === 0) return;
        const rows = await this.bench.org.query<{ Type__c: string; State__c: string; Error__c: string | null }>(
            `SELECT Type__c, State__c, Error__c FROM Stripe_Event__c WHERE Event_Id__c IN (${this.sent.map(apexString).join(', ')}) AND State__c IN ('Received', 'Claimed', 'Failed')`
        );
        const [row] = rows;
        if (row) throw new Error(`${row.Type__c} of step "${step.event}" is ${row.State__c}: ${row.Error__c ?? 'no error given'}`);
    }

    private async outcome(step: MrrStep): Promise<Outcome> {
        const customer = apexString(step.state.customer);
        const ledger = await this.bench.org.query<LedgerRow>(
            `SELECT Id, Type__c, Delta_Minor__c, Currency__c FROM MRR_Schedule__c WHERE Stripe_Customer__r.Customer_Id__c = ${customer} ORDER BY Name`
        );
        const balances = await this.bench.org.query<{ Currency__c: string; Balance_Minor__c: number }>(
            `SELECT Currency__c, Balance_Minor__c FROM MRR_Balance__c WHERE Stripe_Customer__r.Customer_Id__c = ${customer}`
        );
        const fresh = ledger.filter((row) => !this.seen.has(row.Id));
        fresh.forEach((row) => this.seen.add(row.Id));
        const amounts = Object.fromEntries(Object.keys(step.expected.mrr_minor).map((currency) => [currency, 0]));
        for (const balance of balances) amounts[balance.Currency__c.toLowerCase()] = balance.Balance_Minor__c;
        return {
            mrr_minor: amounts,
            movements: fresh.map((row) => ({
                type: row.Type__c.toLowerCase(),
                delta_minor: row.Delta_Minor__c,
                currency: row.Currency__c.toLowerCase()
            }))
        };
    }
}

/** What the scheduled job of the package does every night. */
const NIGHTLY = 'new MrrNightly().execute(null);';

/** `usd 150 (expansion usd +50)`: amounts in minor units, currencies in the order of their names. */
export function formatOutcome({ mrr_minor: amounts, movements }: Outcome): string {
    const sums = Object.entries(amounts)
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([currency, amount]) => `${currency} ${amount}`);
    const moved = movements.map(({ type, delta_minor: delta, currency }) => `${type} ${currency} ${delta < 0 ? '' : '+'}${delta}`);
    return `${sums.join(', ') || 'nothing'} (${moved.join(', ') || 'no movement'})`;
}
