import { currentTransaction } from '../../automation/transaction.ts';
import type { AccessMode, DmlRequest, SharingMode } from '../../automation/transaction.ts';
import type { SoqlQuery } from '../../data/soql/ast.ts';
import { enumValueOf as findEnumValue } from '../platform/enum-members.ts';
import type { Behaviour, PlatformProperty } from '../platform/declare.ts';
import { typeName } from '../types.ts';
import type { ApexType, PrimitiveName } from '../types.ts';
import { ApexException, LimitExceeded, apexException } from './exceptions.ts';
import { instanceOf, isExceptionOf } from './instances.ts';
import { isUserInstance, userMethod } from './linkage.ts';
import { SObject } from './sobject.ts';
import { triggerValue } from './trigger-values.ts';
import { ApexDate } from './values/date.ts';
import { ApexDatetime } from './values/datetime.ts';
import { ApexDecimal } from './values/decimal.ts';
import { ApexDouble } from './values/double.ts';
import { equalTexts, equalValues, identicalValues } from './values/equality.ts';
import type { ApexEnumValue } from './values/enum.ts';
import { toId } from './values/id.ts';
import { iterate } from './values/iteration.ts';
import { ApexList } from './values/list.ts';
import { ApexMap } from './values/map.ts';
import { mathException, nullPointer } from './values/raise.ts';
import { ApexSet } from './values/set.ts';
import { stringOf } from './values/text.ts';
import { ApexTime } from './values/time.ts';
import { runtimeTypeOf } from './values/type-of.ts';

/** What the emitted JavaScript calls: Apex operators on run-time values. Null operands are refused as Apex does. */
type Maybe<T> = T | null;

/** The value, which must not be null. */
function nn<T>(value: T | null | undefined): T {
    if (value === null || value === undefined) throw nullPointer();
    return value;
}

// Integers are 32 bits wide and wrap.

function addInteger(left: Maybe<number>, right: Maybe<number>): number {
    return (nn(left) + nn(right)) | 0;
}
function subtractInteger(left: Maybe<number>, right: Maybe<number>): number {
    return (nn(left) - nn(right)) | 0;
}
function multiplyInteger(left: Maybe<number>, right: Maybe<number>): number {
    return Math.imul(nn(left), nn(right));
}
function divideInteger(left: Maybe<number>, right: Maybe<number>): number {
    if (nn(right) === 0) throw mathException('Divide by 0');
    return (nn(left) / right!) | 0;
}
function negateInteger(value: Maybe<number>): number {
    return -nn(value) | 0;
}
function andInteger(left: Maybe<number>, right: Maybe<number>): number {
    return nn(left) & nn(right);
}
function orInteger(left: Maybe<number>, right: Maybe<number>): number {
    return nn(left) | nn(right);
}
function xorInteger(left: Maybe<number>, right: Maybe<number>): number {
    return nn(left) ^ nn(right);
}
function shiftLeftInteger(left: Maybe<number>, by: number): number {
    return nn(left) << by;
}
function shiftRightInteger(left: Maybe<number>, by: number): number {
    return nn(left) >> by;
}
function shiftRightUnsignedInteger(left: Maybe<number>, by: number): number {
    return (nn(left) >>> by) | 0;
}

// Longs are 64 bits wide and wrap.

function addLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return BigInt.asIntN(64, nn(left) + nn(right));
}
function subtractLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return BigInt.asIntN(64, nn(left) - nn(right));
}
function multiplyLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return BigInt.asIntN(64, nn(left) * nn(right));
}
function divideLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    if (nn(right) === 0n) throw mathException('Divide by 0');
    return BigInt.asIntN(64, nn(left) / right!);
}
function negateLong(value: Maybe<bigint>): bigint {
    return BigInt.asIntN(64, -nn(value));
}
function andLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return nn(left) & nn(right);
}
function orLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return nn(left) | nn(right);
}
function xorLong(left: Maybe<bigint>, right: Maybe<bigint>): bigint {
    return nn(left) ^ nn(right);
}
function shiftLeftLong(left: Maybe<bigint>, by: number): bigint {
    return BigInt.asIntN(64, nn(left) << BigInt(by & 63));
}
function shiftRightLong(left: Maybe<bigint>, by: number): bigint {
    return nn(left) >> BigInt(by & 63);
}
function shiftRightUnsignedLong(left: Maybe<bigint>, by: number): bigint {
    return BigInt.asIntN(64, BigInt.asUintN(64, nn(left)) >> BigInt(by & 63));
}

