import { existsSync, rmSync } from 'node:fs';
import { readArguments, runCommand } from './cli/arguments';
import { requireFreePort } from './cli/ports';
import { startLocalOrg, type LocalOrg, type RunningLocalOrg } from './org/local';
import { announceRunning, forgetRunning } from './org/running';
import { openProgress } from './scenario/progress';
import { castOfEarlierPlay, connectSource, EUROPE, playWithStandIn, playWithTestMode, SOURCE } from './scenario/stages';
import type { Play } from './scenario/play';
import type { Biller, CharacterName } from './scenario/cast';
import type { Ledger } from './scenario/stripe-figures';
import { formatSummary, summarize } from './scenario/summary';
import { standInClient, testModeClient } from './stripe/client';
import { openStripeProxy } from './stripe/proxy';
import { startStandIn } from './stripe/stand-in/process';

/** Several starts may run side by side: each port has records of its own. */
interface Records {
    database: string;
    stripe: string;
    europe: string;
}

type Cast = ReadonlyMap<CharacterName, string>;
/** Who appeared, and the Stripe accounts that their figures are compared with. */
type Played = Pick<Play, 'cast' | 'ledgers' | 'notes'>;

/** What plays Stripe: the stand-in, or Stripe's test mode behind a proxy. */
interface StripeSide {
    url: string;
    standIn: string | null;
    /** The second Stripe account, where there is one. */
    europe?: string;
    play(org: LocalOrg): Promise<Played>;
    close(): Promise<void>;
}

runCommand(async () => {
    const options = readArguments({
        usage: 'npm start -- [--port N] [--once] [--keep]',
        summary:
            'Runs the package on this machine: starts the local org and a stand-in for Stripe, plays the scenario through signed webhooks and prints what came of it.\nWith STRIPE_TEST_KEY=sk_test_… the scenario is played in Stripe’s test mode instead.',
        options: {
            port: { value: 'N', help: 'where the Lightning pages are served', default: '8080' },
            once: { help: 'ends after the summary: exit code 0 when everything adds up, else 1' },
            keep: { help: 'goes on with the records of the last start instead of an empty org' }
        }
    });
    const key = process.env['STRIPE_TEST_KEY'];
    if (key) testModeClient(key);
    const port = options.integer('port', 0, 65_535)!;
    const listenAt = options.has('once') && !process.argv.includes('--port') ? 0 : port;
    await requireFreePort(listenAt, 'choose another with "npm start -- --port N", or stop what listens there.');
    const records = {
        database: `.local-org/start-${port}.sqlite`,
        stripe: `.local-org/stand-in-${port}.json`,
        europe: `.local-org/stand-in-europe-${port}.json`
    };
    const start = { listenAt, once: options.has('once'), records, key };
    return (await run({ ...start, keep: options.has('keep') })) ?? run({ ...start, keep: false }).then((code) => code ?? 1);
});

interface StartOptions {
    listenAt: number;
    keep: boolean;
    once: boolean;
    records: Records;
    key: string | undefined;
}

/** Undefined where the org's records could not be kept: what the stand-in knows belongs to an org that is gone. */
async function run({ listenAt, keep, once, records, key }: StartOptions): Promise<number | undefined> {
    const inMemory = once && !keep;
    if (!keep && !once) for (const file of [records.stripe, records.europe]) rmSync(file, { force: true });
    const interrupted = untilInterrupted();
    process.stdout.write('Starting the local org from force-app…\n');
    const stripe = key ? await testModeSide(key) : await standInSide(inMemory ? undefined : records, keep && existsSync(records.database));
    let local: RunningLocalOrg | undefined;
    try {
        const database = inMemory ? ':memory:' : records.database;
        const namedCredentials = { [SOURCE]: stripe.url, ...(stripe.europe ? { [EUROPE]: stripe.europe } : {}) };
        local = await startLocalOrg({
            port: listenAt,
            database,
            keep,
            namedCredentials,
            ...(stripe.europe ? { also: ['config/scenario'] } : {})
        });
        if (keep && local.rebuilt) return undefined;
        if (!once) announceRunning({ url: local.org.url, token: local.org.token, standIn: stripe.standIn, pid: process.pid });
        await local.org.apex('EventSweeper.scheduleAll();');
        const played = await Promise.race([stripe.play(local.org), interrupted, childEnded(local)]);
        if (played === undefined) return 130;
        const summary = await summarize(local.org, played.cast, played.ledgers);
        process.stdout.write(`\n${[...played.notes, formatSummary(summary)].join('\n')}\n`);
        if (once) return summary.problems.length === 0 ? 0 : 1;
        process.stdout.write(`\nOpen ${local.org.url}/\nCtrl-C ends it; "npm start -- --keep" goes on with these records.\n`);
        await Promise.race([interrupted, childEnded(local)]);
        return 0;
    } finally {
        forgetRunning(process.pid);
        await local?.child.stop();
        await stripe.close();
    }
}

async function standInSide(files: Records | undefined, goOn: boolean): Promise<StripeSide> {
    const [main, europe] = await Promise.all([startStandIn(files?.stripe), startStandIn(files?.europe)]);
    return {
        url: main.url,
        standIn: main.url,
        europe: europe.url,
        play: async (org) => {
            const earlier = goOn ? await castOfBoth(main.url, europe.url) : undefined;
            if (!earlier) return withProgress((show) => playWithStandIn(main.url, org, show, europe.url));
            await connectSource(main.url, org, SOURCE);
            await connectSource(europe.url, org, EUROPE);
            const account = (biller: Biller, source: string, url: string): Ledger => ({
                biller,
                source,
                stripe: standInClient(url),
                isOwn: true
            });
            return { cast: earlier, notes: [], ledgers: [account('main', SOURCE, main.url), account('europe', EUROPE, europe.url)] };
        },
        close: async () => {
            await Promise.all([main.child.stop(), europe.child.stop()]);
        }
    };
}

async function castOfBoth(mainUrl: string, europeUrl: string): Promise<Cast | undefined> {
    const main = await castOfEarlierPlay(standInClient(mainUrl), 'main');
    const europe = await castOfEarlierPlay(standInClient(europeUrl), 'europe');
    return main && europe ? new Map([...main, ...europe]) : undefined;
}

async function testModeSide(key: string): Promise<StripeSide> {
    const proxy = await openStripeProxy(key);
    return {
        url: proxy.url,
        standIn: null,
        play: (org) => withProgress((show) => playWithTestMode(testModeClient(key), org, show)),
        close: () => proxy.close()
    };
}

async function withProgress(play: (show: (done: number, total: number, title: string) => void) => Promise<Play>): Promise<Play> {
    process.stdout.write('Playing the scenario through signed webhooks…\n');
    const progress = openProgress();
    try {
        return await play((done, total, title) => progress.show(done, total, title));
    } finally {
        progress.stop();
    }
}

function untilInterrupted(): Promise<undefined> {
    return new Promise((resolve) => {
        process.once('SIGINT', () => resolve(undefined));
        process.once('SIGTERM', () => resolve(undefined));
    });
}

async function childEnded(local: RunningLocalOrg): Promise<never> {
    const code = await local.child.ended;
    throw new Error(`The local org ended by itself (exit code ${code ?? 'none'}); its last words are above.`);
}
