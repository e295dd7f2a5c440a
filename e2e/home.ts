import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { violations } from './accessible';
import { CSM, DISPUTED, OVERDUE, setAttention } from './home-stage';
import { reach } from './keyboard';
import { LONG_NAME, MARKUP_NAME } from './ledger-stage';
import { LEDGER_VIEWER } from './partial-viewer';
import { open, PATIENCE, picture, SCHEMES, type BrowserTests, type Scene, type View, type Viewer } from './view';

const REVOPS = 'revenue@recurrent.example';
const NOBODY = 'nobody@recurrent.example';
const WIDTHS = [1400, 768, 360, 320] as const;
const ATTENTION = '**/api/apex/BillingAttentionController.getAttention';
/** What people of the app see first, and where it leads them. */
export const home: BrowserTests = {
    'a CSM begins the morning at home, and three clicks later looks at the dispute': async (scene) => {
        const { page, complaints } = await openHome(scene, { user: CSM });
        const first = rows(page).first();
        assert.match(
            await first.innerText(),
            /^Ash & Larch\s*In dispute\s*Evidence is due \w+, .*\(in 5 days\)\.\s*¥5,000 \+ \$49\.00\s*disputed · MRR \$49\.00$/
        );
        assert.equal(await page.locator('c-home-intake [data-source]').count(), 0, 'Events are not her business.');
        await page.getByRole('button', { name: /^Past due/ }).click();
        await rows(page).first().getByText(`Overdue ${OVERDUE}`).waitFor();
        assert.match(await rows(page).first().innerText(), /\$103\.00 is open, overdue since .* Stripe tries to collect it again on/);
        await page.getByRole('button', { name: /^All \d/ }).click();
        await page.getByRole('link', { name: DISPUTED }).click();
        const disputes = page.locator('c-billing-panel [data-list="disputes"]');
        await disputes.getByRole('button').first().click();
        await page.waitForURL(/\/lightning\/r\/Stripe_Dispute__c\//);
        await page.locator('force-highlights-panel').waitFor();
        assert.deepEqual(complaints, []);
    },
    'the same morning at home with the keyboard alone': async (scene) => {
        const { page, complaints } = await openHome(scene, { user: CSM });
        await reach(page, /^My Accounts$/);
        await page.keyboard.press('ArrowRight');
        await page.getByText('Owner: Casey Success').first().waitFor();
        await page.keyboard.press('ArrowLeft');
        await page.getByText('Owner: Casey Success').first().waitFor({ state: 'detached' });
        await reach(page, /^In dispute/);
        await page.keyboard.press('Enter');
        await rows(page).nth(1).waitFor({ state: 'detached' });
        await reach(page, /^Ash & Larch$/);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/lightning\/r\/Account\//);
        await page.locator('c-billing-panel [data-list="disputes"]').waitFor();
        await reach(page, /^Product not received$/);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/lightning\/r\/Stripe_Dispute__c\//);
        assert.deepEqual(complaints, []);
    },
    'at home, names and reasons of others stay text, and amounts have the decimals of their currency': async (scene) => {
        const { page, complaints } = await openHome(scene, { user: CSM });
        await page.locator('[data-action="more"]').click();
        await rows(page).nth(10).waitFor();
        const rowOf = (name: string): Locator => rows(page).filter({ has: page.getByRole('link', { name }) });
        assert.match(
            await rowOf(MARKUP_NAME).innerText(),
            /A subscription ends .*\(in 20 days\) and will not renew\.\s*KWD\s12\.345\s*MRR that ends/
        );
        assert.match(await rowOf(LONG_NAME).innerText(), /Score 72 of 100\. Hardly anybody of <img src=x.*\s*\$0\.00\s*MRR/);
        assert.match(await rowOf('Dahlia Works').innerText(), /2 subscriptions renew .*\s*\$30\.00 \+ €20\.00/);
        assert.match(await rowOf('Fern Trial').innerText(), /The trial ends .*\(in 3 days\)/);
        assert.match(await rowOf('Waits for the Bank').innerText(), /Nothing is left to send: the bank decides\./);
        assert.match(await rowOf('Given Up Inc').innerText(), /\$500\.00 is open, .* No further attempt is planned/);
        assert.equal(await page.locator('[data-action="more"]').count(), 0);
        assert.notEqual(await page.title(), '1');
        assert.deepEqual(complaints, []);
    },
    'the home page remembers whose Accounts one looks at': async (scene) => {
        const { page } = await openHome(scene, { user: CSM });
        await page.getByText('All Accounts', { exact: true }).click();
        await page.getByText('Owner: Casey Success').first().waitFor();
        await page.reload();
        await page.getByText('Owner: Casey Success').first().waitFor({ timeout: PATIENCE });
    },
    'a RevOps lead sees at home how recurring revenue stands, and where it came from': async (scene) => {
        const { page, complaints } = await openHome(scene, { user: REVOPS });
        assert.equal(await page.locator('html').getAttribute('lang'), 'de');
        const words = await page.locator('c-billing-attention').innerText();
        for (const word of [
            'Accounts, um die sich jemand kümmern sollte',
            'Zahlung angefochten',
            'Belege sind fällig',
            'Inhaber: Casey Success'
        ]) {
            assert.ok(words.includes(word), word);
        }
        await page.locator('c-home-mrr [data-figure="mrr"] button.value').click();
        await page.waitForURL(/\/lightning\/n\/MRR_Overview/);
        await page.locator('c-mrr-overview c-mrr-figures').waitFor();
        assert.deepEqual(complaints, []);
    },
    'an admin sees at home that events failed, and goes to them': async (scene) => {
        await attention(scene);
        await scene.org.create('Stripe_Event__c', {
            Event_Key__c: 'e2e:evt_home',
            Event_Id__c: 'evt_home',
            Source__c: 'Stripe_Test',
            Type__c: 'person.updated',
            State__c: 'Failed',
            Attempts__c: 10
        });
        const { page, complaints } = await openHome(scene);
        const failed = page.locator('c-home-intake [data-figure="failed"] button.value');
        assert.ok(Number(await failed.innerText()) > 0);
        await failed.click();
        await page.waitForURL(/\/lightning\/n\/Event_Monitor\?.*c__state=Failed/);
        await page.locator('c-event-stream').getByText('person.updated').first().waitFor();
        assert.deepEqual(complaints, []);
    },
    'at home, a person without permission learns what to ask for': async (scene) => {
        await attention(scene);
        const { page } = await open(scene, '/', 1400, { user: NOBODY });
        const state = page.locator('c-billing-attention [data-state="no-access"]');
        await state.getByText('Ask your Salesforce admin for the Recurrent Viewer permission set.').waitFor({ timeout: PATIENCE });
        await page.locator('c-home-mrr c-page-card, c-home-intake c-page-card').first().waitFor({ state: 'detached' });
        await picture(scene, page, 'home-no-access');
    },
    'at home, who may not read disputes sees the rest, and that something is missing': async (scene) => {
        await attention(scene);
        const { page } = await openHome(scene, {
            user: CSM,
            before: (target) =>
                target.route(ATTENTION, async (route) => {
                    const response = await route.fetch();
                    const { value } = (await response.json()) as { value: Record<string, unknown> };
                    await route.fulfill({ response, json: { value: { ...value, missing: ['disputes'] } } });
                })
        });
        await page.locator('c-billing-attention .warning').getByText('Not shown: Disputes').waitFor();
    },
    'at home, who may not read Accounts is told so, and sees how recurring revenue stands': async (scene) => {
        const { page, complaints } = await open(scene, '/', 1400, { user: LEDGER_VIEWER });
        await page
            .locator('c-billing-attention')
            .getByText('You may not read: Accounts. Ask your Salesforce admin')
            .waitFor({ timeout: PATIENCE });
        await page.locator('c-home-mrr [data-figure="mrr"]').waitFor();
        assert.deepEqual(await violations(page), []);
        assert.deepEqual(complaints, []);
    },
    'at home, slow answers show a skeleton, errors their reason and a way to try again': async (scene) => {
        await attention(scene);
        let fails = true;
        let answer = (): void => undefined;
        const held = new Promise<void>((resolve) => {
            answer = resolve;
        });
        const { page } = await open(scene, '/', 1400, {
            before: (target) =>
                target.route(ATTENTION, async (route) => {
                    await held;
                    if (fails) await route.fulfill({ status: 500, json: { message: 'The org is being maintained.' } });
                    else await route.continue();
                })
        });
        await page.locator('c-billing-attention .skeleton').waitFor({ timeout: PATIENCE });
        answer();
        await page.locator('c-billing-attention [data-state="error"]').getByText('The org is being maintained.').waitFor();
        await picture(scene, page, 'home-error');
        fails = false;
        await page.locator('c-billing-attention [data-action="state"]').click();
        await rows(page).first().waitFor();
    },
    'beside the home page, lists of Accounts answer a CSM’s questions, those of her own among them': async (scene) => {
        await attention(scene);
        const { page, complaints } = await open(scene, '/lightning/o/Account/list?filterName=Stripe_My_Attention', 1400, { user: CSM });
        const table = page.locator('one-record-table');
        await table.getByText('Given Up Inc').waitFor({ timeout: PATIENCE });
        assert.equal(await table.getByText('Of Somebody Else').count(), 0);
        await page.goto(`${scene.org.url}/lightning/o/Account/list?filterName=Stripe_Attention`);
        await table.getByText('Of Somebody Else').waitFor();
        assert.deepEqual(complaints, []);
    },
    'at home, what is chosen is told apart in forced colors': async (scene) => {
        const { page } = await openHome(scene, { user: CSM, before: (target) => target.emulateMedia({ forcedColors: 'active' }) });
        const [chosen, other] = ['true', 'false'].map((pressed) => page.locator(`c-billing-attention .chip[aria-pressed="${pressed}"]`));
        const background = (chip: Locator): Promise<string> =>
            chip.first().evaluate((element) => {
                const view = globalThis as unknown as { getComputedStyle(of: unknown): { backgroundColor: string } };
                return view.getComputedStyle(element).backgroundColor;
            });
        assert.notEqual(await background(chosen!), await background(other!));
    },
    ...Object.fromEntries(
        SCHEMES.map((scheme) => [
            `nothing at home hinders people with disabilities, ${scheme}`,
            async (scene: Scene): Promise<void> => {
                const { page } = await openHome(scene, { scheme, user: CSM });
                assert.deepEqual(await violations(page), []);
                const admin = await openHome(scene, { scheme });
                assert.deepEqual(await violations(admin.page), []);
            }
        ])
    ),
    ...Object.fromEntries(
        WIDTHS.map((width) => [
            `the home page fits a width of ${width}`,
            async (scene: Scene): Promise<void> => {
                for (const scheme of SCHEMES) {
                    const { page } = await openHome(scene, { scheme, user: CSM }, width);
                    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
                    assert.ok(overflow <= 0, `The page is ${overflow} pixels too wide.`);
                    await picture(scene, page, `home-${scheme}-${width}`);
                }
            }
        ])
    )
};

let stage: Promise<void> | undefined;

function attention({ org }: Scene): Promise<void> {
    stage ??= setAttention(org);
    return stage;
}

async function openHome(scene: Scene, viewer: Viewer = {}, width = 1400): Promise<View> {
    await attention(scene);
    const view = await open(scene, '/', width, viewer);
    await rows(view.page).first().waitFor({ timeout: PATIENCE });
    await view.page.waitForLoadState('networkidle').catch(() => undefined);
    return view;
}

function rows(page: Page): Locator {
    return page.locator('c-billing-attention [data-account]');
}
