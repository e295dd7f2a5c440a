import type { FieldInfo, Schema } from '../../schema/model.ts';
import type { ControllerResult, ObjectDescription, OrgGateway, OrgUser, PlainRecord } from '../gateway.ts';

export interface FakeOrg {
    readonly schema: Schema;
    readonly records: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
    readonly controllers?: Readonly<Record<string, (parameters: Readonly<Record<string, unknown>>) => ControllerResult>>;
    readonly users?: readonly OrgUser[];
    readonly currency?: string;
    /** By user and tab, where it is not simply visible. */
    readonly tabs?: Readonly<Record<string, Readonly<Record<string, 'Visible' | 'Available' | 'None'>>>>;
}

const ADMIN: OrgUser = {
    id: '005000000000001AAA',
    username: 'admin@example.com',
    name: 'Ada Admin',
    email: 'admin@example.com',
    locale: 'en_US',
    language: 'en_US',
    timeZone: 'America/Los_Angeles'
};

/** A gateway over canned records, for tests of the pages and for looking at them without a running org. */
export function fakeGateway(org: FakeOrg): OrgGateway & { change(recordIds: readonly string[]): void } {
    const listeners = new Set<(recordIds: readonly string[]) => void>();
    return {
        organization: async () => ({ name: 'Fake Org', isSandbox: true, currency: org.currency ?? 'USD' }),
        users: async () => org.users ?? [ADMIN],
        describe: async (_username, object) => describe(org.schema, object),
        objectOf: async (recordId) => org.schema.objectOfId(recordId)?.name,
        query: async (_username, soql) => query(org, soql),
        callController: async (_username, method, parameters) =>
            org.controllers?.[method]?.(parameters) ?? {
                ok: false,
                error: { message: `There is no method ${method}.`, exceptionType: 'System.TypeException' }
            },
        isCacheable: async (method) => (org.controllers?.[method] ? true : undefined),
        hasCustomPermission: async () => false,
        tabVisibilities: async (username, tabs) => tabs.map((tab) => org.tabs?.[username]?.[tab] ?? 'Visible'),
        rest: async (_username, method, path, body) => rest(org, method, path, body),
        onChange: (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        change: (recordIds) => {
            for (const listener of listeners) listener(recordIds);
        }
    };
}

/** Creates, changes and removes the canned records, and describes their objects. */
function rest({ schema, records }: FakeOrg, method: string, path: string, body: unknown): { status: number; body: unknown } {
    const [, , name = '', id = ''] = path.split('/');
    const object = schema.object(name);
    const rows = records[name] as Record<string, unknown>[] | undefined;
    if (!object || !rows) return { status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }] };
    if (id === 'describe') return { status: 200, body: { ...RIGHTS, fields: object.fields.map(fieldFacts) } };
    const fields = (body ?? {}) as Record<string, unknown>;
    if (fields['Name'] === '')
        return {
            status: 400,
            body: [{ errorCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] }]
        };
    if (method === 'POST') {
        const made = `${object.keyPrefix}${String(rows.length + 900).padStart(12, '0')}AAA`;
        rows.push({ Id: made, ...fields });
        return { status: 201, body: { id: made, success: true, errors: [] } };
    }
    const at = rows.findIndex((row) => row['Id'] === id);
    if (method === 'DELETE') rows.splice(at, 1);
    else Object.assign(rows[at]!, fields);
    return { status: 204, body: undefined };
}

const RIGHTS = { createable: true, updateable: true, deletable: true, queryable: true };
function fieldFacts(field: FieldInfo): object {
    const picklistValues = field.picklist.map(({ value, active, default: isDefault }) => ({ value, active, defaultValue: isDefault }));
    return { ...field, picklistValues, calculated: false, sortable: true, precision: 0, length: 80 };
}

function describe(schema: Schema, name: string): ObjectDescription | undefined {
    const object = schema.object(name);
    if (!object) return undefined;
    return {
        name: object.name,
        label: object.label,
        labelPlural: object.pluralLabel,
        keyPrefix: object.keyPrefix,
        custom: object.kind !== 'standard',
        fields: object.fields.map((field) => ({
            name: field.name,
            label: field.label,
            type: field.type,
            scale: field.scale,
            nameField: field.nameField,
            referenceTo: field.referenceTo,
            relationshipName: field.relationshipName,
            helpText: field.helpText,
            picklist: field.picklist.map(({ value, label }) => ({ value, label })),
            htmlFormatted: field.htmlFormatted
        })),
        childRelationships: object.childRelationships.filter(({ name }) => name)
    };
}

/** Understands what the pages ask: fields of one object, one condition of equality, an order, a limit. */
function query({ records }: FakeOrg, soql: string): PlainRecord[] {
    const [, selected = '', object = '', rest = ''] = /^SELECT (.+?) FROM (\w+)\s*(.*)$/.exec(soql) ?? [];
    const [, field, value] = /WHERE (\w+) = '([^']*)'/.exec(rest) ?? [];
    const limit = Number(/LIMIT (\d+)/.exec(rest)?.[1] ?? Infinity);
    const found = (records[object] ?? []).filter((record) => field === undefined || record[field] === value);
    if (selected.startsWith('COUNT(')) return [{ attributes: { type: 'AggregateResult' }, total: found.length }];
    const [, by, descending] = /ORDER BY (\w+)( DESC)?/.exec(rest) ?? [];
    const ordered = by === undefined ? found : [...found].sort((a, b) => compare(a[by], b[by]) * (descending ? -1 : 1));
    return ordered.slice(0, limit).map((record) => ({ ...record, attributes: { type: object } }));
}

function compare(a: unknown, b: unknown): number {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return String(a ?? '').localeCompare(String(b ?? ''), 'en');
}
