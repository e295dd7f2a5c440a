import type { ApexClass, ApexMethod, ApexProgram } from '../apex/program.ts';

export interface TestClass {
    readonly name: string;
    readonly setup: readonly ApexMethod[];
    readonly tests: readonly ApexMethod[];
}

/** The test classes of a program with the methods that a filter leaves: text that `Class.method` contains, in any case. */
export function discoverTests(program: ApexProgram, filter = ''): TestClass[] {
    const wanted = filter.toLowerCase();
    return program.classes
        .filter(isTestClass)
        .map((testClass) => ({
            name: testClass.name,
            setup: testClass.methods.filter((method) => isAnnotated(method, 'testsetup')),
            tests: testClass.methods.filter(
                (method) => isAnnotated(method, 'istest') && `${testClass.name}.${method.name}`.toLowerCase().includes(wanted)
            )
        }))
        .filter((testClass) => testClass.tests.length > 0)
        .sort((a, b) => a.name.localeCompare(b.name));
}

export function isTestClass(candidate: ApexClass): boolean {
    return isAnnotated(candidate, 'istest');
}

function isAnnotated(declaration: { annotations: ApexClass['annotations'] }, name: string): boolean {
    return declaration.annotations.some((annotation) => annotation.name.toLowerCase() === name);
}
