import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile, inTransaction, record, run } from './harness.ts';
import { SObject } from '../runtime/sobject.ts';

/** Statements that fill `log`; the result is what they wrote. */
function log(statements: string, members = ''): string {
    return run(`public class T { static List<String> log = new List<String>(); ${members}
        static void say(Object o) { log.add('' + o); }
        public static Object run() { ${statements} return String.join(log, ' '); } }`);
}

test('loops count, break and continue', () => {
    assert.equal(log('for (Integer i = 0; i < 5; i++) { if (i == 1) continue; if (i == 4) break; say(i); }'), '0 2 3');
    assert.equal(log('Integer i = 3; while (i > 0) say(i--);'), '3 2 1');
    assert.equal(log('Integer i = 0; do { say(i); i++; } while (i < 2);'), '0 1');
    assert.equal(log('for (Integer i = 0, j = 10; i < j; i += 4) { say(i); j--; }'), '0 4');
    assert.equal(
        log("for (String s : new List<String>{ 'a', 'b' }) say(s); for (Integer n : new Set<Integer>{ 3, 1 }) { say(n); }"),
        'a b 3 1'
    );
    assert.equal(log("for (String k : new Map<String, Integer>{ 'x' => 1 }.keySet()) say(k);"), 'x');
});

test('a loop runs over an Iterable of the project', () => {
    const members = `class Numbers implements Iterable<Integer> { public Iterator<Integer> iterator() { return new Count(); } }
        class Count implements Iterator<Integer> { Integer n = 0; public Boolean hasNext() { return n < 3; } public Integer next() { return n++; } }`;
    assert.equal(log('for (Integer n : new Numbers()) say(n);', members), '0 1 2');
});

test('a collection can not change while a loop runs over it', () => {
    const text =
        'List<Integer> items = new List<Integer>{ 1, 2 }; try { for (Integer i : items) items.add(i); } catch (FinalException e) { say(e.getMessage()); }';
    assert.equal(log(text), 'Cannot modify a collection while it is being iterated.');
});

test('switch takes values, enums and kinds of records', () => {
    const members = `enum Colour { RED, GREEN, BLUE }
        static String number(Integer i) { switch on i { when 1 { return 'one'; } when 2, -3 { return 'two'; } when null { return 'none'; } when else { return 'many'; } } }
        static String colour(Colour c) { switch on c { when RED { return 'r'; } when GREEN, BLUE { return 'gb'; } } return 'x'; }
        static String text(String s) { switch on s { when 'a' { return 'A'; } when else { return '-'; } } }
        static String kind(SObject o) { switch on o { when Account a { return 'account ' + a.Name; } when Contact c { return 'contact'; } when null { return 'nothing'; } when else { return 'other'; } } }`;
    assert.equal(
        log(
            `say(number(1) + number(-3) + number(null) + number(9)); say(colour(Colour.RED) + colour(Colour.BLUE) + colour(null));
            say(text('a') + text('A')); say(kind(new Account(Name = 'x')) + kind(new Contact()) + kind(null) + kind(new Lead()));`,
            members
        ),
        'onetwononemany rgbx A- account xcontactnothingother'
    );
});

test('exceptions are caught by type, nearest clause first, and finally always runs', () => {
    const members = `class BadException extends Exception {} class WorseException extends Exception {}
        static String attempt(Exception e) {
            try { if (e != null) throw e; return 'fine'; }
            catch (BadException x) { return 'bad ' + x.getMessage(); }
            catch (DmlException x) { return 'dml ' + x.getTypeName(); }
            catch (Exception x) { return 'other ' + x.getTypeName(); }
            finally { say('finally'); }
        }`;
    const text =
        "say(attempt(null)); say(attempt(new BadException('b'))); say(attempt(new WorseException())); say(attempt(new DmlException('d')));";
    assert.equal(log(text, members), 'finally fine finally bad b finally other T.WorseException finally dml System.DmlException');
});

