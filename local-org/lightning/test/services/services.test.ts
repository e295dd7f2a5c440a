import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page, Route } from 'playwright-core';
import { loadProject } from '../../../metadata/load.ts';
import { buildSchema } from '../../../schema/build.ts';
import { createLightning, type Lightning } from '../../host.ts';
import { openBrowser } from '../../testing/browser.ts';
import { fakeGateway } from '../../testing/fake-gateway.ts';
import { instance, makeProject, page as recordPage, region, xml, type TestProject } from '../project.ts';
import { COMPONENTS, PROBES } from './components.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const ACCOUNT = '001000000000001AAA';
const PAGE = `/lightning/r/Account/${ACCOUNT}/view`;
/** The first page waits until the base components are built. */
const PATIENCE = 90_000;

const VALUES = ['Gold', 'Silver'].map(
    (name) => `<value><fullName>${name}</fullName><default>false</default><label>${name} tier</label></value>`
);
const FILES = {
    ...COMPONENTS,
    'applications/Probes.app-meta.xml': xml(
        'CustomApplication',
        `<actionOverrides><actionName>View</actionName><content>Probe_Page</content><formFactor>Large</formFactor><type>Flexipage</type><pageOrSobjectType>Account</pageOrSobjectType></actionOverrides>
        <actionOverrides><actionName>Tab</actionName><content>Probe_Home</content><formFactor>Large</formFactor><type>Flexipage</type><pageOrSobjectType>standard-home</pageOrSobjectType></actionOverrides>
        <label>Probes</label><tabs>standard-home</tabs><tabs>standard-Account</tabs><tabs>Overview</tabs><uiType>Lightning</uiType>`
    ),
    'flexipages/Probe_Page.flexipage-meta.xml': recordPage(
        'flexipage:recordHomeTemplateDesktop',
        region('header', 'Region', instance('force:highlightsPanel', 'highlights')),
        region('main', 'Region', ...PROBES.map((name) => instance(name, `c_${name}`)))
    ),
    'flexipages/Probe_Home.flexipage-meta.xml': xml(
        'FlexiPage',
        `${region('top', 'Region', instance('moves', 'c_moves'))}<masterLabel>Home</masterLabel><template><name>home:desktopTemplate</name></template><type>HomePage</type>`
    ),
    'flexipages/Overview_Page.flexipage-meta.xml': xml(
        'FlexiPage',
        `${region('main', 'Region', instance('moves', 'c_moves'))}<masterLabel>Overview</masterLabel><template><name>flexipage:defaultAppHomeTemplate</name></template><type>AppPage</type>`
    ),
    'tabs/Overview.tab-meta.xml': xml('CustomTab', '<flexiPage>Overview_Page</flexiPage><label>Overview</label>'),
    'messageChannels/Room.messageChannel-meta.xml': xml(
        'LightningMessageChannel',
        '<isExposed>false</isExposed><masterLabel>Room</masterLabel>'
    ),
    'objects/Account/fields/Tier__c.field-meta.xml': xml(
        'CustomField',
        `<fullName>Tier__c</fullName><label>Tier</label><type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>${VALUES.join('')}</valueSetDefinition></valueSet>`
    )
};

let project: TestProject;
let host: Lightning;
let server: Server;
let browser: Browser | undefined;
let base: string;
let reads = 0;
let org: ReturnType<typeof fakeGateway>;
let rows: { Account: Record<string, unknown>[]; Contact: Record<string, unknown>[] };

