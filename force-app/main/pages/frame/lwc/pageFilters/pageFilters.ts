/** What one chooses from. */
export interface Option {
    value: string;
    label: string;
}

/** Something that limits what a page or a card shows: a list to choose from, or, without one, a box to search with. */
export interface Filter {
    name: string;
    label: string;
    value: string;
    options?: Option[];
    placeholder?: string;
}

/** What a person wants of a filter. */
export interface Filtered {
    name: string;
    value: string;
}

/** What choosing everything is called in a list: an empty value would be no choice. */
const EVERYTHING = '*';

/** A list that begins with everything, which is an empty value to the page. What is chosen and not known is listed by its value. */
export function choiceOf(name: string, label: string, everything: string, options: readonly Option[], value: string): Filter {
    const known = value === '' || options.some((option) => option.value === value);
    const unknown = known ? [] : [{ value, label: value }];
    return { name, label, value: value || EVERYTHING, options: [{ value: EVERYTHING, label: everything }, ...options, ...unknown] };
}

export function filteredBy(name: string, value: string): Filtered {
    return { name, value: value === EVERYTHING ? '' : value };
}
