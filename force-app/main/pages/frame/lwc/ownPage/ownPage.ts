import type { PageReference } from 'lightning/navigation';

/**
 * Whether an address is of the page that a component stands on. Lightning Experience keeps the last pages that one has
 * left, and goes on telling their components where one is; the first address that a component gets is its own.
 */
export function isOwnPage(own: PageReference | undefined, page: PageReference | undefined): page is PageReference {
    if (!page) return false;
    return own === undefined || (own.type === page.type && agree(own.attributes ?? {}, page.attributes ?? {}));
}

/** The platform adds to the attributes of a page what it learns of it: only what both say can differ. */
function agree(own: Readonly<Record<string, unknown>>, others: Readonly<Record<string, unknown>>): boolean {
    return Object.entries(own).every(([name, value]) => !isKnown(value) || !isKnown(others[name]) || others[name] === value);
}

function isKnown(value: unknown): boolean {
    return value !== undefined && value !== null;
}
