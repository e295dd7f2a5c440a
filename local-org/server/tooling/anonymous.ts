import { ApexException } from '../../apex/runtime/exceptions.ts';
import { apexFrames, apexStack } from '../../apex/runtime/linkage.ts';
import { ProblemList, UnsupportedError } from '../../errors.ts';
import type { OrgRuntime } from '../../org.ts';
import type { RunningUser } from '../../automation/transaction.ts';

/** What `executeAnonymous` answers; line and column are -1 where nothing went wrong. */
export interface AnonymousOutcome {
    readonly compiled: boolean;
    readonly compileProblem: string | null;
    readonly success: boolean;
    readonly line: number;
    readonly column: number;
    readonly exceptionMessage: string | null;
    readonly exceptionStackTrace: string | null;
    /** In the form of the platform's debug logs. */
    readonly log: string;
}

const NOTHING_WRONG = {
    compiled: true,
    compileProblem: null,
    success: true,
    line: -1,
    column: -1,
    exceptionMessage: null,
    exceptionStackTrace: null
};

/** Runs a block as one transaction of the user; an exception rolls it back and is part of the outcome. */
export function executeAnonymous(org: OrgRuntime, user: RunningUser, source: string): AnonymousOutcome {
    const log = new DebugLog(org.facts.apiVersion, source);
    let block: () => void;
    try {
        block = org.program.anonymous(source);
    } catch (error) {
        if (!(error instanceof ProblemList)) throw error;
        const [first] = error.problems;
        const position = first!.position;
        const problem = first instanceof UnsupportedError ? first.message : first!.message;
        const where = { line: position?.line ?? 1, column: position?.column ?? 1 };
        return { ...NOTHING_WRONG, ...where, compiled: false, success: false, compileProblem: problem, log: '' };
    }
    try {
        org.transact('synchronous', user, (transaction) => {
            transaction.onDebug = (level, message, line) => log.event('USER_DEBUG', `[${line ?? 1}]|${level}|${message}`);
            log.event('EXECUTION_STARTED');
            log.event('CODE_UNIT_STARTED', '[EXTERNAL]|execute_anonymous_apex');
            block();
        });
        log.end();
        return { ...NOTHING_WRONG, log: log.text };
    } catch (error) {
        const failure = failureOf(error);
        log.event('FATAL_ERROR', `${failure.exceptionMessage}\n\n${failure.exceptionStackTrace}`);
        log.end();
        return { ...NOTHING_WRONG, success: false, column: 1, ...failure, log: log.text };
    }
}

function failureOf(error: unknown): { line: number; exceptionMessage: string; exceptionStackTrace: string } {
    if (error instanceof UnsupportedError) {
        return { line: error.position?.line ?? 1, exceptionMessage: error.message, exceptionStackTrace: apexStack(error) };
    }
    if (!(error instanceof ApexException)) throw error;
    const line = apexFrames(error)[0]?.line ?? 1;
    return { line, exceptionMessage: `${error.apexTypeName}: ${error.message}`, exceptionStackTrace: apexStack(error) };
}

class DebugLog {
    private readonly lines: string[];
    private readonly started = performance.now();

    constructor(version: string, source: string) {
        this.lines = [`${version} APEX_CODE,DEBUG;APEX_PROFILING,NONE`];
        for (const line of source.replace(/\n$/, '').split('\n')) this.lines.push(`Execute Anonymous: ${line}`);
    }

    event(name: string, detail?: string): void {
        const time = new Date().toISOString().slice(11, 23);
        const nanoseconds = Math.round((performance.now() - this.started) * 1e6);
        this.lines.push([`${time} (${nanoseconds})`, name, ...(detail === undefined ? [] : [detail])].join('|'));
    }

    end(): void {
        this.event('CODE_UNIT_FINISHED', 'execute_anonymous_apex');
        this.event('EXECUTION_FINISHED');
    }

    get text(): string {
        return `${this.lines.join('\n')}\n`;
    }
}
