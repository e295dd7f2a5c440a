import type { ApexMethod } from '../apex/program.ts';

export interface TestOptions {
    readonly project: string;
    readonly filter?: string;
    /** Only those that failed, or were refused, in the last run. */
    readonly rerunFailed?: boolean;
    /** Every assertion means its opposite: shows which tests would notice anything. */
    readonly invertAssertions?: boolean;
    /** Files to write. */
    readonly json?: string;
    readonly junit?: string;
    readonly lcov?: string;
    readonly coverage: boolean;
    /** Percent of statements, 0 to 100. */
    readonly minimumCoverage?: number;
    readonly workers?: number;
}

/** Which tests to run. */
export interface TestChoice {
    /** Text that `Class.method` contains, in any case. */
    readonly filter?: string | undefined;
    /** `Class.method` of those that may run; all where it is left out. */
    readonly only?: readonly string[] | undefined;
}

export interface TestClass {
    readonly name: string;
    readonly setup: readonly ApexMethod[];
    readonly tests: readonly ApexMethod[];
    seesAllData(method: ApexMethod): boolean;
}

export interface TestResult {
    /** Class.method */
    readonly name: string;
    readonly passed: boolean;
    readonly message: string;
    readonly stack: string;
    /** Wall time in milliseconds. */
    readonly ms: number;
    /** How many assertions ran. */
    readonly assertions: number;
}
