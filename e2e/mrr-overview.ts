import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { violations } from './accessible';
import { poorContrasts } from './contrast';
import { escape, hasFocus, reach } from './keyboard';
import { LONG_NAME, MARKUP_NAME, SOURCE } from './ledger-stage';
import { LEDGER_VIEWER } from './partial-viewer';
import { open, PATIENCE, picture, SCHEMES, showTab, type BrowserTests, type Scene, type Scheme, type View } from './view';

const PAGE = '/lightning/n/MRR_Overview';
const WIDTHS = [1400, 768, 360] as const;

export const mrrOverview: BrowserTests = {
    'a RevOps lead goes from the tab to the figures, and from a figure to the ledger': async (scene) => {
        const { page, complaints } = await open(scene, '/');
        await page.getByRole('link', { name: 'MRR Overview' }).click();
        await figure(page, 'mrr').waitFor({ timeout: PATIENCE });
        await choose(page, 'source', SOURCE);
        await page.waitForURL(/c__source=Overview_Source/);
        await hasText(figure(page, 'mrr'), '$547.92');
        await figure(page, 'customerChurn').click();
        await dialog(page).getByText('Movements: 1, together -$200.00').waitFor();
        assert.equal(await dialog(page).locator('tbody tr').count(), 1);
        await picture(scene, page, 'mrr-overview-movements');
        await dialog(page).locator('[data-object="Account"]').click();
        await page.waitForURL('**/lightning/r/Account/**');
        assert.deepEqual(complaints, []);
    },
    'what one filters for stays in the address': async (scene) => {
        const { page } = await openOverview(scene);
        await choose(page, 'period', 'Last 3 months');
        await choose(page, 'currency', 'JPY');
        await hasText(figure(page, 'mrr'), '¥1,200');
        await page.reload();
        await hasText(figure(page, 'mrr'), '¥1,200');
        await hasText(page.locator('[data-filter="period"] button'), 'Last 3 months');
        await choose(page, 'currency', 'KWD');
        await figure(page, 'mrr')
            .filter({ hasText: /KWD\s1\.999/ })
            .waitFor();
    },
    'every month adds up, and every number leads to the movements that make it': async (scene) => {
        const { page } = await openOverview(scene);
        const rows = page.locator('c-mrr-months').first().locator('tbody tr');
        for (let index = 0; index < (await rows.count()); index++) {
            const cells = await rows.nth(index).locator('td').allInnerTexts();
            const amounts = cells.slice(0, -1).map(amountOf);
            const closing = amounts.pop()!;
            assert.ok(Math.abs(amounts.reduce((sum, amount) => sum + amount, 0) - closing) < 0.005, cells.join(' '));
        }
        for (const [column, sum] of [
            ['started', /Movements: 3, together \$107\.92/],
            ['closing', /Movements: 7, together \$547\.92/]
        ] as const) {
            await rows.nth(1).locator(`[data-column="${column}"]`).click();
            await dialog(page).getByText(sum).waitFor();
            await escape(page);
            await dialog(page).waitFor({ state: 'detached' });
        }
    },
    'currencies add up to all of them, and each leads to its own movements': async (scene) => {
        const { page } = await openOverview(scene);
        await choose(page, 'breakdown', 'Currency');
        const table = page.locator('c-mrr-breakdown');
        await table.getByText('JPY').waitFor();
        const closing = async (rows: string): Promise<number[]> =>
            (await table.locator(`${rows} [data-column="closing"]`).allInnerTexts()).map(amountOf);
        const parts = await closing('tbody');
        assert.equal(parts.length, 3);
        assert.ok(Math.abs(parts.reduce((sum, part) => sum + part, 0) - (await closing('tfoot'))[0]!) < 0.005, parts.join(' '));
        await table.locator('tbody tr', { hasText: 'JPY' }).locator('[data-column="closing"]').click();
        await dialog(page).getByText('Movements: 1, together $7.92').waitFor();
        assert.match(await dialog(page).locator('tbody tr').innerText(), /¥1,200/);
    },
    'the trend shows any figure, and its points lead to what is behind it': async (scene) => {
        const { page, complaints } = await openOverview(scene);
        const trend = page.locator('c-mrr-trend');
        await choose(page, 'trend', 'Revenue churn');
        await trend.getByRole('heading', { name: 'Revenue churn by month' }).waitFor();
        const lost = trend.locator('.point[aria-label*="31.3%"]');
        await lost.waitFor({ state: 'attached' });
        await lost.focus();
        await page.keyboard.press('Enter');
        await dialog(page).getByText('Movements: 1, together -$200.00').waitFor();
        assert.deepEqual(complaints, []);
    },
    'with the keyboard one goes from a bar to a ledger row, to the Account, and finds the rows again on the way back': async (scene) => {
        const { page, complaints } = await openOverview(scene);
        await reach(page, /^[A-Z][a-z]{2} \d{4}: .*(New|No movements)/);
        await page.keyboard.press('ArrowLeft');
        await hasFocus(page, /^\w{3} \d{4}: \+\$107\.92\. New \+\$107\.92$/);
        await page.keyboard.press('Enter');
        await dialog(page).getByText('Movements: 3, together $107.92').waitFor();
        await page.waitForURL(/c__movements=/);
        await reach(page, /Kiri Kaisha/);
        await page.keyboard.press('Enter');
        await page.waitForURL('**/lightning/r/Account/**');
        await dialog(page).waitFor({ state: 'detached' });
        await page.goBack();
        await dialog(page).getByText('Movements: 3, together $107.92').waitFor();
        await escape(page);
        await dialog(page).waitFor({ state: 'detached' });
        await page.waitForURL((url) => !url.search.includes('c__movements'));
        await hasText(figure(page, 'mrr'), '$547.92');
        assert.deepEqual(complaints, []);
    },
    'the rows behind a figure fit a small screen': async (scene) => {
        for (const width of [360, 320]) {
            const { page } = await openOverview(scene, width);
            await figure(page, 'mrr').click();
            await dialog(page).getByText('Movements: 7, together').waitFor();
            const overflow = await dialog(page)
                .locator('.scroll')
                .evaluate((element) => {
                    const { scrollWidth, clientWidth } = element as unknown as Record<'scrollWidth' | 'clientWidth', number>;
                    return scrollWidth - clientWidth;
                });
            assert.ok(overflow <= 0, `The rows are ${overflow} pixels too wide at ${width}.`);
            assert.deepEqual(await violations(page), []);
            await picture(scene, page, `mrr-overview-movements-${width}`);
        }
    },
    'what no exchange rate could convert is said': async (scene) => {
        const { page } = await openOverview(scene);
        await page.getByText('Customer balances without an exchange rate into USD: 1.').waitFor();
    },
    'who may not read Accounts and balances sees the other parts of the overview, and what is missing': async (scene) => {
        const { page, complaints } = await open(scene, `${PAGE}?c__source=${SOURCE}`, 1400, { user: LEDGER_VIEWER });
        const warning = page.locator('c-mrr-overview .warning');
        await warning.waitFor({ timeout: PATIENCE });
        assert.match(await warning.innerText(), /Not shown: Cohort retention, Customers without an exchange rate, Accounts\. .*admin/);
        await hasText(figure(page, 'mrr'), '$547.92');
        assert.match(await page.locator('c-mrr-cohorts').innerText(), /You may not read this\./);
        const gains = await page.locator('c-mrr-movers').first().innerText();
        assert.match(gains, /\+\$500\.00/);
        assert.ok(!gains.includes(MARKUP_NAME) && !gains.includes('Kiri Kaisha'), gains);
        await figure(page, 'mrr').click();
        await dialog(page).getByText('Movements: 7, together').waitFor();
        assert.match(await dialog(page).innerText(), /Not shown: Accounts\./);
        assert.deepEqual(await violations(page), []);
        await picture(scene, page, 'mrr-overview-partial');
        assert.deepEqual(complaints, []);
    },
    'the overview can be read with the keyboard alone': async (scene) => {
        const { page } = await openOverview(scene);
        await figure(page, 'mrr').focus();
        await page.keyboard.press('Shift+Tab');
        await page.getByText('Monthly recurring revenue now: what all counted subscriptions').first().waitFor();
        await reach(page, /^Opening: /);
        await page.keyboard.press('ArrowRight');
        await hasFocus(page, /^New: \+\$/);
        await page.keyboard.press('Enter');
        await dialog(page)
            .getByText(/Movements: \d+, together/)
            .waitFor();
        await escape(page);
        await dialog(page).waitFor({ state: 'detached' });
        await hasFocus(page, /^New: \+\$/);
        await reach(page, /\$547\.92$/);
        await page.keyboard.press('ArrowLeft');
        await hasFocus(page, /: \$/);
        await reach(page, /, month 0: 100\.0%$/);
        await page.keyboard.press('ArrowRight');
        await hasFocus(page, /, month 1: /);
    },
    'names are text, whatever they hold, and do not break the page': async (scene) => {
        const { page, complaints } = await openOverview(scene);
        await page.getByRole('button', { name: MARKUP_NAME }).first().waitFor();
        await page.getByRole('button', { name: LONG_NAME }).first().waitFor();
        assert.notEqual(await page.title(), '1');
        assert.deepEqual(complaints, []);
    },
    'the overview and its movements can be taken away as files': async (scene) => {
        const { page } = await openOverview(scene);
        const months = await downloaded(page, () => page.locator('[data-action="export"]').click());
        assert.match(months.split('\r\n')[0]!, /^\uFEFFMonth,Currency,Opening,New,/);
        assert.equal(months.trim().split('\r\n').length, 13);
        await figure(page, 'growth').click();
        await dialog(page)
            .getByText(/Movements: \d+, together/)
            .waitFor();
        const rows = await downloaded(page, () => dialog(page).locator('[data-action="export"]').click());
        assert.equal(rows.trim().split('\r\n').length, 8);
        assert.ok(rows.includes(`"${MARKUP_NAME.replaceAll('"', '""')}"`));
    },
    'an overview of nothing says so and keeps its filters': async (scene) => {
        const { page } = await open(scene, `${PAGE}?c__source=Nobody`, 1400);
        await page.locator('[data-state="empty"]').waitFor({ timeout: PATIENCE });
        await picture(scene, page, 'mrr-overview-empty');
        await choose(page, 'source', SOURCE);
        await figure(page, 'mrr').waitFor();
    },
    'a person without permission is told what to ask for': async (scene) => {
        const { page } = await open(scene, PAGE, 1400, { user: 'nobody@recurrent.example', before: showTab });
        await page.locator('[data-state="no-access"]').waitFor({ timeout: PATIENCE });
        assert.match(await page.locator('c-mrr-overview').innerText(), /Ask your Salesforce admin for the Recurrent Viewer permission set/);
        await picture(scene, page, 'mrr-overview-no-access');
    },
    'a German reader finds German words and numbers': async (scene) => {
        const { page, complaints } = await open(scene, `${PAGE}?c__source=${SOURCE}`, 1400, { user: 'revenue@recurrent.example' });
        await figure(page, 'mrr').waitFor({ timeout: PATIENCE });
        assert.match(await figure(page, 'mrr').innerText(), /547,92\s\$/);
        const words = await page.locator('body').innerText();
        for (const word of ['MRR-Überblick', 'Netto-Bindung', 'Abwanderung', 'Bewegungen nach Monat', 'Letzte 12 Monate'])
            assert.ok(words.includes(word), word);
        assert.equal(await page.locator('html').getAttribute('lang'), 'de');
        await picture(scene, page, 'mrr-overview-de');
        assert.deepEqual(complaints, []);
    },
    'the header changes the theme, and the next page keeps it': async (scene) => {
        const { page } = await openOverview(scene);
        await chooseTheme(page, 'SLDS 2, dark');
        await page.locator('body.slds-color-scheme_dark').waitFor();
        await page.reload();
        await page.locator('body.slds-color-scheme_dark').waitFor();
        await chooseTheme(page, 'SLDS 1');
        await page.locator('link[data-slds][href$="slds1.css"]').waitFor({ state: 'attached' });
        await page.locator('link[data-slds]:not([href$="slds1.css"])').waitFor({ state: 'detached' });
        await chooseTheme(page, 'SLDS 2, light');
        await page.locator('body.slds-color-scheme_light').waitFor();
    },
    ...Object.fromEntries(
        SCHEMES.map((scheme) => [`nothing hinders people with disabilities, ${scheme}`, (scene: Scene) => isAccessible(scene, scheme)])
    ),
    ...Object.fromEntries(WIDTHS.map((width) => [`the overview fits ${width} pixels in every theme`, (scene: Scene) => fits(scene, width)]))
};

