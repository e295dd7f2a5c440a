import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { violations } from './accessible';
import type { Fields } from '../scripts/org/rest';
import { open, PATIENCE, picture, type BrowserTests, type Scene } from './view';

const ERROR = 'Stripe refuses the key of the named credential (401): Invalid API Key provided.';

export const eventPage: BrowserTests = {
    'an event’s page says what went wrong, and has the event processed again': async (scene) => {
        const { page, complaints } = await openEvent(scene);
        assert.match(await page.locator('c-event-outcome').innerText(), /Failed[\s\S]*Invalid API Key[\s\S]*Tries so far: 10/);
        await picture(scene, page, 'event-page');
        await page.locator('[data-action="reprocess"]').click();
        await page.getByText('The event is in the queue again').waitFor();
        // Nothing depends on events of its type: that is what becomes of it this time.
        await page.locator('[data-state="Ignored"]').waitFor();
        assert.match(await page.locator('c-event-outcome').innerText(), /Stored only/);
        await picture(scene, page, 'event-page-processed');
        assert.deepEqual(complaints, []);
    },
    'what Stripe sent is read, searched and folded on the event’s page, and no markup in it counts': async (scene) => {
        const { page, complaints } = await openEvent(scene, { Payload__c: PAYLOAD });
        const payload = page.locator('c-event-payload');
        await payload.getByText(JSON.stringify(MARKUP)).waitFor();
        assert.equal(await payload.getByText('"deep"').count(), 0, 'What is nested is folded.');
        await payload.getByRole('searchbox').fill('DEEP');
        await payload.getByText('Found: 1').waitFor();
        await payload.getByText('"deep"').waitFor();
        await payload.getByRole('searchbox').fill('');
        await payload.getByRole('button', { name: 'metadata' }).focus();
        await page.keyboard.press('Enter');
        await payload.getByText('"deep"').waitFor();
        await picture(scene, page, 'event-page-payload');
        assert.notEqual(await page.title(), '1');
        assert.deepEqual(complaints, []);
    },
    'nothing on an event’s page hinders people with disabilities': async (scene) => {
        const { page } = await openEvent(scene);
        assert.deepEqual(await violations(page), []);
    }
};

const MARKUP = '<img src=x onerror="document.title=1">';
const PAYLOAD = JSON.stringify({ id: 'evt_1', data: { object: { id: 'acct_1', name: MARKUP, metadata: { note: 'deep' } } } });

let events = 0;

async function openEvent(scene: Scene, values: Fields = {}): Promise<{ page: Page; complaints: string[] }> {
    events += 1;
    const eventId = await scene.org.create('Stripe_Event__c', {
        Event_Key__c: `e2e:evt_${events}`,
        Event_Id__c: `evt_${events}`,
        Source__c: 'Stripe_Test',
        Type__c: 'person.updated',
        Stripe_Created_At__c: new Date().toISOString(),
        State__c: 'Failed',
        Attempts__c: 10,
        Error__c: ERROR,
        Lane__c: 0,
        ...values
    });
    const view = await open(scene, `/lightning/r/Stripe_Event__c/${eventId}/view`);
    await view.page.locator('[data-state="Failed"]').waitFor({ timeout: PATIENCE });
    return view;
}
