import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { RestOrg } from '../scripts/org/rest';
import { slowDown, slowness } from './slowness';
import type { Stage } from './stage';

export interface Scene {
    browser: Browser;
    org: RestOrg;
    stage: Stage;
    /** Where pictures go that somebody wants to look at. */
    folder?: string;
}

export interface View {
    page: Page;
    /** What the browser complained of. */
    complaints: string[];
}

export type BrowserTests = Readonly<Record<string, (scene: Scene) => Promise<void>>>;

/** The first page waits until the base components are built. */
export const PATIENCE = 60_000;

/** Cosmos in both schemes, and SLDS 1 with and without the styling hooks of SLDS 2. */
export const SCHEMES = ['light', 'dark', 'slds1', 'slds1-bare'] as const;

export type Scheme = (typeof SCHEMES)[number];

/** Who looks, and in which theme; the default user in the light one. */
export interface Viewer {
    user?: string;
    scheme?: Scheme;
    /** Runs before the page is asked for. */
    before?(page: Page): Promise<unknown>;
}

export async function open(
    { browser, org }: Pick<Scene, 'browser' | 'org'>,
    path: string,
    width = 1280,
    { user, scheme, before }: Viewer = {}
): Promise<View> {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const cookie = (name: string, value: string | undefined) =>
        value === undefined ? [] : [{ name, value: encodeURIComponent(value), url: org.url }];
    await context.addCookies([...cookie('local-org-user', user), ...cookie('local-org-theme', scheme)]);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
    });
    await slowDown(page, slowness);
    await before?.(page);
    await page.goto(`${org.url}${path}`);
    return { page, complaints };
}

/** Shows a page whose tab the user may not see, as in an org whose profiles show it to everybody: who asks without a cookie is the default user. */
export async function showTab(page: Page): Promise<void> {
    await page.route('**/api/app-page/*', async (route) => {
        const answer = await fetch(route.request().url());
        await route.fulfill({ status: answer.status, contentType: 'application/json', body: await answer.text() });
    });
}

export async function picture({ folder }: Pick<Scene, 'folder'>, page: Page, name: string): Promise<void> {
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Waits until what the page has just heard is drawn. */
export async function drawn(page: Page): Promise<void> {
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
}
