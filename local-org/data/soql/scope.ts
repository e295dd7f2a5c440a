import { UnsupportedError } from '../../errors.ts';
import { keyField } from '../../schema/definitions.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../../schema/model.ts';
import { isStored } from '../codec.ts';
import type { FormulaFields } from '../formula-fields.ts';
import { hasTable, ignoresCase, quoted } from '../tables.ts';
import type { RelationshipStep, ResolvedField } from './resolve.ts';

export interface SqlContext {
    readonly schema: Schema;
    readonly formulas: FormulaFields;
}

/** The tables of one SELECT: the object itself under an alias, and a join for each parent that a path goes through. */
export class SqlScope {
    readonly object: ObjectInfo;
    readonly alias: string;
    private readonly context: SqlContext;
    private readonly joins = new Map<string, { alias: string; sql: string }>();

    /** Aliases must differ between a query and those inside it: `level` keeps them apart. */
    constructor(context: SqlContext, object: ObjectInfo, level = 'q') {
        this.context = context;
        this.object = object;
        this.alias = `${level}0`;
    }

    /** FROM clause with all joins; to be asked for after every column is known. */
    from(): string {
        const joins = [...this.joins.values()].map((join) => join.sql);
        return [`${quoted(this.object.name)} ${this.alias}`, ...joins].join(' ');
    }

    /** The stored value of a field as an SQL expression. Texts compare without regard to case where the field does. */
    column(resolved: ResolvedField): string {
        const { steps, field } = resolved;
        const last = steps.at(-1);
        if (last && last.parent.name === 'Name') return this.withCollation(field, this.commonField(steps, field));
        const alias = this.aliasOf(steps);
        if (field.formula === undefined) {
            if (!isStored(field)) throw new UnsupportedError(`the compound field ${field.object}.${field.name} in SOQL`);
            return `${alias}.${quoted(field.name)}`;
        }
        const { name, references } = this.context.formulas.functionOf(field);
        const values = references.map((reference) => this.column({ steps: [...steps, ...reference.steps], field: reference.field }));
        // Where a parent is empty its formula fields are blank, whatever they would make of blanks.
        const call = `${name}(${values.join(', ')})`;
        return this.withCollation(field, steps.length === 0 ? call : `CASE WHEN ${alias}."Id" IS NOT NULL THEN ${call} END`);
    }

    /** The id of the record at the end of the steps: null where a lookup on the way is empty. */
    idColumn(steps: readonly RelationshipStep[]): string {
        const last = steps.at(-1);
        if (!last) return `${this.alias}."Id"`;
        if (last.parent.name === 'Name') return `${this.aliasOf(steps.slice(0, -1))}.${quoted(last.lookup.name)}`;
        return `${this.aliasOf(steps)}."Id"`;
    }

    private aliasOf(steps: readonly RelationshipStep[]): string {
        let alias = this.alias;
        let key = '';
        for (const { lookup, name, parent } of steps) {
            if (parent.name === 'Name') throw new UnsupportedError(`field paths through ${name}, which leads to several objects, in SOQL`);
            if (!hasTable(parent)) throw new UnsupportedError(`${parent.name} in SOQL`);
            key += `.${name}`;
            let join = this.joins.get(key);
            if (!join) {
                const joined = `${this.alias}_${this.joins.size + 1}`;
                const sql = `LEFT JOIN ${quoted(parent.name)} ${joined} ON ${joined}.${quoted(keyField(parent.name))} = ${alias}.${quoted(lookup.name)}`;
                join = { alias: joined, sql };
                this.joins.set(key, join);
            }
            alias = join.alias;
        }
        return alias;
    }

    /** A field that the several objects behind a lookup have in common; each row looks where its id points. */
    private commonField(steps: readonly RelationshipStep[], field: FieldInfo): string {
        const { lookup } = steps.at(-1)!;
        const id = `${this.aliasOf(steps.slice(0, -1))}.${quoted(lookup.name)}`;
        if (field.name === 'Id') return id;
        const cases = lookup.referenceTo.flatMap((name) => {
            const target = this.context.schema.object(name);
            if (!target || !hasTable(target) || target.keyPrefix === '') return [];
            const found = field.name === 'Name' ? target.fields.find((candidate) => candidate.nameField) : target.field(field.name);
            const value = field.name === 'Type' ? `'${target.name}'` : this.commonValue(target, found, id);
            return value === undefined ? [] : [`WHEN '${target.keyPrefix}' THEN ${value}`];
        });
        if (cases.length === 0) throw new UnsupportedError(`${steps.at(-1)!.name}.${field.name} in SOQL`);
        return `CASE substr(${id}, 1, 3) ${cases.join(' ')} END`;
    }

    private commonValue(target: ObjectInfo, field: FieldInfo | undefined, id: string): string | undefined {
        if (!field || !isStored(field)) return undefined;
        return `(SELECT x.${quoted(field.name)} FROM ${quoted(target.name)} x WHERE x."Id" = ${id})`;
    }

    private withCollation(field: FieldInfo, sql: string): string {
        return ignoresCase(field) ? `(${sql}) COLLATE NOCASE` : sql;
    }
}
