import { SObject } from '../../apex/runtime/sobject.ts';
import { ApexAddress, ApexLocation } from '../../apex/runtime/values/compound.ts';
import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { keyField } from '../../schema/definitions.ts';
import type { FieldInfo, Schema } from '../../schema/model.ts';
import { decode, needsBigInt } from '../codec.ts';
import type { SqlValue } from '../codec.ts';
import type { SelectedColumn } from './analysis.ts';
import type { ResolvedField } from './resolve.ts';
import type { Select } from './select.ts';

type Cells = readonly SqlValue[];

interface Cell {
    readonly name: string;
    readonly read: (cells: Cells) => unknown;
}

/** One record of a result row: its own fields, and the records behind its lookups. */
class RecordShape {
    readonly cells = new Map<string, Cell>();
    readonly parents = new Map<string, { readonly id: number; readonly shape: RecordShape }>();
    /** Undefined where the id says which object it is. */
    readonly typeName: string | undefined;

    constructor(typeName: string | undefined) {
        this.typeName = typeName;
    }

    /** `id` is that of a record whose object only its id tells. */
    build(cells: Cells, schema: Schema, id: string | null): SObject {
        const record = new SObject(this.typeName ?? schema.objectOfId(id ?? '')?.name ?? 'Name', true);
        for (const cell of this.cells.values()) record.fields.set(cell.name, cell.read(cells));
        for (const [name, { id: at, shape }] of this.parents) {
            const parentId = (cells[at] as string | null | undefined) ?? null;
            record.parents.set(name, parentId === null ? null : shape.build(cells, schema, parentId));
        }
        return record;
    }
}

/** Adds the columns of a query to its SELECT and knows how to make records of the rows. */
export class RowReader {
    /** Whether the numbers need to be read as BigInt. */
    wide = false;
    private readonly select: Select;
    private readonly root: RecordShape;

    constructor(select: Select, columns: readonly SelectedColumn[], grouped: boolean) {
        this.select = select;
        this.root = new RecordShape(grouped ? 'AggregateResult' : select.object.name);
        for (const column of columns) this.add(column, grouped);
        for (const key of grouped ? [] : ['Id', keyField(select.object.name)]) {
            this.addField(this.root, { steps: [], field: select.object.field(key)! }, key);
        }
    }

    read(cells: Cells, schema: Schema): SObject {
        return this.root.build(cells, schema, null);
    }

    private add({ expression, alias }: SelectedColumn, grouped: boolean): void {
        const resolved = this.select.resolved(expression);
        const { field } = resolved;
        const shape = grouped ? this.root : this.shapeOf(resolved);
        const name = alias ?? field.name;
        if (isCompound(field)) this.addCompound(shape, resolved);
        else if (expression.function === null) this.addField(shape, resolved, name);
        else if (expression.function === 'TOLABEL') this.addLabel(shape, resolved, name);
        else if (expression.function === 'AVG') this.addAverage(resolved, name);
        else this.addFunction(name, expression.function, field, this.select.column(this.select.expression(expression)));
    }

    /** The record that a path ends in. Each lookup on the way brings its own field and the parent's id. */
    private shapeOf({ steps }: ResolvedField): RecordShape {
        let shape = this.root;
        for (const [at, { lookup, name, parent }] of steps.entries()) {
            const walked = steps.slice(0, at);
            let next = shape.parents.get(name);
            if (!next) {
                this.addField(shape, { steps: walked, field: lookup }, lookup.name);
                const path = steps.slice(0, at + 1);
                const id = this.select.column(this.select.scope.idColumn(path));
                next = { id, shape: new RecordShape(parent.name === 'Name' ? undefined : parent.name) };
                shape.parents.set(name, next);
                next.shape.cells.set('Id', { name: 'Id', read: (cells) => cells[id] ?? null });
            }
            shape = next.shape;
        }
        return shape;
    }

    private addField(shape: RecordShape, resolved: ResolvedField, name: string): void {
        if (shape.cells.has(name)) return;
        const { field } = resolved;
        const at = this.select.column(this.select.scope.column(resolved));
        this.wide ||= needsBigInt(field);
        shape.cells.set(name, { name, read: (cells) => decode(field, cells[at]) });
    }

    /** An address or a geolocation comes as one value, made of the fields that hold its parts. */
    private addCompound(shape: RecordShape, { steps, field }: ResolvedField): void {
        const object = steps.at(-1)?.parent ?? this.select.object;
        const parts = object.fields.filter((part) => part.compoundField === field.name);
        const cells = parts.map((part) => {
            const at = this.select.column(this.select.scope.column({ steps, field: part }));
            this.wide ||= needsBigInt(part);
            return { name: partName(field, part), read: (row: Cells): unknown => decode(part, row[at]) };
        });
        const read = (row: Cells): unknown => {
            const values = new Map(cells.map((cell) => [cell.name, cell.read(row)]));
            if ([...values.values()].every((value) => value === null)) return null;
            return field.type === 'address' ? new ApexAddress(values) : new ApexLocation(values.get('latitude'), values.get('longitude'));
        };
        shape.cells.set(field.name, { name: field.name, read });
    }

    private addLabel(shape: RecordShape, resolved: ResolvedField, name: string): void {
        const at = this.select.column(this.select.scope.column(resolved));
        const labels = new Map(resolved.field.picklist.map(({ value, label }) => [value.toLowerCase(), label]));
        shape.cells.set(name, { name, read: (cells) => labelOf(labels, decode(resolved.field, cells[at])) });
    }

    private addAverage(resolved: ResolvedField, name: string): void {
        const column = this.select.scope.column(resolved);
        const sum = this.select.column(`SUM(${column})`);
        const count = this.select.column(`COUNT(${column})`);
        this.wide = true;
        const scale = resolved.field.scale ?? 0;
        this.root.cells.set(name, {
            name,
            read: (cells) => {
                const total = cells[sum] ?? null;
                if (total === null) return null;
                return ApexDecimal.fromDouble(Number(total) / Number(cells[count]) / 10 ** scale);
            }
        });
    }

    private addFunction(name: string, functionName: string, field: FieldInfo, at: number): void {
        const read = (cells: Cells): unknown => {
            const value = cells[at] ?? null;
            if (value === null) return null;
            switch (functionName) {
                case 'SUM':
                    return new ApexDecimal(BigInt(value as bigint), field.scale ?? 0);
                case 'MIN':
                case 'MAX':
                    return decode(field, value);
                case 'DAY_ONLY':
                    return ApexDate.parse(value as string);
                default:
                    return Number(value);
            }
        };
        this.wide ||= functionName === 'SUM' || needsBigInt(field);
        this.root.cells.set(name, { name, read });
    }
}

function isCompound(field: FieldInfo): boolean {
    return field.type === 'address' || field.type === 'location';
}

/** BillingCity of BillingAddress is 'city', Place__Latitude__s of Place__c 'latitude'. */
function partName(whole: FieldInfo, part: FieldInfo): string {
    const start = whole.name.replace(/Address$|c$/, '');
    return part.name.slice(start.length).replace(/__s$/, '').toLowerCase();
}

/** A multi-select picklist holds several values. */
function labelOf(labels: ReadonlyMap<string, string>, value: unknown): unknown {
    if (typeof value !== 'string') return value;
    return value
        .split(';')
        .map((part) => labels.get(part.toLowerCase()) ?? part)
        .join(';');
}
