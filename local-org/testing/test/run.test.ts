import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { LimitExceeded } from '../../apex/runtime/exceptions.ts';
import { Limits } from '../../limits/limits.ts';
import { openOrg } from '../../org.ts';
import { runTests, testOrgOptions } from '../run.ts';
import type { TestOptions } from '../model.ts';

const project = mkdtempSync(join(tmpdir(), 'local-org-testing-'));
after(() => rmSync(project, { recursive: true, force: true }));

const META =
    '<?xml version="1.0" encoding="UTF-8"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>66.0</apiVersion></ApexClass>';
const CLASSES = join(project, 'force-app', 'classes');
mkdirSync(CLASSES, { recursive: true });
writeFileSync(join(project, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }] }));

function writeClass(name: string, body: string): void {
    writeFileSync(join(CLASSES, `${name}.cls`), body);
    writeFileSync(join(CLASSES, `${name}.cls-meta.xml`), META);
}

writeClass(
    'Sum',
    'public class Sum {\n    public static Integer of(Integer a, Integer b) {\n        if (a == 99) {\n            return 0;\n        }\n        return a + b;\n    }\n}'
);
writeClass('Broken', 'public class Broken {\n    public static Integer x() {\n        return nope;\n    }\n}');
writeClass('Middle', 'public class Middle {\n    public static Integer x() { return Broken.x(); }\n}');
writeClass('MiddleTest', '@IsTest\nprivate class MiddleTest {\n    @IsTest static void runs() { System.assertEquals(1, Middle.x()); }\n}');
writeClass(
    'SumTest',
    `@IsTest
private class SumTest {
    @TestSetup static void make() { insert new Account(Name = 'kept'); }
    @IsTest static void adds() {
        System.assertEquals(3, Sum.of(1, 2));
        Assert.areEqual(1, [SELECT COUNT() FROM Account]);
    }
    @IsTest static void leavesNothing() { delete [SELECT Id FROM Account]; Assert.isTrue([SELECT Id FROM Account].isEmpty()); }
    @IsTest static void says_little() { Sum.of(1, 1); }
    @IsTest static void wrong() {
        try { System.assertEquals('a<b', 'A<B', 'case'); }
        catch (Exception e) { System.debug('never caught'); }
    }
}`
);

async function run(t: TestContext, options: Partial<TestOptions> = {}): Promise<{ code: number; lines: string[] }> {
    const lines: string[] = [];
    const log = t.mock.method(console, 'log', (line: string) => lines.push(...line.split('\n')));
    const code = await runTests({ project, coverage: false, ...options });
    log.mock.restore();
    return { code, lines };
}

test('what compiles runs; a class with a problem, and what needs it, fails as refused', async (t) => {
    const json = join(project, 'results.json');
    const { code, lines } = await run(t, { json });
    assert.equal(code, 1);
    assert.deepEqual(lines.slice(-2), ['4 assertions', '3 passed, 2 failed']);
    const refused =
        'refused: force-app/classes/MiddleTest.cls needs Middle: force-app/classes/Middle.cls needs Broken: force-app/classes/Broken.cls:3:16 Variable does not exist: nope';
    assert.ok(lines.includes(`       ${refused}`), lines.join('\n'));
    assert.ok(lines.includes('       System.AssertException: Assertion Failed: case: Expected: a<b, Actual: A<B'));
    assert.ok(lines.includes('       Class.SumTest.wrong: line 11, column 1'));
    const { results } = JSON.parse(readFileSync(json, 'utf8')) as { results: { name: string; assertions: number }[] };
    assert.deepEqual(
        results.map(({ name, assertions }) => [name, assertions]),
        [
            ['MiddleTest.runs', 0],
            ['SumTest.adds', 2],
            ['SumTest.leavesNothing', 1],
            ['SumTest.says_little', 0],
            ['SumTest.wrong', 1]
        ]
    );
});

test('tests of a file that is no Apex fail as refused too: none goes missing', async (t) => {
    t.after(() => ['cls', 'cls-meta.xml'].forEach((ending) => rmSync(join(CLASSES, `TornTest.${ending}`))));
    writeClass(
        'TornTest',
        '@IsTest\nprivate class TornTest {\n    @IsTest\n    static void first() {}\n    static testMethod void second() { Integer i = ; }\n}'
    );
    const { code, lines } = await run(t, { filter: 'torn' });
    assert.equal(code, 1);
    assert.deepEqual(
        lines.filter((line) => line.startsWith('FAILED')),
        ['FAILED TornTest.first', 'FAILED TornTest.second']
    );
    assert.ok(lines.includes("       refused: force-app/classes/TornTest.cls:5:51 Unexpected token ';'."), lines.join('\n'));
    writeClass('TornTest', '@IsTest\nprivate class TornTest {');
    assert.equal((await run(t, { filter: 'torn' })).lines.at(-1), '0 passed, 1 failed');
});

