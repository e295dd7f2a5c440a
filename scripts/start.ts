import { existsSync, rmSync } from 'node:fs';
import { readArguments, runCommand } from './cli/arguments';
import { requireFreePort } from './cli/ports';
import { startLocalOrg, type LocalOrg, type RunningLocalOrg } from './org/local';
import { announceRunning, forgetRunning } from './org/running';
import { storeSigningSecret } from './org/signing-secret';
import { openProgress } from './scenario/progress';
import { castOfEarlierPlay, connectWebhook, playWithStandIn, playWithTestMode, SOURCE } from './scenario/stages';
import type { CharacterName } from './scenario/story';
import { formatSummary, summarize } from './scenario/summary';
import { standInClient, testModeClient } from './stripe/client';
import { openStripeProxy } from './stripe/proxy';
import { startStandIn } from './stripe/stand-in/process';

/** Several starts may run side by side: each port has records of its own. */
interface Records {
    database: string;
    stripe: string;
}

type Cast = ReadonlyMap<CharacterName, string>;

/** What plays Stripe: the stand-in, or Stripe's test mode behind a proxy. */
interface StripeSide {
    url: string;
    standIn: string | null;
    play(org: LocalOrg): Promise<Cast>;
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
    const records = { database: `.local-org/start-${port}.sqlite`, stripe: `.local-org/stand-in-${port}.json` };
    return run({ listenAt, keep: options.has('keep'), once: options.has('once'), records, key });
});

interface StartOptions {
    listenAt: number;
    keep: boolean;
    once: boolean;
    records: Records;
    key: string | undefined;
}

async function run({ listenAt, keep, once, records, key }: StartOptions): Promise<number> {
    const inMemory = once && !keep;
    if (!keep && !once) rmSync(records.stripe, { force: true });
    const interrupted = untilInterrupted();
    process.stdout.write('Starting the local org from force-app…\n');
    const stripe = key
        ? await testModeSide(key)
        : await standInSide(inMemory ? undefined : records.stripe, keep && existsSync(records.database));
    let local: RunningLocalOrg | undefined;
    try {
        const database = inMemory ? ':memory:' : records.database;
        local = await startLocalOrg({ port: listenAt, database, keep, namedCredentials: { [SOURCE]: stripe.url } });
        if (!once) announceRunning({ url: local.org.url, token: local.org.token, standIn: stripe.standIn, pid: process.pid });
        const cast = await Promise.race([stripe.play(local.org), interrupted, childEnded(local)]);
        if (cast === undefined) return 130;
        const summary = await summarize(local.org, cast);
        process.stdout.write(`\n${formatSummary(summary)}\n`);
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

async function standInSide(stateFile: string | undefined, goOn: boolean): Promise<StripeSide> {
    const standIn = await startStandIn(stateFile);
    return {
        url: standIn.url,
        standIn: standIn.url,
        play: async (org) => {
            const stripe = standInClient(standIn.url);
            const earlier = goOn ? await castOfEarlierPlay(stripe) : undefined;
            if (!earlier) return withProgress((show) => playWithStandIn(standIn.url, org, show));
            await connectWebhook(stripe, await org.webhookUrl(SOURCE), (secret) => storeSigningSecret(org, SOURCE, secret));
            return earlier;
        },
        close: () => standIn.child.stop()
    };
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

async function withProgress(play: (show: (done: number, total: number, title: string) => void) => Promise<{ cast: Cast }>): Promise<Cast> {
    process.stdout.write('Playing the scenario through signed webhooks…\n');
    const progress = openProgress();
    try {
        return (await play((done, total, title) => progress.show(done, total, title))).cast;
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
