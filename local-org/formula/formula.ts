import { CompileError } from '../errors.ts';
import type { Position } from '../errors.ts';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { FieldInfo, Schema } from '../schema/model.ts';
import { toApex, toFieldValue } from './apex-values.ts';
import { FormulaCompiler } from './compile.ts';
import type { FormulaContext } from './context.ts';
import type { FormulaKind } from './expression.ts';
import { isPicklist } from './types.ts';
import type { FormulaType } from './types.ts';
import type { FormulaValue } from './values.ts';

export type { FormulaContext } from './context.ts';
export type { FormulaKind } from './expression.ts';
export type { FormulaType } from './types.ts';
export { FormulaEvaluationError } from './errors.ts';

export interface FormulaOptions {
    readonly schema: Schema;
    /** For names of labels, custom permissions and custom metadata records. */
    readonly metadata?: ProjectMetadata | undefined;
    /** The object whose fields the formula reads: plainly, or in flows as `$Record`. */
    readonly object?: string | undefined;
    readonly kind: FormulaKind;
    /** Where the formula begins. */
    readonly position: Position;
    /** Blank numbers count as zero ("treat blank fields as zeroes"). */
    readonly blanksAsZero?: boolean | undefined;
    /** The type the formula must have; a compile error says so when it has another. */
    readonly expected?: FormulaType | undefined;
    /** Type of a flow resource, undefined where there is none of that name. */
    readonly resource?: ((name: string) => { type: FormulaType; field?: FieldInfo | undefined } | undefined) | undefined;
}

export interface CompiledFormula {
    readonly source: string;
    readonly type: FormulaType;
    /** Field paths of the record that the formula reads, in the schema's spelling: `['Account__r', 'Name']`. */
    readonly references: readonly (readonly string[])[];
    /** Globals that it reads: `['$User', 'Name']`. */
    readonly globals: readonly (readonly string[])[];
    /** Flow resources that it reads. */
    readonly resources: readonly string[];
    /** The value as Apex holds it. Throws a FormulaEvaluationError where there is none, as after a division by zero. */
    evaluate(context: FormulaContext): unknown;
    /** The value as it stands in a field of the given kind: rounded to its scale, percent as a whole number. */
    evaluateFor(field: FieldInfo, context: FormulaContext): unknown;
}

/** Checks a formula; throws a CompileError in Salesforce's words, or an UnsupportedError. */
export function compileFormula(source: string, options: FormulaOptions): CompiledFormula {
    if (source.trim() === '') throw new CompileError(options.position, 'Syntax error. Found end of formula');
    const compiler = new FormulaCompiler(source, options);
    const root = compiler.compile();
    const { expected, position } = options;
    if (expected && root.type !== 'Null' && root.type !== expected && !(isPicklist(expected) && root.type === 'Text')) {
        throw new CompileError(position, `Formula result is data type (${root.type}), incompatible with expected data type (${expected}).`);
    }
    const run = (context: FormulaContext): FormulaValue => root.run(context);
    return {
        source,
        type: root.type,
        references: [...compiler.paths.values()],
        globals: [...compiler.globals.values()],
        resources: [...compiler.resources],
        evaluate: (context) => toApex(run(context)),
        evaluateFor: (field, context) => toFieldValue(run(context), root.type, field)
    };
}
