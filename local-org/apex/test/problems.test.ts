import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from './harness.ts';

/**
 * Statements and what the compiler says of each, after its position. The texts and columns were compared with those
 * of Salesforce's own compiler front end (version 67.0).
 */
const STATEMENTS: readonly (readonly [string, ...string[]])[] = [
    ['undefinedFn(1);', '1 Method does not exist or incorrect signature: void undefinedFn(Integer) from the type T'],
    ['Integer x = l;', '9 Illegal assignment from Long to Integer'],
    ["Integer x = 'a';", '9 Illegal assignment from String to Integer'],
    ['Set<Object> x = ss;', '13 Illegal assignment from Set<String> to Set<Object>'],
    ['List<Object> x = ls;'],
    ['List<Account> x = sos;'],
    ['Map<String, Object> x = new Map<String, String>();'],
    ['Map<Id, Account> x = new Map<String, Account>();', '18 Illegal assignment from Map<String,Account> to Map<Id,Account>'],
    ['Account x = so;', '9 Illegal assignment from SObject to Account'],
    ['Integer x = (Integer) o; Long y = i; Double z = l; Decimal d = z; Id w = s; String v = w; Datetime t = dt;'],
    ['String x = (String) i;', '12 Incompatible types since an instance of Integer is never an instance of String'],
    ['Contact x = (Contact) acc;', '13 Incompatible types since an instance of Account is never an instance of Contact'],
    ['Boolean x = i == s;', '13 Comparison arguments must be compatible types: Integer, String'],
    ['Boolean x = s === s;', '13 Exact equality operator only allowed for reference types: String'],
    ['Boolean x = b < b;', '13 Inequality operator not allowed for this type: Boolean'],
    ['Boolean x = !i;', '13 ! operator can only be applied to boolean expressions'],
    ['Boolean x = b && i;', '13 Logical operator can only be applied to Boolean'],
    ["String x = s - 'a';", '12 Arithmetic expressions must use numeric arguments'],
    ['String x = -s;', '12 Unary negation must use a numeric argument'],
    ['s++;', '2 Unary postfix increment/decrement can only be applied to numeric expressions: String'],
    ['i += l;', '1 Illegal assignment from Long to Integer'],
    ['Object x = b ? i : s;', '12 Incompatible types in ternary operator: String, Integer'],
    ['Object x = i ?? s;', '12 Incompatible types in null coalescing operator: Integer, String'],
    [
        'Boolean x = s instanceof String;',
        '13 Operation instanceof is always true since an instance of String is always an instance of String'
    ],
    [
        'Boolean x = s instanceof Integer;',
        '13 Operation instanceof is always false since an instance of String is never an instance of Integer'
    ],
    ['inst = 1;', '1 Variable does not exist: inst'],
    ['im();', '1 Non static method cannot be referenced from a static context: void T.im()'],
    ['this.inst = 1;', '1 This cannot be referenced in a static context'],
    ['T t = new T(1);', '7 Constructor not defined: [T].<Constructor>(Integer)'],
    ['A1 a = new A1();', '8 Abstract classes cannot be constructed: T.A1'],
    ['I1 x = new I1();', '8 Type cannot be constructed: T.I1'],
    ['ov(null);', '1 Ambiguous method signature: void ov(NULL)'],
    ['E1 x = E1.Z;', '11 Variable does not exist: Z'],
    ["throw 'a';", '1 Throw expression must be of type exception: String'],
    ['try { } catch (Exception x) { } catch (MathException y) { }', '57 Exception type already caught: System.MathException'],
    ['try { } catch (String x) { }', '26 Catch block variable must be of type exception: String'],
    ['Integer x; Integer x;', '20 Duplicate variable: x'],
    ['if (b) { Integer x; } Integer x;'],
    ['for (String q : accs) {}', '1 Invalid loop variable type expected Account was String'],
    ['for (Integer q : s) {}', '1 Loop must iterate over collection: String'],
    ['while (i) {}', '8 Condition expression must be of type Boolean: Integer'],
    ['break;', '1 Break statement must be in loop'],
    ['return 1;', '1 Void method must not return a value'],
    ['return; i = 1;', '9 Unreachable statement'],
    ['if (b) { return; } else { throw e; } i = 1;', '38 Unreachable statement'],
    ['while (true) { } i = 1;'],
    [
        "switch on i { when 'a' {} }",
        '1 String value in when expression cannot be implicitly converted to the Integer type in switch expression'
    ],
    ["switch on s { when 'a' {} when 'a' {} }", '1 a occurs as more than one when branch for this switch statement'],
    ['switch on E1.X { when E1.X {} }', "26 Enum value used in 'when expression' should be unqualified"],
    ['switch on i { when else {} when 1 {} }', "1 'when else' must be the last when block"],
    ['acc.Name = 1;', '1 Illegal assignment from Integer to String'],
    ['acc.Nosuch = 1;', '5 Variable does not exist: Nosuch'],
    ['so.Name = null;', '4 Variable does not exist: Name'],
    ["acc?.Name = 'x';", '6 Expression cannot be assigned'],
    ['Account a = new Account(Nosuch = 1);', '13 Field does not exist: Nosuch on Account'],
    ["Account a = new Account('x');", '13 Type requires name=value pair construction: Account'],
    ["Account a = new Account(Name = 'x', Name = 'y');", '13 Duplicate field initialization: Name'],
    ['insert s;', '1 DML requires SObject or SObject list type: String'],
    ['i;', '1 Expression cannot be a statement.'],
    ["String x = ms['a'];", '12 Expression must be a list type: Map<String,String>', '12 List index must be of type Integer: String'],
    ["List<String> x = new List<String>{ 'a', 1 };", '18 Initial expression is of incorrect type, expected: String but was: Integer'],
    ['ls.add(1);', '4 Method does not exist or incorrect signature: void add(Integer) from the type List<String>'],
    ['Integer x = 2147483648;', '13 Illegal integer'],
    ['List<Nope> x;', '6 Invalid type: Nope'],
    ['Map<String> x;', '1 Invalid type argument count for Map: expected 2 but found 1'],
    ['Schema.SObjectField f = Account.Nope;', '33 Variable does not exist: Nope'],
    ['String x = Label.Nope;', '18 Variable does not exist: Nope'],
    ['List<Account> x = [SELECT Nope FROM Account];', "27 No such column 'Nope' on entity 'Account'"],
    ['go = 2;', '1 Variable is not visible: T.go'],
    ['FIN = 2;', '1 Final members can only be assigned in their declaration, init blocks, or constructors: FIN'],
    ['T.Nope.run();', '1 Variable does not exist: T.Nope'],
    ['String x = Nope.Inner.y;', '12 Variable does not exist: Nope.Inner'],
    ["List<List<SObject>> x = [FIND 'a' IN ALL FIELDS RETURNING Account];", '25 unsupported: SOSL'],
    ['merge acc acc;']
];

