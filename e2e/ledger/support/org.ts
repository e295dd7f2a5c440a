import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import { SObject } from '../../../local-org/apex/runtime/sobject.ts';
import { loadFlows } from '../../../local-org/automation/flow/flows.ts';
import { OrgRuntime, type OrgParts } from '../../../local-org/automation/org-runtime.ts';
import { toPlain } from '../../../local-org/automation/plain-values.ts';
import { handleApexRest } from '../../../local-org/automation/rest.ts';
import { compileProject } from '../../../local-org/apex/compile.ts';
import { readConfig } from '../../../local-org/config.ts';
import { Store } from '../../../local-org/data/store.ts';
import { parseSoql } from '../../../local-org/data/soql/parse.ts';
import { loadProject } from '../../../local-org/metadata/load.ts';
import { buildSchema } from '../../../local-org/schema/build.ts';
import type { StripeEvent } from '../stripe/shapes.ts';

export const ROOT = join(import.meta.dirname, '..', '..', '..');
export const SOURCE = 'Stripe_Test';
export const INTEGRATION = 'integration@recurrent.example';

const SECRET = 'whsec_of_the_ledger_tests';
const MINUTE = 60_000;
/** How many pieces of work may follow from a step before something must be going round in circles. */
const MOST_WORK = 5_000;
/** Work that a crash or a refusal left behind is done by then: the lease of a claim ends, and the sweeper comes every quarter of an hour. */
const QUARTERS_TO_REST = 80;
/** What a history leaves behind. */
const OBJECTS = [
    'Reconciliation_Line__c',
    'Reconciliation__c',
    'Stripe_Event__c',
    'Subscription_Item__c',
    'Subscription__c',
    'MRR_Schedule__c',
    'MRR_Balance__c',
    'Revenue_Schedule__c',
    'Stripe_Invoice_Line__c',
    'Stripe_Invoice_Payment__c',
    'Stripe_Payment__c',
    'Stripe_Dispute__c',
    'Stripe_Credit_Note__c',
    'Stripe_Invoice__c',
    'Stripe_Customer__c',
    'Churn_Risk_Component__c',
    'Task',
    'Account',
    'AsyncApexJob'
];

/** Objects of whose rows something follows. */
const REACTIVE = ['MRR_Schedule__c', 'Stripe_Invoice__c', 'Stripe_Dispute__c', 'Stripe_Payment__c', 'Stripe_Payout__c'];

/** Marks what the tests themselves do in the org. */
export const TEST = { name: 'test' };

export type Row = Readonly<Record<string, unknown>>;

/** What opening an org needs and every opening can share: compiling takes the time. */
type Program = Omit<OrgParts, 'store' | 'options'>;

/** A source without a key and a rate for each currency come on top of the package. */
const SOURCES = join(import.meta.dirname, '..', 'sources');

export function compile(apiUrl: string, extraDirectories: readonly string[] = []): Program {
    const file = JSON.parse(readFileSync(join(ROOT, 'config', 'local-org.json'), 'utf8')) as Record<string, unknown>;
    const config = readConfig({ ...file, namedCredentials: { [SOURCE]: { url: apiUrl } } });
    const metadata = loadProject(ROOT, [SOURCES, ...extraDirectories]);
    const schema = buildSchema(metadata);
    const program = compileProject(metadata, schema);
    return { config, metadata, schema, program, flows: loadFlows(metadata, schema, program) };
}

/** The package in an org of its own, reached as Stripe reaches it: by signed webhooks. */
export class LedgerOrg {
    org: OrgRuntime;
    /** Milliseconds since the epoch. It moves a little whenever somebody looks at it. */
    time: number;
    /** Of transactions that failed, for whoever has to find out why. */
    readonly errors: string[] = [];
    private readonly program: Program;
    private readonly file: string;
    private readonly stripe = new Stripe('sk_test_none');

    constructor(program: Program, start: number, sources: readonly string[] = [SOURCE], file = ':memory:') {
        this.program = program;
        this.time = start;
        this.file = file;
        this.org = this.open();
        const known = this.rows('Stripe_Secret__c').map((row) => row['Source__c']);
        for (const source of sources)
            if (!known.includes(source)) this.insert('Stripe_Secret__c', { Source__c: source, Current_Secret__c: SECRET });
    }

    /** After the process died: the database is what is left. */
    reopen(): void {
        this.org = this.open();
    }

    private open(): OrgRuntime {
        const { metadata, schema } = this.program;
        const clock = { now: () => (this.time += 1) };
        const store = new Store({ schema, metadata, file: this.file });
        const org = new OrgRuntime({
            ...this.program,
            store,
            options: { project: ROOT, clock, onTransaction: ({ name, error }) => error !== null && this.errors.push(`${name}: ${error}`) }
        });
        org.open(true);
        return org;
    }

