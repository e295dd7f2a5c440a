import { MILLISECONDS_PER_DAY, padded } from './civil.ts';

/** A time of day. Immutable; arithmetic wraps around midnight. */
export class ApexTime {
    /** Milliseconds since midnight. */
    readonly milliseconds: number;

    constructor(milliseconds: number) {
        this.milliseconds = ((milliseconds % MILLISECONDS_PER_DAY) + MILLISECONDS_PER_DAY) % MILLISECONDS_PER_DAY;
    }

    static of(hour: number, minute: number, second: number, millisecond: number): ApexTime {
        return new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + millisecond);
    }

    get hour(): number {
        return Math.floor(this.milliseconds / 3_600_000);
    }

    get minute(): number {
        return Math.floor(this.milliseconds / 60_000) % 60;
    }

    get second(): number {
        return Math.floor(this.milliseconds / 1000) % 60;
    }

    get millisecond(): number {
        return this.milliseconds % 1000;
    }

    add(milliseconds: number): ApexTime {
        return new ApexTime(this.milliseconds + milliseconds);
    }

    equals(other: ApexTime): boolean {
        return this.milliseconds === other.milliseconds;
    }

    /** HH:mm:ss.SSSZ */
    toString(): string {
        return `${padded(this.hour, 2)}:${padded(this.minute, 2)}:${padded(this.second, 2)}.${padded(this.millisecond, 3)}Z`;
    }
}
