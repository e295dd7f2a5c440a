import type { Page, Route } from 'playwright-core';
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
    /** Pixels of the page from its top, where the rest says nothing. */
    longest?: number;
    /** Also as a picture of its own, wide and light. */
    isMain?: boolean;
    /** Records that must be there first, and that no shot before it should show. */
    stage?(org: RestOrg): Promise<void>;
    /** Before the page is opened: what the server is to answer instead. */
    before?(page: Page): Promise<unknown>;
    /** After it: what a person does. */
    act?(page: Page): Promise<unknown>;
}

export interface Chapter {
    title: string;
    shots: readonly Shot[];
    /** Records that must be there first. */
    stage?(org: RestOrg): Promise<void>;
}

type Answer = Record<string, unknown>;
type Answering = (page: Page) => Promise<unknown>;

/** The method fails with this reason. */
export function failing(method: string, message: string): Answering {
    return answering(method, (route) => route.fulfill({ status: 500, json: { message } }));
}

/** The method's answer does not come. */
export function silent(method: string): Answering {
    return answering(method, () => Promise.resolve());
}

/** The method answers as always but for these values. */
export function altered(method: string, values: Answer): Answering {
    return answering(method, async (route) => {
        const response = await route.fetch();
        const { value } = (await response.json()) as { value: Answer };
        await route.fulfill({ response, json: { value: { ...value, ...values } } });
    });
}

/** Calls are posted; the module that makes them has the same name and is left alone. */
function answering(method: string, answer: (route: Route) => Promise<void>): Answering {
    return (page) => page.route(`**/apex/${method}`, (route) => (route.request().method() === 'POST' ? answer(route) : route.continue()));
}
