import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { compileProject } from './apex/compile.ts';
import type { ApexProgram } from './apex/program.ts';
import type { LocalOrgConfig } from './config.ts';
import { readConfig } from './config.ts';
import { loadFlows } from './automation/flow/flows.ts';
import { loadProject } from './metadata/load.ts';
import type { ProjectMetadata } from './metadata/model.ts';
import { buildSchema } from './schema/build.ts';
import type { Schema } from './schema/model.ts';
import { Store } from './data/store.ts';
import { OrgRuntime } from './automation/org-runtime.ts';
import type { DebugEntry, TransactionRecord } from './automation/org-runtime.ts';
import type { RunningUser, Transaction, TransactionKind } from './automation/transaction.ts';

export { OrgRuntime } from './automation/org-runtime.ts';
export type { TransactionRecord } from './automation/org-runtime.ts';

/** A running org: what was deployed into it, its data, and its clock. */
export interface Org {
    readonly metadata: ProjectMetadata;
    readonly schema: Schema;
    readonly program: ApexProgram;
    readonly facts: OrgFacts;
    readonly clock: Clock;
    user(username: string): RunningUser;
    /** Runs `action` as one transaction: commits at its end, rolls back and rethrows on an exception. */
    transact<T>(kind: TransactionKind, user: RunningUser, action: (transaction: Transaction) => T): T;
}

export interface OrgFacts {
    readonly id: string;
    readonly name: string;
    readonly isSandbox: boolean;
    readonly currency: string;
    readonly timeZone: string;
    readonly apiVersion: string;
}

export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
}

/** Everything that can cross a thread boundary, but for the listeners. */
export interface OpenOrgOptions {
    /** The sfdx project. */
    readonly project: string;
    /** More source directories, deployed on top of the project's own. */
    readonly extraDirectories?: readonly string[];
    /** A SQLite file, or ':memory:' (the default). */
    readonly database?: string;
    /** What config/local-org.json says; read from the project where it is left out. */
    readonly config?: unknown;
    readonly cacheDirectory?: string;
    /** Opens with the classes that compile; without it any problem stops the opening. */
    readonly leaveOutBroken?: boolean;
    /** Named credential → where it leads, in place of what the configuration says. */
    readonly namedCredentials?: Readonly<Record<string, string>>;
    /** Inserts the rows of the configuration's `data` into a new database. */
    readonly data?: boolean;
    readonly clock?: Clock;
    readonly onTransaction?: (record: TransactionRecord) => void;
    /** After each commit: the records that were saved or deleted. */
    readonly onChange?: (recordIds: readonly string[]) => void;
    readonly onDebug?: (entry: DebugEntry) => void;
}

/** Loads, compiles and opens a project as an org. Problems of the project come as a ProblemList, a CompileError or a ConfigError. */
export function openOrg(options: OpenOrgOptions): OrgRuntime {
    const config = withNamedCredentials(readConfig(options.config ?? configOf(options.project)), options.namedCredentials ?? {});
    const metadata = loadProject(options.project, [...(options.extraDirectories ?? [])]);
    const schema = buildSchema(metadata);
    const program = compileProject(metadata, schema, {
        ...(options.cacheDirectory === undefined ? {} : { cacheDirectory: options.cacheDirectory }),
        leaveOutBroken: options.leaveOutBroken ?? false
    });
    const flows = loadFlows(metadata, schema, program);
    const store = new Store({ schema, metadata, ...(options.database === undefined ? {} : { file: options.database }) });
    const org = new OrgRuntime({ config, metadata, schema, program, flows, store, options });
    org.open(options.data ?? true);
    return org;
}

function configOf(project: string): unknown {
    const file = join(project, 'config', 'local-org.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : {};
}

function withNamedCredentials(config: LocalOrgConfig, urls: Readonly<Record<string, string>>): LocalOrgConfig {
    const namedCredentials = { ...config.namedCredentials };
    for (const [name, url] of Object.entries(urls)) namedCredentials[name] = { ...namedCredentials[name], url };
    return { ...config, namedCredentials };
}
