import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, compile, inTransaction, record, run } from './harness.ts';
import { apexStack, invokeOn } from '../runtime/linkage.ts';
import { SObject } from '../runtime/sobject.ts';

test('virtual methods, abstract ones, super and interfaces dispatch by the instance', () => {
    assert.equal(
        run(
            `public class T {
                interface Named { String name(); }
                interface Loud extends Named { String shout(String with); }
                abstract class Base implements Named { public abstract String name(); public virtual String both() { return 'base ' + name(); } private String secret() { return 'b'; } public String reveal() { return secret(); } }
                virtual class Middle extends Base { public override String name() { return 'middle'; } private String secret() { return 'm'; } }
                class Leaf extends Middle implements Loud { public override String name() { return 'leaf'; } public override String both() { return super.both() + '!'; } public String shout(String with) { return name() + with; } }
                public static Object run() {
                    Base a = new Middle(); Base b = new Leaf(); Loud c = (Loud) b; Named d = c;
                    return a.both() + '|' + b.both() + '|' + c.shout('?') + '|' + d.name() + '|' + b.reveal() + '|' + (b instanceof Loud) + (a instanceof Loud);
                }
            }`
        ),
        'base middle|base leaf!|leaf?|leaf|b|truefalse'
    );
});

test('constructors chain, initialisers run in order after the one above, and overloads are chosen by type', () => {
    assert.equal(
        run(
            `public class T {
                static List<String> log = new List<String>();
                static Integer note(String s) { log.add(s); return log.size(); }
                virtual class A { Integer x = note('A.x'); { note('A block'); } public A() { this(1); note('A()'); } public A(Integer i) { note('A(Integer)'); } public A(Object o) { note('A(Object)'); } }
                class B extends A { Integer y = note('B.y'); public B() { super('text'); note('B()'); } public B(Integer i) { note('B(Integer)'); } }
                public static Object run() { new A(); log.add('-'); new B(); log.add('-'); new B(5); return String.join(log, ','); }
            }`
        ),
        'A.x,A block,A(Integer),A(),-,A.x,A block,A(Object),B.y,B(),-,A.x,A block,A(Integer),A(),B.y,B(Integer)'
    );
});

test('overloads: the nearest type wins, and a null goes to the only one that takes it', () => {
    assert.equal(
        run(`public class T {
            static String f(Integer x) { return 'Integer'; } static String f(Long x) { return 'Long'; } static String f(Decimal x) { return 'Decimal'; } static String f(Object x) { return 'Object'; }
            static String g(SObject x) { return 'SObject'; } static String g(List<SObject> x) { return 'List'; }
            static String h(Exception e) { return 'Exception'; } static String h(DmlException e) { return 'Dml'; }
            static String k(Long x) { return 'Long ' + x; } static String m(String s) { return s == null ? 'null' : s; }
            public static Object run() { return f(1) + f(1L) + f(1.5) + f(1.5d) + f('s') + g(new Account()) + g(new List<Account>()) + h(new DmlException()) + h(new MathException()) + k(5) + m(null); }
        }`),
        'IntegerLongDecimalDecimalObjectSObjectListDmlExceptionLong 5null'
    );
});

test('properties: automatic, with bodies, static, and their own name inside means the stored value', () => {
    assert.equal(
        run(`public class T {
            public static Integer reads = 0;
            public static String lazy { get { if (lazy == null) { lazy = 'made'; reads++; } return lazy; } private set; }
            public Integer plain { get; set; }
            public Integer doubled { get { return plain * 2; } set { plain = value; } }
            public virtual class Up { public virtual String v { get { return 'up'; } set; } }
            public class Down extends Up { public override String v { get { return 'down'; } set; } }
            public static Object run() { T t = new T(); t.plain = 4; t.doubled += 1; Up u = new Down(); return lazy + lazy + reads + t.plain + ',' + t.doubled + u.v + (t.doubled = 3); }
        }`),
        'mademade19,18down3'
    );
});

test('statics live as long as a transaction, and static blocks run before anything else of the class', () => {
    const program = compile(
        `public class T { static Integer n = 0; static List<String> log; static { log = new List<String>{ 'block' }; n = 10; } public static final String K = 'k';
            public static Object run() { n++; log.add(K + Other.value); return String.join(log, ',') + n; } }`,
        `public class Other { public static Integer value = compute(); static Integer compute() { return 42; } }`
    );
    assert.equal(call(program, 'T', 'run'), 'block,k4211');
    assert.equal(call(program, 'T', 'run'), 'block,k4211');
});

