import { Script } from 'node:vm';
import { LimitExceeded } from '../../runtime/exceptions.ts';

/** A repeated group with a repetition inside: what such a pattern tries can double with every character. */
const NESTED_REPETITION = /\([^()]*[+*}][^()]*\)[+*{]/;
/** Shorter texts are done with soon, whatever the pattern. */
const SHORT = 20;
const LONGEST_SEARCH = 1000;

const SEARCH = Symbol.for('local-org.search');
const script = new Script('globalThis[Symbol.for("local-org.search")]()');

/** `exec`, which ends with the platform's LimitException where it would go on for ever. */
export function watchedExec(expression: RegExp, text: string): RegExpExecArray | null {
    if (text.length <= SHORT || !NESTED_REPETITION.test(expression.source)) return expression.exec(text);
    const place = globalThis as unknown as Record<symbol, unknown>;
    place[SEARCH] = () => expression.exec(text);
    try {
        return script.runInThisContext({ timeout: LONGEST_SEARCH }) as RegExpExecArray | null;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new LimitExceeded('Regex too complicated');
        throw error;
    } finally {
        delete place[SEARCH];
    }
}
