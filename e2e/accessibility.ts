import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { violations } from './accessible';
import { open, PATIENCE, type BrowserTests, type Scene, type View, type Viewer } from './view';

/** Where one looks, and what is there when the page has come. */
interface Place {
    path: string;
    landmark: string;
}

/** What the package puts on pages; the rest is of the org. */
const OURS = [
    'c-billing-attention',
    'c-home-mrr',
    'c-home-intake',
    'c-mrr-overview',
    'c-event-monitor',
    'c-event-outcome',
    'c-billing-panel'
];

const NARROWEST = 320;
/** Pixels of a sheet of A4 between its margins. */
const PAPER = 718;

/** WCAG 1.4.12, as a reader’s own style sheet. */
const SPACED_TEXT = `
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`;

/** What axe does not see: pages as they are for readers with settings of their own. */
export const accessibility: BrowserTests = {
    'at 400 % and with text spaced wide, pages do not run out of the window': async (scene) => {
        for (const place of await places(scene)) {
            const { page } = await look(scene, place, NARROWEST, {
                before: (target) =>
                    target.addInitScript(`addEventListener('DOMContentLoaded', () => {
                        document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(SPACED_TEXT)} }));
                    })`)
            });
            const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
            assert.ok(overflow <= 0, `${place.path} is ${overflow} pixels too wide.`);
            assert.deepEqual(await cutTexts(page), [], place.path);
            await page.context().close();
        }
    },
    'movements by month are read without scrolling sideways where there is little room': async (scene) => {
        const { page } = await look(scene, OVERVIEW, NARROWEST);
        for (const table of await page.locator('c-mrr-months .scroll').all()) assert.equal(await isTooWide(table), false);
        const line = page.locator('c-mrr-months').first().getByRole('row').nth(1);
        assert.match(await line.getByRole('cell').last().ariaSnapshot(), /button "Customers, \w+ \d{4}: \d+"/);
    },
    'in forced colors, what is marked by its color is marked all the same': async (scene) => {
        const { page } = await look(scene, OVERVIEW, 1400, { before: (target) => target.emulateMedia({ forcedColors: 'active' }) });
        const [total, up] = ['.bar_total', '.bar_up'].map((bar) => page.locator('c-chart-waterfall').locator(bar).first());
        assert.notEqual(await style(total!, 'fill'), await style(up!, 'fill'));
        for (const part of ['c-figure-tiles .tile', 'c-page-card .card'])
            assert.equal(await style(page.locator(part).first(), 'outlineStyle'), 'solid', part);
        const chart = page.locator('c-chart-line');
        await chart.locator('.point').last().focus();
        await page.keyboard.press('ArrowLeft');
        assert.notEqual(
            await style(chart.locator('.point:focus .place'), 'stroke'),
            await style(chart.locator('.place').first(), 'stroke')
        );
    },
    'who wants no movement sees none, while an answer is on its way': async (scene) => {
        for (const reducedMotion of ['no-preference', 'reduce'] as const) {
            const { page } = await open(scene, OVERVIEW.path, 1400, {
                before: async (target) => {
                    await target.emulateMedia({ reducedMotion });
                    await target.route('**/api/apex/MrrOverviewController.getOverview', () => undefined);
                }
            });
            await page.locator('c-view-state .bone').first().waitFor({ timeout: PATIENCE });
            const moving = await page.evaluate<number>(
                `document.getAnimations().filter(({ playState }) => playState === 'running').length`
            );
            assert.equal(moving > 0, reducedMotion === 'no-preference', `${moving} animations, ${reducedMotion}`);
            await page.unrouteAll({ behavior: 'ignoreErrors' });
        }
    },
    'headings lead through each page without a gap, and what explains a figure says which': async (scene) => {
        for (const place of await places(scene)) {
            const { page } = await look(scene, place, 1400);
            const levels = await headingLevels(page);
            assert.equal(levels[0], 1, `${place.path} begins with its name.`);
            for (const [index, level] of levels.entries())
                assert.ok(index === 0 || level <= levels[index - 1]! + 1, `${place.path} has headings of levels ${levels.join(', ')}`);
            const explained = await page.locator('c-figure-tiles, c-page-card').getByRole('button', { name: /^Help/ }).all();
            const helps = await Promise.all(explained.map((button) => button.ariaSnapshot()));
            assert.equal(new Set(helps).size, helps.length, helps.join(' '));
            await page.context().close();
        }
    },
    'a chart is read aloud mark by mark, without the numbers of its axis': async (scene) => {
        const { page } = await look(scene, OVERVIEW, 1400);
        const trend = await page.locator('c-chart-line').getByRole('group').ariaSnapshot();
        assert.match(trend, /^- group "MRR by month":\n( {2}- 'button "\w+ \d{4}: \$[\d.,]+"'\n?)+$/);
        assert.ok((await page.locator('c-chart-line').getByRole('row').count()) > 12, 'A table says the same.');
    },
    'whatever is pressed is large enough, or stands apart': async (scene) => {
        for (const place of await places(scene))
            for (const width of [1400, 360]) {
                const { page } = await look(scene, place, width);
                assert.deepEqual(await violations(page, ['target-size']), [], `${place.path} at ${width}`);
                await page.context().close();
            }
    },
    'on paper, nothing of the overview is cut off': async (scene) => {
        const { page } = await look(scene, OVERVIEW, PAPER, { before: (target) => target.emulateMedia({ media: 'print' }) });
        assert.equal(await page.locator('one-header header').isVisible(), false);
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
        assert.ok(overflow <= 0, `The page is ${overflow} pixels too wide.`);
        for (const table of await page.locator('c-page-card .scroll').all())
            assert.equal(await isTooWide(table), false, await table.innerText());
    }
};

