export interface Counts {
    passed: number;
    failed: number;
}

/**
 * How many tests a step's output tells of: the last `N passed, N failed` line, the totals of node's runner or of jest.
 * A step that counts nothing is one test, passed or failed by its exit code. A step that failed has at least one failure.
 */
export function countsOf(output: string, succeeded: boolean): Counts {
    const counts = ownCounts(output) ?? nodeCounts(output) ?? jestCounts(output) ?? { passed: succeeded ? 1 : 0, failed: 0 };
    if (!succeeded && counts.failed === 0) counts.failed = 1;
    return counts;
}

function ownCounts(output: string): Counts | undefined {
    const last = [...output.matchAll(/^(\d+) passed, (\d+) failed\b/gm)].at(-1);
    return last && { passed: Number(last[1]), failed: Number(last[2]) };
}

function nodeCounts(output: string): Counts | undefined {
    const passed = /^(?:#|ℹ) pass (\d+)$/m.exec(output);
    const failed = /^(?:#|ℹ) fail (\d+)$/m.exec(output);
    return passed && failed ? { passed: Number(passed[1]), failed: Number(failed[1]) } : undefined;
}

function jestCounts(output: string): Counts | undefined {
    const totals = /^Tests:\s+(.*)$/m.exec(output)?.[1];
    if (totals === undefined) return undefined;
    return { passed: Number(/(\d+) passed/.exec(totals)?.[1] ?? 0), failed: Number(/(\d+) failed/.exec(totals)?.[1] ?? 0) };
}
