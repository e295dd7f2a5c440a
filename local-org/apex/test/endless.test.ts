import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LimitExceeded } from '../runtime/exceptions.ts';
import { call, compile, problems, run } from './harness.ts';

const CPU = /Apex CPU time limit exceeded/;

function ends(members: string, statements: string, message: RegExp): void {
    const source = `public class T { ${members} public static Object run() { ${statements} return 'ended'; } }`;
    assert.throws(
        () => run(source),
        (error: unknown) => error instanceof LimitExceeded && message.test(error.message)
    );
}

test('loops without end are ended by the CPU limit, wherever they are', () => {
    ends('', 'while (true) { Integer i = 0; }', CPU);
    ends('', 'for (;;) { }', CPU);
    ends('', 'do { } while (true);', CPU);
    ends('', 'List<Integer> all = new List<Integer>{ 1 }; for (Integer i = 0; i < all.size(); i++) all.add(i);', CPU);
    ends('static Integer x; static { while (true) { x = 1; } }', 'x = 2;', CPU);
    ends('Integer x; { while (true) { x = 1; } }', 'new T();', CPU);
    ends('static Integer x { get { while (true) { x = 1; } return x; } set; }', 'Integer y = x;', CPU);
    ends('', 'try { while (true) { } } catch (Exception never) { } finally { Integer i = 0; }', CPU);
});

test('calls without end are ended by the depth of the stack', () => {
    const depth = /Maximum stack depth reached: 1001/;
    ends('static void go() { go(); }', 'go();', depth);
    ends('static void go() { try { go(); } catch (Exception never) { } }', 'go();', depth);
    ends('Object a { get { return b; } } Object b { get { return a; } }', 'Object never = new T().a;', depth);
});

test('values and searches beyond all bounds are ended too', () => {
    ends('', "String s = 'x'; for (Integer i = 0; i < 40; i++) s += s;", /Apex heap size too large/);
    ends('', "Pattern.matches('(a+)+b', 'a'.repeat(40));", /Regex too complicated/);
    const matches = "public class T { public static Object run() { return Pattern.matches('(a+)+b', 'a'.repeat(40) + 'b'); } }";
    assert.equal(call(compile(matches), 'T', 'run'), 'true');
});

test('nobody is told a size of the heap that was not measured', () => {
    assert.deepEqual(problems('public class T { Integer x = Limits.getHeapSize(); }'), ['T.cls:1:37 unsupported: Limits.getHeapSize()']);
});
