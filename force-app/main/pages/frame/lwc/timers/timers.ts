/** Ends what was started. */
export type Stop = () => void;

/** How soon a page that came back into sight is noticed, where nothing tells. */
const NOTICED_AFTER_MS = 5_000;

export function later(act: () => void, milliseconds: number): Stop {
    const timer = window.setTimeout(act, milliseconds);
    return () => {
        window.clearTimeout(timer);
    };
}

/**
 * Whether somebody may see it. Lightning Experience keeps the last pages that one has left, hidden in the same
 * document: they go on running, and no event says that they were left.
 */
export function isInSight(element: Element | undefined): boolean {
    const { checkVisibility } = (element ?? {}) as Partial<Element>;
    return !document.hidden && (!checkVisibility || checkVisibility.call(element));
}

/** Acts again and again while the element is in sight, and soon after it comes back into sight after that long. */
export function whileInSight(element: Element | undefined, act: () => void, milliseconds: number): Stop {
    let last = Date.now();
    const actOnceDue = (): void => {
        if (Date.now() - last < milliseconds || !isInSight(element)) return;
        last = Date.now();
        act();
    };
    const timer = window.setInterval(actOnceDue, Math.min(milliseconds, NOTICED_AFTER_MS));
    document.addEventListener('visibilitychange', actOnceDue);
    return () => {
        window.clearInterval(timer);
        document.removeEventListener('visibilitychange', actOnceDue);
    };
}
