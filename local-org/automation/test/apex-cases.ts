import { test } from 'node:test';
import { openOrg } from '../../org.ts';
import { classFile, NOW, writeProject, type Files } from './harness.ts';

const ADMIN = 'admin@example.com';
const CONFIG = { users: { [ADMIN]: { name: 'Ada Min', administrator: true } } };

/** Apex test methods in a project with these files: each becomes a test of its own. */
export function apexCases(methods: string, ...files: readonly Files[]): void {
    const project = writeProject(...files, classFile('Cases', `@IsTest\nprivate class Cases {\n${methods}\n}`));
    const org = openOrg({ project, config: CONFIG, clock: { now: () => NOW } });
    const cases = org.program
        .findClass('Cases')!
        .methods.filter(({ annotations }) => annotations.some(({ name }) => /^istest$/i.test(name)));
    for (const method of cases) {
        test(method.name.replaceAll('_', ' '), () => {
            org.runTest(method.name, org.user(ADMIN), () => method.invoke(null, []));
        });
    }
}
