import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { violations } from './accessible';
import { setBilling, SUBSCRIPTIONS, type BillingStage } from './billing-stage';
import { poorContrasts } from './contrast';
import { open, PATIENCE, picture, SCHEMES, type BrowserTests, type Scene, type View, type Viewer } from './view';

const CSM = 'success@recurrent.example';
const GERMAN = 'revenue@recurrent.example';
const WIDTHS = [1400, 768, 360] as const;
/** Name of what has the focus, through every shadow. */
const FOCUSED = `(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element && (element.getAttribute('aria-label') || element.title || element.textContent.trim());
})()`;

export const billingPanel: BrowserTests = {
    'a CSM sees at once that billing is not healthy, why, and what to do': async (scene) => {
        const { page, complaints } = await openTroubled(scene, 1400, { user: CSM });
        const health = page.locator('c-billing-health');
        assert.match(await health.innerText(), /In dispute[\s\S]*\$225\.00 is open, overdue since[\s\S]*High[\s\S]*71 of 100[\s\S]*\+20/);
        assert.match(await list(page, 'disputes').innerText(), /Product not received[\s\S]*Evidence due by .*\(in 2 days\)/);
        assert.match(await list(page, 'invoices').innerText(), /INV-2[\s\S]*Overdue[\s\S]*Failed attempts: 3[\s\S]*Insufficient funds/);
        assert.match(await list(page, 'payments').innerText(), /Visa •••• 0341[\s\S]*Failed/);
        assert.deepEqual(complaints, []);
    },
    'links lead to Stripe and nowhere else': async (scene) => {
        const { page } = await openTroubled(scene, 1400);
        const links = await page.locator('c-billing-panel a[target="_blank"]').evaluateAll((all) => all.map((link) => String(link)));
        assert.deepEqual(links.sort(), [
            'https://dashboard.stripe.com/test/customers/cus_sorrel',
            'https://invoice.stripe.com/i/acct_1/open'
        ]);
        assert.notEqual(await page.title(), '1');
    },
    'the payment link of an open invoice can be copied': async (scene) => {
        const { page } = await openTroubled(scene, 1400);
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.locator('[data-action="copy"]').click();
        await page.getByText('Payment link copied').waitFor();
        assert.equal(await page.evaluate('navigator.clipboard.readText()'), 'https://invoice.stripe.com/i/acct_1/open');
    },
    'a CSM is offered nothing that the permissions do not allow': async (scene) => {
        const { page } = await openTroubled(scene, 1400, { user: CSM });
        assert.equal(await page.locator('[data-action="match"]').count(), 0);
        assert.equal(await page.locator('[data-action="reprocess"]').count(), 0);
    },
    'an admin has failed events processed again from the panel': async (scene) => {
        const { page, complaints } = await openTroubled(scene, 1400);
        await page.locator('[data-action="reprocess"]').click();
        await page.getByText('Events in the queue again: 1').waitFor();
        await page.locator('[data-state="failed-events"]').waitFor({ state: 'detached' });
        assert.deepEqual(complaints, []);
    },
    'an admin matches a Stripe customer by hand, with the keyboard alone': async (scene) => {
        const { unmatchedName } = await billing(scene);
        const { page, complaints } = await open(scene, `/lightning/r/Account/${scene.stage.emptyAccountId}/view`, 1400);
        await page.locator('[data-state="no-customer"]').waitFor({ timeout: PATIENCE });
        await reach(page, /^Match a Stripe customer$/);
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').locator('input').focus();
        await page.keyboard.type(unmatchedName.slice(0, 6));
        await page.getByRole('dialog').getByText(unmatchedName).waitFor();
        await picture(scene, page, 'billing-panel-match');
        await page.getByRole('dialog').locator('[data-action="choose"]').first().focus();
        await page.keyboard.press('Enter');
        await page.getByText('The Stripe customer belongs to this account now').waitFor();
        await page.locator('[data-state="no-subscription"]').waitFor();
        assert.deepEqual(complaints, []);
    },
    'the charts of an account can be read with the keyboard alone': async (scene) => {
        const { page } = await openTroubled(scene, 1400);
        await reach(page, /^Opening: /);
        await page.keyboard.press('ArrowRight');
        assert.equal(await page.evaluate<string | null>(FOCUSED), 'Closing: $225.00', 'Nothing moved in between.');
    },
    'an account with 200 subscriptions, three currencies and long names is shown whole': async (scene) => {
        const { largeId } = await billing(scene);
        const { page, complaints } = await openPanel(scene, largeId, 1400);
        const panel = await page.locator('c-billing-totals').innerText();
        for (const amount of [/-\$12\.50/, /¥0/, /KWD\s1\.999/]) assert.match(panel, amount);
        await page.locator('[data-action="toggle-subscriptions"]').click();
        await page
            .locator('c-billing-subscription')
            .nth(SUBSCRIPTIONS - 1)
            .waitFor();
        assert.notEqual(await page.title(), '1');
        assert.deepEqual(complaints, []);
    },
    'a person without permission learns what is missing': async (scene) => {
        const { troubledId } = await billing(scene);
        const { page } = await open(scene, '/', 1400);
        const message = "You do not have access to the Apex class named 'BillingPanelController'.";
        await page.route('**/api/apex/BillingPanelController.getPanel', (route) => route.fulfill({ status: 500, json: { message } }));
        await page.goto(`${scene.org.url}/lightning/r/Account/${troubledId}/view`);
        await page.locator('c-billing-panel [data-state="no-access"]').waitFor({ timeout: PATIENCE });
        await picture(scene, page, 'billing-panel-no-access');
    },
    'slow answers show a skeleton, errors their reason and a way to try again': async (scene) => {
        const { troubledId } = await billing(scene);
        const { page } = await open(scene, '/', 1400);
        let fails = true;
        let answer = (): void => undefined;
        const held = new Promise<void>((resolve) => {
            answer = resolve;
        });
        await page.route('**/api/apex/BillingPanelController.getPanel', async (route) => {
            await held;
            if (fails) await route.fulfill({ status: 500, json: { message: 'The org is being maintained.' } });
            else await route.continue();
        });
        await page.goto(`${scene.org.url}/lightning/r/Account/${troubledId}/view`);
        await page.locator('c-billing-panel .skeleton').waitFor();
        answer();
        await page.locator('c-billing-panel [data-state="error"]').getByText('The org is being maintained.').waitFor();
        await picture(scene, page, 'billing-panel-error');
        fails = false;
        await page.locator('[data-action="state"]').click();
        await figure(page, 'mrr').waitFor();
    },
    'a German reader finds a German billing panel': async (scene) => {
        const { page } = await openTroubled(scene, 1400, { user: GERMAN });
        const words = await page.locator('c-billing-panel').innerText();
        for (const word of ['Zahlung angefochten', 'Abwanderungsrisiko', 'Rechnungen', 'Überfällig', 'In Stripe öffnen']) {
            assert.ok(words.includes(word), word);
        }
        await picture(scene, page, 'billing-panel-german');
    },
    ...Object.fromEntries(
        SCHEMES.map((scheme) => [
            `nothing on the billing panel hinders people with disabilities, ${scheme}`,
            async (scene: Scene): Promise<void> => {
                const { page } = await openTroubled(scene, 1400, { scheme });
                assert.deepEqual(await violations(page), []);
                assert.deepEqual(await poorContrasts(page, 'c-billing-panel svg text', 4.5, 'fill'), []);
            }
        ])
    ),
    ...Object.fromEntries(
        WIDTHS.map((width) => [
            `the billing panel fits a width of ${width}`,
            async (scene: Scene): Promise<void> => {
                const { largeId, troubledId } = await billing(scene);
                for (const scheme of SCHEMES) {
                    for (const [name, id] of [
                        ['troubled', troubledId],
                        ['large', largeId]
                    ] as const) {
                        const { page } = await openPanel(scene, id, width, { scheme });
                        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
                        assert.ok(overflow <= 0, `The page is ${overflow} pixels too wide.`);
                        await picture(scene, page, `billing-panel-${name}-${scheme}-${width}`);
                    }
                }
            }
        ])
    )
};

