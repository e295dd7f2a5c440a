import { UnsupportedError } from '../errors.ts';
import type { Position } from '../errors.ts';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { FieldInfo, Schema } from '../schema/model.ts';
import { findFieldPath } from './references.ts';
import type { FormulaType } from './types.ts';

/** Where a global's value comes from; the path is in the schema's spelling, `$User` and the like included. */
export interface Global {
    readonly path: readonly string[];
    readonly type: FormulaType | undefined;
    /** The field behind it, where there is one. */
    readonly field?: FieldInfo;
}

export interface GlobalNames {
    readonly schema: Schema;
    /** Without it, names of labels, permissions and custom metadata records are taken as they are. */
    readonly metadata?: ProjectMetadata | undefined;
}

/** Globals that are one row of an object. */
const ROWS: Record<string, string> = {
    $user: 'User',
    $organization: 'Organization',
    $profile: 'Profile',
    $userrole: 'UserRole'
};
const SPELLINGS: Record<string, string> = {
    $user: '$User',
    $organization: '$Organization',
    $profile: '$Profile',
    $userrole: '$UserRole'
};

/** Undefined where the name does not exist; refuses kinds of globals that the local org lacks. */
export function findGlobal(names: GlobalNames, parts: readonly string[], position: Position): Global | undefined {
    const kind = parts[0]!.toLowerCase();
    const rest = parts.slice(1);
    const object = ROWS[kind];
    if (object) return rowField(names, object, [SPELLINGS[kind]!], rest);
    switch (kind) {
        case '$setup':
            return rest.length < 2 ? undefined : settingField(names, rest);
        case '$custommetadata':
            return rest.length < 3 ? undefined : customMetadataField(names, rest);
        case '$label':
            return named(names, 'CustomLabel', '$Label', rest, 'Text');
        case '$permission':
            return named(names, 'CustomPermission', '$Permission', rest, 'Boolean');
        case '$system':
            return rest.length === 1 && rest[0]!.toLowerCase() === 'origindatetime'
                ? { path: ['$System', 'OriginDateTime'], type: 'DateTime' }
                : undefined;
        default:
            throw new UnsupportedError(`the global variable ${parts.join('.')} in a formula`, position);
    }
}

function rowField(names: GlobalNames, object: string, prefix: readonly string[], rest: readonly string[]): Global | undefined {
    const info = names.schema.object(object);
    const found = info && findFieldPath(names.schema, info, rest);
    return found && { path: [...prefix, ...found.path], type: undefined, field: found.field };
}

function settingField(names: GlobalNames, rest: readonly string[]): Global | undefined {
    const object = names.schema.object(rest[0]!);
    if (object?.kind !== 'setting' || object.settingType !== 'Hierarchy') return undefined;
    return rowField(names, object.name, ['$Setup', object.name], rest.slice(1));
}

function customMetadataField(names: GlobalNames, rest: readonly string[]): Global | undefined {
    const object = names.schema.object(rest[0]!);
    if (object?.kind !== 'metadata') return undefined;
    const record = rest[1]!;
    const typeName = object.name.replace(/__mdt$/, '');
    if (names.metadata && !names.metadata.find('CustomMetadata', `${typeName}.${record}`)) return undefined;
    return rowField(names, object.name, ['$CustomMetadata', object.name, record], rest.slice(2));
}

function named(names: GlobalNames, component: string, prefix: string, rest: readonly string[], type: FormulaType): Global | undefined {
    if (rest.length !== 1) return undefined;
    const found = names.metadata?.find(component, rest[0]!);
    if (names.metadata && !found) return undefined;
    return { path: [prefix, found?.fullName ?? rest[0]!], type };
}