test('enums: values, valueOf, name, ordinal, and as keys', () => {
    assert.equal(
        run(`public class T { enum Size { SMALL, LARGE }
            public static Object run() { Map<Size, Integer> m = new Map<Size, Integer>{ Size.LARGE => 2 };
                String missing; try { Size.valueOf('NONE'); } catch (NoSuchElementException e) { missing = 'missing'; }
                return Size.values() + Size.valueOf('small').name() + Size.LARGE.ordinal() + m.get(Size.LARGE) + (Size.SMALL == Size.values()[0]) + missing; } }`),
        '(SMALL, LARGE)SMALL12truemissing'
    );
});

test('names are case-insensitive everywhere', () => {
    assert.equal(
        run(
            `PUBLIC CLASS t { STATIC integer COUNT = 1; static STRING Hello(string NAME) { RETURN 'hi ' + name; }
            public static object RUN() { INTEGER Total = count + COUNT; account a = NEW ACCOUNT(nAmE = 'x'); return T.HELLO(a.NAME) + TOTAL; } public static Object run2() { return null; } }`.replace(
                'RUN()',
                'run()'
            )
        ),
        'hi x2'
    );
});

test('sharing holds while a method of the class runs, and is inherited', () => {
    const recorded = record();
    const program = compile(
        `public with sharing class T { public static void run() { Integer a = [SELECT COUNT() FROM Account]; Other.query(); Neutral.query(); Integer b = [SELECT COUNT() FROM Account]; new Sub().query(); } }`,
        `public without sharing class Other { public static void query() { Integer a = [SELECT COUNT() FROM Account]; } }`,
        `public class Neutral { public static void query() { Integer a = [SELECT COUNT() FROM Account]; } }`,
        `public virtual without sharing class Up { }`,
        `public class Sub extends Up { public void query() { Integer a = [SELECT COUNT() FROM Account]; } }`
    );
    inTransaction(program, () => program.findClass('T')!.methods[0]!.invoke(null, []), recorded);
    assert.deepEqual(
        recorded.queries.map((query) => query.sharing),
        ['with', 'without', 'with', 'with', 'without']
    );
});

test('the platform calls methods of the project: compareTo, equals, hashCode, toString, call', () => {
    assert.equal(
        run(`public class T {
            class Item implements Comparable { Integer n; Item(Integer n) { this.n = n; }
                public Integer compareTo(Object o) { return n - ((Item) o).n; }
                public Boolean equals(Object o) { return o instanceof Item && ((Item) o).n == n; }
                public override Integer hashCode() { return n; } public override String toString() { return 'i' + n; } }
            class Doer implements Callable { public Object call(String action, Map<String, Object> args) { return action + args.get('x'); } }
            public static Object run() {
                List<Item> items = new List<Item>{ new Item(3), new Item(1) }; items.sort();
                Set<Item> unique = new Set<Item>{ new Item(1), new Item(1) };
                Callable c = new Doer(); Comparable k = new Item(5); Object o = new Item(7);
                return '' + items + unique.size() + (new Item(2) == new Item(2)) + c.call('do', new Map<String, Object>{ 'x' => 1 }) + k.compareTo(new Item(3)) + o.toString() + o;
            } }`),
        '(i1, i3)1truedo12i7i7'
    );
});

test('reflection: methods, annotations, variables, isA, newInstance and calls by name', () => {
    const program = compile(`global virtual class T implements Queueable {
        @AuraEnabled(cacheable=true) public static String greet(String name) { return 'hi ' + name; }
        @InvocableMethod(label='Do it' description='Does') global static List<String> act(List<String> input) { return input; }
        @InvocableVariable(required=true) public String field; public transient Integer amount = 3; static Integer shared = 1;
        public void execute(QueueableContext context) { amount++; }
        public class Within extends T {}
    }`);
    const type = program.findClass('t')!;
    assert.deepEqual(type.methods[0]!.annotations, [{ name: 'AuraEnabled', parameters: { cacheable: 'true' } }]);
    assert.deepEqual(type.methods[1]!.annotations[0]!.parameters, { label: 'Do it', description: 'Does' });
    assert.equal(type.methods[1]!.visibility, 'global');
    assert.ok(type.isA('Queueable') && type.isA('System.Queueable') && program.findClass('T.Within')!.isA('T'));
    inTransaction(program, () => {
        const instance = program.findClass('T.Within')!.newInstance();
        invokeOn(instance, 'EXECUTE', [null]);
        const variable = type.variables.find(({ name }) => name === 'amount')!;
        assert.equal(variable.get(instance), 4);
        variable.set(instance, 9);
        assert.equal(variable.get(instance), 9);
        assert.equal(type.variables.find(({ name }) => name === 'shared')!.get(null), 1);
        assert.equal(type.methods[0]!.invoke(null, ['you']), 'hi you');
    });
});

