import type { FieldInfo, ObjectInfo, Schema } from '../../schema/model.ts';
import { parentObjectName } from '../../schema/relationships.ts';

/** One step of a field path from a record to its parent. */
export interface RelationshipStep {
    /** The reference field that is followed. */
    readonly lookup: FieldInfo;
    /** In the schema's spelling: 'Account__r'. */
    readonly name: string;
    /** The parent; for references to several objects 'Name', which holds what they have in common. */
    readonly parent: ObjectInfo;
}

export interface ResolvedField {
    readonly steps: readonly RelationshipStep[];
    readonly field: FieldInfo;
}

const CUSTOM_FIELD_HINT =
    "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.";
const CUSTOM_RELATIONSHIP_HINT =
    "If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.";
const CUSTOM_OBJECT_HINT =
    "If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.";

export function noSuchColumn(field: string, object: string): string {
    return `No such column '${field}' on entity '${object}'. ${CUSTOM_FIELD_HINT}`;
}

export function noSuchObject(name: string): string {
    return `sObject type '${name}' is not supported. ${CUSTOM_OBJECT_HINT}`;
}

export function noSuchRelationship(name: string, place: 'in field path' | 'in FROM part of query call'): string {
    return `Didn't understand relationship '${name}' ${place}. ${CUSTOM_RELATIONSHIP_HINT}`;
}

/** Follows a path from an object; a text says in Salesforce's words why it leads nowhere. */
export function resolvePath(schema: Schema, object: ObjectInfo, path: readonly string[]): ResolvedField | string {
    const steps: RelationshipStep[] = [];
    let current = object;
    for (const name of path.slice(0, -1)) {
        const lookup = current.parentField(name);
        const parent = lookup && schema.object(parentObjectName(lookup));
        if (!lookup?.relationshipName || !parent) return noSuchRelationship(name, 'in field path');
        steps.push({ lookup, name: lookup.relationshipName, parent });
        current = parent;
    }
    const name = path.at(-1) ?? '';
    const field = current.field(name);
    return field ? { steps, field } : noSuchColumn(name, current.name);
}
