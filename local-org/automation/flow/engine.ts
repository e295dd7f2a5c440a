import { LimitExceeded } from '../../apex/runtime/exceptions.ts';
import { faultText, unhandledFault } from './faults.ts';
import type { ElementCode } from './flow.ts';
import type { Interview, Thread } from './interview.ts';

/** More elements than any real flow runs in one transaction: the platform stops such a flow by its CPU time. */
const MAXIMUM_STEPS = 1_000_000;

/**
 * Runs interviews to their ends, all together: each advances alone up to an element that touches the database or calls
 * Apex; there they wait, and the element runs once for all that wait at it.
 */
export function runThreads(threads: readonly Thread[]): void {
    let active = threads.filter((thread) => !thread.done);
    while (active.length > 0) {
        for (const thread of active) advance(thread);
        active = active.filter((thread) => !thread.done);
        for (const [element, waiting] of groupByElement(active)) runBatch(element, waiting);
        active = active.filter((thread) => !thread.done);
    }
}

function advance(thread: Thread): void {
    while (!thread.done) {
        const interview = thread.top;
        if (interview.next === null) {
            finish(thread);
            continue;
        }
        const element = interview.flow.element(interview.next);
        if (!element.step) return;
        countStep(interview);
        try {
            element.step(interview, thread);
        } catch (error) {
            raise(thread, element, rethrowUnlessFault(error));
        }
    }
}

function finish(thread: Thread): void {
    const inner = thread.stack.pop()!;
    if (thread.done) return;
    const outer = thread.top;
    const element = outer.flow.element(outer.next!);
    element.returned!(outer, inner);
}

function groupByElement(threads: readonly Thread[]): Map<ElementCode, Thread[]> {
    const groups = new Map<ElementCode, Thread[]>();
    for (const thread of threads) {
        const element = thread.top.flow.element(thread.top.next!);
        const group = groups.get(element);
        if (group) group.push(thread);
        else groups.set(element, [thread]);
    }
    return groups;
}

function runBatch(element: ElementCode, threads: readonly Thread[]): void {
    for (const thread of threads) countStep(thread.top);
    const fail = (thread: Thread, problem: string): void => raise(thread, element, problem);
    try {
        element.batch!(threads, fail);
    } catch (error) {
        const problem = rethrowUnlessFault(error);
        for (const thread of threads) raise(thread, element, problem);
    }
}

function rethrowUnlessFault(error: unknown): string {
    const text = faultText(error);
    if (text === undefined) throw error;
    return text;
}

/** To the element's fault path; without one, the whole interview fails, and the record's save with it. */
function raise(thread: Thread, element: ElementCode, problem: string): void {
    if (thread.done) return;
    const interview = thread.top;
    interview.faultMessage = problem;
    if (element.fault !== null) {
        interview.next = element.fault;
        return;
    }
    thread.end(unhandledFault(thread.root.flow.label, problem));
}

function countStep(interview: Interview): void {
    interview.run.steps += 1;
    if (interview.run.steps > MAXIMUM_STEPS) throw new LimitExceeded('Apex CPU time limit exceeded');
}
