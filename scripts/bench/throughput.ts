import type Stripe from 'stripe';
import { formatTable } from '../cli/table';
import type { LocalOrg } from '../org/local';
import { SOURCE } from '../scenario/stages';
import { withBenchOrg } from './bench-org';
import { createdEvent, makeSubscriptions, postEvents } from './load';
import { print, type BenchPart } from './part';

const SIZES = [200, 400, 1000];
/** Events before the clock starts, so that code is warm in every comparison. */
const WARM_UP = 50;

export const throughput: BenchPart = {
    name: 'throughput',
    summary: 'events a second from the endpoint to the ledger, and how the time grows with their number (--events)',
    run: async ({ sizes = SIZES }) => {
        print(await measure(sizes));
        return [];
    }
};

async function measure(sizes: readonly number[]): Promise<string> {
    const rows: string[][] = [];
    const each: number[] = [];
    for (const size of sizes) {
        const milliseconds = await withBenchOrg(async ({ org, stripe, secret }) => {
            await timeOf(org, stripe, secret, WARM_UP);
            return timeOf(org, stripe, secret, size);
        });
        each.push(milliseconds / size);
        rows.push([
            String(size),
            (milliseconds / 1000).toFixed(2),
            (size / (milliseconds / 1000)).toFixed(0),
            (milliseconds / size).toFixed(2),
            (each.at(-1)! / each[0]!).toFixed(2)
        ]);
    }
    return formatTable(
        [
            { title: 'Events', right: true },
            { title: 'Seconds', right: true },
            { title: 'Events/s', right: true },
            { title: 'ms each', right: true },
            { title: `Each, against ${sizes[0]}`, right: true }
        ],
        rows
    );
}

async function timeOf(org: LocalOrg, stripe: Stripe, secret: string, size: number): Promise<number> {
    const events = (await makeSubscriptions(stripe, size)).map(createdEvent);
    const webhook = await org.webhookUrl(SOURCE);
    const started = performance.now();
    await postEvents(webhook, secret, events);
    await org.idle();
    const elapsed = performance.now() - started;
    const left = await org.query(`SELECT Id FROM Stripe_Event__c WHERE State__c IN ('Received', 'Claimed', 'Failed') LIMIT 1`);
    if (left.length > 0) throw new Error(`Of ${size} events some were not processed.`);
    return elapsed;
}
