import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { compileProject } from './apex/compile.ts';
import type { ApexProgram } from './apex/program.ts';
import type { LocalOrgConfig } from './config.ts';
import { ConfigError, readConfig } from './config.ts';
import { loadFlows } from './automation/flow/flows.ts';
import { ProblemList } from './errors.ts';
import { checkFormulas } from './formula/check-formulas.ts';
import { loadProject } from './metadata/load.ts';
import type { ProjectMetadata } from './metadata/model.ts';
import { buildSchema } from './schema/build.ts';
import type { Schema } from './schema/model.ts';
import { Store } from './data/store.ts';
import { OrgRuntime } from './automation/org-runtime.ts';
import type { DebugEntry, OrgParts, TransactionRecord } from './automation/org-runtime.ts';
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
    const parts = readParts(options);
    const { schema, metadata } = parts;
    const store = new Store({ schema, metadata, ...(options.database === undefined ? {} : { file: options.database }) });
    const org = new OrgRuntime({ ...parts, store, options });
    org.open(options.data ?? true);
    return org;
}

/** Work under way that would not survive a change of the classes that it belongs to. */
export class WorkInTheWay extends Error {}

/**
 * Opens an org over the records of another one and in its place, as a deployment does: what runs from now on is what
 * `options` name. Whatever goes wrong, the previous org is as it was. It must have nothing to do: its events are
 * delivered, no Apex waits in its queue (throws WorkInTheWay).
 */
export function reopenOrg(previous: OrgRuntime, options: OpenOrgOptions): OrgRuntime {
    const parts = readParts(options, previous.schema);
    const { queue, schedules } = previous.background;
    if (queue.bound > 0 || previous.events.waiting) {
        throw new WorkInTheWay('Apex jobs or platform events are pending: deploy when the org has nothing to do.');
    }
    const stuck = schedules.stuck(parts.program);
    if (stuck.length > 0) throw new WorkInTheWay(`This schedulable class has jobs pending or in progress: ${stuck.join(', ')}`);
    const store = new Store({ schema: parts.schema, metadata: parts.metadata, follows: previous.store });
    const org = new OrgRuntime({ ...parts, store, options });
    org.open(false, previous);
    return org;
}

function readParts(options: OpenOrgOptions, earlier?: Schema): Omit<OrgParts, 'store' | 'options'> {
    const config = withNamedCredentials(readConfig(options.config ?? configOf(options.project)), options.namedCredentials ?? {});
    const metadata = loadProject(options.project, [...(options.extraDirectories ?? [])]);
    const schema = buildSchema(metadata, earlier);
    const program = compileProject(metadata, schema, {
        ...(options.cacheDirectory === undefined ? {} : { cacheDirectory: options.cacheDirectory }),
        leaveOutBroken: options.leaveOutBroken ?? false
    });
    const wrongFormulas = options.leaveOutBroken ? [] : checkFormulas(metadata, schema);
    if (wrongFormulas.length > 0) throw new ProblemList(wrongFormulas);
    return { config, metadata, schema, program, flows: loadFlows(metadata, schema, program) };
}

function configOf(project: string): unknown {
    const file = join(project, 'config', 'local-org.json');
    if (!existsSync(file)) return {};
    try {
        return JSON.parse(readFileSync(file, 'utf8')) as unknown;
    } catch (error) {
        throw new ConfigError([(error as Error).message]);
    }
}

function withNamedCredentials(config: LocalOrgConfig, urls: Readonly<Record<string, string>>): LocalOrgConfig {
    const namedCredentials = { ...config.namedCredentials };
    for (const [name, url] of Object.entries(urls)) namedCredentials[name] = { ...namedCredentials[name], url };
    return { ...config, namedCredentials };
}
