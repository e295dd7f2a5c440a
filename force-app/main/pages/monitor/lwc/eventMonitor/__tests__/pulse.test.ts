import { MOST_BEATS, PERIOD_MS, Pulse, type Beat } from '../pulse';

let hidden = false;
let isShown = true;

function hide(value: boolean): void {
    hidden = value;
    document.dispatchEvent(new CustomEvent('visibilitychange'));
}

describe('Pulse', () => {
    const pulses: Pulse[] = [];
    const over = jest.fn();

    function started(act: () => Promise<Beat>): Pulse {
        const pulse = new Pulse(act, over, () => isShown);
        pulses.push(pulse);
        pulse.start();
        return pulse;
    }

    beforeEach(() => {
        jest.useFakeTimers();
        hidden = false;
        isShown = true;
        over.mockClear();
        jest.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    });

    afterEach(() => {
        for (const pulse of pulses.splice(0)) pulse.stop();
        jest.restoreAllMocks();
        jest.useRealTimers();
    });

    it('acts again and again until it is stopped', async () => {
        const act = jest.fn(() => Promise.resolve<Beat>('news'));
        const pulse = started(act);
        pulse.start();
        await jest.advanceTimersByTimeAsync(3 * PERIOD_MS);
        expect(act).toHaveBeenCalledTimes(3);
        pulse.stop();
        await jest.advanceTimersByTimeAsync(10 * PERIOD_MS);
        expect(act).toHaveBeenCalledTimes(3);
    });

    it('waits for a slow answer before it asks again', async () => {
        let answer: (beat: Beat) => void = () => undefined;
        const act = jest.fn(
            () =>
                new Promise<Beat>((resolve) => {
                    answer = resolve;
                })
        );
        started(act);
        await jest.advanceTimersByTimeAsync(9 * PERIOD_MS);
        hide(true);
        hide(false);
        expect(act).toHaveBeenCalledTimes(1);
        answer('news');
        await jest.advanceTimersByTimeAsync(PERIOD_MS);
        expect(act).toHaveBeenCalledTimes(2);
    });

    it('rests while the page is hidden, and looks at once when it is seen again', async () => {
        const act = jest.fn(() => Promise.resolve<Beat>('news'));
        started(act);
        hide(true);
        await jest.advanceTimersByTimeAsync(9 * PERIOD_MS);
        expect(act).not.toHaveBeenCalled();
        hide(false);
        expect(act).toHaveBeenCalledTimes(1);
    });

    it('asks less and less often while it fails, and as before when it does not', async () => {
        const act = jest
            .fn<Promise<Beat>, []>()
            .mockResolvedValueOnce('failed')
            .mockRejectedValueOnce(new Error('down'))
            .mockResolvedValue('news');
        started(act);
        await jest.advanceTimersByTimeAsync(PERIOD_MS);
        await jest.advanceTimersByTimeAsync(2 * PERIOD_MS);
        await jest.advanceTimersByTimeAsync(3 * PERIOD_MS);
        expect(act).toHaveBeenCalledTimes(2);
        await jest.advanceTimersByTimeAsync(PERIOD_MS);
        expect(act).toHaveBeenCalledTimes(3);
        await jest.advanceTimersByTimeAsync(PERIOD_MS);
        expect(act).toHaveBeenCalledTimes(4);
    });

    it('asks less often while nothing happens, but never seldom', async () => {
        const act = jest.fn(() => Promise.resolve<Beat>('calm'));
        started(act);
        await jest.advanceTimersByTimeAsync((1 + 2 + 3 + 3) * PERIOD_MS);
        expect(act).toHaveBeenCalledTimes(4);
    });

    it('rests while the page is kept hidden, and soon notices that it is shown again', async () => {
        const act = jest.fn(() => Promise.resolve<Beat>('news'));
        started(act);
        isShown = false;
        await jest.advanceTimersByTimeAsync((MOST_BEATS + 9) * PERIOD_MS);
        hide(true);
        hide(false);
        await jest.advanceTimersByTimeAsync(PERIOD_MS);
        expect(act).not.toHaveBeenCalled();
        isShown = true;
        await jest.advanceTimersByTimeAsync(PERIOD_MS);
        expect(act).toHaveBeenCalledTimes(1);
        expect(over).not.toHaveBeenCalled();
    });

    it('does not go on for ever', async () => {
        const act = jest.fn(() => Promise.resolve<Beat>('news'));
        started(act);
        await jest.advanceTimersByTimeAsync((MOST_BEATS + 9) * PERIOD_MS);
        expect(act).toHaveBeenCalledTimes(MOST_BEATS);
        expect(over).toHaveBeenCalledTimes(1);
    });
});
