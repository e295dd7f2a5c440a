import type { ApexProgram } from '../apex/program.ts';
import type { SObject } from '../apex/runtime/sobject.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { ConfigError } from '../config.ts';
import type { LocalOrgConfig } from '../config.ts';
import { UserAccess } from '../data/access.ts';
import { grantedRows } from '../data/permission-rows.ts';
import type { Store } from '../data/store.ts';
import type { LimitName } from '../limits/limits.ts';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { Clock, OpenOrgOptions, Org, OrgFacts } from '../org.ts';
import type { Schema } from '../schema/model.ts';
import { Background } from './background.ts';
import { Bootstrap } from './bootstrap.ts';
import { CapturedMessages } from './captured-messages.ts';
import { FieldDefaults } from './defaults.ts';
import { describeFor } from './describe-for.ts';
import type { ObjectDescription } from '../lightning/gateway.ts';
import { EventBus, subscribersOf, type Subscriber } from './events.ts';
import type { FlowCatalogue } from './flow/flows.ts';
import { globalValue } from './formula-context.ts';
import { RowLocks } from './locks.ts';
import { BadValue, recordFromJson } from './record-from-json.ts';
import { insertSystemRow } from './rows.ts';
import { TransactionRuntime, type TransactionOptions } from './runtime.ts';
import { scheduleFlowPath } from './flow-paths.ts';
import { scheduleFlows } from './scheduled-flows.ts';
import { TestContext } from './test-context.ts';
import { runningTransaction, withTransaction, type RunningUser, type TransactionKind } from './transaction.ts';
import { TriggerIndex } from './triggers.ts';
import { UserDirectory } from './users.ts';
import { ValidationRules } from './validation-rules.ts';

/** What one finished transaction cost. CPU time is indicative, the counts are exact. */
export interface TransactionRecord {
    readonly kind: TransactionKind;
    readonly name: string;
    readonly user: string;
    readonly limits: Readonly<Record<LimitName, number>>;
    /** Wall time in milliseconds. */
    readonly ms: number;
    readonly error: string | null;
}

export interface DebugEntry {
    readonly level: string;
    readonly message: string;
    readonly line: number | undefined;
    readonly transaction: TransactionRuntime;
}

/** 'committed': the database has it, and the jobs and events that follow from it are not yet in their queues. */
export type Step = 'dml' | 'callout' | 'commit' | 'committed';

export interface OrgParts {
    readonly config: LocalOrgConfig;
    readonly metadata: ProjectMetadata;
    readonly schema: Schema;
    readonly program: ApexProgram;
    readonly flows: FlowCatalogue;
    readonly store: Store;
    readonly options: OpenOrgOptions;
}

/** The version of the platform that the local org follows (API 66.0). */
const API_VERSION = '66.0';

export class OrgRuntime implements Org {
    readonly config: LocalOrgConfig;
    readonly metadata: ProjectMetadata;
    readonly schema: Schema;
    readonly program: ApexProgram;
    readonly flows: FlowCatalogue;
    readonly store: Store;
    readonly triggers: TriggerIndex;
    readonly validationRules: ValidationRules;
    readonly defaults: FieldDefaults;
    readonly locks = new RowLocks();
    readonly users: UserDirectory;
    readonly background: Background;
    readonly events: EventBus;
    /** E-mails and notifications that Apex and flows sent: nothing leaves this machine. */
    readonly messages = new CapturedMessages();
    readonly clock: Clock;
    readonly onChange: OpenOrgOptions['onChange'];
    readonly onTransaction: OpenOrgOptions['onTransaction'];
    readonly onDebug: OpenOrgOptions['onDebug'];
    /** Called where a transaction waits: tests run others meanwhile. */
    onWait: ((point: 'callout' | 'lock', transaction: TransactionRuntime) => void) | null = null;
    /** Called before each step that can be the last one of a process that dies: tests let it die there. */
    onStep: ((step: Step, transaction: TransactionRuntime) => void) | null = null;
    /** Those who listen to platform events; known once the org is open. */
    subscribers: readonly Subscriber[] = [];
    private readonly accesses = new WeakMap<RunningUser, UserAccess>();
    private organizationFacts: OrgFacts;
    private apexClassIds = new Map<string, string>();
    private clockOffset = 0;

