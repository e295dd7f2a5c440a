import { apexException } from '../../apex/runtime/exceptions.ts';
import { SObject } from '../../apex/runtime/sobject.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { toId18 } from '../../schema/ids.ts';
import type { FieldInfo } from '../../schema/model.ts';
import { encode, storageOf, toDecimal } from '../codec.ts';
import type { SqlValue } from '../codec.ts';
import type { Operand } from './ast.ts';
import { literalRange } from './dates.ts';
import type { QueryTime } from './dates.ts';

/** What a field is compared with, as the database takes it. */
export type Comparand =
    | { readonly kind: 'null' }
    | { readonly kind: 'value'; readonly value: SqlValue }
    | { readonly kind: 'list'; readonly values: readonly SqlValue[]; readonly hasNull: boolean }
    /** A date literal: from the first on, and before the second. */
    | { readonly kind: 'range'; readonly from: SqlValue; readonly to: SqlValue };

/** How numbers of an expression relate to those that a query writes: stored × 10^-scale. */
export interface Comparable {
    /** Undefined where the expression is a number whatever the field: a count, a part of a date. */
    readonly field: FieldInfo | undefined;
}

export class Operands {
    private readonly binds: readonly unknown[];
    private readonly time: QueryTime;

    constructor(binds: readonly unknown[], time: QueryTime) {
        this.binds = binds;
        this.time = time;
    }

    comparand(operand: Operand, { field }: Comparable): Comparand {
        switch (operand.kind) {
            case 'bind':
                return fromBind(this.binds[operand.index], field);
            case 'null':
                return { kind: 'null' };
            case 'boolean':
                return { kind: 'value', value: operand.value ? 1 : 0 };
            case 'dateLiteral': {
                const [from, to] = literalRange(operand.text, field?.type === 'date' ? 'date' : 'datetime', this.time);
                return { kind: 'range', from, to };
            }
            default:
                return fromBind(literalValue(operand.kind, operand.text), field);
        }
    }

    /** The number of a LIMIT or OFFSET clause. */
    count(operand: Operand, clause: string): number {
        const value = operand.kind === 'bind' ? this.binds[operand.index] : operand.kind === 'number' ? Number(operand.text) : null;
        if (typeof value === 'number' && value >= 0) return value;
        throw queryException(`Invalid value for ${clause}: ${String(value)}`);
    }
}

export function queryException(message: string, details?: unknown): Error {
    return apexException('System.QueryException', message, details);
}

function literalValue(kind: 'string' | 'number' | 'date' | 'datetime', text: string): unknown {
    if (kind === 'number') return ApexDecimal.parse(text);
    if (kind === 'datetime') return ApexDatetime.parseIso(normalInstant(text));
    return text;
}

/** With capitals and seconds, as instants are written elsewhere. */
function normalInstant(text: string): string {
    return text
        .toUpperCase()
        .replace(/T(\d{2}:\d{2})(?=[Z+-])/, 'T$1:00')
        .replace(/([+-]\d{2}):?(\d{2})$/, '$1:$2');
}

function fromBind(value: unknown, field: FieldInfo | undefined): Comparand {
    if (value === null || value === undefined) return { kind: 'null' };
    if (typeof value === 'object' && Symbol.iterator in value) {
        const values = [...(value as Iterable<unknown>)].map((element) => scalar(element, field));
        return { kind: 'list', values: values.filter((element) => element !== null), hasNull: values.includes(null) };
    }
    const found = scalar(value, field);
    return found === null ? { kind: 'null' } : { kind: 'value', value: found };
}

function scalar(value: unknown, field: FieldInfo | undefined): SqlValue {
    if (value === null || value === undefined || value === '') return null;
    if (value instanceof SObject) return value.id;
    if (!field) return Number(toDecimal(value).toPlainString());
    switch (storageOf(field)) {
        case 'id': {
            const id = toId18(String(value));
            if (id === undefined) throw queryException(`invalid ID field: ${String(value)}`);
            return id;
        }
        case 'integer':
        case 'long':
        case 'scaled':
            return exactNumber(toDecimal(value), storageOf(field) === 'scaled' ? (field.scale ?? 0) : 0);
        case 'date':
            return typeof value === 'string' ? value : encode(field, value);
        case 'text':
            return String(value);
        default:
            return encode(field, value);
    }
}

/** As an integer of 10^-scale; a number with more digits lies between two of them. */
function exactNumber(value: ApexDecimal, scale: number): SqlValue {
    const scaled = value.setScale(scale, 'DOWN');
    if (scaled.compare(value) === 0) return scaled.unscaled;
    return Number(value.toPlainString()) * 10 ** scale;
}
