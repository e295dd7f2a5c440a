import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { SObject } from '../../apex/runtime/sobject.ts';
import type { RunningUser } from '../../automation/transaction.ts';
import { loadProject } from '../../metadata/load.ts';
import { buildSchema } from '../../schema/build.ts';
import { UserAccess } from '../access.ts';
import { parseSoql } from '../soql/parse.ts';
import { runQuery } from '../soql/run.ts';
import type { QueryContext, QueryResult } from '../soql/run.ts';
import { Store } from '../store.ts';

const OBJECTS = 'force-app/main/default/objects';

export const ADMIN: RunningUser = user('005Lo0000000001IAA', 'admin@example.test', { administrator: true });

export function user(id: string, username: string, rest: Partial<RunningUser> = {}): RunningUser {
    return {
        id,
        username,
        name: username,
        email: username,
        guest: false,
        permissionSets: [],
        administrator: false,
        timeZone: 'America/New_York',
        locale: 'en_US',
        language: 'en_US',
        ...rest
    };
}

export function objectXml(label: string, rest = ''): string {
    return `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <deploymentStatus>Deployed</deploymentStatus>
    <label>${label}</label>
    <nameField><label>Name</label><type>Text</type></nameField>
    <pluralLabel>${label}s</pluralLabel>
    <sharingModel>Private</sharingModel>
    ${rest}
</CustomObject>`;
}

export function fieldXml(name: string, type: string, rest = ''): string {
    return `<?xml version="1.0" encoding="UTF-8"?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>${name}</fullName>
    <label>${name.replace('__c', '')}</label>
    <type>${type}</type>
    ${rest}
</CustomField>`;
}

/** Path of an object's file below the project, or of one of its fields. */
export function objectFile(object: string, field?: string): string {
    return field === undefined ? `${OBJECTS}/${object}/${object}.object-meta.xml` : `${OBJECTS}/${object}/fields/${field}.field-meta.xml`;
}

/** Writes a project into a temporary folder that goes away after the test file. */
export function project(files: Record<string, string>): string {
    const root = mkdtempSync(join(tmpdir(), 'local-org-data-'));
    after(() => rmSync(root, { recursive: true, force: true }));
    const all = {
        'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'force-app' }] }),
        'force-app/.keep': '',
        ...files
    };
    for (const [path, content] of Object.entries(all)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
    }
    return root;
}

export interface TestOrg {
    readonly store: Store;
    readonly access: (user: RunningUser) => UserAccess;
    readonly insert: (object: string, ...rows: Record<string, unknown>[]) => string[];
    readonly query: (soql: string, binds?: readonly unknown[], context?: Partial<QueryContext>) => QueryResult;
}

export function openOrg(files: Record<string, string>, file?: string): TestOrg {
    const metadata = loadProject(project(files));
    const schema = buildSchema(metadata);
    const store = new Store({ schema, metadata, file });
    after(() => store.close());
    const access = (who: RunningUser): UserAccess => new UserAccess(schema, metadata, who);
    const admin = access(ADMIN);
    return {
        store,
        access,
        insert: (object, ...rows) => {
            const records = rows.map((values) => row(object, values));
            const outcomes = store.insert(object, records);
            const refused = outcomes.find((outcome) => outcome.duplicates.length > 0);
            if (refused) throw new Error(`duplicate ${refused.duplicates[0]!.field.name}`);
            return outcomes.map((outcome) => outcome.id!);
        },
        query: (soql, binds = [], context = {}) =>
            runQuery(store, parseSoql(soql), binds, {
                access: admin,
                mode: 'system',
                sharing: 'without',
                now: Date.UTC(2026, 10, 22, 15),
                ...context
            })
    };
}

export function row(object: string, values: Record<string, unknown>): SObject {
    const record = new SObject(object);
    for (const [field, value] of Object.entries(values)) record.fields.set(field, value);
    return record;
}
