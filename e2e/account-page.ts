import assert from 'node:assert/strict';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import type { RestOrg } from '../scripts/org/rest';
import { ACCOUNT_NAME, expand, type Stage } from './stage';

export interface Scene {
    browser: Browser;
    org: RestOrg;
    stage: Stage;
    /** Where screenshots go. */
    folder: string;
}

interface View {
    page: Page;
    /** What the browser complained of. */
    complaints: string[];
}

/** The first page waits until the base components are built. */
const PATIENCE = 60_000;

export const tests: Record<string, (scene: Scene) => Promise<void>> = {
    'the list of accounts leads to an account’s page': async (scene) => {
        const { page } = await open(scene, '/');
        await page.getByRole('link', { name: ACCOUNT_NAME }).click();
        await page.waitForURL(`**/lightning/r/Account/${scene.stage.accountId}/view`);
        assert.equal(await figure(page, 'mrr').innerText(), '$490.00');
    },
    'the panel shows MRR, ARR, the subscription and the movement': async (scene) => {
        const { page, complaints } = await openAccount(scene);
        assert.equal(await figure(page, 'mrr').innerText(), '$490.00');
        assert.equal(await figure(page, 'arr').innerText(), '$5,880.00');
        assert.match(await page.locator('c-billing-subscription').innerText(), /Active[\s\S]*sub_northwind[\s\S]*10 × \$49\.00 a month/);
        assert.match(await page.locator('c-billing-movements').innerText(), /New[\s\S]*\+\$490\.00/);
        await picture(scene, page, 'account-page');
        assert.deepEqual(complaints, []);
    },
    'nothing on the page hinders people with disabilities': async (scene) => {
        const { page } = await openAccount(scene);
        const { violations } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
            []
        );
    },
    'the page fits a telephone': async (scene) => {
        const { page } = await openAccount(scene, 320);
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
        assert.ok(overflow <= 0, `The page is ${overflow} pixels too wide.`);
        await picture(scene, page, 'account-page-320');
    },
    'an account without billing says what to do': async (scene) => {
        const { page } = await open(scene, `/lightning/r/Account/${scene.stage.emptyAccountId}/view`);
        const notice = page.locator('[data-state="no-customer"]');
        await notice.waitFor({ timeout: PATIENCE });
        assert.match(await notice.innerText(), new RegExp(scene.stage.emptyAccountId));
        await picture(scene, page, 'account-page-empty');
    },
    'a change in the org reaches an open page': async (scene) => {
        const { page } = await openAccount(scene);
        await expand(scene.org, scene.stage);
        await page.locator('[data-figure="mrr"]', { hasText: '$735.00' }).waitFor();
        assert.match(await page.locator('c-billing-movements').innerText(), /Expansion[\s\S]*\+\$245\.00/);
    }
};

async function openAccount(scene: Scene, width?: number): Promise<View> {
    const view = await open(scene, `/lightning/r/Account/${scene.stage.accountId}/view`, width);
    await figure(view.page, 'mrr').waitFor({ timeout: PATIENCE });
    await view.page.waitForLoadState('networkidle').catch(() => undefined);
    return view;
}

async function open({ browser, org }: Scene, path: string, width = 1280): Promise<View> {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${org.url}${path}`);
    return { page, complaints };
}

function figure(page: Page, name: string): Locator {
    return page.locator(`[data-figure="${name}"]`).first();
}

async function picture({ folder }: Scene, page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
