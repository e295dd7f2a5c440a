import { API_VERSION, readXml, type Problem, type SourceFile } from '../project';
import type { ProjectSchema } from './schema';

/** Every object and field says why it is there; every file is on one API version. */
export function checkDescriptions(schema: ProjectSchema): Problem[] {
    const problems: Problem[] = [];
    for (const object of schema.objects.values()) {
        if (!object.description) problems.push({ file: object.file, message: 'the object has no description' });
    }
    for (const field of schema.fields.values()) {
        if (!field.description) problems.push({ file: field.file, message: 'the field has no description' });
        if (!field.helpText && !field.object.endsWith('__e')) problems.push({ file: field.file, message: 'the field has no help text' });
    }
    return problems;
}

export function checkApiVersions(files: readonly SourceFile[]): Problem[] {
    return files
        .filter((file) => file.name.endsWith('-meta.xml'))
        .flatMap((file) => {
            const version = readXml<{ apiVersion?: string } | string>(file);
            const found = typeof version === 'object' ? version.apiVersion : undefined;
            return found && found !== API_VERSION ? [{ file: file.path, message: `apiVersion is ${found}, not ${API_VERSION}` }] : [];
        });
}