test('each statement is judged as the platform judges it', () => {
    const parameters = `Object o, SObject so, Account acc, List<Account> accs, List<SObject> sos, Integer i, Long l, String s, Date dt, Boolean b, List<String> ls, Set<String> ss, Map<String, String> ms, Exception e`;
    const members = `interface I1 {} abstract class A1 {} enum E1 { X } Integer inst; void im() {} static void ov(Integer a) {} static void ov(Long a) {} static Integer go { get { return 1; } } static final Integer FIN = 1;`;
    const head = (index: number): string => `static void m${index}(${parameters}) { `;
    const methods = STATEMENTS.map(([statement], index) => `${head(index)}${statement} }`);
    const found = problems(`public class T { ${members}\n${methods.join('\n')}\n}`);
    assert.ok(found.length > 20, found.join('\n'));
    const byLine = new Map<number, string[]>();
    for (const problem of found) {
        const [, line, column, message] = /^T\.cls:(\d+):(\d+) (.*)$/s.exec(problem)!;
        const index = Number(line) - 2;
        const relative = Number(column) - head(index).length;
        byLine.set(index, [...(byLine.get(index) ?? []), `${relative} ${message}`]);
    }
    const actual = STATEMENTS.map(([statement], index) => [
        statement,
        ...(byLine.get(index) ?? []).map((text) => text.replace(/\. If you are attempting.*$/, ''))
    ]);
    assert.deepEqual(actual, STATEMENTS);
});

