import type { OrgGateway, OrgUser } from '../gateway.ts';
import { HttpProblem } from '../http.ts';
import type { RecordReader } from './record.ts';
import { requireOk } from './save.ts';

const MASTER = '012000000000000AAA';

/** How the UI API calls the types of a describe where it does more than begin them with a capital letter. */
const DATA_TYPES: Readonly<Record<string, string>> = {
    datetime: 'DateTime',
    textarea: 'TextArea',
    multipicklist: 'MultiPicklist',
    encryptedstring: 'EncryptedString',
    combobox: 'ComboBox',
    id: 'String'
};

/** A describe result of the REST API, as far as an object's description for pages takes from it. */
interface Described {
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly deletable: boolean;
    readonly queryable: boolean;
    readonly fields: readonly DescribedField[];
}

interface DescribedField {
    readonly name: string;
    readonly type: string;
    readonly length: number;
    readonly precision: number;
    readonly scale: number;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly nillable: boolean;
    readonly defaultedOnCreate: boolean;
    readonly unique: boolean;
    readonly calculated: boolean;
    readonly filterable: boolean;
    readonly sortable: boolean;
    readonly picklistValues: readonly { readonly active: boolean; readonly defaultValue: boolean; readonly value: string }[];
}

/** An object as `getObjectInfo` gives it: what the acting user may see of it, in the user's language. */
export async function objectInfo(org: OrgGateway, user: OrgUser, reader: RecordReader, name: string): Promise<object> {
    const object = await reader.need(name);
    const described = requireOk(await org.rest(user.username, 'GET', `/sobjects/${object.name}/describe`)) as Described;
    const facts = new Map(described.fields.map((field) => [field.name, field]));
    const fields = object.fields.flatMap((field) => {
        const fact = facts.get(field.name);
        if (!fact) return [];
        const { length, precision, scale, createable, updateable, nillable, unique, calculated, filterable, sortable } = fact;
        const own = {
            apiName: field.name,
            label: field.label,
            dataType: dataType(fact.type),
            inlineHelpText: field.helpText ?? null,
            nameField: field.nameField,
            reference: field.referenceTo.length > 0,
            referenceToInfos: field.referenceTo.map((apiName) => ({ apiName })),
            relationshipName: field.relationshipName ?? null,
            htmlFormatted: field.htmlFormatted,
            required: !nillable && createable && !fact.defaultedOnCreate
        };
        return [[field.name, { ...own, length, precision, scale, createable, updateable, unique, calculated, filterable, sortable }]];
    });
    const { createable, updateable, deletable, queryable } = described;
    return {
        apiName: object.name,
        label: object.label,
        labelPlural: object.labelPlural,
        keyPrefix: object.keyPrefix,
        custom: object.custom,
        createable,
        updateable,
        deletable,
        queryable,
        defaultRecordTypeId: MASTER,
        recordTypeInfos: {
            [MASTER]: { recordTypeId: MASTER, name: 'Master', available: true, master: true, defaultRecordTypeMapping: true }
        },
        nameFields: object.fields.filter(({ nameField }) => nameField).map(({ name: field }) => field),
        childRelationships: object.childRelationships.map(({ name: relationshipName, child, field }) => ({
            relationshipName,
            childObjectApiName: child,
            fieldName: field
        })),
        fields: Object.fromEntries(fields) as object
    };
}

/** The active values of a picklist, as `getPicklistValues` gives them. */
export async function picklistValues(
    org: OrgGateway,
    user: OrgUser,
    reader: RecordReader,
    objectName: string,
    fieldName: string
): Promise<object> {
    const object = await reader.need(objectName);
    const field = object.fields.find(({ name }) => name.toLowerCase() === fieldName.toLowerCase());
    if (!field) throw new HttpProblem(400, `There is no field ${fieldName} on ${object.name}, or you may not see it.`);
    if (field.picklist.length === 0) throw new HttpProblem(400, `${object.name}.${field.name} is no picklist.`);
    const described = requireOk(await org.rest(user.username, 'GET', `/sobjects/${object.name}/describe`)) as Described;
    const fact = described.fields.find(({ name }) => name === field.name);
    const values = (fact?.picklistValues ?? [])
        .filter(({ active }) => active)
        .map(({ value, defaultValue }) => ({
            isDefault: defaultValue,
            entry: { value, label: field.picklist.find((word) => word.value === value)?.label ?? value, attributes: null, validFor: [] }
        }));
    return {
        controllerValues: {},
        defaultValue: values.find(({ isDefault }) => isDefault)?.entry ?? null,
        url: `/ui-api/object-info/${object.name}/picklist-values/${MASTER}/${field.name}`,
        values: values.map(({ entry }) => entry)
    };
}

function dataType(type: string): string {
    return DATA_TYPES[type] ?? `${type[0]!.toUpperCase()}${type.slice(1)}`;
}
