import { existsSync, rmSync } from 'node:fs';
import { readArguments, runCommand, type CommandArguments } from './cli/arguments';
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

const DATABASE = '.local-org/start.sqlite';
const STRIPE_STATE = '.local-org/stand-in.json';

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
    const port = options.has('once') && !process.argv.includes('--port') ? 0 : options.integer('port', 0)!;
    await requireFreePort(port, 'choose another with "npm start -- --port N", or stop what listens there.');
    return run(options, port, key);
});

async function run(options: CommandArguments<'port' | 'once' | 'keep'>, port: number, key: string | undefined): Promise<number> {
    const keep = options.has('keep');
    if (!keep) rmSync(STRIPE_STATE, { force: true });
    const interrupted = untilInterrupted();
    process.stdout.write('Starting the local org from force-app…\n');
    const stripe = key ? await testModeSide(key) : await standInSide(keep);
    let local: RunningLocalOrg | undefined;
    try {
        local = await startLocalOrg({ port, database: DATABASE, keep, namedCredentials: { [SOURCE]: stripe.url } });
        announceRunning({ url: local.org.url, token: local.org.token, standIn: stripe.standIn, pid: process.pid });
        const cast = await Promise.race([stripe.play(local.org), interrupted, childEnded(local)]);
        if (cast === undefined) return 130;
        const summary = await summarize(local.org, cast);
        process.stdout.write(`\n${formatSummary(summary)}\n`);
        if (options.has('once')) return summary.problems.length === 0 ? 0 : 1;
        process.stdout.write(`\nOpen ${local.org.url}/\nCtrl-C ends it; "npm start -- --keep" goes on with these records.\n`);
        await Promise.race([interrupted, childEnded(local)]);
        return 0;
    } finally {
        forgetRunning();
        await local?.child.stop();
        await stripe.close();
    }
}

async function standInSide(keep: boolean): Promise<StripeSide> {
    const standIn = await startStandIn(STRIPE_STATE);
    return {
        url: standIn.url,
        standIn: standIn.url,
        play: async (org) => {
            const stripe = standInClient(standIn.url);
            const earlier = keep && existsSync(DATABASE) ? await castOfEarlierPlay(stripe) : undefined;
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
        play: (org) => withProgress((show) => playWithTestMode(key, org, show)),
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
