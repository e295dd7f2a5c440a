import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { drawn, PATIENCE } from './view';

const ACTIVE_OPTION = `(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('aria-activedescendant') ?? null;
})()`;
/** Name of what has the focus, through every shadow, as a screen reader says it. */
const FOCUSED = `(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const words = element?.labels?.[0] ?? element;
    return element?.getAttribute('aria-label') || element?.title || (words?.innerText ?? words?.textContent ?? '').trim();
})()`;
const MOST_PRESSES = 300;
const LONGEST_LIST = 40;

export function focused(page: Page): Promise<string> {
    return page.evaluate<string>(FOCUSED);
}

/** Waits until what has the focus is called so: some components move it a moment after a key. */
export async function hasFocus(page: Page, name: RegExp): Promise<void> {
    await until(page, async () => name.test(await focused(page))).catch(async () => assert.match(await focused(page), name));
}

/** Looks frame by frame; the policy of the page keeps `waitForFunction` from doing that with text. */
async function until(page: Page, holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!(await holds())) {
        if (Date.now() > end) throw new Error('What was waited for did not come.');
        await drawn(page);
    }
}

/** Presses Tab until what has the focus is called so. */
export async function reach(page: Page, name: RegExp): Promise<void> {
    for (let presses = 0; presses < MOST_PRESSES; presses++) {
        await page.keyboard.press('Tab');
        if (name.test(await focused(page))) return;
    }
    assert.fail(`Tab does not lead to ${name.source}.`);
}

/** A dialog hears no key before it has taken the focus, which it does a moment after it is drawn. */
export async function escape(page: Page): Promise<void> {
    await page.locator('[role="dialog"]:focus, [role="dialog"] :focus').first().waitFor();
    await page.keyboard.press('Escape');
}

/** Goes on with the Tab key until the target has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < MOST_PRESSES; presses++) {
        if (await target.evaluate((element) => element.matches(':focus'))) return;
        await page.keyboard.press('Tab');
    }
    assert.fail('The keyboard does not lead there.');
}

/** Opens the list of the box that has the focus, goes down to the option, and takes it. */
export async function chooseWithKeys(page: Page, box: Locator, name: string): Promise<void> {
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name, exact: true }).waitFor();
    // The list marks an option of its own a frame after it opens, and would undo what a key did before.
    await until(page, async () => (await activeId(page)) !== null);
    for (let presses = 0; presses < LONGEST_LIST && (await activeOption(page)) !== name; presses++) {
        const before = await activeId(page);
        await page.keyboard.press('ArrowDown');
        // Each key counts a frame later: who presses the next one before that goes too far.
        await until(page, async () => (await activeId(page)) !== before);
    }
    await page.keyboard.press('Enter');
    await box.filter({ hasText: name }).waitFor();
}

async function activeOption(page: Page): Promise<string> {
    const id = await activeId(page);
    return id === null ? '' : (await page.locator(`#${id}`).innerText()).trim();
}

function activeId(page: Page): Promise<string | null> {
    return page.evaluate<string | null>(ACTIVE_OPTION);
}