function addDouble(left: Maybe<ApexDouble>, right: Maybe<ApexDouble>): ApexDouble {
    return new ApexDouble(nn(left).value + nn(right).value);
}
function subtractDouble(left: Maybe<ApexDouble>, right: Maybe<ApexDouble>): ApexDouble {
    return new ApexDouble(nn(left).value - nn(right).value);
}
function multiplyDouble(left: Maybe<ApexDouble>, right: Maybe<ApexDouble>): ApexDouble {
    return new ApexDouble(nn(left).value * nn(right).value);
}
function divideDouble(left: Maybe<ApexDouble>, right: Maybe<ApexDouble>): ApexDouble {
    if (nn(right).value === 0) throw mathException('Divide by 0');
    return new ApexDouble(nn(left).value / right!.value);
}
function negateDouble(value: Maybe<ApexDouble>): ApexDouble {
    return new ApexDouble(-nn(value).value);
}

function addDecimal(left: Maybe<ApexDecimal>, right: Maybe<ApexDecimal>): ApexDecimal {
    return nn(left).plus(nn(right));
}
function subtractDecimal(left: Maybe<ApexDecimal>, right: Maybe<ApexDecimal>): ApexDecimal {
    return nn(left).minus(nn(right));
}
function multiplyDecimal(left: Maybe<ApexDecimal>, right: Maybe<ApexDecimal>): ApexDecimal {
    return nn(left).times(nn(right));
}
function divideDecimal(left: Maybe<ApexDecimal>, right: Maybe<ApexDecimal>): ApexDecimal {
    return nn(left).dividedBy(nn(right));
}
function negateDecimal(value: Maybe<ApexDecimal>): ApexDecimal {
    return nn(value).negated();
}

// Conversions let null through.

type Numeric = number | bigint | ApexDouble | ApexDecimal;

function toLong(value: Maybe<Numeric>): Maybe<bigint> {
    return value === null ? null : typeof value === 'number' ? BigInt(value) : truncateToLong(value);
}
function toDecimal(value: Maybe<Numeric>): Maybe<ApexDecimal> {
    if (value === null || value instanceof ApexDecimal) return value;
    return value instanceof ApexDouble ? ApexDecimal.fromDouble(value.value) : ApexDecimal.fromInteger(value);
}
function toDouble(value: Maybe<Numeric>): Maybe<ApexDouble> {
    if (value === null || value instanceof ApexDouble) return value;
    return new ApexDouble(value instanceof ApexDecimal ? value.toNumber() : Number(value));
}
function truncateToLong(value: Maybe<Numeric>): Maybe<bigint> {
    if (value === null || typeof value === 'bigint') return value;
    if (value instanceof ApexDecimal) return BigInt.asIntN(64, value.toBigInt());
    return BigInt(Math.trunc(typeof value === 'number' ? value : value.value));
}
function truncateToInteger(value: Maybe<Numeric>): Maybe<number> {
    if (value === null || typeof value === 'number') return value;
    return Number(BigInt.asIntN(32, truncateToLong(value)!));
}
function toIdValue(value: Maybe<string>): Maybe<string> {
    return value === null ? null : toId(value);
}
/** Midnight in GMT of the day. */
function toDatetime(value: Maybe<ApexDate>): Maybe<ApexDatetime> {
    return value === null ? null : new ApexDatetime(value.epochDay * 86_400_000);
}
function toDate(value: Maybe<ApexDatetime>): Maybe<ApexDate> {
    return value === null ? null : value.date('GMT');
}
/** A number of days or milliseconds as JavaScript has it. */
function plainNumber(value: Maybe<Numeric>): number {
    const given = nn(value);
    return typeof given === 'object' ? given.toNumber() : Number(given);
}

function moveDate(date: Maybe<ApexDate>, days: number): ApexDate {
    return nn(date).addDays(days);
}
function moveDatetime(datetime: Maybe<ApexDatetime>, days: number): ApexDatetime {
    return nn(datetime).add(Math.round(days * 86_400_000));
}
function moveTime(time: Maybe<ApexTime>, milliseconds: number): ApexTime {
    const day = 86_400_000;
    return new ApexTime((((nn(time).milliseconds + milliseconds) % day) + day) % day);
}

function text(value: unknown): string {
    return stringOf(value);
}

