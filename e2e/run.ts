import { mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { startLocalOrg } from '../scripts/org/local';
import { accessibility } from './accessibility';
import { accountPage } from './account-page';
import { billingPanel } from './billing-panel';
import { findBrowser, launch } from './browser';
import { eventMonitor } from './event-monitor';
import { home } from './home';
import { host } from './host';
import { eventPage } from './event-page';
import { setLedger } from './ledger-stage';
import { mrrOverview } from './mrr-overview';
import { createPartialViewers, partialPermissions } from './partial-viewer';
import { slowness, slownessWords } from './slowness';
import { setStage } from './stage';
import { picture, type Scene } from './view';

const ROOT = dirname(__dirname);
const FAILURES = join(ROOT, '.local-org', 'screenshots');
const tests = { ...home, ...host, ...mrrOverview, ...accountPage, ...billingPanel, ...eventPage, ...eventMonitor, ...accessibility };

/**
 * Opens the Lightning pages of a fresh local org in a browser; with texts, the tests whose names hold one of them. Pictures of what a
 * failed test saw go to .local-org/screenshots; SCREENSHOTS=folder takes those of all the pages that the tests look at. SLOW_CPU,
 * SLOW_ANSWERS and SLOW_SEED: as on a slow machine or a bad line (slowness.ts).
 */
async function main(): Promise<number> {
    const executable = await findBrowser(join(ROOT, '.local-org', 'browser'));
    if (!executable) {
        const words = 'no Chrome or Chromium was found. Install one, or name it: CHROME=/path/to/chrome npm test';
        if (process.env['CI'] === 'true') throw new Error(`Browser tests cannot run: ${words}`);
        console.log(`skipped: ${words}`);
        return 0;
    }
    const folder = process.env['SCREENSHOTS'];
    for (const place of [FAILURES, ...(folder ? [folder] : [])]) mkdirSync(place, { recursive: true });
    const { org, child } = await startLocalOrg({ also: [partialPermissions()] });
    try {
        const browser = await launch(executable);
        try {
            await setLedger(org);
            await createPartialViewers(org);
            return await runAll({ browser, org, stage: await setStage(org), ...(folder ? { folder } : {}) });
        } finally {
            await browser.close();
        }
    } finally {
        await child.stop();
    }
}

async function runAll(scene: Scene): Promise<number> {
    const wanted = process.argv.slice(2);
    const chosen = Object.entries(tests).filter(([name]) => wanted.length === 0 || wanted.some((text) => name.includes(text)));
    const slow = slownessWords(slowness);
    if (slow) console.log(slow);
    let failed = 0;
    for (const [name, test] of chosen) {
        const started = performance.now();
        const took = (): string => `(${((performance.now() - started) / 1000).toFixed(1)} s)`;
        try {
            await test(scene);
            console.log(`ok     ${name} ${took()}`);
        } catch (error) {
            failed++;
            console.log(
                `FAILED ${name} ${took()}\n       ${error instanceof Error ? error.message.replaceAll('\n', '\n       ') : String(error)}`
            );
            await photograph(scene, name);
        } finally {
            await Promise.all(scene.browser.contexts().map((context) => context.close()));
        }
    }
    const pictures = [...(scene.folder ? [scene.folder] : []), ...(failed > 0 ? [FAILURES] : [])];
    if (pictures.length > 0)
        console.log(`Pictures are in ${pictures.map((place) => relative(process.cwd(), place) || '.').join(' and ')}.`);
    console.log(`${chosen.length - failed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
}

/** What a test saw when it failed; a browser that is gone shows nothing. */
async function photograph({ browser }: Scene, test: string): Promise<void> {
    const name = test.replaceAll(/[^\p{L}\d]+/gu, '-').slice(0, 80);
    const pages = browser.contexts().flatMap((context) => context.pages());
    await Promise.allSettled(pages.map((page, index) => picture({ folder: FAILURES }, page, `failed-${name}-${index + 1}`)));
}

main().then(
    (code) => {
        process.exitCode = code;
    },
    (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    }
);
