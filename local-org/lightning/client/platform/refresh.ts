import { announceAll } from 'platform/changes';

export const RefreshEventName = 'lightning__refresh';
export const REFRESH_COMPLETE = 'refresh-complete';
export const REFRESH_COMPLETE_WITH_ERRORS = 'refresh-complete-with-errors';
export const REFRESH_ERROR = 'refresh-error';

type Handler = () => unknown;
type Container = (done: Promise<string>) => unknown;

interface Registered<T> {
    element: Node;
    run: T;
}

/** Asks that what stands in the same container is read again: `this.dispatchEvent(new RefreshEvent())`. */
export class RefreshEvent extends CustomEvent<undefined> {
    constructor() {
        super(RefreshEventName, { composed: true, cancelable: true, bubbles: true });
    }
}

const handlers = new Map<number, Registered<Handler>>();
const containers = new Map<number, Registered<Container>>();
let lastId = 0;

export function registerRefreshHandler(component: object, handler: Handler): number {
    return register(handlers, component, handler);
}

export function unregisterRefreshHandler(id: number): void {
    handlers.delete(id);
}

export function registerRefreshContainer(component: object, handler: Container): number {
    return register(containers, component, handler);
}

export function unregisterRefreshContainer(id: number): void {
    containers.delete(id);
}

/** The page is the container of what stands in no other; with it, the records that it shows are read again. */
window.addEventListener(RefreshEventName, (event) => {
    const path = event.composedPath();
    const container = path
        .map((target) => [...containers.values()].find(({ element }) => element === target))
        .find((found) => found !== undefined);
    const inside = [...handlers.values()].filter(({ element }) => container === undefined || isWithin(element, container.element));
    const done = runAll(inside.map(({ run }) => run));
    if (container) container.run(done);
    else announceAll();
});

async function runAll(all: readonly Handler[]): Promise<string> {
    const results = await Promise.allSettled(all.map(async (run) => run()));
    const failed = results.filter(({ status }) => status === 'rejected').length;
    if (failed === 0) return REFRESH_COMPLETE;
    return failed < results.length ? REFRESH_COMPLETE_WITH_ERRORS : REFRESH_ERROR;
}

/** Components hand over themselves, or the element that they are. */
function register<T extends Handler | Container>(all: Map<number, Registered<T>>, component: object, handler: T): number {
    const element = component instanceof Node ? component : (component as { template: { host: Node } }).template.host;
    all.set(++lastId, { element, run: handler.bind(component) as T });
    return lastId;
}

function isWithin(element: Node, container: Node): boolean {
    for (let at: Node | null | undefined = element; at; at = at.parentNode ?? (at as Partial<ShadowRoot>).host)
        if (at === container) return true;
    return false;
}