before(async () => {
    browser = await openBrowser(join(ROOT, '.local-org', 'browser'));
    if (!browser) return;
    project = makeProject(FILES);
    rows = {
        Account: [
            { Id: ACCOUNT, Name: 'Acme' },
            { Id: '001000000000002AAA', Name: 'Other' }
        ],
        Contact: ['Abe', 'Zoe'].map((LastName, index) => ({
            Id: `00300000000000${index}AAA`,
            LastName,
            Name: LastName,
            AccountId: ACCOUNT
        }))
    };
    org = fakeGateway({
        schema: buildSchema(loadProject(project.root)),
        records: rows,
        controllers: { 'Reader.read': () => ({ ok: true, value: ++reads }) }
    });
    host = createLightning({ project: project.root, org, cacheDirectory: join(ROOT, '.local-org', 'cache') });
    server = createServer((request, response) => void host.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(async () => {
    if (!browser) return;
    await browser.close();
    server.closeAllConnections();
    server.close();
    await host.stop();
    project.remove();
});

/** A test with a page of its own; it fails as soon as the browser complains of anything that the test does not expect. */
function story(name: string, run: (page: Page) => Promise<void>, expected = /^$/): void {
    test(name, { timeout: 2 * PATIENCE }, async (context) => {
        if (!browser) return context.skip('no Chrome or Chromium was found: name one with CHROME=/path/to/chrome');
        const page = await browser.newPage();
        page.setDefaultTimeout(20_000);
        const complaints: string[] = [];
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        try {
            await page.goto(base + PAGE);
            await page.locator('[data-probe="messages"]').waitFor({ timeout: PATIENCE });
            await run(page);
            assert.deepEqual(
                complaints.filter((text) => !expected.test(text)),
                []
            );
        } finally {
            await page.close();
        }
    });
}

function press(page: Page, probe: string, button: string): Promise<void> {
    return page.locator(`[data-probe="${probe}"] [data-do="${button}"]`).click();
}

function out(page: Page, probe: string): Locator {
    return page.locator(`[data-probe="${probe}"] output`);
}

/** Waits until the wires of the probe give what the pattern says. */
async function gives(page: Page, probe: string, pattern: RegExp): Promise<void> {
    const text = page.locator(`[data-probe="${probe}"] p`);
    await text
        .filter({ hasText: pattern })
        .waitFor()
        .catch(async () => assert.match(await text.innerText(), pattern));
}

/** Fetches answers as they are now, and keeps them back: the n-th goes to the page when it is let go. */
async function keepBack(page: Page, pattern: RegExp): Promise<(index: number) => Promise<() => Promise<void>>> {
    const kept: PromiseWithResolvers<() => Promise<void>>[] = [];
    const at = (index: number): PromiseWithResolvers<() => Promise<void>> => (kept[index] ??= Promise.withResolvers());
    let asked = 0;
    await page.route(pattern, async (route: Route) => {
        const index = asked++;
        const response = await route.fetch();
        at(index).resolve(() => route.fulfill({ response }));
    });
    return (index) => at(index).promise;
}

/** What comes after the answer of which the page was just told has been drawn. */
async function settled(page: Page): Promise<void> {
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
}

/** What holds the focus, through every shadow. */
const FOCUSED = `(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.innerText || at?.title || at?.getAttribute('aria-label') || at?.tagName;
})()`;

story('a toast has its variant, message and links, and what a component wrote stays text', async (page) => {
    const toast = (words: string): Locator => page.locator('.slds-notify_toast', { hasText: words });
    await press(page, 'toasts', 'success');
    await toast('Saved').waitFor();
    assert.match((await toast('Saved').getAttribute('class')) ?? '', /slds-theme_success/);
    assert.match(await toast('Saved').innerText(), /All of it/);
    await press(page, 'toasts', 'warning');
    await toast('Only a message').waitFor();
    await press(page, 'toasts', 'links');
    const link = toast('Made').getByRole('link', { name: 'One' });
    assert.equal(await link.getAttribute('href'), '/lightning/page/home');
    assert.match(await toast('Made').innerText(), /<b>One<\/b> by Tom & Jerry/);
});

story('a toast that is dismissible goes by itself, a sticky one when it is closed', async (page) => {
    await press(page, 'toasts', 'success');
    await press(page, 'toasts', 'error');
    const toasts = page.locator('.slds-notify_toast');
    await toasts.filter({ hasText: 'Saved' }).waitFor();
    await toasts.filter({ hasText: 'Saved' }).waitFor({ state: 'detached' });
    await toasts.filter({ hasText: 'Broken' }).getByRole('button').click();
    await toasts.filter({ hasText: 'Broken' }).waitFor({ state: 'detached' });
    await press(page, 'toasts', 'base');
    await toasts.getByRole('link', { name: 'the base' }).waitFor();
});

story('a modal takes what it is opened with, keeps the focus, and gives its result', async (page) => {
    await press(page, 'dialogs', 'modal');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Which?').waitFor();
    assert.match(await dialog.innerText(), /Choose one/);
    for (let count = 0; count < 8; count++) {
        await page.keyboard.press('Tab');
        assert.match(String(await page.evaluate(FOCUSED)), /Cancel|Close|Link|First|Which/i);
    }
    await dialog.getByRole('button', { name: 'First' }).click();
    await dialog.waitFor({ state: 'detached' });
    await out(page, 'dialogs').getByText('{"result":"first"}').waitFor();
    await press(page, 'dialogs', 'modal');
    // It hears no key before it has taken the focus.
    await page.locator('[role="dialog"]:focus, [role="dialog"] :focus').first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await out(page, 'dialogs').getByText('{"result":null}').waitFor();
    await page.locator('[data-do="modal"]:focus').waitFor();
});

story('alert, confirm and prompt answer', async (page) => {
    const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
    await press(page, 'dialogs', 'alert');
    await dialog.getByText('Something happened').waitFor();
    await dialog.getByRole('button', { name: 'OK' }).click();
    await out(page, 'dialogs').getByText('alerted').waitFor();
    await press(page, 'dialogs', 'confirm');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await out(page, 'dialogs').getByText('{"confirmed":false}').waitFor();
    await press(page, 'dialogs', 'prompt');
    await dialog.getByRole('textbox').fill('Grace');
    await dialog.getByRole('button', { name: 'OK' }).click();
    await out(page, 'dialogs').getByText('{"prompted":"Grace"}').waitFor();
});

story('navigation leads to records, lists, tabs, home and related lists, and addresses say the same', async (page) => {
    await press(page, 'moves', 'urls');
    await out(page, 'moves').getByText('lightning').waitFor();
    assert.deepEqual(JSON.parse(await out(page, 'moves').innerText()), [
        PAGE,
        '/lightning/o/Account/list?filterName=All',
        '/lightning/n/Overview?c__from=probe',
        '/lightning/page/home',
        `/lightning/r/Account/${ACCOUNT}/related/Contacts/view`
    ]);
    await press(page, 'moves', 'tab');
    await page.waitForURL(/n\/Overview/);
    await gives(page, 'moves', /"c__from":"probe"/);
    await press(page, 'moves', 'home');
    await page.waitForURL(/page\/home/);
    await gives(page, 'moves', /"pageName":"home"/);
    await press(page, 'moves', 'list');
    await page.locator('one-list-page').getByText('2 records').waitFor();
    await page.goBack();
    await page.goto(base + PAGE);
    await press(page, 'moves', 'related');
    await page.locator('one-related-page').getByText('Zoe').waitFor();
    await page.locator('one-related-page').getByRole('link', { name: 'Acme' }).click();
    await page.waitForURL(base + PAGE);
    const [opened] = await Promise.all([page.waitForEvent('popup'), press(page, 'moves', 'web')]);
    assert.match(opened.url(), /about:blank/);
});

story(
    'a page that this host does not have is named where one asks for it',
    async (page) => {
        await press(page, 'moves', 'newRecord');
        await page.locator('.slds-notify_toast', { hasText: 'does not support pages of type standard__objectPage (new)' }).waitFor();
    },
    /does not support pages of type/
);

story('wires give a record, its object, picklist and related list, and follow what changes', async (page) => {
    const wired = (pattern: RegExp): Promise<void> => gives(page, 'data', pattern);
    rows.Account[0]!['Name'] = 'Acme';
    await press(page, 'data', 'notify');
    await wired(/"name":"Acme","label":"Accounts","type":"String","tiers":\["Gold tier","Silver tier"\],"contacts":\["Zoe","Abe"\]/);
    const earlier = reads;
    await press(page, 'data', 'refresh');
    await wired(new RegExp(`"count":${earlier + 1}`));
    rows.Account[0]!['Name'] = 'Elsewhere';
    org.change([ACCOUNT]);
    await wired(/"name":"Elsewhere"/);
    rows.Account[0]!['Name'] = 'Told';
    await press(page, 'data', 'notify');
    await wired(/"name":"Told"/);
    await page.locator('force-highlights-panel').getByText('Told').waitFor();
});

story(
    'records are created, updated and deleted, and a refusal names the field',
    async (page) => {
        await press(page, 'data', 'rename');
        await page.locator('force-highlights-panel').getByText('Renamed').waitFor();
        await press(page, 'data', 'refuse');
        const refused = out(page, 'data').getByText('Required fields are missing');
        await refused.waitFor();
        assert.deepEqual(Object.keys((JSON.parse(await refused.innerText()) as { output: { fieldErrors: object } }).output.fieldErrors), [
            'Name'
        ]);
        await press(page, 'data', 'create');
        await out(page, 'data').getByText('"apiName":"Account"').waitFor();
        assert.equal(rows.Account.at(-1)!['Name'], 'Made here');
        await press(page, 'data', 'remove');
        await out(page, 'data').getByText('removed').waitFor();
        assert.ok(!rows.Account.some((row) => row['Name'] === 'Other'));
    },
    /400 \(Bad Request\)/
);

story('messages reach who listens on their channel, and a refresh who registered', async (page) => {
    const heard = out(page, 'messages');
    await press(page, 'messages', 'listen');
    await press(page, 'messages', 'say');
    await heard.getByText('{"word":"hello"}').waitFor();
    await press(page, 'messages', 'leave');
    await press(page, 'messages', 'say');
    assert.equal(await heard.innerText(), 'left');
    await press(page, 'messages', 'follow');
    rows.Account[0]!['Name'] = 'Fresh';
    await press(page, 'messages', 'refresh');
    await heard.getByText('refreshed').waitFor();
    await page.locator('force-highlights-panel').getByText('Fresh').waitFor();
    await press(page, 'messages', 'ignore');
    await press(page, 'messages', 'refresh');
    assert.equal(await heard.innerText(), 'ignored');
});

story('a component that needs what this host lacks is a card that names it', async (page) => {
    await page.getByText('Not supported here: lightning/empApi').waitFor();
    await page.getByText('Not supported here: lightning/recordForm').waitFor();
    assert.equal(await page.locator('[data-probe="missing"]').count(), 0);
});

for (const [what, path, asked, place] of [
    ['a record', PAGE, /\/api\/record\//, 'force-highlights-panel'],
    ['a list', '/lightning/o/Account/list', /\/api\/list\//, 'one-list-page'],
    ['a related list', `/lightning/r/Account/${ACCOUNT}/related/Contacts/view`, /\/api\/related\//, 'one-related-page']
] as const)
    story(`${what} that changes while it is read is read once more, and the older answer does not count`, async (page) => {
        const [row, field] = what === 'a related list' ? [rows.Contact[0]!, 'LastName'] : [rows.Account[0]!, 'Name'];
        const change = (name: string): void => {
            row['Name'] = row[field] = name;
            org.change([String(row['Id'])]);
        };
        await page.goto(base + path);
        await page.locator(place).getByText(String(row['Name'])).first().waitFor();
        const answer = await keepBack(page, asked);
        change('Earlier');
        const earlier = await answer(0);
        change('Later');
        await (
            await answer(1)
        )();
        await page.locator(place).getByText('Later').first().waitFor();
        await earlier();
        await settled(page);
        await page.locator(place).getByText('Later').first().waitFor();
        assert.equal(await page.locator(place).getByText('Earlier').count(), 0);
    });

story('who leaves a record before it is read keeps the title of the page that is shown', async (page) => {
    const answer = await keepBack(page, /\/api\/record\//);
    await page.goto(base + PAGE);
    const late = await answer(0);
    await page.evaluate("location.assign('/lightning/o/Account/list')");
    await page.locator('one-list-page').getByText('records').waitFor();
    const title = await page.title();
    await late();
    await settled(page);
    assert.equal(await page.title(), title);
    assert.match(title, /^Accounts/);
});

story('a page that nobody looks at gives its line to the server back, and is told later what it missed', async (page) => {
    const look = (hidden: boolean): Promise<unknown> =>
        page.evaluate(
            `Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} }); document.dispatchEvent(new Event('visibilitychange'))`
        );
    rows.Account[0]!['Name'] = 'In sight';
    org.change([ACCOUNT]);
    await page.locator('force-highlights-panel').getByText('In sight').waitFor();
    const closed = page.waitForEvent('requestfailed', (request) => request.url().includes('/events'));
    await look(true);
    await closed;
    rows.Account[0]!['Name'] = 'Missed';
    org.change([ACCOUNT]);
    await look(false);
    await page.locator('force-highlights-panel').getByText('Missed').waitFor();
});
