import type { CompiledFormula } from '../formula/formula.ts';
import { compileFormula } from '../formula/formula.ts';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { FieldInfo, Schema } from '../schema/model.ts';
import { SObject } from '../apex/runtime/sobject.ts';
import { recordContext } from './formula-context.ts';
import type { TransactionRuntime } from './runtime.ts';

type Default = { readonly field: FieldInfo } & ({ readonly value: unknown } | { readonly formula: CompiledFormula });

/** Default values of fields, compiled at the first use of their object. */
export class FieldDefaults {
    private readonly schema: Schema;
    private readonly metadata: ProjectMetadata;
    private readonly byObject = new Map<string, readonly Default[]>();

    constructor(schema: Schema, metadata: ProjectMetadata) {
        this.schema = schema;
        this.metadata = metadata;
    }

    /** Field → value, for the fields that have a default. */
    of(objectName: string, tx: TransactionRuntime): Map<string, unknown> {
        const object = this.schema.object(objectName)!;
        let defaults = this.byObject.get(object.name);
        if (!defaults) this.byObject.set(object.name, (defaults = object.fields.flatMap((field) => this.defaultOf(field))));
        const context = recordContext(tx, object, new SObject(object.name), null);
        return new Map(
            defaults.map((known) => [known.field.name, 'value' in known ? known.value : known.formula.evaluateFor(known.field, context)])
        );
    }

    private defaultOf(field: FieldInfo): Default[] {
        if (field.formula !== undefined) return [];
        const chosen = field.picklist.filter((value) => value.default && value.active).map((value) => value.value);
        if (chosen.length > 0) return [{ field, value: chosen.join(';') }];
        if (field.defaultValue !== undefined) {
            const position = { file: field.file ?? `${field.object}.${field.name}`, line: 1, column: 1 };
            const { schema, metadata } = this;
            return [
                {
                    field,
                    formula: compileFormula(field.defaultValue, { schema, metadata, object: field.object, kind: 'default', position })
                }
            ];
        }
        return field.type === 'boolean' ? [{ field, value: false }] : [];
    }
}
