import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { violations } from './accessible';
import { focused, hasFocus } from './keyboard';
import { PARTIAL_VIEWER } from './partial-viewer';
import { drawn, open, PATIENCE, picture, SCHEMES, type BrowserTests, type Scene } from './view';

const SUBSCRIPTIONS = '/lightning/o/Subscription__c/list?filterName=All';
const EVENTS = '/lightning/o/Stripe_Event__c/list?filterName=All';
const INVOICE_LINK = 'https://invoice.stripe.com/i/acct_1/test_1';
const NOBODY = 'nobody@recurrent.example';

/** What every page has: lists, record pages, the header. */
export const host: BrowserTests = {
    'a list shows fifty rows, loads more, and is sorted by a column, all with the keyboard': async (scene) => {
        await fillList(scene);
        const { page, complaints } = await open(scene, EVENTS);
        const rows = page.locator('one-record-table tbody tr');
        await rows.first().waitFor({ timeout: PATIENCE });
        assert.equal(await rows.count(), 50);
        const count = page.locator('one-list-page [aria-live]');
        assert.match(await count.innerText(), /^50 of \d+ records$/);
        await page.getByRole('button', { name: 'Load more' }).press('Enter');
        await rows.nth(50).waitFor();
        const head = page.getByRole('columnheader', { name: 'Object Id' });
        await head.getByRole('button').press('Enter');
        await page.locator('th[aria-sort="ascending"]').waitFor();
        const up = await cells(page, head);
        assert.deepEqual(up, [...up].sort());
        await head.getByRole('button').press('Enter');
        await page.locator('th[aria-sort="descending"]').waitFor();
        const down = await cells(page, head);
        assert.deepEqual(down, [...down].sort().reverse());
        assert.match(await count.innerText(), /sorted by Object Id \(descending\)/);
        assert.deepEqual(complaints, []);
    },
    'tabs that have no room stand under More, and lead where they say': async (scene) => {
        const { page, complaints } = await open(scene, SUBSCRIPTIONS, 768);
        const strip = page.locator('one-header nav');
        await strip.locator('[aria-current="page"]').waitFor({ timeout: PATIENCE });
        assert.equal(await strip.evaluate((nav: { scrollWidth: number; clientWidth: number }) => nav.scrollWidth > nav.clientWidth), false);
        const shown = await strip.locator('[data-tab]').allInnerTexts();
        await strip.getByRole('button', { name: 'More' }).press('Enter');
        const items = strip.getByRole('menuitem');
        await items.first().waitFor();
        assert.equal(new Set([...shown, ...(await items.allInnerTexts())]).size, shown.length + (await items.count()));
        await items.last().press('Enter');
        await page.waitForURL((url) => !url.pathname.includes('Subscription__c'));
        await strip.locator('[aria-current="page"]').waitFor();
        assert.deepEqual(complaints, []);
    },
    'an invoice’s page shows amounts with their currency, and links that lead to the web alone': async (scene) => {
        const { page, complaints } = await open(scene, await invoicePath(scene, INVOICE_LINK));
        const panel = page.locator('force-detail-panel');
        const link = panel.getByRole('link', { name: INVOICE_LINK });
        await link.waitFor({ timeout: PATIENCE });
        assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
        assert.match(await panel.innerText(), /Total\s+(Help\s+)?USD 1,234\.50\n/);
        await page.getByRole('heading', { name: 'Invoice Lines (0)' }).waitFor();
        await picture(scene, page, 'invoice-page');
        const other = await open(scene, await invoicePath(scene, 'javascript:alert(1)'));
        await other.page.getByText('javascript:alert(1)').first().waitFor({ timeout: PATIENCE });
        assert.equal(await other.page.locator('force-detail-panel a[href^="javascript"]').count(), 0);
        assert.deepEqual([...complaints, ...other.complaints], []);
    },
    'a record page follows the record': async (scene) => {
        const path = await invoicePath(scene, INVOICE_LINK);
        const { page } = await open(scene, path);
        const highlights = page.locator('force-highlights-panel');
        await highlights.getByText('Open', { exact: true }).waitFor({ timeout: PATIENCE });
        await scene.org.update('Stripe_Invoice__c', path.split('/').at(-2)!, { Status__c: 'paid' });
        await highlights.getByText('Paid', { exact: true }).waitFor();
    },
    'who goes back before a page has come finds the header where one is': async (scene) => {
        const invoice = await invoicePath(scene, INVOICE_LINK);
        const { page, complaints } = await open(scene, SUBSCRIPTIONS);
        const current = page.locator('one-header nav [aria-current="page"]');
        const [there] = await Promise.all([current.innerText(), page.locator('one-record-table').waitFor({ timeout: PATIENCE })]);
        let come = (): void => undefined;
        const isBack = new Promise<void>((resolve) => (come = resolve));
        await page.route('**/api/page/*', async (route) => {
            await isBack;
            await route.continue();
        });
        const answered = page.waitForResponse(/\/api\/page\//);
        await page.evaluate(`location.assign(${JSON.stringify(invoice)})`);
        await page.locator('one-record-page').waitFor({ state: 'attached' });
        await page.goBack();
        await page.locator('one-record-table').waitFor();
        come();
        await (await answered).finished();
        await page.locator('one-record-table').waitFor();
        await drawn(page);
        assert.equal(await current.innerText(), there);
        assert.deepEqual(complaints, []);
    },
    'who has no permission is told so, and one sees what another user sees': async (scene) => {
        const { page } = await open(scene, SUBSCRIPTIONS, 1280, { user: NOBODY });
        await page.getByText('or you may not see it').waitFor({ timeout: PATIENCE });
        await page.locator('one-header .user').getByRole('button').press('Enter');
        await page.getByRole('menuitemcheckbox', { name: 'Robin Admin' }).press('Enter');
        await page.locator('one-record-table').waitFor({ timeout: PATIENCE });
    },
    'a tab that the user may not see is not in the header, and its address says why': async (scene) => {
        const { page } = await open(scene, '/lightning/n/Event_Monitor', 1400, { user: NOBODY });
        await page.getByText('You may not see Event Monitor').waitFor({ timeout: PATIENCE });
        const names = await page.locator('one-header [data-tab]').allInnerTexts();
        assert.ok(names.length > 0 && !names.some((name) => /MRR|Event/.test(name)), names.join(', '));
    },
    'the whole header is worked with the keyboard': async (scene) => {
        const { page, complaints } = await open(scene, SUBSCRIPTIONS, 1000);
        await page.locator('one-record-table').waitFor({ timeout: PATIENCE });
        await page.keyboard.press('Tab');
        await hasFocus(page, /^Skip to main content$/);
        const reached: string[] = [];
        for (let count = 0; count < 12; count++) {
            await page.keyboard.press('Tab');
            assert.ok(await page.evaluate(IS_SEEN), `focus on ${reached.at(-1)} is seen`);
            reached.push(await focused(page));
        }
        for (const name of ['Accounts', 'Subscriptions', 'More', 'Theme', 'Robin Admin'])
            assert.ok(
                reached.some((words) => words.includes(name)),
                `${name} in ${reached.join(' | ')}`
            );
        await page.getByRole('button', { name: 'Theme' }).press('Enter');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Escape');
        await hasFocus(page, /Theme/);
        await page.getByRole('link', { name: 'Skip to main content' }).press('Enter');
        await page.locator('#content:focus').waitFor();
        assert.deepEqual(complaints, []);
    },
    'a German reader finds the host in German': async (scene) => {
        const { page } = await open(scene, '/lightning/o/Account/list', 1400, { user: 'revenue@recurrent.example' });
        await page.locator('one-record-table').waitFor({ timeout: PATIENCE });
        const words = await page.locator('body').innerText();
        for (const word of ['Startseite', 'Datensätze', 'Accountname', 'Mehr']) assert.ok(words.includes(word), word);
        for (const word of ['More', 'records', 'Account Name']) assert.ok(!words.includes(word), word);
        assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    },
    'nothing on lists and record pages hinders people with disabilities, in any theme': async (scene) => {
        const invoice = await invoicePath(scene, INVOICE_LINK);
        for (const scheme of SCHEMES)
            for (const path of [SUBSCRIPTIONS, invoice]) {
                const { page, complaints } = await open(scene, path, 1280, { scheme });
                await page.locator('one-record-table, force-detail-panel dl').first().waitFor({ timeout: PATIENCE });
                await page.waitForLoadState('networkidle');
                await picture(scene, page, `host-${path === invoice ? 'record' : 'list'}-${scheme}`);
                assert.deepEqual(await violations(page), [], `${scheme} ${path}`);
                assert.deepEqual(complaints, []);
            }
    },
    'hostile texts stay texts, within their place, for whoever looks': async (scene) => {
        const { records, events, lists } = await setHostile(scene);
        const views = [...records, ...lists].flatMap((path) => [{ path }, { path, user: PARTIAL_VIEWER }]);
        for (const { path, ...viewer } of [...views, ...events.map((event) => ({ path: event }))]) {
            const { page, complaints } = await open(scene, path, 1400, viewer);
            await page.locator('one-record-table, force-detail-panel dl').first().waitFor({ timeout: PATIENCE });
            await drawn(page);
            for (const width of [1400, 360]) {
                await page.setViewportSize({ width, height: 900 });
                assert.equal(await page.evaluate<number>(OVERFLOW), 0, `${path} in ${width} pixels`);
            }
            assert.equal(await page.evaluate('window.hostile'), undefined, path);
            assert.deepEqual(complaints, [], path);
        }
    },
    'a text without end leaves the other columns of a list in sight': async (scene) => {
        const { lists } = await setHostile(scene);
        const { page } = await open(scene, lists[0]!, 1400);
        const heads = page.getByRole('columnheader');
        await heads.first().waitFor({ timeout: PATIENCE });
        const last = await heads.last().boundingBox();
        assert.ok((await heads.count()) > 3 && last && last.x + last.width <= 1400, JSON.stringify(last));
        assert.ok((await page.locator(`td[title="${ENDLESS}"]`).count()) > 0, 'all of it is said on hover');
    },
    'a record that is deleted while one looks at it says so': async (scene) => {
        const path = await invoicePath(scene, INVOICE_LINK);
        const { page } = await open(scene, path);
        await page.locator('force-detail-panel dl').first().waitFor({ timeout: PATIENCE });
        await scene.org.apex(`delete [SELECT Id FROM Stripe_Invoice__c WHERE Id = '${path.split('/').at(-2)!}'];`);
        const alerts = page.locator('force-highlights-panel, force-detail-panel').getByText('does not exist, or you may not see it');
        await alerts.nth(1).waitFor();
    },
    'lists and record pages fit a telephone': async (scene) => {
        for (const path of [SUBSCRIPTIONS, await invoicePath(scene, INVOICE_LINK)]) {
            const { page } = await open(scene, path, 360);
            await page.locator('one-record-table, force-detail-panel dl').first().waitFor({ timeout: PATIENCE });
            const overflow = await page
                .locator('body')
                .evaluate((body: { scrollWidth: number; clientWidth: number }) => body.scrollWidth - body.clientWidth);
            assert.equal(overflow, 0, path);
        }
    }
};

/** Whether what holds the focus has an outline or a shadow that says so. */
const IS_SEEN = `(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const { outlineStyle, boxShadow, textDecorationLine } = getComputedStyle(at);
    return outlineStyle !== 'none' || boxShadow !== 'none' || textDecorationLine !== 'none';
})()`;

async function cells(page: Page, head: ReturnType<Page['locator']>): Promise<string[]> {
    const column = await head.evaluate((cell: { cellIndex: number }) => cell.cellIndex);
    const texts = await page.locator(`one-record-table tbody td:nth-child(${column + 1})`).allInnerTexts();
    return texts.map((text) => (text === 'Empty' ? '' : text));
}

async function fillList({ org }: Scene): Promise<void> {
    const events = Array.from({ length: 60 }, (_, index) => ({
        Event_Key__c: `e2e:list_${index}`,
        Event_Id__c: `evt_list_${index}`,
        Object_Id__c: `obj_${String((index * 37) % 60).padStart(3, '0')}`,
        Source__c: 'Stripe_Test',
        Type__c: 'person.updated',
        Stripe_Created_At__c: new Date().toISOString(),
        State__c: 'Ignored',
        Attempts__c: 0,
        Lane__c: 0
    }));
    await org.createMany('Stripe_Event__c', events);
}

/** How far the page stays wider than the window: parts that have just got another width need a moment. */
const OVERFLOW = `new Promise((resolve) => {
    const end = Date.now() + 10_000;
    const look = () => {
        const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        if (wider === 0 || Date.now() > end) resolve(wider);
        else setTimeout(look, 50);
    };
    look();
})`;

const ENDLESS = 'W'.repeat(255);
const MARKUP = '<img src=x onerror="window.hostile=1"></script><script>window.hostile=2</script>{{7*7}}<svg onload=window.hostile=3>';
const TURNED = `\u202Egnp.exe \u2067moc \u200B${'شركة الاختبار 👩‍👩‍👧‍👦 '.repeat(8)}`.slice(0, 255);

/** Records whose every text is hostile, and where they are listed. */
async function setHostile({ org }: Scene): Promise<Record<'records' | 'events' | 'lists', string[]>> {
    const records: string[] = [];
    const events: string[] = [];
    for (const text of [ENDLESS, MARKUP, TURNED]) {
        invoices += 1;
        const accountId = await org.create('Account', {
            Name: text,
            Description: text.repeat(100),
            Website: 'javascript:window.hostile=4'
        });
        const customerId = await org.create('Stripe_Customer__c', {
            Customer_Key__c: `e2e:hostile_${invoices}`,
            Customer_Id__c: text.slice(0, 120),
            Customer_Name__c: text,
            Account__c: accountId
        });
        const subscriptionId = await org.create('Subscription__c', {
            Subscription_Key__c: `e2e:hostile_${invoices}`,
            Subscription_Id__c: text.slice(0, 120),
            Source__c: 'Stripe_Test',
            Stripe_Customer__c: customerId,
            Account__c: accountId,
            Status__c: text.slice(0, 40),
            Currency__c: 'KWD',
            MRR__c: 999_999_999_999,
            Discounts__c: text,
            Trial_End__c: '1700-01-01T00:00:00.000Z',
            Current_Period_End__c: '4000-12-30T00:00:00.000Z'
        });
        const eventId = await org.create('Stripe_Event__c', {
            Event_Key__c: `e2e:hostile_${invoices}`,
            Event_Id__c: text.slice(0, 200),
            Source__c: 'Stripe_Test',
            Type__c: text.slice(0, 100),
            Payload__c: JSON.stringify({ type: text, data: { [text]: text.repeat(50) } }),
            State__c: 'Ignored',
            Reason__c: text,
            Attempts__c: 0,
            Lane__c: 0
        });
        records.push(
            `/lightning/r/Account/${accountId}/view`,
            `/lightning/r/Stripe_Customer__c/${customerId}/view`,
            `/lightning/r/Subscription__c/${subscriptionId}/view`
        );
        events.push(`/lightning/r/Stripe_Event__c/${eventId}/view`);
    }
    return {
        records,
        events,
        lists: ['Account', 'Stripe_Customer__c', 'Subscription__c'].map((name) => `/lightning/o/${name}/list?filterName=All`)
    };
}

let invoices = 0;

async function invoicePath({ org, stage }: Scene, link: string): Promise<string> {
    invoices += 1;
    const id = await org.create('Stripe_Invoice__c', {
        Invoice_Key__c: `e2e:in_${invoices}`,
        Invoice_Id__c: `in_${invoices}`,
        Source__c: 'Stripe_Test',
        Account__c: stage.accountId,
        Status__c: 'open',
        Currency__c: 'USD',
        Total__c: 1234.5,
        Total_Minor__c: 123450,
        Hosted_Url__c: link
    });
    return `/lightning/r/Stripe_Invoice__c/${id}/view`;
}