let stage: Promise<BillingStage> | undefined;

function billing({ org }: Scene): Promise<BillingStage> {
    stage ??= setBilling(org);
    return stage;
}

async function openTroubled(scene: Scene, width: number, viewer?: Viewer): Promise<View> {
    return openPanel(scene, (await billing(scene)).troubledId, width, viewer);
}

async function openPanel(scene: Scene, accountId: string, width: number, viewer?: Viewer): Promise<View> {
    const view = await open(scene, `/lightning/r/Account/${accountId}/view`, width, viewer);
    await figure(view.page, 'mrr').waitFor({ timeout: PATIENCE });
    await view.page.waitForLoadState('networkidle').catch(() => undefined);
    return view;
}

function figure(page: Page, name: string): Locator {
    return page.locator(`c-billing-panel [data-figure="${name}"]`).first();
}

function list(page: Page, name: string): Locator {
    return page.locator(`c-billing-panel [data-list="${name}"]`);
}

/** Presses Tab until what has the focus is called so. */
async function reach(page: Page, name: RegExp): Promise<void> {
    for (let presses = 0; presses < 120; presses++) {
        await page.keyboard.press('Tab');
        if (name.test((await page.evaluate<string | null>(FOCUSED)) ?? '')) return;
    }
    throw new Error(`Tab does not lead to ${name.source}.`);
}
