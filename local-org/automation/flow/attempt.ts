import { faultText } from './faults.ts';
import type { Thread } from './interview.ts';

export type Fail = (thread: Thread, problem: string) => void;

/** What goes wrong for one interview, such as a value that is not there, is its own fault and nobody else's. */
export function attempt(thread: Thread, fail: Fail, action: () => void): void {
    try {
        action();
    } catch (error) {
        const text = faultText(error);
        if (text === undefined) throw error;
        fail(thread, text);
    }
}
