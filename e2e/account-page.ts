import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { violations } from './accessible';
import { ACCOUNT_NAME, expand } from './stage';
import { open, PATIENCE, picture, type BrowserTests, type Scene, type View } from './view';

export const accountPage: BrowserTests = {
    'the list of accounts leads to an account’s page': async (scene) => {
        const { page } = await open(scene, '/lightning/o/Account/list');
        await page.getByRole('link', { name: ACCOUNT_NAME }).click();
        await page.waitForURL(`**/lightning/r/Account/${scene.stage.accountId}/view`);
        assert.equal(await figure(page, 'mrr').innerText(), '$490.00');
    },
    'the panel shows MRR, ARR, the subscription and the movement': async (scene) => {
        const { page, complaints } = await openAccount(scene);
        assert.equal(await figure(page, 'mrr').innerText(), '$490.00');
        assert.equal(await figure(page, 'arr').innerText(), '$5,880.00');
        assert.match(await page.locator('c-billing-subscription').innerText(), /Active[\s\S]*10 × \$49\.00 a month[\s\S]*sub_northwind/);
        assert.match(await page.locator('c-billing-movements').innerText(), /New[\s\S]*\+\$490\.00/);
        await picture(scene, page, 'account-page');
        assert.deepEqual(complaints, []);
    },
    'nothing on the page hinders people with disabilities': async (scene) => {
        const { page } = await openAccount(scene);
        assert.deepEqual(await violations(page), []);
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
        await page.locator('c-billing-panel [data-figure="mrr"]', { hasText: '$735.00' }).waitFor();
        assert.match(await page.locator('c-billing-movements').innerText(), /Expansion[\s\S]*\+\$245\.00/);
    }
};

async function openAccount(scene: Scene, width?: number): Promise<View> {
    const view = await open(scene, `/lightning/r/Account/${scene.stage.accountId}/view`, width);
    await figure(view.page, 'mrr').waitFor({ timeout: PATIENCE });
    await view.page.waitForLoadState('networkidle').catch(() => undefined);
    return view;
}

function figure(page: Page, name: string): Locator {
    return page.locator(`c-billing-panel [data-figure="${name}"] .value`).first();
}