const OVERVIEW: Place = { path: '/lightning/n/MRR_Overview', landmark: 'c-chart-heat' };

let event: Promise<string> | undefined;

async function places({ org, stage }: Scene): Promise<Place[]> {
    event ??= org.create('Stripe_Event__c', {
        Event_Key__c: 'e2e:accessibility',
        Event_Id__c: 'evt_accessibility',
        Source__c: 'Stripe_Test',
        Type__c: 'invoice.paid',
        Object_Id__c: 'in_accessibility',
        Stripe_Created_At__c: new Date().toISOString(),
        State__c: 'Processed',
        Processed_At__c: new Date().toISOString()
    });
    const eventId = await event;
    return [
        { path: '/', landmark: 'c-home-mrr c-figure-tiles' },
        OVERVIEW,
        { path: '/lightning/n/Event_Monitor', landmark: 'c-event-stream' },
        { path: `/lightning/r/Stripe_Event__c/${eventId}/view`, landmark: 'c-event-outcome' },
        { path: `/lightning/r/Account/${stage.accountId}/view`, landmark: 'c-billing-movements' }
    ];
}

async function look(scene: Scene, { path, landmark }: Place, width: number, viewer?: Viewer): Promise<View> {
    const view = await open(scene, path, width, viewer);
    await view.page.locator(landmark).first().waitFor({ timeout: PATIENCE });
    await view.page.waitForLoadState('networkidle').catch(() => undefined);
    return view;
}

/** Words that stand in a box too small for them; those that a title says in full are not lost. */
function cutTexts(page: Page): Promise<string[]> {
    return page.locator(`:is(${OURS.join()}) *`).evaluateAll((elements) => {
        type Box = Record<'scrollWidth' | 'clientWidth' | 'scrollHeight' | 'clientHeight', number> & {
            closest(selector: string): unknown;
            innerText?: string;
        };
        const view = globalThis as unknown as { getComputedStyle(of: Box): { overflow: string } };
        return (elements as unknown as Box[])
            .filter((box) => /hidden|clip/.test(view.getComputedStyle(box).overflow))
            .filter((box) => !box.closest('.slds-assistive-text, [title]') && box.clientWidth > 1)
            .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 2)
            .flatMap(({ innerText }) => innerText?.trim() || []);
    });
}

/** Of those that are shown, in the order in which they are read. */
async function headingLevels(page: Page): Promise<number[]> {
    const tree = await page.getByRole('main').ariaSnapshot();
    return [...tree.matchAll(/- heading .*\[level=(\d)\]/g)].map(([, level]) => Number(level));
}

function style(place: Locator, property: string): Promise<string> {
    return place.evaluate((element, name) => {
        const view = globalThis as unknown as { getComputedStyle(of: unknown): Record<string, string> };
        return view.getComputedStyle(element)[name] ?? '';
    }, property);
}

function isTooWide(place: Locator): Promise<boolean> {
    return place.evaluate((box: { scrollWidth: number; clientWidth: number }) => box.scrollWidth > box.clientWidth);
}
