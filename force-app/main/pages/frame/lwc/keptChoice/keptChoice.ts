/** What the browser remembers of a person's choices; a browser that remembers nothing is no error. */
export function recall(name: string): string | null {
    try {
        return window.localStorage.getItem(name);
    } catch {
        return null;
    }
}

export function remember(name: string, value: string): void {
    try {
        window.localStorage.setItem(name, value);
    } catch {
        // Storage is full, or switched off: next time the page begins with the usual choice.
    }
}
