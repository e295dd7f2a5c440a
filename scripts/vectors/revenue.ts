import type { LocalOrg } from '../org/local';
import { apexString } from '../org/rest';
import { STRIPE_API_VERSION } from '../stripe/api-version';
import { signatureHeader } from '../stripe/signature';
import type { VectorResult } from './model';
import { happeningsOf, type Happening, type RevenueVector } from './revenue-objects';

export interface RevenueBench {
    org: LocalOrg;
    webhook: string;
    secret: string;
}

/** By kind and month; without what is nothing. */
export type RevenueFigures = Record<string, Record<string, number>>;

interface Entry {
    Kind__c: string;
    Month__c: string;
    Amount_Minor__c: number;
}

/** Sends what happened in Stripe, as events that carry it, and adds up the rows that came of it. Never throws: a failure is a result. */
export async function runRevenue(bench: RevenueBench, vector: RevenueVector): Promise<VectorResult> {
    const expected = expectedFigures(vector);
    const result = (passed: boolean, got: string): VectorResult => ({
        id: vector.id,
        passed,
        expected: formatFigures(expected),
        got,
        title: vector.title
    });
    try {
        for (const [number, happening] of happeningsOf(vector).entries()) await send(bench, happening, `evt_${vector.id}_${number}`);
        await bench.org.idle();
        await requireProcessed(bench, vector);
        const got = figuresOf(await entriesOf(bench, vector));
        return result(differences(vector, got).length === 0, formatFigures(got));
    } catch (error) {
        return result(false, (error as Error).message.split('\n')[0]!);
    }
}

async function send({ webhook, secret, org }: RevenueBench, { at, type, object }: Happening, id: string): Promise<void> {
    const event = { id, object: 'event', api_version: STRIPE_API_VERSION, created: at, type, livemode: false, data: { object } };
    const body = JSON.stringify(event);
    const answer = await fetch(webhook, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'stripe-signature': signatureHeader(body, Math.floor(Date.now() / 1000), secret) },
        body
    });
    if (!answer.ok) throw new Error(`the endpoint answered ${answer.status} to ${type}: ${(await answer.text()).slice(0, 200)}`);
    await org.idle();
}

async function requireProcessed({ org }: RevenueBench, vector: RevenueVector): Promise<void> {
    const [row] = await org.query<{ Type__c: string; State__c: string; Error__c: string | null }>(
        `SELECT Type__c, State__c, Error__c FROM Stripe_Event__c WHERE Event_Id__c LIKE ${apexString(`evt_${vector.id}_%`)} AND State__c IN ('Received', 'Claimed', 'Failed')`
    );
    if (row) throw new Error(`${row.Type__c} is ${row.State__c}: ${row.Error__c ?? 'no error given'}`);
}

function entriesOf({ org }: RevenueBench, vector: RevenueVector): Promise<Entry[]> {
    const customer = apexString(`cus_${vector.id.toLowerCase()}`);
    return org.query<Entry>(
        `SELECT Kind__c, Month__c, Amount_Minor__c FROM Revenue_Schedule__c WHERE Stripe_Customer__r.Customer_Id__c = ${customer} ORDER BY Month__c, Kind__c`
    );
}

export function figuresOf(entries: readonly Entry[]): RevenueFigures {
    const figures: RevenueFigures = {};
    for (const { Kind__c: kind, Month__c: day, Amount_Minor__c: amount } of entries) {
        const months = (figures[kind] ??= {});
        const month = day.slice(0, 7);
        months[month] = (months[month] ?? 0) + amount;
    }
    return withoutZeros(figures);
}

function withoutZeros(figures: RevenueFigures): RevenueFigures {
    const kept = Object.entries(figures).map(
        ([kind, months]) => [kind, Object.entries(months).filter(([, amount]) => amount !== 0)] as const
    );
    return Object.fromEntries(kept.filter(([, months]) => months.length > 0).map(([kind, months]) => [kind, Object.fromEntries(months)]));
}

/** Kinds that the package keeps rows of; an example's other accounts are for orientation. */
function expectedFigures(vector: RevenueVector): RevenueFigures {
    const accounts = Object.entries(vector.expected_accounts ?? {}).filter(
        ([kind]) => kind.startsWith('contra_') || kind === 'deferred_change' || kind === 'deferred_end'
    );
    return withoutZeros({ earned: vector.expected_revenue_by_month, ...Object.fromEntries(accounts) });
}

/** What an example says and the rows do not. What it says nothing of must be nothing, but for the change of deferred revenue. */
export function differences(vector: RevenueVector, got: RevenueFigures): string[] {
    const expected = expectedFigures(vector);
    const found = { ...got, deferred_end: runningSums(got['deferred_change'] ?? {}) };
    const kinds = new Set([...Object.keys(expected), ...Object.keys(got).filter((kind) => kind !== 'deferred_change')]);
    return [...kinds].filter((kind) => !sameMonths(expected[kind] ?? {}, found[kind as keyof typeof found] ?? {}));
}

function sameMonths(one: Record<string, number>, other: Record<string, number>): boolean {
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((month) => (one[month] ?? 0) === (other[month] ?? 0));
}

function runningSums(months: Record<string, number>): Record<string, number> {
    let sum = 0;
    return Object.fromEntries(
        Object.keys(months)
            .sort()
            .map((month) => [month, (sum += months[month]!)])
    );
}

/** `earned 2019-01 1700, 2019-02 1400; contra_refunds 2019-02 3100` */
export function formatFigures(figures: RevenueFigures): string {
    const kinds = Object.entries(figures).map(([kind, months]) => {
        const amounts = Object.keys(months).sort();
        return `${kind} ${amounts.map((month) => `${month} ${months[month]}`).join(', ')}`;
    });
    return kinds.join('; ') || 'nothing';
}
