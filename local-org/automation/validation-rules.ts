import type { CompiledFormula } from '../formula/formula.ts';
import { compileFormula, FormulaEvaluationError } from '../formula/formula.ts';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { ObjectInfo, Schema } from '../schema/model.ts';
import { dmlError } from './dml-errors.ts';
import { ParentRows, recordContext } from './formula-context.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';

interface ValidationRule {
    readonly name: string;
    readonly formula: CompiledFormula;
    readonly message: string;
    /** Field at which the message is shown; undefined at the top of the page. */
    readonly field: string | undefined;
}

/** The active validation rules of the project, compiled when the org opens. */
export class ValidationRules {
    private readonly byObject = new Map<string, ValidationRule[]>();

    constructor(metadata: ProjectMetadata, schema: Schema) {
        for (const { fullName, file, xml } of metadata.ofType('ValidationRule')) {
            if (!xml.flag('active')) continue;
            const [objectName = '', name = ''] = fullName.split('.');
            const object = schema.object(objectName);
            if (!object) continue;
            const element = xml.child('errorConditionFormula');
            const position = { file, line: element?.line ?? 1, column: 1 };
            const options = { schema, metadata, object: object.name, kind: 'validation', position, expected: 'Boolean' } as const;
            const rule: ValidationRule = {
                name,
                formula: compileFormula(element?.text ?? '', options),
                message: xml.value('errorMessage') ?? '',
                field: xml.value('errorDisplayField')
            };
            this.byObject.set(object.name, [...(this.byObject.get(object.name) ?? []), rule]);
        }
    }

    has(object: string): boolean {
        return this.byObject.has(object);
    }

    /** Every rule is asked: a row can break several. */
    run(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[]): void {
        const rules = this.byObject.get(object.name) ?? [];
        if (rules.length === 0 || rows.length === 0) return;
        const parents = new ParentRows(tx);
        const paths = rules.flatMap((rule) => rule.formula.references);
        parents.preload(
            object,
            rows.map((row) => row.next!),
            paths
        );
        for (const row of rows) {
            const context = recordContext(tx, object, row.next!, row.previous, parents);
            for (const rule of rules) {
                if (!broken(rule, context)) continue;
                const field = rule.field === undefined ? undefined : (object.field(rule.field)?.name ?? rule.field);
                row.fail(dmlError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, field === undefined ? [] : [field]));
            }
        }
    }
}

function broken(rule: ValidationRule, context: Parameters<CompiledFormula['evaluate']>[0]): boolean {
    try {
        return rule.formula.evaluate(context) === true;
    } catch (error) {
        // A formula without a value, as after a division by zero, does not stop a save.
        if (error instanceof FormulaEvaluationError) return false;
        throw error;
    }
}
