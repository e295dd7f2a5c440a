import type { FlowType } from './types.ts';
import type { Interview, Thread } from './interview.ts';
import type { Start } from './start.ts';

/** Something that a flow can name: a variable, a field of it, an element's output, a global. */
export interface Resource {
    readonly type: FlowType;
    read(interview: Interview): unknown;
    /** Undefined where nothing can be assigned to it. */
    write?(interview: Interview, value: unknown): void;
    /** Parent paths of $Record that reading it follows. */
    readonly recordPath?: readonly string[];
}

/** A place of a flow that gives a value: a literal, a reference, a text with merge fields. */
export interface ValueCode {
    readonly type: FlowType;
    read(interview: Interview): unknown;
}

/** An element, ready to run. */
export interface ElementCode {
    readonly name: string;
    readonly kind: string;
    readonly label: string;
    readonly fault: string | null;
    /** Runs one interview through and sets its `next`. */
    step?(interview: Interview, thread: Thread): void;
    /** Runs all interviews that stand here at once, and sets the `next` of each or reports its fault. */
    batch?(threads: readonly Thread[], fail: (thread: Thread, problem: string) => void): void;
    /** Of a subflow: takes over what the inner interview gave. */
    returned?(interview: Interview, inner: Interview): void;
}

export interface FlowVariable {
    readonly name: string;
    readonly type: FlowType;
    readonly input: boolean;
    readonly output: boolean;
    initial(interview: Interview): unknown;
}

/** An active flow, checked and ready to run. */
export interface Flow {
    readonly name: string;
    readonly label: string;
    readonly file: string;
    readonly runInMode: 'DefaultMode' | 'SystemModeWithSharing' | 'SystemModeWithoutSharing' | 'UserMode';
    readonly order: number | undefined;
    readonly start: Start;
    readonly variables: readonly FlowVariable[];
    /** Paths from $Record to parents that the flow reads, to be read for all records at once. */
    readonly recordPaths: readonly (readonly string[])[];
    element(name: string): ElementCode;
    resource(name: string): Resource;
    /** Throws where the flow holds something that the local org does not run. */
    requireSupported(): void;
}
