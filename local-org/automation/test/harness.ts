import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import '../../apex/platform/index.ts';
import type { ApexProgram, ApexTrigger } from '../../apex/program.ts';
import { SObject } from '../../apex/runtime/sobject.ts';
import { readConfig } from '../../config.ts';
import { parseSoql } from '../../data/soql/parse.ts';
import { Store } from '../../data/store.ts';
import { loadProject } from '../../metadata/load.ts';
import { buildSchema } from '../../schema/build.ts';
import { loadFlows } from '../flow/flows.ts';
import { OrgRuntime } from '../org-runtime.ts';
import type { TransactionRuntime } from '../runtime.ts';
import type { OpenOrgOptions } from '../../org.ts';

/** Path below force-app/main/default → content. */
export type Files = Readonly<Record<string, string>>;

export const NOW = Date.UTC(2026, 10, 22, 12);

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

export function xml(root: string, body: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${NAMESPACE}>${body}</${root}>\n`;
}

export function objectFile(name: string, body = '<nameField><label>Name</label><type>Text</type></nameField>'): Files {
    const content = xml(
        'CustomObject',
        `<label>${name}</label><pluralLabel>${name}s</pluralLabel><deploymentStatus>Deployed</deploymentStatus><sharingModel>Private</sharingModel>${body}`
    );
    return { [`objects/${name}/${name}.object-meta.xml`]: content };
}

export function fieldFile(object: string, name: string, body: string): Files {
    const label = name.replace(/__c$/, '').replaceAll('_', ' ');
    return {
        [`objects/${object}/fields/${name}.field-meta.xml`]: xml(
            'CustomField',
            `<fullName>${name}</fullName><label>${label}</label>${body}`
        )
    };
}

export function classFile(name: string, body: string): Files {
    return {
        [`classes/${name}.cls`]: body,
        [`classes/${name}.cls-meta.xml`]: xml('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>')
    };
}

export function triggerFile(name: string, body: string): Files {
    return {
        [`triggers/${name}.trigger`]: body,
        [`triggers/${name}.trigger-meta.xml`]: xml('ApexTrigger', '<apiVersion>66.0</apiVersion><status>Active</status>')
    };
}

const folders: string[] = [];
process.once('exit', () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Writes a project into a temporary folder and gives the folder. */
export function writeProject(...parts: readonly Files[]): string {
    const root = mkdtempSync(join(tmpdir(), 'local-org-'));
    folders.push(root);
    const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' };
    writeFileSync(join(root, 'sfdx-project.json'), JSON.stringify(project));
    mkdirSync(join(root, 'force-app/main/default'), { recursive: true });
    for (const [path, content] of parts.flatMap((files) => Object.entries(files))) {
        const file = join(root, 'force-app/main/default', path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
    }
    return root;
}

export function trigger(name: string, object: string, events: readonly string[], run: () => void): ApexTrigger {
    return { name, object, events, run, file: `${name}.trigger`, coverage: () => new Map() };
}

/** A program whose triggers are functions: it tests the save order without the compiler. */
export function programOf(triggers: readonly ApexTrigger[]): ApexProgram {
    return {
        classes: [],
        triggers,
        refused: [],
        findClass: () => undefined,
        anonymous: () => {
            throw new Error('Not here.');
        }
    };
}

export function openScripted(
    project: string,
    triggers: readonly ApexTrigger[],
    { config = {}, ...options }: Partial<OpenOrgOptions> = {}
): OrgRuntime {
    const metadata = loadProject(project);
    const schema = buildSchema(metadata);
    const program = programOf(triggers);
    const store = new Store({ schema, metadata });
    const org = new OrgRuntime({
        config: readConfig(config),
        metadata,
        schema,
        program,
        flows: loadFlows(metadata, schema, program),
        store,
        options: { project, clock: { now: () => NOW }, ...options }
    });
    org.open(true);
    return org;
}

export function record(type: string, fields: Readonly<Record<string, unknown>> = {}): SObject {
    const row = new SObject(type);
    for (const [field, value] of Object.entries(fields)) row.fields.set(field, value);
    return row;
}

export function asAdministrator<T>(org: OrgRuntime, action: (tx: TransactionRuntime) => T): T {
    return org.transact('synchronous', org.user(org.defaultUsername), action);
}

export function insert(tx: TransactionRuntime, ...records: readonly SObject[]) {
    return tx.dml({ operation: 'insert', records, allOrNone: true, access: 'default' });
}

export function query(tx: TransactionRuntime, soql: string, ...binds: readonly unknown[]): SObject[] {
    return tx.query(parseSoql(soql), binds, 'default');
}