    constructor({ config, metadata, schema, program, flows, store, options }: OrgParts) {
        this.config = config;
        this.metadata = metadata;
        this.schema = schema;
        this.program = program;
        this.flows = flows;
        this.store = store;
        const base = options.clock ?? { now: () => Date.now() };
        this.clock = { now: () => base.now() + this.clockOffset };
        this.onChange = options.onChange;
        this.onTransaction = options.onTransaction;
        this.onDebug = options.onDebug;
        const { organization } = config;
        this.organizationFacts = { id: '', apiVersion: API_VERSION, ...organization };
        this.triggers = new TriggerIndex(program.triggers);
        this.validationRules = new ValidationRules(metadata, schema);
        this.defaults = new FieldDefaults(schema, metadata);
        this.users = new UserDirectory(store);
        this.background = new Background(this);
        this.events = new EventBus(this);
        flows.schedule = (transaction, work) => scheduleFlowPath(transaction as TransactionRuntime, work);
        flows.reschedule = (transaction, change) => (transaction as TransactionRuntime).reschedule(change);
        store.formulaEnvironment = () => this.formulaEnvironment();
    }

    /**
     * Writes the rows that every org has; the rows of the configuration only into a new database. An org that takes the
     * place of another one, after a deployment, goes on with its clock, its messages and its schedules.
     */
    open(withData: boolean, previous?: OrgRuntime): void {
        const bootstrap = new Bootstrap(this);
        const { organizationId, fresh } = bootstrap.run(previous !== undefined);
        if (previous) this.goOn(previous);
        this.organizationFacts = { ...this.organizationFacts, id: organizationId };
        this.users.forget();
        this.apexClassIds = bootstrap.apexClasses(this.program);
        this.subscribers = subscribersOf(this, (name, event) =>
            insertSystemRow(this, 'EventBusSubscriber', {
                Name: name,
                Type: 'ApexTrigger',
                Topic: event,
                Status: 'Running',
                Position: 0,
                Tip: 0,
                Retries: 0
            })
        );
        scheduleFlows(this);
        if (!previous) this.background.resume();
        if (fresh && withData) bootstrap.data();
    }

    private goOn(previous: OrgRuntime): void {
        this.clockOffset = previous.clockOffset;
        this.messages.emails.push(...previous.messages.emails);
        this.messages.notifications.push(...previous.messages.notifications);
        this.events.goOn(previous.events);
        this.background.goOn(previous.background);
    }

    get facts(): OrgFacts {
        return this.organizationFacts;
    }

    get defaultUsername(): string {
        return this.config.defaultUser;
    }

    /** The instant of the request, for `$System.OriginDateTime`: formulas take it as 1900-01-01. */
    get originDatetime(): ApexDatetime {
        return new ApexDatetime(Date.UTC(1900, 0, 1));
    }

    user(username: string): RunningUser {
        const user = this.users.find(username);
        if (!user) throw new Error(`The org has no user ${username}.`);
        return user;
    }

    /** What a user may do. Kept as long as nobody changes the user's row or permission sets. */
    access(who: RunningUser | string): UserAccess {
        const user = typeof who === 'string' ? this.user(who) : who;
        let access = this.accesses.get(user);
        if (!access)
            this.accesses.set(user, (access = new UserAccess(this.schema, this.metadata, user, (name) => grantedRows(this.store, name))));
        return access;
    }

    describeFor(username: string, object: string): ObjectDescription | undefined {
        return describeFor(this, this.user(username), object);
    }

    /** Who serves an unauthenticated request: the guest of the Site whose path comes first in the URL. */
    siteGuest(path: string): string | undefined {
        const sites = this.store.all('Site').map((row) => ({
            prefix: (row.fields.get('UrlPathPrefix') as string | null) ?? '',
            guestId: row.fields.get('GuestUserId') as string
        }));
        const matching = sites.filter(({ prefix }) => prefix === '' || `${path}/`.startsWith(`/${prefix}/`));
        const [site] = matching.sort((a, b) => b.prefix.length - a.prefix.length);
        return site ? this.users.byId(site.guestId).username : undefined;
    }

