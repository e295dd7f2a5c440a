import { Decimal as BigNumber } from 'decimal.js';
import { ApexDecimal } from '../runtime/values/decimal.ts';
import { ApexDouble } from '../runtime/values/double.ts';
import { mathException } from '../runtime/values/raise.ts';
import type { Behaviour } from './declare.ts';
import { definePlatformClass } from './declare.ts';
import { exactInteger, roundHalfUp, toLong } from './numbers.ts';
import { strictStatics } from './strict.ts';

/** Functions of Decimals are computed as floats on the platform's model, except where the exact result exists. */
const FUNCTIONS: Record<string, (value: number) => number> = {
    acos: Math.acos,
    asin: Math.asin,
    atan: Math.atan,
    cbrt: Math.cbrt,
    cos: Math.cos,
    cosh: Math.cosh,
    exp: Math.exp,
    log: Math.log,
    log10: Math.log10,
    sin: Math.sin,
    sinh: Math.sinh,
    tan: Math.tan,
    tanh: Math.tanh
};

function functionMembers(): Record<string, Behaviour> {
    const members: Record<string, Behaviour> = {};
    for (const [name, compute] of Object.entries(FUNCTIONS)) {
        members[`Decimal ${name}(Decimal value)`] = (value: ApexDecimal) => decimal(compute(value.toNumber()));
        members[`Double ${name}(Double value)`] = (value: ApexDouble) => new ApexDouble(compute(value.value));
    }
    return members;
}

function decimal(value: number): ApexDecimal {
    if (!Number.isFinite(value)) throw mathException('Result is not a number');
    return ApexDecimal.fromDouble(value);
}

/** Half even, as Java's rint. */
function nearestWhole(value: number): number {
    const floor = Math.floor(value);
    const rest = value - floor;
    if (rest !== 0.5) return Math.round(value);
    return floor % 2 === 0 ? floor : floor + 1;
}

function remainder(left: bigint, right: bigint): bigint {
    if (right === 0n) throw mathException('Divide by 0');
    return left % right;
}

function squareRoot(value: ApexDecimal): ApexDecimal {
    if (value.sign < 0) throw mathException('Square root of a negative number');
    const exact = new (BigNumber.clone({ precision: 34, rounding: BigNumber.ROUND_HALF_EVEN }))(value.toPlainString());
    return ApexDecimal.fromBigNumber(exact.sqrt());
}

const larger = (left: ApexDecimal, right: ApexDecimal): ApexDecimal => (left.compare(right) >= 0 ? left : right);
const smaller = (left: ApexDecimal, right: ApexDecimal): ApexDecimal => (left.compare(right) <= 0 ? left : right);

definePlatformClass({
    name: 'System.Math',
    properties: {
        'static Double E { get; }': { get: () => new ApexDouble(Math.E) },
        'static Double PI { get; }': { get: () => new ApexDouble(Math.PI) }
    },
    statics: strictStatics({
        ...functionMembers(),
        'Decimal abs(Decimal value)': (value: ApexDecimal) => value.abs(),
        'Double abs(Double value)': (value: ApexDouble) => new ApexDouble(Math.abs(value.value)),
        'Integer abs(Integer value)': (value: number) => Math.abs(value) | 0,
        'Long abs(Long value)': (value: bigint) => toLong(value < 0n ? -value : value),
        'Decimal atan2(Decimal x, Decimal y)': (x: ApexDecimal, y: ApexDecimal) => decimal(Math.atan2(x.toNumber(), y.toNumber())),
        'Double atan2(Double x, Double y)': (x: ApexDouble, y: ApexDouble) => new ApexDouble(Math.atan2(x.value, y.value)),
        'Decimal ceil(Decimal value)': (value: ApexDecimal) => value.setScale(0, 'CEILING'),
        'Double ceil(Double value)': (value: ApexDouble) => new ApexDouble(Math.ceil(value.value)),
        'Decimal floor(Decimal value)': (value: ApexDecimal) => value.setScale(0, 'FLOOR'),
        'Double floor(Double value)': (value: ApexDouble) => new ApexDouble(Math.floor(value.value)),
        'Decimal max(Decimal left, Decimal right)': larger,
        'Double max(Double left, Double right)': (left: ApexDouble, right: ApexDouble) => new ApexDouble(Math.max(left.value, right.value)),
        'Integer max(Integer left, Integer right)': (left: number, right: number) => Math.max(left, right),
        'Long max(Long left, Long right)': (left: bigint, right: bigint) => (left >= right ? left : right),
        'Decimal min(Decimal left, Decimal right)': smaller,
        'Double min(Double left, Double right)': (left: ApexDouble, right: ApexDouble) => new ApexDouble(Math.min(left.value, right.value)),
        'Integer min(Integer left, Integer right)': (left: number, right: number) => Math.min(left, right),
        'Long min(Long left, Long right)': (left: bigint, right: bigint) => (left <= right ? left : right),
        'Integer mod(Integer left, Integer right)': (left: number, right: number) => Number(remainder(BigInt(left), BigInt(right))),
        'Long mod(Long left, Long right)': (left: bigint, right: bigint) => remainder(left, right),
        'Double pow(Double value, Double exponent)': (value: ApexDouble, exponent: ApexDouble) =>
            new ApexDouble(Math.pow(value.value, exponent.value)),
        'Double random()': () => new ApexDouble(Math.random()),
        'Decimal rint(Decimal value)': (value: ApexDecimal) => value.setScale(0),
        'Double rint(Double value)': (value: ApexDouble) => new ApexDouble(nearestWhole(value.value)),
        'Integer round(Decimal value)': (value: ApexDecimal) => exactInteger(value.round()),
        'Integer round(Double value)': (value: ApexDouble) => exactInteger(roundHalfUp(value.value)),
        'Long roundToLong(Decimal value)': (value: ApexDecimal) => toLong(value.round()),
        'Long roundToLong(Double value)': (value: ApexDouble) => roundHalfUp(value.value),
        'Decimal signum(Decimal value)': (value: ApexDecimal) => ApexDecimal.fromInteger(value.sign),
        'Double signum(Double value)': (value: ApexDouble) => new ApexDouble(Math.sign(value.value)),
        'Decimal sqrt(Decimal value)': squareRoot,
        'Double sqrt(Double value)': (value: ApexDouble) => new ApexDouble(Math.sqrt(value.value))
    })
});