test('classes are judged as the platform judges them', () => {
    const base = `public abstract class Base { public abstract Integer area(); public virtual String name() { return 'b'; } public String fixed() { return 'x'; } private Integer priv() { return 1; } private Integer privField; protected Integer prot; public Base(Integer a) {} }`;
    const cases: readonly (readonly [string, ...string[]])[] = [
        ['public class C extends Base { public C() { super(1); } }', '14 Class C must implement the abstract method: Integer Base.area()'],
        [
            'public class C extends Base { public override Integer area() { return 1; } }',
            '14 No default constructor available in super type: Base'
        ],
        [
            "public abstract class C extends Base { public C() { super(1); } public String name() { return 'y'; } }",
            '79 Method must use the override keyword: String C.name()'
        ],
        [
            "public abstract class C extends Base { public C() { super(1); } public override String fixed() { return 'z'; } }",
            '88 Non-virtual, non-abstract methods cannot be overridden: String C.fixed()'
        ],
        [
            'public abstract class C extends Base { public C() { super(1); } public override Integer name() { return 1; } }',
            '89 Method return types clash: Integer vs String from the type C'
        ],
        [
            'public abstract class C extends Base { public C() { super(1); } public override Integer nothing() { return 1; } }',
            '89 @Override specified for non-overriding method: Integer C.nothing()'
        ],
        [
            'public abstract class C extends Base { public C() { super(1); } void q() { Integer x = privField + prot; priv(); } }',
            '88 Variable is not visible: Base.privField',
            '106 Method is not visible: Integer Base.priv()'
        ],
        ['public class C { void f() {} class X extends C {} }', '36 Non-virtual and non-abstract type cannot be extended: C'],
        ['public class C implements Comparable { }', '14 Class C must implement the method: Integer System.Comparable.compareTo(Object)'],
        ['public class C implements Base { }', '27 Invalid interface: Base'],
        ['public class C extends Comparable { }', '24 Invalid class: Comparable'],
        ['public class C { Integer f() { } }', '26 Missing return statement required return type: Integer'],
        ['public class C { Integer f(Integer x) { switch on x { when 1 { return 1; } when else { return 2; } } } }'],
        ['public class C { Integer f() { while (true) { } } }', '26 Missing return statement required return type: Integer'],
        ['public class C { void f(Integer a) {} void f(Integer b) {} }', '44 Method already defined: f void C.f(Integer) from the type C'],
        ['public class C { Integer a; String a; }', '36 Duplicate field: a'],
        [
            'public class C { class Some extends Exception {} }',
            '24 Classes extending Exception must have a name ending in Exception: C.Some'
        ],
        ['public class C { Integer a = b; Integer b = 1; }', '30 Illegal forward reference: b'],
        ['public class C { static { b = 1; } static Integer b; }', '27 Illegal forward reference: b'],
        ['public enum C { A, B, A }', '23 Duplicate field: A'],
        ['public class C { class D { static void f() {} } }', '40 static can only be used on methods of a top level type'],
        ['public class C { void f() { Integer x = 1 } }', "43 Missing ';' at '}'"],
        ['trigger C on Nope__c (before insert) { }', '14 Invalid type: Schema.Nope__c'],
        ['private class C { }', '15 Top-level type must have public or global visibility'],
        ['public class C { @IsTest static void f() {} }', '38 Defining type for IsTest methods must be declared as IsTest'],
        [
            '@IsTest private class C { @IsTest void f() {} @IsTest static void g(Integer i) {} }',
            '40 IsTest methods must be declared as static',
            '67 Test methods must have no arguments'
        ],
        [
            'public class C { @future static Integer f() { return 1; } @future void g() {} @future static void h(Account a) {} }',
            '41 Future methods do not support return type of Integer',
            '72 Future methods must be declared as static',
            '99 Future methods do not support parameter type of Account'
        ],
        [
            'public class C { @AuraEnabled static void f() {} @NoSuch public void g() {} }',
            '43 AuraEnabled methods require at least one of the following global, public',
            '50 Annotation does not exist: NoSuch'
        ],
        [
            "@RestResource(urlMapping='/x/*') public class C { @HttpPost static void a() {} }",
            '47 RestResource classes must be declared as global',
            '73 HttpPost methods must be declared as global'
        ],
        [
            'public class C { @InvocableMethod static void a(List<String> i) {} }',
            '47 InvocableMethod methods require at least one of the following global, public'
        ],
        ['public class C { global void h() {} }', '30 Defining type for global methods must be declared as global'],
        ['public class C { DataWeave.Script x; }', '18 unsupported: the type DataWeave.Script']
    ];
    for (const [source, ...expected] of cases) {
        const found = problems(base, source).map((problem) => problem.replace(/^C\.(?:cls|trigger):1:/, ''));
        assert.deepEqual(found, expected, source);
    }
});
