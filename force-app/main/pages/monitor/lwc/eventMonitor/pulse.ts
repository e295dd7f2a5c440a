import { later, type Stop } from 'c/timers';

/** What a look brought: something new, nothing new, or no answer. */
export type Beat = 'news' | 'calm' | 'failed';

/** Between two looks while something happens. */
export const PERIOD_MS = 5_000;
/** The longest wait while nothing happens. */
const CALM_MS = 15_000;
/** The longest wait while something is wrong. */
const LONGEST_MS = 60_000;
/** After that many looks in a row nobody seems to be there: an hour while much happens, three while nothing does. */
export const MOST_BEATS = 720;

/**
 * Does something again and again, and one thing at a time: not while the page is out of sight, less often while it brings
 * nothing new, less and less often while it fails, and not for ever.
 */
export class Pulse {
    private readonly act: () => Promise<Beat>;
    private readonly whenOver: () => void;
    private readonly isInSight: () => boolean;
    private callOff: Stop = () => undefined;
    private wait = PERIOD_MS;
    private beats = 0;
    private isActing = false;
    private isOn = false;

    /** `act` says what it brought; `whenOver` is called when it stops by itself. */
    constructor(act: () => Promise<Beat>, whenOver: () => void, isInSight: () => boolean) {
        this.act = act;
        this.whenOver = whenOver;
        this.isInSight = isInSight;
    }

    start(): void {
        if (this.isOn) return;
        this.isOn = true;
        this.beats = 0;
        this.wait = PERIOD_MS;
        document.addEventListener('visibilitychange', this.look);
        this.plan();
    }

    stop(): void {
        this.isOn = false;
        this.callOff();
        document.removeEventListener('visibilitychange', this.look);
    }

    private readonly look = (): void => {
        this.callOff();
        if (!document.hidden) this.beatInSight();
    };

    private plan(): void {
        this.callOff();
        if (!this.isOn || document.hidden) return;
        if (this.beats >= MOST_BEATS) {
            this.stop();
            this.whenOver();
            return;
        }
        this.callOff = later(() => {
            this.beatInSight();
        }, this.wait);
    }

    /** No event tells when a page that Lightning Experience keeps hidden is shown again. */
    private beatInSight(): void {
        if (this.isInSight()) this.beat();
        else this.plan();
    }

    private beat(): void {
        if (this.isActing) return;
        this.isActing = true;
        this.beats += 1;
        this.act().then(
            (beat) => {
                this.done(beat);
            },
            () => {
                this.done('failed');
            }
        );
    }

    private done(beat: Beat): void {
        this.isActing = false;
        this.wait = this.waitAfter(beat);
        this.plan();
    }

    private waitAfter(beat: Beat): number {
        if (beat === 'failed') return Math.min(LONGEST_MS, this.wait * 2);
        return beat === 'calm' ? Math.min(CALM_MS, this.wait + PERIOD_MS) : PERIOD_MS;
    }
}
