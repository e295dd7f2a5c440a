import { UnsupportedError } from '../errors.ts';
import { compileFormula, FormulaEvaluationError } from '../formula/formula.ts';
import type { CompiledFormula, FormulaContext } from '../formula/formula.ts';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { FieldInfo, Schema } from '../schema/model.ts';
import { decode, encode } from './codec.ts';
import type { SqlValue } from './codec.ts';
import type { Connection } from './connection.ts';
import { resolvePath } from './soql/resolve.ts';
import type { ResolvedField } from './soql/resolve.ts';

/** What formulas read beside their record: the clock, the running user's zone, and the globals. */
export type FormulaEnvironment = Pick<FormulaContext, 'now' | 'timeZone' | 'global'>;

export interface FormulaFunction {
    /** Name of the SQL function; its arguments are the stored values of `references`, in this order. */
    readonly name: string;
    readonly references: readonly ResolvedField[];
}

/** Formula fields as SQL functions, each made when a query first needs it. */
export class FormulaFields {
    private readonly schema: Schema;
    private readonly metadata: ProjectMetadata;
    private readonly connection: Connection;
    private readonly functions = new Map<string, FormulaFunction>();
    private current: FormulaEnvironment;

    constructor(schema: Schema, metadata: ProjectMetadata, connection: Connection) {
        this.schema = schema;
        this.metadata = metadata;
        this.connection = connection;
        this.current = withoutTransaction();
    }

    /** Sets what the formulas of the next statements read. Globals are looked up once for each statement. */
    use(environment: FormulaEnvironment | undefined): void {
        if (!environment) {
            this.current = withoutTransaction();
            return;
        }
        const globals = new Map<string, unknown>();
        this.current = {
            now: environment.now,
            timeZone: environment.timeZone,
            global: (path) => {
                const name = path.join('.');
                if (!globals.has(name)) globals.set(name, environment.global(path));
                return globals.get(name);
            }
        };
    }

    functionOf(field: FieldInfo): FormulaFunction {
        const key = `${field.object}.${field.name}`;
        let known = this.functions.get(key);
        if (!known) {
            known = this.register(field);
            this.functions.set(key, known);
        }
        return known;
    }

    private register(field: FieldInfo): FormulaFunction {
        const component = this.metadata.find('CustomField', `${field.object}.${field.name}`);
        const position = { file: field.file ?? field.object, line: component?.xml.child('formula')?.line ?? 1, column: 1 };
        if (field.formula === undefined) throw new UnsupportedError(`${field.object}.${field.name} in SOQL`, position);
        const formula = compileFormula(field.formula, {
            schema: this.schema,
            metadata: this.metadata,
            object: field.object,
            kind: 'field',
            position,
            blanksAsZero: field.formulaTreatsBlanksAsZero
        });
        const object = this.schema.object(field.object)!;
        const references = formula.references.map((path) => {
            const resolved = resolvePath(this.schema, object, path);
            if (typeof resolved === 'string') throw new UnsupportedError(`${path.join('.')} in a formula field`, position);
            return resolved;
        });
        const name = `formula_${field.object}_${field.name}`;
        this.connection.database.function(name, { varargs: true, useBigIntArguments: true }, (...values: unknown[]) =>
            this.evaluate(formula, field, references, values as SqlValue[])
        );
        return { name, references };
    }

    private evaluate(
        formula: CompiledFormula,
        field: FieldInfo,
        references: readonly ResolvedField[],
        values: readonly SqlValue[]
    ): SqlValue {
        const byPath = new Map(formula.references.map((path, at) => [path.join('.'), decode(references[at]!.field, values[at])]));
        try {
            const value = formula.evaluateFor(field, {
                field: (path) => byPath.get(path.join('.')) ?? null,
                isNew: false,
                now: this.current.now,
                timeZone: this.current.timeZone,
                global: (path) => this.current.global(path)
            });
            return encode(field, value);
        } catch (error) {
            // A formula that has no value, as after a division by zero, shows as blank in a query.
            if (error instanceof FormulaEvaluationError) return null;
            throw error;
        }
    }
}

function withoutTransaction(): FormulaEnvironment {
    return {
        now: Date.now(),
        timeZone: 'UTC',
        global: (path) => {
            throw new Error(`No transaction is running that could tell ${path.join('.')}.`);
        }
    };
}