test('a trigger sees its rows, and a handler the same ones', () => {
    const recorded = record();
    const program = compile(
        `trigger OnAccount on Account (before insert, after update) {
            for (Account a : Trigger.new) a.Name += '!';
            Handler.run(Trigger.new, Trigger.isBefore && Trigger.isInsert, Trigger.operationType);
            helper(Trigger.new[0]);
            void helper(Account a) { a.Site = 'helped'; }
        }`,
        `public class Handler { public static void run(List<Account> rows, Boolean before, TriggerOperation operation) { rows[0].Name += before + operation.name() + (Trigger.new === rows) + Trigger.size; } }`
    );
    const row = newAccount();
    recorded.trigger = { object: 'Account', event: 'before insert', newRows: [row], oldRows: null };
    const trigger = program.triggers[0]!;
    assert.deepEqual([trigger.name, trigger.object, trigger.events], ['OnAccount', 'Account', ['before insert', 'after update']]);
    inTransaction(program, () => trigger.run(), recorded);
    assert.equal(row.get('Name'), 'A!trueBEFORE_INSERTtrue1');
    assert.equal(row.get('Site'), 'helped');
});

test('a trace names the Apex lines, innermost first', () => {
    const program = compile(`public class T {
    class Within {
        Integer n = T.fail(
            'x'
        );
    }
    static Integer fail(String s) {
        Integer i = 1;
        throw new MathException('here');
    }
    public static void run() {

        new Within();
    }
}`);
    let text = '';
    try {
        inTransaction(program, () =>
            program
                .findClass('T')!
                .methods.find(({ name }) => name === 'run')!
                .invoke(null, [])
        );
    } catch (error) {
        text = apexStack(error as Error);
    }
    assert.equal(
        text,
        ['Class.T.fail: line 9', 'Class.T.Within.<init>: line 3', 'Class.T.run: line 13'].map((line) => `${line}, column 1`).join('\n')
    );
});

test('statements are counted by their first line, and test classes are not', () => {
    const program = compile(
        `public class T {
    static Integer n = 1;
    public static Object run() {
        if (n > 5) {
            n = 2;
        } else n = 3;
        return String.valueOf(
            n
        );
    }
}`,
        `@IsTest private class TTest { @IsTest static void t() { T.run(); } }`
    );
    call(program, 'T', 'run');
    call(program, 'T', 'run');
    assert.deepEqual(
        [...program.findClass('T')!.coverage()],
        [
            [2, 2],
            [4, 2],
            [5, 0],
            [6, 2],
            [7, 2]
        ]
    );
    assert.equal(program.findClass('TTest')!.coverage().size, 0);
});

test('constants are no statements: they stand where they are used', () => {
    const program = compile(`public class T {
    private static final Integer MOST = 5;
    private static final List<Integer> MADE = new List<Integer>();
    public static Object run() {
        return MOST + MADE.size();
    }
}`);
    assert.equal(call(program, 'T', 'run'), '5');
    assert.deepEqual(
        [...program.findClass('T')!.coverage()],
        [
            [3, 1],
            [5, 1]
        ]
    );
});

test('anonymous blocks see the project, and declare what they need', () => {
    const program = compile(`public class T { public static List<String> log = new List<String>(); }`);
    inTransaction(program, () => {
        program.anonymous(`class Local { String say() { return 'local'; } }
            String twice(String s) { return s + s; }
            String x = twice('a'); T.log.add(x + new Local().say());`)();
        program.anonymous("T.log.add('again');")();
        const log = program.findClass('T')!.variables[0]!.get(null) as { items: string[] };
        assert.deepEqual(log.items, ['aalocal', 'again']);
    });
    assert.throws(() => program.anonymous('Integer x = nope;'), /Variable does not exist: nope/);
});

function newAccount(): SObject {
    const row = new SObject('Account');
    row.set('Name', 'A');
    return row;
}
