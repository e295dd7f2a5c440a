import { assertions } from '../apex/platform/assert.ts';
import { ApexException } from '../apex/runtime/exceptions.ts';
import { apexStack } from '../apex/runtime/linkage.ts';
import { UnsupportedError } from '../errors.ts';
import type { OrgRuntime } from '../org.ts';
import type { TestClass, TestResult } from './model.ts';

/** Runs the tests of one class: each starts from what the @TestSetup methods left, and leaves no trace. */
export function runTestClass(org: OrgRuntime, testClass: TestClass): TestResult[] {
    const user = org.user(org.defaultUsername);
    return org.isolated(() => {
        const before = assertions.executed;
        const broken = attempt(() => {
            for (const method of testClass.setup)
                org.runTest(`${testClass.name}.${method.name}`, user, () => method.invoke(null, []), { keep: true });
        });
        const inSetup = assertions.executed - before;
        return testClass.tests.map((method) => {
            const name = `${testClass.name}.${method.name}`;
            const started = performance.now();
            const executed = assertions.executed;
            const failure =
                broken ??
                attempt(() => org.runTest(name, user, () => method.invoke(null, []), { seesAllData: testClass.seesAllData(method) }));
            return {
                name,
                passed: failure === undefined,
                message: failure?.message ?? '',
                stack: failure?.stack ?? '',
                ms: performance.now() - started,
                assertions: broken ? inSetup : assertions.executed - executed
            };
        });
    });
}

/** What a failed test shows; undefined where it passed. */
function attempt(action: () => unknown): { message: string; stack: string } | undefined {
    try {
        action();
        return undefined;
    } catch (error) {
        if (error instanceof ApexException) return { message: `${error.apexTypeName}: ${error.message}`, stack: apexStack(error) };
        if (error instanceof UnsupportedError) return { message: `refused: ${error.message}`, stack: apexStack(error) };
        return { message: 'The local org failed (a defect of its own):', stack: (error as Error).stack ?? String(error) };
    }
}
