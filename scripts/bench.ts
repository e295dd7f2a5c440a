import { randomBytes } from 'node:crypto';
import { readArguments, runCommand, UserError } from './cli/arguments';
import { formatTable } from './cli/table';
import { costTable } from './bench/costs';
import { createdEvent, makeSubscriptions, postEvents, storedEvent } from './bench/load';
import { startLocalOrg, type LocalOrg } from './org/local';
import { storeSigningSecret } from './org/signing-secret';
import { SOURCE } from './scenario/stages';
import { standInClient } from './stripe/client';
import { StandIn } from './stripe/stand-in/server';
import type Stripe from 'stripe';

const BATCH = 200;
/** Events before the clock starts, so that code is warm in every comparison. */
const WARM_UP = 50;

interface Bench {
    org: LocalOrg;
    stripe: Stripe;
    secret: string;
    /** Milliseconds from the start of the process until it served. */
    startup: number;
}

runCommand(async () => {
    const options = readArguments({
        usage: 'npm run bench -- [--events N,N,…]',
        summary:
            'Measures on a local org what one webhook and a batch of 200 events cost, and how the time grows with the number of events.',
        options: { events: { value: 'N,N,…', help: 'numbers of events to compare', default: '200,400,1000' } }
    });
    const sizes = options.text('events')!.split(',').map(Number);
    if (sizes.some((size) => !Number.isInteger(size) || size < 1))
        throw new UserError('--events wants whole numbers, separated by commas.');
    await withBench(() => Promise.resolve());
    await withBench(async (bench) => {
        process.stdout.write(`From start to ready, caches warm: ${(bench.startup / 1000).toFixed(2)} s\n\n`);
        process.stdout.write(`One webhook (per transaction, the dearest of its name)\n${await costOfOne(bench)}\n\n`);
        process.stdout.write(`A batch of ${BATCH} events\n${await costOfBatch(bench)}\n\n`);
    });
    process.stdout.write(`${await throughput(sizes)}\n`);
    return 0;
});

async function withBench<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
    const api = new StandIn();
    const url = await api.listen();
    const started = performance.now();
    const { org, child } = await startLocalOrg({ namedCredentials: { [SOURCE]: url } });
    try {
        const startup = performance.now() - started;
        const secret = `whsec_${randomBytes(24).toString('hex')}`;
        await storeSigningSecret(org, SOURCE, secret);
        await org.idle();
        return await work({ org, stripe: standInClient(url), secret, startup });
    } finally {
        await child.stop();
        await api.close();
    }
}

async function costOfOne({ org, stripe, secret }: Bench): Promise<string> {
    const [subscription] = await makeSubscriptions(stripe, 1);
    await org.transactions(true);
    await postEvents(await org.webhookUrl(SOURCE), secret, [createdEvent(subscription!)]);
    await org.idle();
    return costTable(await org.transactions(true));
}

/** Rows as the endpoint stores them, whose wake-up calls were lost: the sweeper calls once, and one claim takes all of them. */
async function costOfBatch({ org, stripe }: Bench): Promise<string> {
    const rows = (await makeSubscriptions(stripe, BATCH)).map((subscription) => storedEvent(SOURCE, createdEvent(subscription)));
    await org.createMany('Stripe_Event__c', rows);
    await org.transactions(true);
    await org.apex('new EventSweeper().execute(null);');
    await org.idle();
    return costTable(await org.transactions(true));
}

async function throughput(sizes: readonly number[]): Promise<string> {
    const rows: string[][] = [];
    const each: number[] = [];
    for (const size of sizes) {
        const milliseconds = await withBench(async ({ org, stripe, secret }) => {
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
