export type Child = HTMLElement & Record<string, unknown>;

/** Parts of a page whose inside belongs to the page as people see it. */
const FRAMES =
    'c-page-frame, c-page-card, c-figure-tiles, c-filter-bar, c-mrr-bridge, c-mrr-trend, c-mrr-breakdown, c-mrr-cohorts, c-chart-frame';

/** The first match in a component, or in the frames that it stands in. */
export function find(element: Element, selector: string): Child | null {
    const own = element.shadowRoot?.querySelector<Child>(selector);
    if (own) return own;
    for (const frame of element.shadowRoot?.querySelectorAll(FRAMES) ?? []) {
        const found = find(frame, selector);
        if (found) return found;
    }
    return null;
}

export function all(element: Element, selector: string): Child[] {
    const frames = [...(element.shadowRoot?.querySelectorAll(FRAMES) ?? [])];
    return [...(element.shadowRoot?.querySelectorAll<Child>(selector) ?? []), ...frames.flatMap((frame) => all(frame, selector))];
}

export function one(element: Element, selector: string): Child {
    const found = find(element, selector);
    if (!found) throw new Error(`There is no ${selector}`);
    return found;
}
