/** Whoever must keep the same time as the stand-in: it is asked to finish its work, then told the new time. */
export interface TimeFollower {
    settle(): Promise<void>;
    /** @param now seconds since the epoch */
    follow(now: number): Promise<void>;
}

/**
 * The stand-in's own time, in seconds since the epoch: real until the first test clock exists, from then on that of the
 * test clock which is furthest ahead. (At Stripe every test clock is a world of its own and everything else is in real time.)
 */
export class Timekeeper {
    private frozen: number | undefined;
    private follower: TimeFollower | undefined;

    now(): number {
        return this.frozen ?? Math.floor(Date.now() / 1000);
    }

    async setFollower(follower: TimeFollower | undefined): Promise<void> {
        this.follower = follower;
        if (this.frozen !== undefined) await follower?.follow(this.frozen);
    }

    /** Goes forward, never back. */
    async moveTo(moment: number): Promise<void> {
        if (this.frozen !== undefined && moment <= this.frozen) return;
        await this.follower?.settle();
        this.frozen = moment;
        await this.follower?.follow(moment);
    }

    /** Real time again; test clocks stay where they are. */
    thaw(): void {
        this.frozen = undefined;
    }
}
