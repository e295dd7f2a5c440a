import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

const ACTIVE_OPTION = `(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('aria-activedescendant') ?? null;
})()`;
const MOST_PRESSES = 300;
const LONGEST_LIST = 40;

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
    await page.waitForFunction(`${ACTIVE_OPTION} !== null`);
    for (let presses = 0; presses < LONGEST_LIST && (await activeOption(page)) !== name; presses++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await box.filter({ hasText: name }).waitFor();
}

async function activeOption(page: Page): Promise<string> {
    const id = await page.evaluate<string | null>(ACTIVE_OPTION);
    return id === null ? '' : (await page.locator(`#${id}`).innerText()).trim();
}
