import type { LightningElement } from 'lwc';

/** The class of a component by its name on a page ('c:panel'). */
export async function loadComponent(name: string): Promise<typeof LightningElement> {
    const module = (await import(name.replace(':', '/'))) as { default: typeof LightningElement };
    return module.default;
}
