import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { readArguments, runCommand, UserError } from '../../scripts/cli/arguments';
import { LocalOrg } from '../../scripts/org/local';
import { findRunning } from '../../scripts/org/running';
import { findBrowser, launch } from '../browser';
import { open, PATIENCE, type Scheme } from '../view';
import { CHAPTERS } from './chapters';
import { galleryOf } from './gallery';
import { findPlaces, type Places } from './places';
import { composeAlone, composeSheet, type Row, type Taken } from './sheet';
import type { Shot } from './shots';

const ROOT = dirname(dirname(__dirname));
const IMAGES = join(ROOT, 'docs', 'images');
const GALLERY = join(ROOT, 'docs', 'pages.md');
const WIDTHS = [1400, 768, 360] as const;
/** SLDS 1 differs in its colours and corners alone, which one width shows. */
const ROWS: readonly { scheme: Scheme; name: string; widths: readonly number[] }[] = [
    { scheme: 'light', name: 'SLDS 2', widths: WIDTHS },
    { scheme: 'dark', name: 'SLDS 2, dark', widths: WIDTHS },
    { scheme: 'slds1', name: 'SLDS 1', widths: [WIDTHS[0]] }
];
const SCREEN = 900;
/** For what moves when the width changes. */
const SETTLED_MS = 500;

runCommand(async () => {
    const options = readArguments({
        usage: 'npm run pictures -- [TEXT]',
        summary:
            'Takes the pictures of docs/pages.md, or those whose names hold the text, from the org that "npm start" serves: every page in every state,\nat three widths, in every theme. Adds accounts and events that are hard to show to that org.',
        positionals: 'TEXT',
        options: {}
    });
    const [wanted = ''] = options.positionals;
    const running = findRunning();
    if (!running) throw new UserError('No local org is running: start one with "npm start".');
    const executable = await findBrowser(join(ROOT, '.local-org', 'browser'));
    if (!executable) throw new UserError('No Chrome or Chromium was found: install one, or name it with CHROME=/path/to/chrome.');
    mkdirSync(IMAGES, { recursive: true });
    const browser = await launch(executable);
    try {
        const failed = await takeAll(browser, new LocalOrg({ url: running.url, token: running.token }), wanted);
        writeFileSync(GALLERY, galleryOf(CHAPTERS));
        return failed.length === 0 ? 0 : 1;
    } finally {
        await browser.close();
    }
});

/** Names of the shots that could not be taken. */
async function takeAll(browser: Browser, org: LocalOrg, wanted: string): Promise<string[]> {
    const failed: string[] = [];
    for (const { shots, stage } of CHAPTERS) {
        const chosen = shots.filter(({ name }) => name.includes(wanted));
        if (chosen.length === 0) continue;
        await stage?.(org);
        const places = await findPlaces(org);
        for (const shot of chosen) {
            try {
                await shot.stage?.(org);
                const rows = await Promise.all(ROWS.map((look) => rowOf(browser, org, shot, places, look)));
                save(shot.name, await composeSheet(browser, rows));
                if (shot.isMain) save(`${shot.name}-page`, await composeAlone(browser, rows[0]!.shots[0]!));
            } catch (error) {
                failed.push(shot.name);
                console.error(`${shot.name}: ${error instanceof Error ? error.message : String(error)}`);
            } finally {
                await Promise.all(browser.contexts().map((context) => context.close()));
            }
        }
    }
    return failed;
}

function save(name: string, image: Buffer): void {
    writeFileSync(join(IMAGES, `${name}.jpg`), image);
    console.log(`${name}.jpg, ${Math.round(image.length / 1024)} kB`);
}

async function rowOf(
    browser: Browser,
    org: LocalOrg,
    shot: Shot,
    places: Places,
    { scheme, name, widths }: (typeof ROWS)[number]
): Promise<Row> {
    const viewer = { scheme, ...(shot.user ? { user: shot.user } : {}), ...(shot.before ? { before: shot.before } : {}) };
    const { page } = await open({ browser, org }, shot.path(places), WIDTHS[0], viewer);
    await page.locator(shot.ready).first().waitFor({ timeout: PATIENCE });
    if (!shot.before) await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
    await shot.act?.(page);
    const shots: Taken[] = [];
    for (const width of widths) shots.push(await take(page, width, shot));
    return { name, dark: scheme === 'dark', shots };
}

async function take(page: Page, width: number, { act, longest = Infinity }: Shot): Promise<Taken> {
    await page.setViewportSize({ width, height: SCREEN });
    await page.waitForTimeout(SETTLED_MS);
    const isWhole = act === undefined;
    const height = isWhole ? await page.evaluate<number>('Math.max(document.documentElement.scrollHeight, innerHeight)') : SCREEN;
    return { width, height: Math.min(height, longest), png: await page.screenshot({ fullPage: isWhole }) };
}
