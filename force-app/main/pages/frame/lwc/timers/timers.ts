/** Ends what was started. */
export type Stop = () => void;

export function later(act: () => void, milliseconds: number): Stop {
    const timer = window.setTimeout(act, milliseconds);
    return () => {
        window.clearTimeout(timer);
    };
}

/** Acts again and again while the page is in sight, and when it comes back into sight after that long. */
export function whileVisible(act: () => void, milliseconds: number): Stop {
    let last = Date.now();
    const actOnceDue = (): void => {
        if (document.visibilityState !== 'visible' || Date.now() - last < milliseconds) return;
        last = Date.now();
        act();
    };
    const timer = window.setInterval(actOnceDue, milliseconds);
    document.addEventListener('visibilitychange', actOnceDue);
    return () => {
        window.clearInterval(timer);
        document.removeEventListener('visibilitychange', actOnceDue);
    };
}
