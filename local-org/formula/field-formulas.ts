import { CompileError, UnsupportedError } from '../errors.ts';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { FieldInfo, Schema } from '../schema/model.ts';
import { FormulaEvaluationError } from './errors.ts';
import { compileFormula } from './formula.ts';
import type { CompiledFormula, FormulaContext } from './formula.ts';
import { formulaTypeOf } from './types.ts';

/** A formula field, ready to be calculated from stored fields alone: formula fields that it uses are calculated within. */
export interface FieldFormula {
    readonly field: FieldInfo;
    /** Stored fields that it needs, as paths from its own object: `['Account__r', 'Name']`. */
    readonly inputs: readonly (readonly string[])[];
    /** Its value depends on the moment, the user or the settings, not on the record alone. */
    readonly volatile: boolean;
    /** The value as the field holds it. A formula without a value, which a page shows as #Error!, gives null. */
    evaluate(read: (path: readonly string[]) => unknown, surroundings: FormulaSurroundings): unknown;
}

export type FormulaSurroundings = Pick<FormulaContext, 'now' | 'timeZone' | 'global'>;

/** Compiles formula fields at their first use; each once. */
export class FieldFormulas {
    private readonly schema: Schema;
    private readonly metadata: ProjectMetadata | undefined;
    private readonly known = new Map<FieldInfo, FieldFormula>();
    private readonly open: FieldInfo[] = [];

    constructor(schema: Schema, metadata?: ProjectMetadata) {
        this.schema = schema;
        this.metadata = metadata;
    }

    /** Throws a CompileError for a formula that an org would refuse. */
    of(field: FieldInfo): FieldFormula {
        let found = this.known.get(field);
        if (!found) this.known.set(field, (found = this.compile(field)));
        return found;
    }

    /** Compiles every formula field; gives all problems. */
    check(): (CompileError | UnsupportedError)[] {
        const problems: (CompileError | UnsupportedError)[] = [];
        for (const field of this.schema.objects.flatMap((object) => object.fields)) {
            if (field.formula === undefined) continue;
            try {
                this.of(field);
            } catch (error) {
                if (!(error instanceof CompileError) && !(error instanceof UnsupportedError)) throw error;
                problems.push(error);
            }
        }
        return problems;
    }

    private compile(field: FieldInfo): FieldFormula {
        const position = this.positionOf(field);
        if (this.open.includes(field)) {
            throw new CompileError(position, 'Formula cannot use another formula field that directly or indirectly refers to itself.');
        }
        this.open.push(field);
        try {
            const formula = compileFormula(field.formula!, {
                schema: this.schema,
                metadata: this.metadata,
                object: field.object,
                kind: 'field',
                position,
                blanksAsZero: field.formulaTreatsBlanksAsZero,
                expected: formulaTypeOf(field)
            });
            return this.expand(field, formula);
        } finally {
            this.open.pop();
        }
    }

    private expand(field: FieldInfo, formula: CompiledFormula): FieldFormula {
        const inputs = new Map<string, readonly string[]>();
        const nested = new Map<string, FieldFormula>();
        let volatile = formula.globals.length > 0 || /\b(NOW|TODAY|TIMENOW)\s*\(/i.test(field.formula!);
        for (const path of formula.references) {
            const target = fieldAt(this.schema, field.object, path)!;
            if (target.formula === undefined) {
                inputs.set(path.join('.'), path);
                continue;
            }
            const inner = this.of(target);
            nested.set(path.join('.'), inner);
            volatile ||= inner.volatile;
            for (const input of inner.inputs) {
                const whole = [...path.slice(0, -1), ...input];
                inputs.set(whole.join('.'), whole);
            }
        }
        return {
            field,
            inputs: [...inputs.values()],
            volatile,
            evaluate: (read, surroundings) => {
                const context: FormulaContext = {
                    ...surroundings,
                    global: (path) => surroundings.global(path),
                    isNew: false,
                    field: (path) => {
                        const inner = nested.get(path.join('.'));
                        if (!inner) return read(path);
                        return inner.evaluate((input) => read([...path.slice(0, -1), ...input]), surroundings);
                    }
                };
                try {
                    return formula.evaluateFor(field, context);
                } catch (error) {
                    if (error instanceof FormulaEvaluationError) return null;
                    throw error;
                }
            }
        };
    }

    private positionOf(field: FieldInfo): { file: string; line: number; column: number } {
        const element = this.metadata?.find('CustomField', `${field.object}.${field.name}`)?.xml.child('formula');
        return { file: field.file ?? `${field.object}.${field.name}`, line: element?.line ?? 1, column: 1 };
    }
}

function fieldAt(schema: Schema, object: string, path: readonly string[]): FieldInfo | undefined {
    let holder = schema.object(object);
    for (const name of path.slice(0, -1)) {
        const lookup = holder?.parentField(name);
        holder = lookup?.referenceTo
            .map((target) => schema.object(target))
            .find((target) => target && hasPath(schema, target.name, path, name));
    }
    return holder?.field(path.at(-1)!);
}

/** Of a lookup to several objects, the one in which the rest of the path exists. */
function hasPath(schema: Schema, target: string, path: readonly string[], after: string): boolean {
    const rest = path.slice(path.indexOf(after) + 1);
    return fieldAt(schema, target, rest) !== undefined;
}
