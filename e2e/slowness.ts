import { randomInt } from 'node:crypto';
import type { Page } from 'playwright-core';

/**
 * The stories as on a slow machine or a bad line. SLOW_CPU=6 gives the pages a sixth of the processor: that finds stories which do not wait
 * for what they mean. SLOW_ANSWERS=800 keeps each answer of the server back for a time of its own, 800 ms at most, so that answers come in
 * another order than they were asked for: that finds races of the pages. SLOW_SEED repeats the delays of a run.
 */
export interface Slowness {
    /** How many times slower the processor is. */
    cpu: number;
    /** The longest delay of an answer, in milliseconds. */
    answers: number;
    seed: number;
}

export const slowness: Slowness = {
    cpu: numberOf('SLOW_CPU', 1),
    answers: numberOf('SLOW_ANSWERS', 0),
    seed: numberOf('SLOW_SEED', randomInt(1_000_000))
};

/** What repeats the run; undefined at full speed. */
export function slownessWords({ cpu, answers, seed }: Slowness): string | undefined {
    const parts = [...(cpu > 1 ? [`SLOW_CPU=${cpu}`] : []), ...(answers > 0 ? [`SLOW_ANSWERS=${answers} SLOW_SEED=${seed}`] : [])];
    return parts.length > 0 ? `Slowly: ${parts.join(' ')}` : undefined;
}

/** To be called before the page goes anywhere. */
export async function slowDown(page: Page, { cpu, answers, seed }: Slowness): Promise<void> {
    if (answers > 0) await page.addInitScript(delayAnswers, [answers, seed] as const);
    if (cpu > 1) {
        const session = await page.context().newCDPSession(page);
        await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    }
}

/**
 * Runs in the page. How long an answer is kept back follows from the seed, from what was asked and from how often it was asked before, so
 * that it does not depend on what else is under way. Half of the time passes before the question leaves, half before its answer arrives:
 * the server hears the questions in another order, too.
 */
function delayAnswers([longest, seed]: readonly [number, number]): void {
    const page = globalThis as unknown as { fetch(input: unknown, init?: unknown): Promise<unknown>; location: { href: string } };
    const { fetch } = page;
    const asked = new Map<string, number>();
    const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
    /** FNV-1a with a last stir: near keys have far values. */
    const share = (key: string): number => {
        let hash = 0x811c9dc5;
        for (const character of key) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
        hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
        return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
    };
    page.fetch = async (input, init) => {
        const path = new URL(String((input as { url?: string }).url ?? input), page.location.href).pathname;
        const count = (asked.get(path) ?? 0) + 1;
        asked.set(path, count);
        await pause((longest * share(`${seed} before ${path} ${count}`)) / 2);
        const answer = await fetch.call(globalThis, input, init);
        await pause((longest * share(`${seed} after ${path} ${count}`)) / 2);
        return answer;
    };
}

function numberOf(name: string, otherwise: number): number {
    const text = process.env[name];
    if (text === undefined || text === '') return otherwise;
    const number = Number(text);
    if (!Number.isFinite(number) || number < 0) throw new Error(`${name} is a number, not ${text}.`);
    return number;
}
