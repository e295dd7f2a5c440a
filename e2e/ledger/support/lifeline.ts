import type { OrgRuntime } from '../../../local-org/org.ts';
import { TEST } from './org.ts';

/** The process died. Nobody can catch it, and nobody gets anything done after it. */
export class Died extends Error {}

/** Counts the steps of an org, and ends its life before one of them. */
export class Lifeline {
    readonly steps: string[] = [];
    /** Number of the step that it dies before; none when undefined. */
    private readonly last: number | undefined;
    private dead = false;

    constructor(last?: number) {
        this.last = last;
    }

    get died(): boolean {
        return this.dead;
    }

    /** What was not committed is gone with the connection, and so is what only the memory knew. */
    hold(org: OrgRuntime): void {
        org.onStep = (step, transaction) => {
            if (this.dead || transaction.name === TEST.name) return;
            if (this.steps.length === this.last) {
                this.dead = true;
                org.close();
                throw new Died(`before ${step} of ${transaction.name}`);
            }
            this.steps.push(`${step} of ${transaction.name}`);
        };
    }
}
