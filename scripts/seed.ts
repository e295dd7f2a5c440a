import { readArguments, runCommand, UserError } from './cli/arguments';
import { LocalOrg } from './org/local';
import { findRunning } from './org/running';
import { SalesforceOrg } from './org/salesforce';
import type { RestOrg } from './org/rest';
import type { Play } from './scenario/play';
import { openProgress } from './scenario/progress';
import { playInOrg, playWithStandIn, playWithTestMode } from './scenario/stages';
import { formatSummary, summarize } from './scenario/summary';
import { testModeClient } from './stripe/client';

type Show = (done: number, total: number, title: string) => void;

interface Target {
    org: RestOrg;
    play(show: Show): Promise<Play>;
}

runCommand(async () => {
    const options = readArguments({
        usage: 'npm run seed -- --target-org ALIAS | --local [URL]',
        summary:
            'Plays the scenario of "npm start" into an org that is there already: into a sandbox or scratch org through Stripe’s test mode\n(STRIPE_TEST_KEY), or into a local org that "npm start" is running.',
        positionals: 'URL',
        options: {
            'target-org': { value: 'ALIAS', help: 'an org that the Salesforce CLI is logged in to' },
            local: { help: 'the local org that runs on this machine' }
        }
    });
    const alias = options.text('target-org');
    if ((alias === undefined) === !options.has('local')) throw new UserError('Say where to: --target-org ALIAS or --local [URL].');
    const key = process.env['STRIPE_TEST_KEY'];
    if (key) testModeClient(key);
    const target = alias === undefined ? localTarget(options.positionals[0], key) : await orgTarget(alias, key);
    const progress = openProgress();
    const { cast, ledgers, notes } = await target
        .play((done, total, title) => progress.show(done, total, title))
        .finally(() => progress.stop());
    const summary = await summarize(target.org, cast, ledgers);
    process.stdout.write(`${[...notes, formatSummary(summary)].join('\n')}\n`);
    return summary.problems.length === 0 ? 0 : 1;
});

function localTarget(url: string | undefined, key: string | undefined): Target {
    const running = findRunning();
    if (!running) throw new UserError('No local org is running: start one with "npm start".');
    if (url !== undefined && url.replace(/\/$/, '') !== running.url)
        throw new UserError(`The local org that runs is ${running.url}, not ${url}.`);
    const org = new LocalOrg({ url: running.url, token: running.token });
    if (running.standIn === null) {
        if (!key) throw new UserError('The local org works with Stripe’s test mode: set STRIPE_TEST_KEY as for "npm start".');
        return { org, play: (show) => playWithTestMode(testModeClient(key), org, show) };
    }
    const { standIn } = running;
    return { org, play: (show) => playWithStandIn(standIn, org, show) };
}

async function orgTarget(alias: string, key: string | undefined): Promise<Target> {
    if (!key)
        throw new UserError(
            'Stripe must be able to reach the org: set STRIPE_TEST_KEY=sk_test_… to play the scenario in Stripe’s test mode.'
        );
    const org = await SalesforceOrg.open(alias);
    if (!(await org.isSandbox()))
        throw new UserError(`${alias} is no sandbox or scratch org: the scenario writes test data and goes nowhere else.`);
    return { org, play: (show) => playInOrg(testModeClient(key), org, show) };
}
