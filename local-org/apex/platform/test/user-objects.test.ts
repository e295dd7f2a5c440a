import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ApexClass } from '../../program.ts';
import { ApexEnumValue } from '../../runtime/values/enum.ts';
import { hashOf } from '../../runtime/values/equality.ts';
import { iterate } from '../../runtime/values/iteration.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { ApexSet } from '../../runtime/values/set.ts';
import { stringOf } from '../../runtime/values/text.ts';
import { ApexTypeValue } from '../../runtime/values/type-value.ts';
import { setUserObjects } from '../../runtime/values/user-objects.ts';
import type { UserVariable } from '../../runtime/values/user-objects.ts';
import { OBJECT, classType, primitive } from '../../types.ts';
import { call, callOn, inTransaction, statically, thrown } from './apex.ts';

/** An instance of a project class, as far as the library sees one. */
class Money {
    amount: number | null = null;
    secret = 'hidden';
    unit: ApexEnumValue | null = null;
    self: Money | null = null;

    constructor(amount: number | null) {
        this.amount = amount;
    }

    compareTo(other: Money): number {
        return (this.amount ?? 0) - (other.amount ?? 0);
    }

    equals(other: unknown): boolean {
        return other instanceof Money && other.amount === this.amount;
    }

    hashCode(): number {
        return (this.amount ?? 0) % 2;
    }

    *iterator(): Generator<number> {
        yield* [1, 2];
    }
}

const MONEY = classType('Money');
const UNIT = classType('Money.Unit');
const CENT = new ApexEnumValue(UNIT, 'CENT', 0);

function variable(name: keyof Money, type = OBJECT, transient = false): UserVariable {
    const get = (receiver: unknown): unknown => (receiver as Money)[name];
    const set = (receiver: unknown, value: unknown): void => void Object.assign(receiver as Money, { [name]: value });
    return { name, static: false, type, annotations: [], visibility: 'public', get, set, transient };
}

const VARIABLES = [
    variable('amount', primitive('Integer')),
    variable('secret', primitive('String'), true),
    variable('unit', UNIT),
    variable('self', MONEY)
];

function method(value: object, name: string): ((...values: unknown[]) => unknown) | undefined {
    const found = Object.hasOwn(Money.prototype, name) ? (value as Record<string, unknown>)[name] : undefined;
    return typeof found === 'function' ? found.bind(value) : undefined;
}

before(() =>
    setUserObjects({
        typeOf: (value) => (value instanceof Money ? MONEY : undefined),
        hasMethod: (value, name, count) => value instanceof Money && method(value, name)?.length === count,
        invoke: (value, name, values) => method(value, name)!(...values),
        variables: () => VARIABLES,
        allocate: () => Object.create(Money.prototype) as object,
        enumValues: (name) => (name === 'Money.Unit' ? [CENT] : undefined),
        stackOf: () => ({ line: 0, trace: '' })
    })
);

function withProgram<T>(action: () => T): T {
    const classes = [
        { name: 'Money', kind: 'class', type: MONEY, isA: () => false },
        { name: 'Money.Unit', kind: 'enum', type: UNIT, isA: () => false }
    ] as unknown as ApexClass[];
    const findClass = (name: string): ApexClass | undefined => classes.find((found) => found.name.toLowerCase() === name.toLowerCase());
    return inTransaction({ findClass }, action);
}

test('Comparable, equals and hashCode of the project are asked', () => {
    const list = new ApexList(MONEY, [new Money(3), new Money(1)]);
    call(list, 'sort');
    assert.equal(stringOf(list.items.map((item) => (item as Money).amount)[0]), '1');
    const set = new ApexSet(MONEY, [new Money(1), new Money(3), new Money(1), new Money(2)]);
    assert.equal(set.size, 3);
    assert.equal(set.delete(new Money(3)), true);
    assert.equal(set.has(new Money(3)), false);
    const map = new ApexMap(MONEY, OBJECT, [[new Money(5), 'five']]);
    assert.equal(map.get(new Money(5)), 'five');
    const nested = new ApexSet(OBJECT, [new ApexList(MONEY, [new Money(1)]), new ApexList(MONEY, [new Money(1)])]);
    assert.equal(nested.size, 1);
    assert.equal(hashOf(new Money(7)), 1);
    assert.equal(call(list, 'contains', new Money(3)), true);
});

test('an object is written with its fields, a circle once', () => {
    const money = new Money(1);
    money.self = money;
    assert.equal(stringOf(money), 'Money:[amount=1, secret=hidden, unit=null, self=(already output)]');
});

test('JSON leaves out what is transient, and nulls where asked', () => {
    const money = new Money(1);
    money.unit = CENT;
    withProgram(() => {
        assert.equal(statically('System.JSON', 'serialize', money), '{"amount":1,"unit":"CENT","self":null}');
        assert.equal(statically('System.JSON', 'serialize', money, true), '{"amount":1,"unit":"CENT"}');
        money.self = money;
        assert.match(
            thrown(() => statically('System.JSON', 'serialize', money)),
            /^System.JSONException/
        );
    });
});

test('JSON is read into objects, without regard to the case of names', () => {
    withProgram(() => {
        const type = new ApexTypeValue(MONEY);
        const money = statically('System.JSON', 'deserialize', '{"AMOUNT":"5","unit":"cent","self":{"amount":2},"more":1}', type) as Money;
        assert.equal(money.amount, 5);
        assert.equal(money.unit, CENT);
        assert.equal(money.self?.amount, 2);
        assert.equal(money.secret, undefined);
        assert.match(
            thrown(() => statically('System.JSON', 'deserializeStrict', '{"more":1}', type)),
            /Unrecognized field "more"/
        );
    });
});

test('interfaces of the platform reach the object behind them', () => {
    assert.equal(callOn('System.Comparable', new Money(3), 'compareTo', new Money(1)), 2);
    assert.deepEqual([...iterate(new Money(0))], [1, 2]);
});
