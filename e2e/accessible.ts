import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds on the page, a line each. A rule that axe could not run throws: it would pass for a rule that found
 * nothing. The shadow of LWC refuses `getElementById`, which the rule of contrasts needs as soon as there is a label;
 * ids are the document's in it, where XPath finds them. With names of rules, those alone, also such as axe leaves out by itself.
 */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
    await page.evaluate(ALLOW_IDS);
    const axe = new AxeBuilder({ page });
    const result = await (rules ? axe.withRules(rules) : axe).analyze();
    const broken = result.incomplete.filter((rule) => 'error' in rule && rule.error !== undefined).map(({ id }) => id);
    if (broken.length > 0) throw new Error(`axe could not run ${broken.join(', ')}`);
    return result.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`)
    );
}

const ALLOW_IDS = `(() => {
    const host = [...document.querySelectorAll('*')].find((element) => element.shadowRoot);
    for (let proto = host?.shadowRoot; proto && proto !== DocumentFragment.prototype; proto = Object.getPrototypeOf(proto))
        if (Object.hasOwn(proto, 'getElementById'))
            Object.defineProperty(proto, 'getElementById', {
                configurable: true,
                value(id) {
                    return document.evaluate('//*[@id=' + JSON.stringify(id) + ']', document, null, 9, null).singleNodeValue;
                }
            });
})()`;
