import { formatTable } from '../cli/table';
import type { LocalOrg } from '../org/local';
import { SOURCE } from '../scenario/stages';
import { withBenchOrg, type BenchOrg } from './bench-org';
import { postEvents } from './load';
import { EVENTS_EACH, MixedLoad } from './mixed-load';
import { print, type BenchPart } from './part';

const SIZES = [1_000, 10_000];
/** Ten times the events may take at most eleven times the time. */
const TOLERATED = 1.1;
const WARM_UP = 100;

export const mixed: BenchPart = {
    name: 'mixed',
    summary: 'subscriptions, invoices, payments and refunds end to end, 10 events a customer: 1,000 events against 10,000 (--events)',
    run: async ({ sizes = SIZES }) => {
        const runs: { events: number; seconds: number }[] = [];
        for (const size of sizes) runs.push(await withBenchOrg((bench) => timeOf(bench, Math.ceil(size / EVENTS_EACH))));
        print(report(runs));
        return problemsOf(runs);
    }
};

/** Time from the first webhook of each round until nothing is left to do; what happens in Stripe in between is not counted. */
async function timeOf({ org, stripe, standIn, secret }: BenchOrg, customers: number): Promise<{ events: number; seconds: number }> {
    const webhook = await org.webhookUrl(SOURCE);
    const deliver = async (count: number): Promise<{ events: number; seconds: number }> => {
        const total = { events: 0, seconds: 0 };
        for await (const events of new MixedLoad(stripe, standIn).rounds(count)) {
            const started = performance.now();
            await postEvents(webhook, secret, events);
            await org.idle();
            total.seconds += (performance.now() - started) / 1000;
            total.events += events.length;
        }
        return total;
    };
    await deliver(WARM_UP / EVENTS_EACH);
    const measured = await deliver(customers);
    await prove(org);
    return measured;
}

/** Nothing is left undone, and the ledger says what the subscriptions amount to. */
async function prove(org: LocalOrg): Promise<void> {
    const left = await org.query<{ State__c: string; Error__c: string | null }>(
        `SELECT State__c, Error__c FROM Stripe_Event__c WHERE State__c IN ('Received', 'Claimed', 'Failed') LIMIT 1`
    );
    if (left.length > 0) throw new Error(`An event is still ${left[0]!.State__c}: ${left[0]!.Error__c ?? 'no error given'}`);
    const sum = async (field: string, object: string): Promise<number> =>
        (await org.query<Record<string, number | null>>(`SELECT SUM(${field}) total FROM ${object}`))[0]!['total'] ?? 0;
    const [ledger, mrr] = [await sum('Delta_Minor__c', 'MRR_Schedule__c'), await sum('MRR_Minor__c', 'Subscription__c')];
    if (ledger !== mrr) throw new Error(`The ledger adds up to ${ledger}, the subscriptions to ${mrr}.`);
}

function report(runs: readonly { events: number; seconds: number }[]): string {
    const [first] = runs;
    return formatTable(
        [
            { title: 'Events', right: true },
            { title: 'Seconds', right: true },
            { title: 'Events/s', right: true },
            { title: 'Times the events', right: true },
            { title: 'Times the time', right: true }
        ],
        runs.map(({ events, seconds }) => [
            String(events),
            seconds.toFixed(2),
            (events / seconds).toFixed(0),
            (events / first!.events).toFixed(1),
            (seconds / first!.seconds).toFixed(2)
        ])
    );
}

export function problemsOf(runs: readonly { events: number; seconds: number }[]): string[] {
    const [first, ...others] = runs;
    return others.flatMap(({ events, seconds }) => {
        const [more, longer] = [events / first!.events, seconds / first!.seconds];
        if (longer <= more * TOLERATED) return [];
        return [
            `${more.toFixed(1)} times the events took ${longer.toFixed(2)} times the time (tolerated: ${(more * TOLERATED).toFixed(1)}).`
        ];
    });
}