function equalStrings(left: Maybe<string>, right: Maybe<string>): boolean {
    return left === right || (left !== null && right !== null && equalTexts(left, right));
}
/** An id against a text, which may hold it in its form of 15 characters. */
function equalIds(left: Maybe<string>, right: Maybe<string>): boolean {
    if (left === right) return true;
    if (left === null || right === null || left === '' || right === '') return false;
    return toId(left) === toId(right);
}

/**
 * The order of `<` and its kin; undefined where a null takes part that nothing compares with. A text is greater than
 * null (Apex Developer Guide, "Expression Operators").
 */
function order(left: unknown, right: unknown): number | undefined {
    if (typeof left === 'string' || typeof right === 'string') {
        if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
        return collate(left as string, right as string);
    }
    if (left === null || right === null) return undefined;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    if (left instanceof ApexDate && right instanceof ApexDate) return left.epochDay - right.epochDay;
    if (left instanceof ApexTime && right instanceof ApexTime) return left.milliseconds - right.milliseconds;
    if (left instanceof ApexDate || left instanceof ApexDatetime) return instant(left) - instant(right);
    if (left instanceof ApexDouble || right instanceof ApexDouble) return plainNumber(left as Numeric) - plainNumber(right as Numeric);
    return toDecimal(left as Numeric)!.compare(toDecimal(right as Numeric)!);
}

function instant(value: unknown): number {
    return (value instanceof ApexDate ? toDatetime(value)! : (value as ApexDatetime)).milliseconds;
}

const collator = new Intl.Collator('en', { sensitivity: 'accent' });

/** By the locale, without regard to case, as `==` compares. */
function collate(left: string, right: string): number {
    return equalTexts(left, right) ? 0 : collator.compare(left, right);
}

function less(left: unknown, right: unknown): boolean {
    const found = order(left, right);
    return found !== undefined && found < 0;
}
function lessOrEqual(left: unknown, right: unknown): boolean {
    const found = order(left, right);
    return found !== undefined && found <= 0;
}
function greater(left: unknown, right: unknown): boolean {
    const found = order(left, right);
    return found !== undefined && found > 0;
}
function greaterOrEqual(left: unknown, right: unknown): boolean {
    const found = order(left, right);
    return found !== undefined && found >= 0;
}
function lessInteger(left: Maybe<number>, right: Maybe<number>): boolean {
    return left !== null && right !== null && left < right;
}
function lessOrEqualInteger(left: Maybe<number>, right: Maybe<number>): boolean {
    return left !== null && right !== null && left <= right;
}
function greaterInteger(left: Maybe<number>, right: Maybe<number>): boolean {
    return left !== null && right !== null && left > right;
}
function greaterOrEqualInteger(left: Maybe<number>, right: Maybe<number>): boolean {
    return left !== null && right !== null && left >= right;
}

function cast(value: unknown, type: ApexType): unknown {
    if (value === null || value === undefined) return null;
    if (instanceOf(value, type)) return type.kind === 'primitive' ? widen(value, type.name) : value;
    throw invalidConversion(value, type);
}

/** What is an instance of a wider type becomes a value of it. */
function widen(value: unknown, name: PrimitiveName): unknown {
    switch (name) {
        case 'Id':
            return toId(value as string);
        case 'Decimal':
            return toDecimal(value as Numeric);
        case 'Double':
            return toDouble(value as Numeric);
        case 'Long':
            return toLong(value as Numeric);
        case 'Datetime':
            return value instanceof ApexDate ? toDatetime(value) : value;
        default:
            return value;
    }
}

function castTo(value: unknown, shell: abstract new () => object, type: ApexType): unknown {
    if (value === null || value === undefined || value instanceof shell) return value ?? null;
    throw invalidConversion(value, type);
}

function invalidConversion(value: unknown, type: ApexType): ApexException {
    const [from, to] = [anyName(runtimeTypeOf(value)), anyName(type)];
    return apexException('System.TypeException', `Invalid conversion from runtime type ${from} to ${to}`);
}

/** The platform says ANY for Object here. */
function anyName(type: ApexType): string {
    return typeName(type).replace(/\bObject\b/g, 'ANY');
}

function getAt(list: Maybe<ApexList>, index: Maybe<number>): unknown {
    return nn(list).get(nn(index));
}
function setAt<T>(list: Maybe<ApexList>, index: Maybe<number>, value: T): T {
    nn(list).set(nn(index), value);
    return value;
}

