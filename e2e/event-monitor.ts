import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { violations } from './accessible';
import { CROWDED_SOURCE, LONG_NAME, MARKUP, SOURCE, setEvents, type EventStage } from './event-stage';
import { open, PATIENCE, picture, SCHEMES, showTab, type BrowserTests, type Scene, type Scheme, type View } from './view';

const PAGE = '/lightning/n/Event_Monitor';
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
        assert.equal(await page.locator('c-event-stream li:not([data-state="Failed"])').count(), 0);
        await row(page, failedId).getByRole('button', { name: 'person.updated' }).click();
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
    'an event is found by source and by type, and the address keeps that': async (scene) => {
        const { page } = await openMonitor(scene, 1400, 'light', CROWDED_SOURCE);
        assert.equal(await page.locator('c-event-stream li').count(), 25);
        await page.locator('[data-action="older"]').click();
        await page.getByText('Page 2').waitFor();
        await hasRows(page, 5);
        await page.locator('[data-action="newer"]').click();
        await hasRows(page, 25);
        await page.locator('[data-filter="type"] input').fill('charge');
        await page.waitForURL(/c__type=charge/);
        await hasRows(page, 1);
        await page.reload();
        await hasRows(page, 1);
        await page.locator('[data-filter="type"] input').fill('%');
        await page.locator('[data-state="nothing-found"]').waitFor();
        await page.getByRole('button', { name: 'Show all events' }).click();
        await hasRows(page, 25);
    },
    'texts of strangers are text, whatever they hold': async (scene) => {
        const { page, complaints } = await openMonitor(scene);
        await page.getByText(MARKUP).first().waitFor();
        await page.getByRole('button', { name: LONG_NAME, exact: true }).first().waitFor();
        assert.notEqual(await page.title(), '1');
        assert.deepEqual(complaints, []);
    },
    'a customer is given to an Account with one press of a key': async (scene) => {
        const { waitingCustomerId, candidateId } = await staged(scene);
        const { page, complaints } = await openMonitor(scene);
        await page.locator('[data-action="match"]').first().focus();
        assert.equal(await page.locator('[data-action="match"]').first().innerText(), 'Give to Juniper Works');
        await page.keyboard.press('Enter');
        await page.getByText('The customer belongs to Juniper Works').waitFor();
        await page.locator('[data-action="match"]').first().waitFor({ state: 'detached' });
        const [customer] = await scene.org.query<{ Account__c: string; Match_Method__c: string }>(
            `SELECT Account__c, Match_Method__c FROM Stripe_Customer__c WHERE Id = '${waitingCustomerId}'`
        );
        assert.deepEqual([customer?.Account__c, customer?.Match_Method__c], [candidateId, 'Manual']);
        assert.deepEqual(complaints, []);
    },
    'failed events are processed again, one and all': async (scene) => {
        const { failedId } = await staged(scene);
        const { page, complaints } = await openMonitor(scene);
        await row(page, failedId).locator('[data-action="replay"]').click();
        await page.getByText('Events in the queue again: 1').waitFor();
        await page.locator(`[data-event="${failedId}"][data-state="Ignored"]`).waitFor();
        await page.locator('[data-action="replay-all"]').click();
        await page.locator('c-event-stream li[data-state="Failed"]').first().waitFor({ state: 'detached' });
        assert.deepEqual(complaints, []);
    },
    'records of unknown shapes are a press away': async (scene) => {
        const { page } = await openMonitor(scene);
        await page.getByRole('button', { name: /^Subscriptions: \d/ }).click();
        await page.waitForURL(/Subscription__c\/list\?filterName=Unknown_Shapes/);
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

async function hasRows(page: Page, count: number): Promise<void> {
    const rows = page.locator('c-event-stream li');
    await rows.nth(count - 1).waitFor();
    await rows.nth(count).waitFor({ state: 'detached' });
}

function figure(page: Page, name: string): Locator {
    return page.locator(`c-event-figures [data-figure="${name}"]`);
}

function row(page: Page, id: string): Locator {
    return page.locator(`[data-event="${id}"]`);
}
