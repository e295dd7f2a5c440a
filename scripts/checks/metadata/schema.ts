import { readXml, type SourceFile } from '../project';

export interface FieldFacts {
    readonly fullName: string;
    readonly object: string;
    readonly file: string;
    readonly required: boolean;
    readonly formula: boolean;
    readonly masterDetail: boolean;
    readonly description: string | undefined;
    readonly helpText: string | undefined;
}

export interface ObjectFacts {
    readonly name: string;
    readonly file: string;
    readonly description: string | undefined;
}

/** The custom objects and fields of the project. Standard ones are known to the local org's schema alone. */
export interface ProjectSchema {
    readonly objects: ReadonlyMap<string, ObjectFacts>;
    readonly fields: ReadonlyMap<string, FieldFacts>;
}

interface FieldXml {
    fullName: string;
    type?: string;
    required?: string;
    formula?: string;
    description?: string;
    inlineHelpText?: string;
}

export function readSchema(files: readonly SourceFile[]): ProjectSchema {
    const objects = new Map<string, ObjectFacts>();
    const fields = new Map<string, FieldFacts>();
    for (const file of files) {
        const object = /\/objects\/([^/]+)\//.exec(file.path)?.[1];
        if (!object) continue;
        if (file.name.endsWith('.object-meta.xml')) {
            objects.set(object, { name: object, file: file.path, description: readXml<{ description?: string }>(file).description });
        }
        if (file.name.endsWith('.field-meta.xml')) {
            const xml = readXml<FieldXml>(file);
            const fullName = `${object}.${xml.fullName}`;
            fields.set(fullName, {
                fullName,
                object,
                file: file.path,
                required: xml.required === 'true',
                formula: xml.formula !== undefined,
                masterDetail: xml.type === 'MasterDetail',
                description: xml.description,
                helpText: xml.inlineHelpText
            });
        }
    }
    return { objects, fields };
}

export function isCustom(name: string): boolean {
    return /__(c|e|mdt|b|x)$/.test(name);
}