    /** What the schedule does every quarter of an hour. */
    sweep(): void {
        this.apex('new EventSweeper().execute(null);', INTEGRATION);
        this.work();
    }

    /** Posts the event as Stripe does; gives the status of the answer. */
    deliver(event: StripeEvent, source = SOURCE): number {
        const body = JSON.stringify(event);
        const timestamp = Math.floor(this.org.clock.now() / 1000);
        const signature = this.stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET, timestamp });
        const path = `/services/apexrest/stripe/${source}`;
        const answer = handleApexRest(this.org, {
            method: 'POST',
            path,
            headers: { 'content-type': 'application/json', 'stripe-signature': signature },
            body: Buffer.from(body),
            user: this.org.user(this.org.siteGuest(path)!)
        });
        return answer.status;
    }

    /** Does so many pieces of background work, or all there is. */
    work(pieces = MOST_WORK): number {
        const done = this.org.background.runUntilIdle(pieces);
        if (done >= MOST_WORK) throw new Error('The background work does not come to an end.');
        return done;
    }

    moveTo(time: number): void {
        this.time = Math.max(this.time, time);
    }

    /** Lets the sweeper come and everything that waits for its time be done; fails where something never is. */
    rest(): true {
        this.work();
        for (let quarter = 0; quarter < QUARTERS_TO_REST; quarter++) {
            if (this.unfinished().length === 0) return true;
            this.time += 15 * MINUTE;
            this.sweep();
        }
        throw new Error(
            `Left undone: ${JSON.stringify(this.unfinished(), null, 1)}\n${this.errors.slice(-5).join('\n')}\n${JSON.stringify(this.rows('EventBusSubscriber'))}\n${JSON.stringify(this.query('SELECT Lane__c, State__c, Next_Try_At__c, Attempts__c FROM Stripe_Event__c'))} ${new Date(this.time).toISOString()}`
        );
    }

    /** Events, reactions and comparisons that somebody still has to take up. */
    unfinished(): Row[] {
        const events = this.query(
            "SELECT Type__c, Object_Id__c, State__c, Error__c FROM Stripe_Event__c WHERE State__c IN ('Received', 'Claimed', 'Failed')"
        );
        const reactions = REACTIVE.flatMap((object) =>
            this.query(
                `SELECT Id, Reaction_State__c, Reaction_Error__c FROM ${object} WHERE Reaction_Lane__c != NULL AND Reaction_State__c IN ('Pending', 'Due', 'Failed')`
            )
        );
        const runs = this.query(
            "SELECT Name, Kind__c, State__c, Error__c FROM Reconciliation__c WHERE State__c IN ('Running', 'Applying')"
        );
        return [...events, ...reactions, ...runs];
    }

    /** What the schedule does every night. */
    night(): void {
        this.apex('new MrrNightly().execute(null);', INTEGRATION);
        this.work();
    }

    setLanes(lanes: number): void {
        this.set('Lanes__c', lanes);
    }

    /** Puts a value into the settings of the package. */
    set(field: string, value: number | boolean): void {
        this.apex(
            `Recurrent_Settings__c settings = Recurrent_Settings__c.getOrgDefaults(); settings.SetupOwnerId = UserInfo.getOrganizationId(); settings.${field} = ${value}; upsert as system settings;`
        );
    }

    apex(source: string, username = this.org.defaultUsername): void {
        const block = this.org.program.anonymous(source);
        this.org.transact('synchronous', this.org.user(username), () => block(), { name: 'anonymous' });
    }

    insert(object: string, fields: Readonly<Record<string, unknown>>): string {
        const record = new SObject(object);
        for (const [field, value] of Object.entries(fields)) record.fields.set(field, value);
        return this.org.transact(
            'synchronous',
            this.org.user(this.org.defaultUsername),
            (transaction) => {
                const [result] = transaction.dml({ operation: 'insert', records: [record], allOrNone: true, access: 'system' });
                return result!.id!;
            },
            TEST
        );
    }

    /** Whole records as plain data; fields that are empty are left out. */
    rows(object: string): Row[] {
        return this.org.store.all(object).map((row) => toPlain(row, this.org.program) as Row);
    }

    query(soql: string): Row[] {
        return this.org.transact(
            'synchronous',
            this.org.user(this.org.defaultUsername),
            (transaction) => transaction.query(parseSoql(soql), [], 'system').map((row) => toPlain(row, this.org.program) as Row),
            TEST
        );
    }

    /** Forgets every record of the last history. */
    clear(): void {
        this.errors.length = 0;
        const { store } = this.org;
        for (const object of OBJECTS) {
            const ids = store.all(object, { fields: ['Id'], deleted: true }).map((row) => row.id!);
            store.purge(object, ids);
        }
    }

    forget(object: string, rows: readonly Row[]): void {
        this.org.store.purge(
            object,
            rows.map((row) => row['Id'] as string)
        );
    }

    close(): void {
        this.org.close();
    }
}
