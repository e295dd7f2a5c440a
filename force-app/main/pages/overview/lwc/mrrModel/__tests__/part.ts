import type { Drill } from 'c/mrrModel';
import { one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

/** What a part of the overview asks to be opened, in order. */
export function drills(element: HTMLElement): Drill[] {
    const found: Drill[] = [];
    element.addEventListener('drill', (event) => found.push((event as CustomEvent<Drill>).detail));
    return found;
}

/** Chooses a value in a filter of that part. */
export async function choose(element: HTMLElement, filter: string, value: string): Promise<void> {
    one(element, `[data-filter="${filter}"]`).dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await Promise.resolve();
    await Promise.resolve();
}
