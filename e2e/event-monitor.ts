import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { violations } from './accessible';
import { CROWDED_SOURCE, LONG_NAME, MARKUP, SOURCE, setEvents, type EventStage } from './event-stage';
import { chooseWithKeys, tabTo } from './keyboard';
import { EVENT_VIEWER } from './partial-viewer';
import { drawn, open, PATIENCE, picture, SCHEMES, showTab, type BrowserTests, type Scene, type Scheme, type View } from './view';

const PAGE = '/lightning/n/Event_Monitor';
const GERMAN = 'verwaltung@recurrent.example';
const WIDTHS = [1400, 768, 360] as const;

export const eventMonitor: BrowserTests = {
    ...Object.fromEntries(
        WIDTHS.map((width) => [`the event monitor fits ${width} pixels in every theme`, (scene: Scene) => fits(scene, width)])
    ),
    ...Object.fromEntries(
        SCHEMES.map((scheme) => [
            `nothing on the event monitor hinders people with disabilities, ${scheme}`,
            (scene: Scene) => isAccessible(scene, scheme)
        ])
    ),
    'an admin goes from the tab to what failed, and from there to the event': async (scene) => {
        const { failedId } = await staged(scene);
        const { page, complaints } = await open(scene, '/');
        await page.getByRole('link', { name: 'Event Monitor' }).click();
        await figure(page, 'failed').waitFor({ timeout: PATIENCE });
        await figure(page, 'failed')
            .getByRole('button', { name: /Show these events/ })
            .click();
        await page.waitForURL(/c__state=Failed/);
        await row(page, failedId).getByText('It is not tried again by itself').waitFor();
        await page.locator('c-event-stream li:not([data-state="Failed"])').first().waitFor({ state: 'detached' });
        await row(page, failedId).getByRole('link', { name: 'person.updated' }).click();
        await page.waitForURL(`**/lightning/r/Stripe_Event__c/${failedId}/view`);
        assert.deepEqual(complaints, []);
    },
    'what arrives appears by itself': async (scene) => {
        const { page, complaints } = await openMonitor(scene);
        const id = await scene.org.create('Stripe_Event__c', {
            Event_Key__c: 'monitor:evt_live',
            Event_Id__c: 'evt_live',
            Source__c: SOURCE,
            Type__c: 'customer.created',
            Stripe_Created_At__c: new Date().toISOString(),
            State__c: 'Ignored'
        });
        await row(page, id).waitFor();
        await page.locator('[data-action="live"]').click();
        await page.getByText(/^Paused/).waitFor();
        assert.deepEqual(complaints, []);
    },
    'an event is found by source, kind, type and id, and the address keeps that': async (scene) => {
        const { page } = await openMonitor(scene, 1400, 'light', CROWDED_SOURCE);
        assert.equal(await page.locator('c-event-stream li').count(), 25);
        await page.locator('[data-action="older"]').click();
        await page.getByText('Page 2').waitFor();
        await hasRows(page, 5);
        await page.locator('[data-action="newer"]').click();
        await hasRows(page, 25);
        await search(page, 'charge');
        await page.waitForURL(/c__text=charge/);
        await hasRows(page, 1);
        await page.reload();
        await hasRows(page, 1);
        await search(page, 'evt_crowd_7');
        await hasRows(page, 1);
        await page.locator('[data-action="only-object"]').getByText('obj_crowd_7').click();
        await page.waitForURL((url) => url.search === '?c__text=obj_crowd_7');
        await hasRows(page, 1);
        await search(page, '');
        await page.locator('[data-filter="kind"]').getByRole('combobox').click();
        await page.locator('[data-filter="kind"]').getByRole('option', { name: 'Payments' }).click();
        await page.waitForURL(/c__kind=Payments/);
        await page.locator('c-event-stream li').getByText('invoice.paid').first().waitFor({ state: 'detached' });
        await search(page, '%');
        await page.waitForURL(/c__text=%25/);
        await page.locator('[data-state="nothing-found"]').waitFor();
        await page.getByRole('button', { name: 'Show all events' }).click();
        await hasRows(page, 25);
        assert.doesNotMatch(page.url(), /c__/);
    },
    'texts of strangers are text, whatever they hold': async (scene) => {
        const { page, complaints } = await openMonitor(scene);
        await page.getByText(MARKUP).first().waitFor();
        await page.getByRole('link', { name: LONG_NAME, exact: true }).first().waitFor();
        assert.notEqual(await page.title(), '1');
        assert.deepEqual(complaints, []);
    },
    'a customer is given to an Account that an admin searches for, after asking once more': async (scene) => {
        const { lonelyCustomerId, candidateId } = await staged(scene);
        const { page, complaints } = await openMonitor(scene);
        await customer(page, lonelyCustomerId).locator('[data-action="choose-account"]').click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText('No Account has this customer’s e-mail address').waitFor();
        await dialog.locator('[data-field="search"] input').fill('juniper w');
        await dialog.getByRole('button', { name: 'Choose Juniper Works' }).click();
        await dialog.getByText(`Give ${MARKUP} to Juniper Works?`).waitFor();
        await picture(scene, page, 'event-monitor-match');
        assert.deepEqual(await owner(scene, lonelyCustomerId), [null, 'None'], 'Nothing happens before somebody says yes.');
        await dialog.getByRole('button', { name: 'Give to Juniper Works' }).click();
        await page.getByText('The customer belongs to Juniper Works').waitFor();
        await customer(page, lonelyCustomerId).waitFor({ state: 'detached' });
        assert.deepEqual(await owner(scene, lonelyCustomerId), [candidateId, 'Manual']);
        assert.deepEqual(complaints, []);
    },
    'the monitor can be used with the keyboard alone': async (scene) => {
        const { waitingCustomerId, candidateId } = await staged(scene);
        const { page, complaints } = await openMonitor(scene);
        await page.locator('c-chart-bars [tabindex="0"]').focus();
        await page.keyboard.press('ArrowLeft');
        await page.locator('c-chart-bars .tip').waitFor();
        const candidate = customer(page, waitingCustomerId).locator('[data-action="match"]').first();
        assert.equal(await candidate.innerText(), 'Give to Juniper Works');
        await tabTo(page, candidate);
        await page.keyboard.press('Enter');
        const give = page.getByRole('dialog').getByRole('button', { name: 'Give to Juniper Works' });
        await tabTo(page, give);
        await page.keyboard.press('Enter');
        await page.getByText('The customer belongs to Juniper Works').waitFor();
        await customer(page, waitingCustomerId).waitFor({ state: 'detached' });
        assert.deepEqual(await owner(scene, waitingCustomerId), [candidateId, 'Manual']);
        const states = page.locator('[data-filter="state"] button');
        await tabTo(page, states);
        await chooseWithKeys(page, states, 'Failed');
        await page.waitForURL(/c__state=Failed/);
        await page.locator('c-event-stream li:not([data-state="Failed"])').first().waitFor({ state: 'detached' });
        const first = page.locator('c-event-stream li').first().getByRole('link').first();
        await tabTo(page, first);
        await page.keyboard.press('Enter');
        await page.waitForURL(/Stripe_Event__c\/\w+\/view/);
        assert.deepEqual(complaints, []);
    },
    'a refresh leaves focus and place alone': async (scene) => {
        const { page } = await openMonitor(scene, 768);
        const link = page.locator('c-event-stream li').last().getByRole('link').first();
        await link.focus();
        const before = [await focusedText(page), await page.evaluate<number>('window.scrollY')];
        const answered = page.waitForResponse(/getMonitor/);
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        await (await answered).finished();
        await drawn(page);
        assert.deepEqual([await focusedText(page), await page.evaluate<number>('window.scrollY')], before);
    },
    'the monitor reads as well in German': async (scene) => {
        await staged(scene);
        const { page, complaints } = await open(scene, `${PAGE}?c__source=${SOURCE}`, 1400, { user: GERMAN });
        await page.getByRole('heading', { name: 'Ereignismonitor' }).waitFor({ timeout: PATIENCE });
        await page.getByRole('link', { name: 'Rechnung bezahlt' }).first().waitFor();
        assert.doesNotMatch(
            await page.locator('c-event-monitor').innerText(),
            /\b(Every|Arrived|Waiting for|Choose|Process again|Usual delay)\b/
        );
        await picture(scene, page, 'event-monitor-german');
        assert.deepEqual(complaints, []);
    },
    'failed events are processed again, one and all': async (scene) => {
        const { failedId } = await staged(scene);
        const { page, complaints } = await openMonitor(scene);
        await row(page, failedId).locator('[data-action="replay"]').click();
        await page.getByText('Events in the queue again: 1').waitFor();
        await page.locator(`[data-event="${failedId}"][data-state="Ignored"]`).waitFor();
        await page.locator('[data-action="replay-all"]').click();
        await page.getByRole('alertdialog').getByText('the oldest first and 1,000 at most').waitFor();
        await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
        assert.ok((await page.locator('c-event-stream li[data-state="Failed"]').count()) > 0, 'Nothing happens unless somebody means it.');
        await page.locator('[data-action="replay-all"]').click();
        await page.getByRole('alertdialog').getByRole('button', { name: 'OK' }).click();
        await page.locator('c-event-stream li[data-state="Failed"]').first().waitFor({ state: 'detached' });
        assert.deepEqual(complaints, []);
    },
    'records of unknown shapes are a press away': async (scene) => {
        const { page } = await openMonitor(scene);
        await page.getByRole('link', { name: /^Subscriptions: \d/ }).click();
        await page.waitForURL(/Subscription__c\/list\?filterName=Unknown_Shapes/);
    },
    'who may not read customers, Accounts and amounts sees the other parts of the event monitor, and what is missing': async (scene) => {
        const { failedId } = await staged(scene);
        const { page, complaints } = await open(scene, `${PAGE}?c__source=${SOURCE}`, 1400, { user: EVENT_VIEWER });
        const warning = page.locator('c-event-monitor .warning');
        await warning.waitFor({ timeout: PATIENCE });
        assert.match(
            await warning.innerText(),
            /Not shown: Failed, Customers who wait for an Account, Stripe Events: Amount .*, Stripe Customers, Subscriptions\. .*admin/
        );
        assert.match(await figure(page, 'failed').innerText(), /–\s+You may not read this\./);
        assert.match(await figure(page, 'shapes').innerText(), /Not counted: Subscriptions/);
        assert.match(await figure(page, 'waiting').innerText(), /\d/);
        await row(page, failedId).waitFor();
        assert.equal((await page.locator('c-event-waiting').count()) + (await page.locator('c-event-stream .money').count()), 0);
        assert.doesNotMatch(await row(page, failedId).innerText(), /tried again/);
        assert.deepEqual(await violations(page), []);
        await picture(scene, page, 'event-monitor-partial');
        await page.locator('[data-filter="text"] input').fill('charge');
        await page.waitForURL(/c__text=charge/);
        await page.locator('c-event-stream li').first().waitFor();
        assert.deepEqual(complaints, []);
    },
    'who may not see events is told what to do': async (scene) => {
        for (const user of ['success@recurrent.example', 'nobody@recurrent.example']) {
            const { page } = await open(scene, PAGE, 1400, { user, before: showTab });
            await page.locator('[data-state="no-access"]').waitFor({ timeout: PATIENCE });
            assert.match(await page.locator('c-event-monitor').innerText(), /Recurrent Admin permission set/);
        }
    }
};

