import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';

export interface FieldPath {
    /** Relationship names, then the field, in the schema's spelling. */
    readonly path: readonly string[];
    readonly field: FieldInfo;
}

/** The field at the end of `Account__r.Owner.Name`, seen from an object; undefined where there is none. */
export function findFieldPath(schema: Schema, object: ObjectInfo, names: readonly string[]): FieldPath | undefined {
    const [first, ...rest] = names;
    if (first === undefined) return undefined;
    if (rest.length === 0) {
        const field = object.field(first);
        return field && { path: [field.name], field };
    }
    const [relationship, wanted] = first.split(':') as [string, string | undefined];
    const lookup = object.parentField(relationship);
    if (!lookup?.relationshipName) return undefined;
    for (const target of wanted === undefined ? lookup.referenceTo : lookup.referenceTo.filter((name) => same(name, wanted))) {
        const parent = schema.object(target);
        const found = parent && findFieldPath(schema, parent, rest);
        if (found) return { path: [lookup.relationshipName, ...found.path], field: found.field };
    }
    return undefined;
}

function same(left: string, right: string): boolean {
    return left.toLowerCase() === right.toLowerCase();
}
