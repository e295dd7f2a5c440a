import { later, whileVisible } from 'c/timers';

function setVisibility(state: 'visible' | 'hidden'): void {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
    document.dispatchEvent(new CustomEvent('visibilitychange'));
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
        const stop = whileVisible(act, 1000);
        jest.advanceTimersByTime(3000);
        expect(act).toHaveBeenCalledTimes(3);
        stop();
        jest.advanceTimersByTime(3000);
        setVisibility('visible');
        expect(act).toHaveBeenCalledTimes(3);
    });

    it('rests while nobody looks, and catches up once', () => {
        const act = jest.fn();
        const stop = whileVisible(act, 1000);
        setVisibility('hidden');
        jest.advanceTimersByTime(5000);
        expect(act).not.toHaveBeenCalled();
        setVisibility('visible');
        setVisibility('visible');
        expect(act).toHaveBeenCalledTimes(1);
        stop();
    });
});