function listOf(element: ApexType, values: unknown[]): ApexList {
    return new ApexList(element, values);
}
function setOf(element: ApexType, values: unknown[]): ApexSet {
    return new ApexSet(element, values);
}
function mapOf(key: ApexType, value: ApexType, entries: [unknown, unknown][]): ApexMap {
    return new ApexMap(key, value, entries);
}
function sizedList(element: ApexType, size: Maybe<number>): ApexList {
    return new ApexList(element, Array<unknown>(nn(size)).fill(null));
}
function listFrom(element: ApexType, source: Maybe<Iterable<unknown>>): ApexList {
    return new ApexList(element, [...nn(source)]);
}
function setFrom(element: ApexType, source: Maybe<Iterable<unknown>>): ApexSet {
    return new ApexSet(element, nn(source));
}
/** From another map, or from records by their ids. */
function mapFrom(key: ApexType, value: ApexType, source: ApexMap | ApexList | null): ApexMap {
    if (source instanceof ApexMap) return new ApexMap(key, value, source);
    const map = new ApexMap(key, value);
    for (const [index, row] of [...(source?.items ?? [])].entries()) {
        const { id } = nn(row as SObject | null);
        if (id === null) throw apexException('System.ListException', `Row with null Id at index: ${index}`);
        if (map.has(id)) throw apexException('System.ListException', `Row with duplicate Id at index: ${index}`);
        map.put(id, row);
    }
    return map;
}

function newRecord(object: string): SObject {
    return new SObject(object);
}
/** Names with a point in front are relationships. */
function newRecordWith(object: string, values: [string, unknown][]): SObject {
    const row = newRecord(object);
    for (const [name, value] of values) {
        if (name.startsWith('.')) row.parents.set(name.slice(1), value as SObject | null);
        else row.fields.set(name, value);
    }
    return row;
}
function setField<T>(record: Maybe<SObject>, field: string, value: T): T {
    nn(record).set(field, value);
    return value;
}
function getParentField(record: Maybe<SObject>, field: string): unknown {
    return record === null ? null : record.get(field);
}
function getParent(record: Maybe<SObject>, relationship: string): Maybe<SObject> {
    if (record === null) return null;
    const parent = record.parents.get(relationship);
    if (parent !== undefined) return parent;
    if (record.fromQuery) throw notQueried(record, relationship);
    return null;
}
function setParent<T extends Maybe<SObject>>(record: Maybe<SObject>, relationship: string, value: T): T {
    nn(record).parents.set(relationship, value);
    return value;
}
function getChildren(record: Maybe<SObject>, relationship: string, element: ApexType): ApexList {
    const row = nn(record);
    const children = row.children.get(relationship);
    if (!children && row.fromQuery) throw notQueried(row, relationship);
    return new ApexList(element, children ?? []);
}
function notQueried(record: SObject, name: string): ApexException {
    const message = `SObject row was retrieved via SOQL without querying the requested field: ${record.typeName}.${name}`;
    return apexException('System.SObjectException', message);
}

function queryList(query: SoqlQuery, binds: unknown[], access: AccessMode, rowType: ApexType): ApexList {
    return new ApexList(rowType, currentTransaction().query(query, binds, access));
}
function queryOne(query: SoqlQuery, binds: unknown[], access: AccessMode): SObject {
    return only(currentTransaction().query(query, binds, access));
}
/** The row of a query by text, where one record is wanted. */
function onlyRow(rows: ApexList): SObject {
    return only(rows.items as SObject[]);
}
function only(rows: readonly SObject[]): SObject {
    if (rows.length === 1) return rows[0]!;
    const problem = rows.length === 0 ? 'List has no rows' : 'List has more than 1 row';
    throw apexException('System.QueryException', `${problem} for assignment to SObject`);
}
function queryCount(query: SoqlQuery, binds: unknown[], access: AccessMode): number {
    return currentTransaction().count(query, binds, access);
}
/** Batches of 200 rows, as a query loop over lists gets them. */
function* chunks(rows: Maybe<ApexList>): Generator<ApexList> {
    const { items, elementType } = nn(rows);
    for (let start = 0; start < items.length; start += 200) yield new ApexList(elementType, items.slice(start, start + 200));
}

function dml(operation: DmlRequest['operation'], value: Maybe<SObject | ApexList>, access: AccessMode, externalIdField?: string): void {
    const given = nn(value);
    const records = given instanceof ApexList ? (given.items as SObject[]) : [given];
    currentTransaction().dml({
        operation,
        records,
        allOrNone: true,
        access,
        ...(externalIdField === undefined ? {} : { externalIdField })
    });
}