async function chooseTheme(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: 'Theme' }).press('Enter');
    await page.getByRole('menuitemcheckbox', { name, exact: true }).press('Enter');
}

async function openOverview(scene: Scene, width = 1400, scheme: Scheme = 'light'): Promise<View> {
    const view = await open(scene, `${PAGE}?c__source=${SOURCE}`, width, { scheme });
    await figure(view.page, 'mrr').waitFor({ timeout: PATIENCE });
    await view.page.locator('c-chart-heat button').first().waitFor();
    return view;
}

async function isAccessible(scene: Scene, scheme: Scheme): Promise<void> {
    const { page, complaints } = await openOverview(scene, 1400, scheme);
    await noViolations(page);
    assert.deepEqual(await poorContrasts(page, 'c-mrr-overview svg text', 4.5, 'fill'), []);
    assert.deepEqual(await poorContrasts(page, 'c-chart-waterfall .bar', 3, 'fill'), []);
    assert.deepEqual(await poorContrasts(page, 'c-chart-line .line', 3, 'stroke'), []);
    assert.deepEqual(await poorContrasts(page, 'c-chart-stack .segment', 3, 'stroke'), []);
    assert.deepEqual(await poorContrasts(page, 'c-chart-heat .share', 4.5, 'color'), []);
    assert.ok((await page.locator('c-mrr-overview svg text').count()) > 20, 'There are texts to look at');
    await figure(page, 'mrr').click();
    await dialog(page)
        .getByText(/Movements: \d+, together/)
        .waitFor();
    await noViolations(page);
    assert.deepEqual(complaints, []);
}