let stage: Promise<EventStage> | undefined;

function staged({ org }: Scene): Promise<EventStage> {
    stage ??= setEvents(org);
    return stage;
}

async function openMonitor(scene: Scene, width = 1400, scheme: Scheme = 'light', source = SOURCE): Promise<View> {
    await staged(scene);
    const view = await open(scene, `${PAGE}?c__source=${source}`, width, { scheme });
    await view.page.locator('c-event-stream li').first().waitFor({ timeout: PATIENCE });
    return view;
}

async function isAccessible(scene: Scene, scheme: Scheme): Promise<void> {
    const { page, complaints } = await openMonitor(scene, 1400, scheme);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints, []);
}

async function fits(scene: Scene, width: number): Promise<void> {
    for (const scheme of SCHEMES) {
        const { page } = await openMonitor(scene, width, scheme);
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
        await picture(scene, page, `event-monitor-${scheme}-${width}`);
        assert.ok(overflow <= 0, `The page is ${overflow} pixels too wide.`);
    }
}

async function search(page: Page, text: string): Promise<void> {
    await page.locator('[data-filter="text"] input').fill(text);
}

async function hasRows(page: Page, count: number): Promise<void> {
    const rows = page.locator('c-event-stream li');
    await rows.nth(count - 1).waitFor();
    await rows.nth(count).waitFor({ state: 'detached' });
}

function figure(page: Page, name: string): Locator {
    return page.locator(`c-event-figures [data-figure="${name}"]`);
}

function customer(page: Page, id: string): Locator {
    return page.locator(`c-event-waiting [data-customer="${id}"]`);
}

async function owner({ org }: Scene, customerId: string): Promise<(string | null | undefined)[]> {
    const [found] = await org.query<{ Account__c: string | null; Match_Method__c: string | null }>(
        `SELECT Account__c, Match_Method__c FROM Stripe_Customer__c WHERE Id = '${customerId}'`
    );
    return [found?.Account__c, found?.Match_Method__c];
}

/** From where the focus is; a page has an end. */
function focusedText(page: Page): Promise<string> {
    return page.evaluate<string>('document.activeElement.textContent');
}

function row(page: Page, id: string): Locator {
    return page.locator(`[data-event="${id}"]`);
}