function share(mode: SharingMode): SharingMode {
    const transaction = currentTransaction();
    const before = transaction.sharing;
    transaction.sharing = mode;
    return before;
}
function unshare(before: SharingMode): void {
    currentTransaction().sharing = before;
}

/** A method of the platform that the receiver's class may have overridden or implemented. */
function callVirtual(receiver: unknown, name: string, values: unknown[], otherwise: Behaviour): unknown {
    if (isUserInstance(receiver)) {
        const own = userMethod(receiver, name, values);
        if (own) return own.call(receiver, ...values);
    }
    return otherwise(receiver, ...values);
}

function setProperty(property: PlatformProperty, ...values: unknown[]): unknown {
    property.set!(...values);
    return values.at(-1);
}
function setThrough<T>(self: Record<string, (value: T) => void> | null, setter: string | ((value: T) => void), value: T): T {
    if (typeof setter === 'string') self![setter]!(value);
    else setter(value);
    return value;
}

function initException(exception: ApexException, first?: string | ApexException | null, second?: ApexException | null): void {
    const cause = first instanceof ApexException ? first : second;
    if (typeof first === 'string') exception.message = first;
    else if (first instanceof ApexException) exception.message = first.message;
    if (cause) exception.cause = cause;
}

/** What catch blocks may see: Apex exceptions, but no limits. Everything else goes on. */
function apexError(error: unknown): ApexException | null {
    return error instanceof ApexException && !(error instanceof LimitExceeded) ? error : null;
}
function isException(error: ApexException | null, typeText: string): boolean {
    return error !== null && isExceptionOf(error, typeText);
}

function enumValues(type: ApexType, constants: readonly ApexEnumValue[]): ApexList {
    return ApexList.of(type, constants);
}
function enumValueOf(type: ApexType, constants: readonly ApexEnumValue[], value: Maybe<string>): ApexEnumValue {
    return findEnumValue(typeName(type), constants, value);
}

let ticks = 0;

/** The CPU time that limits know is wall time: so many times what is allowed means a loop without end. */
const CPU_ALLOWANCE = 5;

/** Called by every turn of a loop. */
function tick(): void {
    ticks = (ticks + 1) | 0;
    if ((ticks & 0xfff) !== 0) return;
    const { limits } = currentTransaction();
    if (limits.get('cpuTime') > limits.max('cpuTime') * CPU_ALLOWANCE) throw new LimitExceeded('Apex CPU time limit exceeded');
}

export const operators = {
    nn,
    addInteger,
    subtractInteger,
    multiplyInteger,
    divideInteger,
    negateInteger,
    andInteger,
    orInteger,
    xorInteger,
    shiftLeftInteger,
    shiftRightInteger,
    shiftRightUnsignedInteger,
    addLong,
    subtractLong,
    multiplyLong,
    divideLong,
    negateLong,
    andLong,
    orLong,
    xorLong,
    shiftLeftLong,
    shiftRightLong,
    shiftRightUnsignedLong,
    addDouble,
    subtractDouble,
    multiplyDouble,
    divideDouble,
    negateDouble,
    addDecimal,
    subtractDecimal,
    multiplyDecimal,
    divideDecimal,
    negateDecimal,
    toLong,
    toDecimal,
    toDouble,
    truncateToLong,
    truncateToInteger,
    toIdValue,
    toDatetime,
    toDate,
    plainNumber,
    moveDate,
    moveDatetime,
    moveTime,
    text,
    equalStrings,
    equalIds,
    equalValues,
    identicalValues,
    less,
    lessOrEqual,
    greater,
    greaterOrEqual,
    lessInteger,
    lessOrEqualInteger,
    greaterInteger,
    greaterOrEqualInteger,
    instanceOf,
    cast,
    castTo,
    getAt,
    setAt,
    listOf,
    setOf,
    mapOf,
    sizedList,
    listFrom,
    setFrom,
    mapFrom,
    newRecord,
    newRecordWith,
    setField,
    getParentField,
    getParent,
    setParent,
    getChildren,
    queryList,
    queryOne,
    onlyRow,
    queryCount,
    chunks,
    dml,
    share,
    unshare,
    callVirtual,
    setProperty,
    setThrough,
    initException,
    apexError,
    isException,
    enumValues,
    enumValueOf,
    triggerValue,
    iterate,
    tick
};
