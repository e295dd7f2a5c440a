import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { setBilling, SUBSCRIPTIONS } from '../../e2e/billing-stage';
import { findBrowser, launch } from '../../e2e/browser';
import { setStage } from '../../e2e/stage';
import { filesBelow, ROOT } from '../checks/project';
import { formatTable } from '../cli/table';
import { startLocalOrg, type LocalOrg } from '../org/local';
import { print, type BenchPart } from './part';

const LOADS = 5;
const MOST_MS = 1500;
const PATIENCE = 120_000;

/** A page, and what stands on it when somebody can work with it. */
interface PageLoad {
    name: string;
    path: string;
    ready: readonly string[];
}

interface Load {
    ms: number;
    requests: number;
    bytes: number;
}

function pageLoads(accountId: string): PageLoad[] {
    return [
        {
            name: `Account with ${SUBSCRIPTIONS} subscriptions`,
            path: `/lightning/r/Account/${accountId}/view`,
            ready: ['c-billing-panel [data-figure="mrr"]']
        },
        {
            name: 'Home',
            path: '/lightning/page/home',
            ready: ['c-billing-attention [data-filter="whose"]', 'c-home-mrr [data-figure="mrr"]', 'c-home-intake [data-source]']
        },
        { name: 'MRR overview', path: '/lightning/n/MRR_Overview', ready: ['c-mrr-overview [data-figure="mrr"]'] },
        { name: 'Event monitor', path: '/lightning/n/Event_Monitor', ready: ['c-event-monitor [data-figure]'] }
    ];
}

export const pages: BenchPart = {
    name: 'pages',
    summary: `the pages in a browser, the Account page with ${SUBSCRIPTIONS} subscriptions; what each component ships`,
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

/** The slowest of the loads counts: whoever meets it waits. What the server builds once, the first load of all, does not. */
async function measureAll(org: LocalOrg, browser: Browser): Promise<string[]> {
    await setStage(org);
    const { largeId } = await setBilling(org);
    const problems: string[] = [];
    const rows: string[][] = [];
    for (const page of pageLoads(largeId)) {
        const first = await load(browser, org.url, page);
        const warm: Load[] = [];
        for (let count = 0; count < LOADS; count++) warm.push(await load(browser, org.url, page));
        const times = warm.map(({ ms }) => ms).sort((a, b) => a - b);
        const [median, slowest] = [times[Math.floor(LOADS / 2)]!, times[LOADS - 1]!];
        const { requests, bytes } = warm[0]!;
        rows.push([page.name, seconds(first.ms), seconds(median), seconds(slowest), String(requests), kilobytes(bytes)]);
        if (slowest > MOST_MS)
            problems.push(`the slowest load of ${page.name} took ${seconds(slowest)} s, and may take ${seconds(MOST_MS)} s`);
    }
    print("Until what people came for can be used, nothing in the browser's cache; the first load finds the server new");
    print(
        formatTable(
            [
                { title: 'Page' },
                { title: 'first, s', right: true },
                { title: `median of ${LOADS}, s`, right: true },
                { title: 'slowest, s', right: true },
                { title: 'requests', right: true },
                { title: 'kB', right: true }
            ],
            rows
        )
    );
    print(await call(org, largeId));
    print(bytesTable(await bytesByComponent(org.url)));
    return problems;
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

async function load(browser: Browser, url: string, { path, ready }: PageLoad): Promise<Load> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const sizes: Promise<number>[] = [];
    try {
        const page = await context.newPage();
        page.on('response', (response) => {
            // The stream of changes has no end.
            if (response.url().endsWith('/events')) return;
            sizes.push(
                response.body().then(
                    (body) => body.length,
                    () => 0
                )
            );
        });
        const started = performance.now();
        await page.goto(url + path);
        await Promise.all(ready.map((selector) => page.locator(selector).first().waitFor({ timeout: PATIENCE })));
        const ms = performance.now() - started;
        const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
        return { ms, requests: sizes.length, bytes };
    } finally {
        await context.close();
    }
}

/** Every module of each component, compiled and by itself. */
async function bytesByComponent(url: string): Promise<Map<string, number>> {
    const bytes = new Map<string, number>();
    const files = filesBelow('force-app').map(({ path }) => /\/lwc\/(\w+)\/([\w.]+)\.(ts|html|css)$/.exec(path));
    for (const file of files) {
        if (!file) continue;
        const [, component = '', name = '', ending = ''] = file;
        const answer = await fetch(`${url}/lightning/_/module/c/${component}/${name}.${ending === 'ts' ? 'js' : ending}`);
        if (!answer.ok) throw new Error(`${component}/${name}.${ending} answered ${answer.status}`);
        bytes.set(component, (bytes.get(component) ?? 0) + (await answer.arrayBuffer()).byteLength);
    }
    return bytes;
}

function bytesTable(bytes: ReadonlyMap<string, number>): string {
    const rows = [...bytes].sort(([, a], [, b]) => b - a);
    const total = rows.reduce((sum, [, count]) => sum + count, 0);
    return formatTable(
        [{ title: 'Component' }, { title: 'kB, not compressed', right: true }],
        [...rows.map(([name, count]) => [name, kilobytes(count)]), ['together', kilobytes(total)]]
    );
}

function seconds(ms: number): string {
    return (ms / 1000).toFixed(2);
}

function kilobytes(count: number): string {
    return (count / 1024).toFixed(1);
}
