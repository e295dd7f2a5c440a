import type { ApexClass, ApexMethod, ApexProgram, RefusedUnit } from '../apex/program.ts';
import type { TestChoice, TestClass, TestResult } from './model.ts';

function chooser({ filter = '', only }: TestChoice): (name: string) => boolean {
    const wanted = filter.toLowerCase();
    const listed = only && new Set(only);
    return (name) => name.toLowerCase().includes(wanted) && (!listed || listed.has(name));
}

/** The test classes of a program with the methods that the choice leaves. */
export function discoverTests(program: ApexProgram, choice: TestChoice = {}): TestClass[] {
    const chosen = chooser(choice);
    return program.classes
        .filter(isTestClass)
        .map((testClass) => ({
            name: testClass.name,
            setup: testClass.methods.filter((method) => isAnnotated(method, 'testsetup')),
            tests: testClass.methods.filter((method) => isAnnotated(method, 'istest') && chosen(`${testClass.name}.${method.name}`)),
            seesAllData: (method: ApexMethod) => seesAllData(method) ?? seesAllData(testClass) ?? false
        }))
        .filter((testClass) => testClass.tests.length > 0)
        .sort((a, b) => a.name.localeCompare(b.name));
}

/** Tests of classes that were left out count as failed: nobody knows whether they pass. */
export function refusedTests(refused: readonly RefusedUnit[], choice: TestChoice = {}): TestResult[] {
    const chosen = chooser(choice);
    return refused.flatMap((unit) =>
        unit.tests
            .filter(chosen)
            .map((name) => ({ name, passed: false, message: `refused: ${unit.problems.join('\n')}`, stack: '', ms: 0, assertions: 0 }))
    );
}

export function isTestClass(candidate: ApexClass): boolean {
    return isAnnotated(candidate, 'istest');
}

function isAnnotated(declaration: { annotations: ApexClass['annotations'] }, name: string): boolean {
    return declaration.annotations.some((annotation) => annotation.name.toLowerCase() === name);
}

function seesAllData({ annotations }: { annotations: ApexClass['annotations'] }): boolean | undefined {
    const value = annotations.find((annotation) => annotation.name.toLowerCase() === 'istest')?.parameters['seealldata'];
    return value === undefined ? undefined : value.toLowerCase() === 'true';
}
