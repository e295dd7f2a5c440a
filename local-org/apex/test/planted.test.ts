import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from './harness.ts';

/** One mistake a class, and what is said of it: line, column and words are those of Salesforce's compiler front end 67.0. */
const PLANTED: readonly { readonly source: readonly string[]; readonly problem: string }[] = [
    planted('UnknownVariable', ['    Integer f() {', '        return missing + 1;', '    }'], '3:16 Variable does not exist: missing'),
    planted('UnknownType', ['    void f() {', '        Missing m = null;', '    }'], '3:9 Invalid type: Missing'),
    planted(
        'UnknownMethod',
        ['    void f() {', "        String s = 'a'.missing(1);", '    }'],
        '3:24 Method does not exist or incorrect signature: void missing(Integer) from the type String'
    ),
    planted(
        'UnknownField',
        ['    String f(Account a) {', '        return a.Missing__c;', '    }'],
        '3:18 Variable does not exist: Missing__c'
    ),
    planted(
        'UnknownQueryField',
        [
            '    List<Account> f() {',
            '        return [',
            '            SELECT Id, Missing__c',
            '            FROM Account',
            '        ];',
            '    }'
        ],
        "4:24 No such column 'Missing__c' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
    ),
    planted(
        'WrongArgument',
        ['    void g(Integer i) {', '    }', '    void f() {', "        g('a');", '    }'],
        '5:9 Method does not exist or incorrect signature: void g(String) from the type WrongArgument'
    ),
    planted('WrongReturn', ['    Integer f() {', "        return 'a';", '    }'], '3:9 Illegal conversion from String to Integer'),
    planted('WrongAssignment', ['    void f() {', '        Integer i = 1.5;', '    }'], '3:17 Illegal assignment from Decimal to Integer'),
    planted(
        'MissingReturn',
        ['    Integer f(Boolean b) {', '        if (b) {', '            return 1;', '        }', '    }'],
        '2:13 Missing return statement required return type: Integer'
    ),
    {
        source: ['public class Unimplemented implements Comparable {', '}'],
        problem: 'Unimplemented.cls:1:14 Class Unimplemented must implement the method: Integer System.Comparable.compareTo(Object)'
    },
    planted(
        'DuplicateVariable',
        ['    void f(Integer a) {', '        Integer b = a;', '        String a = null;', '    }'],
        '4:16 Duplicate variable: a'
    ),
    planted('Unreachable', ['    Integer f() {', '        return 1;', '        Integer x = 2;', '    }'], '4:9 Unreachable statement'),
    planted(
        'WrongOverride',
        ['    public override Integer toSomething() {', '        return 1;', '    }'],
        '2:29 @Override specified for non-overriding method: Integer WrongOverride.toSomething()'
    ),
    planted(
        'PrivateAccess',
        ['    Integer f() {', '        return Holder.secret;', '    }'],
        '3:23 Variable is not visible: Holder.secret'
    ),
    planted('ReservedWord', ['    void f() {', '        Integer number = 1;', '    }'], '3:17 Identifier name is reserved: number'),
    planted('ReservedField', ['    Integer group;'], '2:13 Identifier name is reserved: group'),
    planted('ReservedParameter', ['    void number(Integer object) {', '    }'], '2:25 Identifier name is reserved: object'),
    planted('Keyword', ['    void f() {', '        Integer select = 1;', '    }'], "3:17 Unexpected token 'select'."),
    planted('KeywordMethod', ['    void limit() {', '    }'], "2:10 Unexpected token 'limit'.")
];

function planted(name: string, body: readonly string[], problem: string): { source: string[]; problem: string } {
    return { source: [`public class ${name} {`, ...body, '}'], problem: `${name}.cls:${problem}` };
}

const HOLDER = 'public class Holder {\n    private static Integer secret = 1;\n}';

for (const { source, problem } of PLANTED)
    test(`one mistake, one problem: ${problem.slice(0, problem.indexOf('.'))}`, () => {
        assert.deepEqual(problems(source.join('\n'), HOLDER), [problem]);
    });

test('classes with mistakes do not keep those of others from being found', () => {
    const readable = PLANTED.filter(({ problem }) => !problem.startsWith('Keyword'));
    assert.deepEqual(
        problems(HOLDER, ...readable.map(({ source }) => source.join('\n'))).sort(),
        readable.map(({ problem }) => problem).sort()
    );
});