test('exceptions of the project have four constructors, and may have more', () => {
    const members = `public virtual class BaseException extends Exception { public Integer code = 7; }
        public class LeafException extends BaseException { public LeafException(Integer code) { this.code = code; setMessage('code ' + code); } }
        public class PlainException extends BaseException {}`;
    assert.equal(
        log(
            `say(new BaseException().getMessage()); say(new BaseException('m').getMessage());
            BaseException caused = new BaseException('outer', new MathException('inner')); say(caused.getCause().getMessage());
            try { throw new LeafException(5); } catch (BaseException e) { say(e.getMessage()); say(e.code); say(e instanceof LeafException); }
            PlainException p = new PlainException('p'); say(p.getMessage() + p.code + p.getTypeName());`,
            members
        ),
        'Script-thrown exception m inner code 5 5 true p7T.PlainException'
    );
});

test('limits and defects of the local org pass every catch block', () => {
    const program = compile(`public class T { public static void run() { try { while (true) { } } catch (Exception e) { } } }`);
    const method = program.findClass('T')!.methods[0]!;
    assert.throws(
        () =>
            inTransaction(program, () => {
                return method.invoke(null, []);
            }),
        /Apex CPU time limit exceeded/
    );
    const endless = compile(
        'public class T { static void again() { again(); } public static void run() { try { again(); } catch (Exception e) { } } }'
    );
    const run = endless.findClass('T')!.methods.find(({ name }) => name === 'run')!;
    assert.throws(() => inTransaction(endless, () => run.invoke(null, [])), /Maximum stack depth reached: 1001/);
});

test('DML statements name their access mode and the field of an upsert', () => {
    const recorded = record();
    const program = compile(`public class T { public static void run() {
        Account a = new Account(Name = 'x'); insert a; update as user new List<Account>{ a }; upsert as system a Id; delete a; undelete a; } }`);
    inTransaction(program, () => program.findClass('T')!.methods[0]!.invoke(null, []), recorded);
    assert.deepEqual(
        recorded.dml.map(({ operation, access, records, externalIdField }) => [operation, access, records.length, externalIdField]),
        [
            ['insert', 'default', 1, undefined],
            ['update', 'user', 1, undefined],
            ['upsert', 'system', 1, 'Id'],
            ['delete', 'default', 1, undefined],
            ['undelete', 'default', 1, undefined]
        ]
    );
});

test('a query gives a list, its only row, or batches of 200 to a loop', () => {
    const recorded = record();
    recorded.rows = Array.from({ length: 250 }, (_, index) => row(`n${index}`));
    const program = compile(`public class T { public static Object run() {
        String name = 'A'; Integer count = 0; List<Integer> sizes = new List<Integer>();
        List<Account> rows = [SELECT Id, Name FROM Account WHERE Name = :name AND Name IN :new List<String>{ name + 'b' } WITH USER_MODE];
        for (List<Account> batch : [SELECT Id FROM Account]) sizes.add(batch.size());
        for (Account a : [SELECT Id, Name FROM Account]) count++;
        String problem;
        try { Account one = [SELECT Id FROM Account]; } catch (QueryException e) { problem = e.getMessage(); }
        return rows[0].Name + sizes + count + problem + [SELECT COUNT() FROM Account];
    } }`);
    const method = program.findClass('T')!.methods[0]!;
    const text = inTransaction(program, () => method.invoke(null, []), recorded);
    assert.equal(text, 'n0(200, 50)250List has more than 1 row for assignment to SObject250');
    assert.equal(recorded.queries[0]!.access, 'user');
    assert.equal(recorded.queries[0]!.binds[0], 'A');
    assert.equal(recorded.queries[1]!.access, 'default');
    recorded.rows = [row('only')];
    const one = compile(
        `public class T { public static Object run() { Account a = [SELECT Name FROM Account]; return a.Name + [SELECT Name FROM Account].Name; } }`
    );
    assert.equal(
        inTransaction(one, () => one.findClass('T')!.methods[0]!.invoke(null, []), recorded),
        'onlyonly'
    );
    recorded.rows = [];
    const none = compile(`public class T { public static Object run() { return [SELECT Name FROM Account].Name; } }`);
    assert.throws(
        () => inTransaction(none, () => none.findClass('T')!.methods[0]!.invoke(null, []), recorded),
        /List has no rows for assignment to SObject/
    );
});

function row(name: string): SObject {
    const made = new SObject('Account', true);
    made.set('Name', name);
    return made;
}
