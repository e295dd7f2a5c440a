import type { Page } from 'playwright-core';
import type { RestOrg } from '../../scripts/org/rest';
import type { Places } from './places';

/** One page in one state. */
export interface Shot {
    /** Of its file. */
    name: string;
    title: string;
    /** What there is to see. */
    words: string;
    path(places: Places): string;
    /** What shows that the state is there. */
    ready: string;
    user?: string;
    /** Before the page is opened: what the server is to answer instead. */
    before?(page: Page): Promise<void>;
    /** After it: what a person does. */
    act?(page: Page): Promise<void>;
}

export interface Chapter {
    title: string;
    shots: readonly Shot[];
    /** Records that must be there first. */
    stage?(org: RestOrg): Promise<void>;
}

type Answer = Record<string, unknown>;

/** The method fails with this reason. */
export function failing(method: string, message: string): (page: Page) => Promise<void> {
    return (page) => page.route(`**/apex/${method}`, (route) => route.fulfill({ status: 500, json: { message } }));
}

/** The method's answer does not come. */
export function silent(method: string): (page: Page) => Promise<void> {
    return (page) => page.route(`**/apex/${method}`, () => undefined);
}

/** The method answers as always but for these values. */
export function altered(method: string, values: Answer): (page: Page) => Promise<void> {
    return (page) =>
        page.route(`**/apex/${method}`, async (route) => {
            const response = await route.fetch();
            const { value } = (await response.json()) as { value: Answer };
            await route.fulfill({ response, json: { value: { ...value, ...values } } });
        });
}