async function noViolations(page: Page): Promise<void> {
    assert.deepEqual(await violations(page), []);
}

async function fits(scene: Scene, width: number): Promise<void> {
    for (const scheme of SCHEMES) {
        const { page } = await openOverview(scene, width, scheme);
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
        assert.ok(overflow <= 0, `The page is ${overflow} pixels too wide.`);
        await picture(scene, page, `mrr-overview-${scheme}-${width}`);
    }
}

function figure(page: Page, name: string): Locator {
    return page.locator(`c-mrr-figures [data-figure="${name}"] .value`);
}

function dialog(page: Page): Locator {
    return page.getByRole('dialog');
}

async function hasText(place: Locator, text: string): Promise<void> {
    await place.filter({ hasText: text }).waitFor();
}

async function choose(page: Page, filter: string, option: string): Promise<void> {
    const box = page.locator(`[data-filter="${filter}"]`);
    await box.getByRole('combobox').click();
    await box.getByRole('option', { name: option, exact: true }).click();
}

async function downloaded(page: Page, act: () => Promise<void>): Promise<string> {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    return readFileSync(await download.path(), 'utf8');
}

/** '+$1,234.50' or a dash. */
function amountOf(text: string): number {
    return Number(text.replace(/[^\d.-]/g, '')) || 0;
}
