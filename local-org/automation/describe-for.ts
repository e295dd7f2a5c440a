import type { ObjectDescription } from '../lightning/gateway.ts';
import type { OrgRuntime } from './org-runtime.ts';
import type { RunningUser } from './transaction.ts';

/** Plain data; undefined for an object that does not exist or that the user may not read. */
export function describeFor(org: OrgRuntime, user: RunningUser, name: string): ObjectDescription | undefined {
    const object = org.schema.object(name);
    const access = org.access(user);
    if (!object || !access.object(object.name).read) return undefined;
    return {
        name: object.name,
        label: object.label,
        labelPlural: object.pluralLabel,
        keyPrefix: object.keyPrefix,
        custom: object.kind !== 'standard',
        fields: object.fields
            .filter((field) => access.canReadField(object.name, field.name))
            .map(({ name, label, type, scale, nameField, referenceTo, relationshipName, helpText, picklist, htmlFormatted }) => ({
                name,
                label,
                type,
                scale,
                nameField,
                referenceTo: [...referenceTo],
                relationshipName,
                helpText,
                picklist: picklist.map(({ value, label: word }) => ({ value, label: word })),
                htmlFormatted
            })),
        childRelationships: object.childRelationships
            .filter(({ name, child, field }) => name !== '' && access.object(child).read && access.canReadField(child, field))
            .map(({ name, child, field }) => ({ name, child, field }))
    };
}
