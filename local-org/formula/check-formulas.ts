import { CompileError, UnsupportedError } from '../errors.ts';
import type { ProjectMetadata, XmlElement } from '../metadata/model.ts';
import type { Schema } from '../schema/model.ts';
import { FieldFormulas } from './field-formulas.ts';
import { compileFormula } from './formula.ts';

/** Every formula of the project's objects, compiled: formula fields, validation rules, default values. */
export function checkFormulas(metadata: ProjectMetadata, schema: Schema): (CompileError | UnsupportedError)[] {
    const problems: (CompileError | UnsupportedError)[] = [...new FieldFormulas(schema, metadata).check()];
    const compile = (file: string, object: string, element: XmlElement | undefined, kind: 'validation' | 'default'): void => {
        const position = { file, line: element?.line ?? 1, column: 1 };
        const expected = kind === 'validation' ? ({ expected: 'Boolean' } as const) : {};
        try {
            compileFormula(element?.text ?? '', { schema, metadata, object, kind, position, ...expected });
        } catch (error) {
            if (!(error instanceof CompileError) && !(error instanceof UnsupportedError)) throw error;
            problems.push(error);
        }
    };
    for (const rule of metadata.ofType('ValidationRule')) {
        const object = schema.object(rule.fullName.split('.')[0]!);
        if (object) compile(rule.file, object.name, rule.xml.child('errorConditionFormula'), 'validation');
    }
    for (const field of metadata.ofType('CustomField')) {
        const object = schema.object(field.fullName.split('.')[0]!);
        const value = field.xml.child('defaultValue');
        if (object && value && !field.xml.child('formula')) compile(field.file, object.name, value, 'default');
    }
    return problems;
}
