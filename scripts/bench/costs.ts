import { SOURCE } from '../scenario/stages';
import { withBenchOrg, type BenchOrg } from './bench-org';
import { costTable } from './cost-table';
import { createdEvent, makeSubscriptions, postEvents, storedEvent } from './load';
import { print, type BenchPart } from './part';

const BATCH = 200;

export const costs: BenchPart = {
    name: 'costs',
    summary: 'start of the local org; queries, DML and CPU of one webhook and of a batch of 200 subscription events',
    run: async () => {
        await withBenchOrg(() => Promise.resolve());
        await withBenchOrg(async (bench) => {
            print(`From start to ready, caches warm: ${(bench.startup / 1000).toFixed(2)} s`);
            print(`One webhook (per transaction, the dearest of its name)\n${await costOfOne(bench)}`);
            print(`A batch of ${BATCH} events\n${await costOfBatch(bench)}`);
        });
        return [];
    }
};

async function costOfOne({ org, stripe, secret }: BenchOrg): Promise<string> {
    const [subscription] = await makeSubscriptions(stripe, 1);
    await org.transactions(true);
    await postEvents(await org.webhookUrl(SOURCE), secret, [createdEvent(subscription!)]);
    await org.idle();
    return costTable(await org.transactions(true));
}

/** Rows as the endpoint stores them, whose wake-up calls were lost: the sweeper calls once, and one claim takes all of them. */
async function costOfBatch({ org, stripe }: BenchOrg): Promise<string> {
    const rows = (await makeSubscriptions(stripe, BATCH)).map((subscription) => storedEvent(SOURCE, createdEvent(subscription)));
    await org.createMany('Stripe_Event__c', rows);
    await org.transactions(true);
    await org.apex('new EventSweeper().execute(null);');
    await org.idle();
    return costTable(await org.transactions(true));
}
