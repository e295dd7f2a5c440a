import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { violations } from './accessible';
import { setBilling, SUBSCRIPTIONS, type BillingStage } from './billing-stage';
import { poorContrasts } from './contrast';
import { chooseWithKeys, escape, hasFocus, reach } from './keyboard';
import { PARTIAL_VIEWER } from './partial-viewer';
import { open, PATIENCE, picture, SCHEMES, type BrowserTests, type Scene, type View, type Viewer } from './view';

const CSM = 'success@recurrent.example';
const GERMAN = 'revenue@recurrent.example';
const WIDTHS = [1400, 768, 360] as const;
export const billingPanel: BrowserTests = {
    'a CSM sees at once that billing is not healthy, why, and what to do': async (scene) => {
        const { page, complaints } = await openTroubled(scene, 1400, { user: CSM });
        const health = page.locator('c-billing-health');
        assert.match(await health.innerText(), /In dispute[\s\S]*\$225\.00 is open, overdue since[\s\S]*High[\s\S]*71 of 100[\s\S]*\+20/);
        assert.match(
            await page.locator('c-billing-next').innerText(),
            /What to do next[\s\S]*Send evidence for the disputed payment of \$225\.00 by[\s\S]*Send the payment link of invoice INV-2/
        );
        for (const part of ['c-billing-health', 'c-billing-next', 'c-figure-tiles']) {
            const box = await page.locator(`c-billing-panel ${part}`).first().boundingBox();
            assert.ok(box && box.y + box.height <= 900, `${part} ends at ${String(box && box.y + box.height)}: one has to scroll.`);
        }
        assert.match(await list(page, 'disputes').innerText(), /Product not received[\s\S]*Evidence due by .*\d:\d\d.[AP]M \(in 2 days\)/);
        assert.match(
            await list(page, 'invoices').innerText(),
            /INV-2[\s\S]*Overdue[\s\S]*Failed attempts: 3[\s\S]*Not enough money in the account/
        );
        assert.match(await list(page, 'payments').innerText(), /Visa •••• 0341[\s\S]*Failed/);
        assert.deepEqual(complaints, []);
    },
    'links lead to Stripe and nowhere else': async (scene) => {
        const { page } = await openTroubled(scene, 1400);
        const links = await page.locator('c-billing-panel a[target="_blank"]').evaluateAll((all) => all.map((link) => String(link)));
        assert.deepEqual(links.sort(), [
            'https://dashboard.stripe.com/test/customers/cus_sorrel',
            'https://dashboard.stripe.com/test/payments/pi_disputed',
            'https://dashboard.stripe.com/test/payments/pi_disputed',
            'https://invoice.stripe.com/i/acct_1/open'
        ]);
        assert.notEqual(await page.title(), '1');
    },
    'the payment link of an open invoice can be copied': async (scene) => {
        const { page } = await openTroubled(scene, 1400);
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        for (const action of ['copy', 'copy-link']) {
            await page.evaluate("navigator.clipboard.writeText('')");
            await page.locator(`[data-action="${action}"]`).click();
            await page.getByText('Payment link copied').last().waitFor();
            assert.equal(await page.evaluate('navigator.clipboard.readText()'), 'https://invoice.stripe.com/i/acct_1/open');
        }
    },
    'a browser that does not let a page copy shows the link': async (scene) => {
        const { page, complaints } = await openTroubled(scene, 1400);
        await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await page.locator('[data-action="copy-link"]').click();
        await page.getByText('https://invoice.stripe.com/i/acct_1/open').waitFor();
        assert.deepEqual(complaints, []);
    },
    'who may not read invoices and payments sees the rest, and what is missing': async (scene) => {
        const { page, complaints } = await openTroubled(scene, 1400, { user: PARTIAL_VIEWER });
        const notice = page.locator('c-billing-panel [data-state="partial"]');
        assert.match(await notice.innerText(), /Not shown: Invoices, Payments and refunds\./);
        assert.equal(await list(page, 'invoices').count(), 0);
        assert.equal(await list(page, 'payments').count(), 0);
        assert.equal(await list(page, 'disputes').count(), 1);
        assert.match(await page.locator('c-billing-next').innerText(), /Send evidence/);
        await picture(scene, page, 'billing-panel-partial');
        assert.deepEqual(complaints, []);
    },
    'the waterfall and the figures say what the ledger says': async (scene) => {
        const { stage, org } = scene;
        const { page } = await openPanel(scene, stage.accountId, 1400);
        await choosePeriod(page, 'Since the beginning');
        const rows = await org.query<{ Type__c: string; Delta__c: number }>(
            `SELECT Type__c, Delta__c FROM MRR_Schedule__c WHERE Account__c = '${stage.accountId}'`
        );
        const sums = new Map<string, number>();
        for (const { Type__c: type, Delta__c: delta } of rows) sums.set(type, (sums.get(type) ?? 0) + delta);
        const total = [...sums.values()].reduce((sum, delta) => sum + delta, 0);
        const bars = await page.locator('c-billing-growth c-chart-waterfall table tbody tr').allInnerTexts();
        const dollars = (amount: number): string => amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
        const expected = [
            `Opening\t${dollars(0)}`,
            ...[...sums].map(([type, delta]) => `${type}\t+${dollars(delta)}`),
            `Closing\t${dollars(total)}`
        ];
        assert.deepEqual(
            bars.map((bar) => bar.trim()),
            expected
        );
        assert.equal(await figure(page, 'mrr').innerText(), dollars(total));
    },
    'months of one’s choice can be looked at, with the keyboard alone': async (scene) => {
        const { page, complaints } = await openPanel(scene, scene.stage.accountId, 1400);
        await choosePeriod(page, 'Months of my choice');
        for (const name of ['from', 'to']) await page.locator(`[data-filter="${name}"]`).waitFor();
        await page.locator('c-billing-growth c-chart-waterfall svg').waitFor();
        assert.deepEqual(complaints, []);
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
        await page.getByText('The Stripe customer belongs to this Account now').waitFor();
        await page.locator('[data-state="no-subscription"]').waitFor();
        assert.deepEqual(complaints, []);
    },
    'a customer that was matched wrongly is moved to its account, then taken away': async (scene) => {
        const { strayName, troubledId } = await billing(scene);
        const { page, complaints } = await openTroubled(scene, 1400);
        const dialog = page.getByRole('dialog');
        await page.locator('[data-action="match"]').click();
        await dialog.locator('input').fill(strayName);
        await dialog.locator('[data-list="found"]').getByText(strayName).waitFor();
        assert.match(await dialog.locator('[data-list="found"]').innerText(), /belongs to/);
        await dialog.locator('[data-list="found"] [data-action="choose"]').click();
        await dialog.getByRole('alert').waitFor();
        await dialog.locator('[data-list="found"] [data-action="choose"]').click();
        await page.getByText('The Stripe customer belongs to this Account now').waitFor();
        assert.equal(await accountOf(scene, strayName), troubledId);
        await page.locator('[data-action="stripe-menu"]').waitFor();
        await page.locator('[data-action="match"]').click();
        const row = dialog.locator('[data-list="matched"] li', { hasText: strayName });
        await row.locator('[data-action="choose"]').click();
        await picture(scene, page, 'billing-panel-remove');
        await row.locator('[data-action="choose"]').click();
        await page.getByText('The Stripe customer was removed from this Account').waitFor();
        assert.equal(await accountOf(scene, strayName), null);
        assert.deepEqual(complaints, []);
    },
    'who closes the dialog stands at the heading where the button behind it is gone': async (scene) => {
        const accountId = await scene.org.create('Account', { Name: 'Found Meanwhile' });
        const { page } = await open(scene, `/lightning/r/Account/${accountId}/view`, 1400);
        await page.locator('[data-state="no-customer"]').waitFor({ timeout: PATIENCE });
        await reach(page, /^Match a Stripe customer$/);
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').locator('input').waitFor();
        await scene.org.create('Stripe_Customer__c', {
            Customer_Key__c: 'e2e:meanwhile',
            Customer_Id__c: 'cus_meanwhile',
            Account__c: accountId
        });
        await scene.org.update('Account', accountId, { Description: 'Changed meanwhile' });
        await page.locator('[data-state="no-customer"]').waitFor({ state: 'detached' });
        await escape(page);
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await page.locator('c-billing-panel .title:focus').waitFor();
    },
    'a CSM finds what to do with the keyboard alone': async (scene) => {
        const { page, complaints } = await openTroubled(scene, 1400, { user: CSM });
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await reach(page, /^Copy the payment link of INV-2$/);
        await page.keyboard.press('Enter');
        await page.getByText('Payment link copied').waitFor();
        await reach(page, /^INV-2$/);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/lightning/r/Stripe_Invoice__c/**');
        await page.goBack();
        await figure(page, 'mrr').waitFor();
        assert.deepEqual(complaints, []);
    },
    'headings lead through the panel in the order in which one reads': async (scene) => {
        const { page } = await openTroubled(scene, 1400);
        const headings = await page.locator('c-billing-panel').getByRole('heading').all();
        assert.deepEqual(
            await Promise.all(
                headings.map(
                    async (heading) => `${await heading.evaluate((element) => element.tagName)} ${(await heading.innerText()).trim()}`
                )
            ),
            [
                'H2 Billing',
                'H3 In dispute',
                'H3 Churn risk',
                'H3 What to do next',
                'H3 Disputes',
                'H3 Invoices',
                'H3 Payments and refunds',
                'H3 Subscriptions',
                'H3 How MRR moved',
                'H3 MRR movements'
            ]
        );
    },
    'the charts of an account can be read with the keyboard alone': async (scene) => {
        const { page } = await openTroubled(scene, 1400);
        await reach(page, /^Opening: /);
        await page.keyboard.press('ArrowRight');
        await hasFocus(page, /^New: \+\$225\.00$/);
    },
    'an account with 200 subscriptions, three currencies and long names is shown whole': async (scene) => {
        const { largeId } = await billing(scene);
        const { page, complaints } = await openPanel(scene, largeId, 1400);
        const panel = await page.locator('c-billing-totals').innerText();
        for (const amount of [/-\$12\.50/, /¥0/, /KWD\s1\.999/]) assert.match(panel, amount);
        const subscriptions = page.locator('c-billing-subscription');
        assert.match(
            await page.locator('c-billing-subscriptions').innerText(),
            /4 of 200[\s\S]*12\.5% off until[\s\S]*Collection paused until[\s\S]*Invoices are voided[\s\S]*Trial until[\s\S]*will not renew/
        );
        await page.locator('[data-action="all-subscriptions"]').click();
        await subscriptions.nth(SUBSCRIPTIONS - 1).waitFor();
        await page.locator('[data-field="find"] input').fill('sub_large_17');
        await page.getByText('4 of 11').waitFor();
        await page.locator('[data-filter="subscription-currency"] button').click();
        await page.getByRole('option', { name: /^KWD/ }).click();
        await page.getByText('4 of 5').waitFor();
        assert.equal(await subscriptions.count(), 4);
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
        for (const word of [
            'Zahlung angefochten',
            'Abwanderungsrisiko',
            'Rechnungen',
            'Überfällig',
            'In Stripe öffnen',
            'Was jetzt zu tun ist',
            'Eine Zahlung ist angefochten; Belege sind bis',
            'Rechnung INV-2 konnte 3-mal nicht eingezogen werden.',
            'Nicht genug Geld auf dem Konto',
            'Produkt nicht erhalten'
        ]) {
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

async function choosePeriod(page: Page, name: string): Promise<void> {
    const box = page.locator('c-billing-growth [data-filter="period"] button');
    await box.focus();
    await chooseWithKeys(page, box, name);
}

async function accountOf({ org }: Scene, customerName: string): Promise<string | null | undefined> {
    const [row] = await org.query<{ Account__c: string | null }>(
        `SELECT Account__c FROM Stripe_Customer__c WHERE Customer_Name__c = '${customerName}'`
    );
    return row?.Account__c;
}

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
    return page.locator(`c-billing-panel [data-figure="${name}"] .value`).first();
}

function list(page: Page, name: string): Locator {
    return page.locator(`c-billing-panel [data-list="${name}"]`);
}
