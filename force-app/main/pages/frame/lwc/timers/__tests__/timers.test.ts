import { isInSight, later, whileInSight } from 'c/timers';

function setVisibility(state: 'visible' | 'hidden'): void {
    Object.defineProperty(document, 'hidden', { configurable: true, value: state === 'hidden' });
    document.dispatchEvent(new CustomEvent('visibilitychange'));
}

/** A page that one can leave: jsdom lays nothing out. */
function keptPage(): { element: Element; isShown: boolean } {
    const page = { element: document.createElement('div') as Element, isShown: true };
    page.element.checkVisibility = () => page.isShown;
    return page;
}

describe('c-timers', () => {
    beforeEach(() => {
        jest.useFakeTimers();
        setVisibility('visible');
    });

    afterEach(() => {
        jest.useRealTimers();
    });

    it('acts once, unless it was stopped', () => {
        const act = jest.fn();
        later(act, 100);
        later(act, 100)();
        jest.advanceTimersByTime(300);
        expect(act).toHaveBeenCalledTimes(1);
    });

    it('acts again and again until it is stopped', () => {
        const act = jest.fn();
        const stop = whileInSight(undefined, act, 1000);
        jest.advanceTimersByTime(3000);
        expect(act).toHaveBeenCalledTimes(3);
        stop();
        jest.advanceTimersByTime(3000);
        setVisibility('visible');
        expect(act).toHaveBeenCalledTimes(3);
    });

    it('rests while nobody looks, and catches up once', () => {
        const act = jest.fn();
        const stop = whileInSight(undefined, act, 1000);
        setVisibility('hidden');
        jest.advanceTimersByTime(5000);
        expect(act).not.toHaveBeenCalled();
        setVisibility('visible');
        setVisibility('visible');
        expect(act).toHaveBeenCalledTimes(1);
        stop();
    });

    it('rests while the page is kept hidden, and soon notices that it is shown again', () => {
        const act = jest.fn();
        const page = keptPage();
        const stop = whileInSight(page.element, act, 60_000);
        page.isShown = false;
        jest.advanceTimersByTime(600_000);
        setVisibility('visible');
        expect(act).not.toHaveBeenCalled();
        page.isShown = true;
        jest.advanceTimersByTime(5_000);
        expect(act).toHaveBeenCalledTimes(1);
        jest.advanceTimersByTime(55_000);
        expect(act).toHaveBeenCalledTimes(1);
        jest.advanceTimersByTime(5_000);
        expect(act).toHaveBeenCalledTimes(2);
        stop();
    });

    it('takes what cannot say whether it is seen for seen', () => {
        expect(isInSight(undefined)).toBe(true);
        expect(isInSight(document.createElement('div'))).toBe(true);
        setVisibility('hidden');
        expect(isInSight(document.createElement('div'))).toBe(false);
    });
});