test('with inverted assertions every method that asserts fails', async (t) => {
    writeClass(
        'SumTest2',
        '@IsTest\nprivate class SumTest2 {\n    @IsTest static void adds() { Assert.isNotNull(Sum.of(1, 2)); Assert.areEqual(4, Sum.of(1, 2)); }\n}'
    );
    const { lines } = await run(t, { invertAssertions: true, filter: 'SumTest.' });
    assert.deepEqual(lines.slice(0, 3), [
        'FAILED SumTest.wrong',
        '       passes although each of its assertions was inverted',
        'no assertion: SumTest.says_little'
    ]);
    assert.equal(lines.at(-1), '1 of the methods that assert passed');
    const passing = await run(t, { invertAssertions: true, filter: 'SumTest2' });
    assert.equal(passing.code, 0);
    rmSync(join(CLASSES, 'SumTest2.cls'));
    rmSync(join(CLASSES, 'SumTest2.cls-meta.xml'));
});

test('only what failed runs again', async (t) => {
    await run(t);
    const again = await run(t, { rerunFailed: true });
    assert.equal(again.lines.at(-1), '0 passed, 2 failed');
    await run(t, { filter: 'adds' });
    const none = await run(t, { rerunFailed: true });
    assert.deepEqual([none.code, none.lines.at(-1)], [0, '0 passed, 0 failed']);
    assert.ok(none.lines.includes('Nothing failed in the last run.'));
});

test('results as JUnit XML, coverage as an LCOV trace', async (t) => {
    const [junit, lcov] = [join(project, 'junit.xml'), join(project, 'coverage.lcov')];
    await run(t, { junit, lcov, filter: 'SumTest' });
    const xml = readFileSync(junit, 'utf8').replaceAll(/time="[\d.]+"/g, 'time=""');
    assert.match(xml, /<testsuite name="SumTest" tests="4" failures="1" time="">/);
    assert.match(xml, /<testcase classname="SumTest" name="adds" time=""\/>/);
    assert.match(
        xml,
        /<failure message="System\.AssertException: Assertion Failed: case: Expected: a&lt;b, Actual: A&lt;B">Class\.SumTest\.wrong: line 11, column 1<\/failure>/
    );
    assert.equal(readFileSync(lcov, 'utf8'), 'TN:\nSF:force-app/classes/Sum.cls\nDA:3,2\nDA:4,0\nDA:6,2\nLF:3\nLH:2\nend_of_record\n');
});

test('a loop without end stops by its CPU time, and no catch block goes on', () => {
    const org = openOrg(testOrgOptions(project));
    const block = org.program.anonymous('while (true) { try { Integer i = 1; } catch (Exception e) { System.debug(e); } }');
    const limits = new Limits(false, { cpuTime: 30 });
    const loop = (): void => org.transact('synchronous', org.user(org.defaultUsername), block, { limits });
    assert.throws(loop, (error) => error instanceof LimitExceeded && error.message === 'Apex CPU time limit exceeded');
    org.close();
});

test('an org that is to be served refuses the project as a whole', () => {
    assert.throws(
        () => openOrg({ ...testOrgOptions(project), leaveOutBroken: false }),
        /^ProblemList: force-app\/classes\/Broken\.cls:3:16 /
    );
});

test('a trigger that does not compile keeps its records from being saved', async (t) => {
    const triggers = join(project, 'force-app', 'triggers');
    mkdirSync(triggers);
    writeFileSync(join(triggers, 'OnAccount.trigger'), 'trigger OnAccount on Account (before insert) {\n    nope();\n}');
    writeFileSync(join(triggers, 'OnAccount.trigger-meta.xml'), META.replaceAll('ApexClass', 'ApexTrigger'));
    const { lines } = await run(t, { filter: 'SumTest.adds' });
    assert.match(
        lines[1]!,
        /^ {7}refused: The local org does not support the trigger OnAccount, which does not compile here \(.*OnAccount\.trigger:2:5 /
    );
    rmSync(triggers, { recursive: true });
});
