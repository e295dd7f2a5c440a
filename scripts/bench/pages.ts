import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { setBilling, SUBSCRIPTIONS } from '../../e2e/billing-stage';
import { findBrowser, launch } from '../../e2e/browser';
import { ROOT } from '../checks/project';
import { formatTable } from '../cli/table';
import { startLocalOrg, type LocalOrg } from '../org/local';
import { print, type BenchPart } from './part';

const LOADS = 5;
const MOST_MS = 1500;
const PATIENCE = 120_000;
/** The panel can be worked with: its figures are there. */
const READY = 'c-billing-panel [data-figure="mrr"]';
const COMPONENT = /\/module\/c\/(\w+)\//;

interface Load {
    ms: number;
    /** Bytes of JavaScript by component of the package. */
    bytes: Map<string, number>;
}

export const pages: BenchPart = {
    name: 'pages',
    summary: `the Account page in a browser, with ${SUBSCRIPTIONS} subscriptions; what each component ships`,
    run: async () => {
        const executable = await findBrowser(join(ROOT, '.local-org', 'browser'));
        if (!executable) {
            print('skipped: no Chrome or Chromium was found. Install one, or name it: CHROME=/path/to/chrome');
            return [];
        }
        const { org, child } = await startLocalOrg();
        try {
            const browser = await launch(executable);
            try {
                return await measureAll(org, browser);
            } finally {
                await browser.close();
            }
        } finally {
            await child.stop();
        }
    }
};

async function measureAll(org: LocalOrg, browser: Browser): Promise<string[]> {
    const { largeId } = await setBilling(org);
    const address = `${org.url}/lightning/r/Account/${largeId}/view`;
    const cold = await load(browser, address);
    const warm: Load[] = [];
    for (let count = 0; count < LOADS; count++) warm.push(await load(browser, address));
    const times = warm.map(({ ms }) => ms).sort((a, b) => a - b);
    const [median, slowest] = [times[Math.floor(LOADS / 2)]!, times[LOADS - 1]!];
    const seconds = (ms: number): string => (ms / 1000).toFixed(2);
    print(
        `Account page with ${SUBSCRIPTIONS} subscriptions until its figures are there, nothing in the browser's cache: first ${seconds(cold.ms)} s (the server builds components), then median ${seconds(median)} s, slowest ${seconds(slowest)} s`
    );
    print(await call(org, largeId));
    print(bytesTable(warm[0]!.bytes));
    return median > MOST_MS ? [`the Account page took ${seconds(median)} s, and may take ${seconds(MOST_MS)} s`] : [];
}

/** What of that is the panel's one call of Apex. */
async function call(org: LocalOrg, accountId: string): Promise<string> {
    const times: number[] = [];
    await org.transactions(true);
    for (let count = 0; count < LOADS; count++) {
        const started = performance.now();
        const answer = await fetch(`${org.url}/lightning/_/api/apex/BillingPanelController.getPanel`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ accountId })
        });
        await answer.arrayBuffer();
        if (!answer.ok) throw new Error(`getPanel answered ${answer.status}`);
        times.push(performance.now() - started);
    }
    const counters = (await org.transactions(true)).find(({ name }) => name.endsWith('getPanel'))?.limits;
    const median = times.sort((a, b) => a - b)[Math.floor(LOADS / 2)]!;
    return `Its one call of Apex: median ${median.toFixed(0)} ms, ${counters?.['queries']} queries, ${counters?.['queryRows']} rows, ${counters?.['cpuTime']} ms of CPU`;
}

async function load(browser: Browser, address: string): Promise<Load> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const bytes = new Map<string, number>();
    const bodies: Promise<void>[] = [];
    try {
        const page = await context.newPage();
        page.on('response', (response) => {
            const component = COMPONENT.exec(response.url())?.[1];
            if (!component) return;
            const add = (body: Buffer): void => void bytes.set(component, (bytes.get(component) ?? 0) + body.length);
            bodies.push(response.body().then(add, () => undefined));
        });
        const started = performance.now();
        await page.goto(address);
        await page.locator(READY).first().waitFor({ timeout: PATIENCE });
        const ms = performance.now() - started;
        await Promise.all(bodies);
        return { ms, bytes };
    } finally {
        await context.close();
    }
}

function bytesTable(bytes: ReadonlyMap<string, number>): string {
    const rows = [...bytes].sort(([, a], [, b]) => b - a);
    const total = rows.reduce((sum, [, count]) => sum + count, 0);
    const text = (count: number): string => (count / 1024).toFixed(1);
    return formatTable(
        [{ title: 'Component' }, { title: 'kB, not compressed', right: true }],
        [...rows.map(([name, count]) => [name, text(count)]), ['together', text(total)]]
    );
}