    /** The path of a request without the prefix of its Site. */
    pathWithinSite(path: string): string {
        const at = path.indexOf('/services/');
        return at > 0 ? path.slice(at) : path;
    }

    /** New records of guests belong to the default owner: a guest cannot own any. */
    get guestRecordOwner(): string {
        return this.user(this.defaultUsername).id;
    }

    /** From now on the clock goes on from this instant; null brings back the real time. */
    setClock(now: number | null): void {
        const real = this.clock.now() - this.clockOffset;
        this.clockOffset = now === null ? 0 : now - real;
        this.background.schedules.clockChanged();
    }

    label(name: string): string | null {
        return this.metadata.find('CustomLabel', name)?.xml.value('value') ?? null;
    }

    /** Id of the ApexClass row; inner classes have that of their outer one. */
    apexClassId(name: string): string | null {
        return this.apexClassIds.get(name.split('.')[0]!) ?? null;
    }

    isA(className: string, typeName: string): boolean {
        return this.program.findClass(className)?.isA(typeName) ?? false;
    }

    /** What UserInfo.getSessionId shows: good for nothing but being there. */
    sessionId(user: RunningUser): string {
        return `${this.facts.id.slice(0, 15)}!LOCAL.${user.id}`;
    }

    recordFromConfig(object: string, fields: Readonly<Record<string, unknown>>): SObject {
        const known = this.schema.object(object);
        if (!known) throw new ConfigError([`data: there is no object ${object}.`]);
        try {
            return recordFromJson(known, fields, this.schema);
        } catch (error) {
            if (!(error instanceof BadValue)) throw error;
            throw new ConfigError([`data: ${error.message} (${object}${error.fields.map((field) => `.${field}`).join('')})`]);
        }
    }

    transact<T>(
        kind: TransactionKind,
        user: RunningUser,
        action: (transaction: TransactionRuntime) => T,
        options: TransactionOptions = {}
    ): T {
        const transaction = new TransactionRuntime(this, kind, user, options);
        const started = performance.now();
        let failure: unknown = null;
        try {
            const result = withTransaction(transaction, () => action(transaction));
            transaction.commit();
            return result;
        } catch (error) {
            failure = error;
            transaction.rollback();
            throw error;
        } finally {
            failure ??= transaction.survived;
            this.onTransaction?.({
                kind,
                name: transaction.name,
                user: user.username,
                limits: transaction.limits.snapshot(),
                ms: performance.now() - started,
                error: failure === null ? null : failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure)
            });
        }
    }

    /** Does what it does in the database and leaves no trace of it. */
    isolated<T>(action: () => T): T {
        const { store } = this;
        const nested = store.inTransaction;
        if (nested) store.savepoint('isolated');
        else store.begin();
        try {
            return action();
        } finally {
            if (nested) {
                store.rollbackTo('isolated');
                store.release('isolated');
            } else {
                store.rollback();
            }
            this.users.forget();
        }
    }

    /**
     * One Apex test method (or, with `keep`, a @TestSetup method, whose rows stay for the methods after it): work that
     * it left in the queue runs at its end, events that nobody delivered are forgotten, and everything is rolled back.
     */
    runTest<T>(
        name: string,
        user: RunningUser,
        action: (transaction: TransactionRuntime) => T,
        { keep = false, seesAllData = false }: { readonly keep?: boolean; readonly seesAllData?: boolean } = {}
    ): T {
        const test = new TestContext(this);
        test.seesAllData = seesAllData;
        const run = (): T =>
            this.transact(
                'test',
                user,
                (transaction) => {
                    const result = action(transaction);
                    if (!keep) test.runJobs();
                    return result;
                },
                { name, test, quiddity: 'RUNTEST_SYNC' }
            );
        return keep ? run() : this.isolated(run);
    }

    close(): void {
        this.background.suspend();
        this.store.close();
    }

    private formulaEnvironment() {
        const tx = runningTransaction() as TransactionRuntime | undefined;
        return {
            now: this.clock.now(),
            timeZone: tx?.user.timeZone ?? this.facts.timeZone,
            global: (path: readonly string[]) => {
                if (!tx) throw new Error(`No transaction is running that could tell ${path.join('.')}.`);
                return globalValue(tx, path);
            }
        };
    }
}
