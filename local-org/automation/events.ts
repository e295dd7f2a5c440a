import { ApexException } from '../apex/runtime/exceptions.ts';
import type { SObject } from '../apex/runtime/sobject.ts';
import type { ApexTrigger } from '../apex/program.ts';
import type { OrgRuntime } from '../org.ts';
import { CompileError, UnsupportedError } from '../errors.ts';
import type { EventFlow } from './flow/flows.ts';
import type { EventTriggerContext, TransactionRuntime } from './runtime.ts';
import { TriggerRow } from './save-row.ts';
import type { TestContext } from './test-context.ts';
import type { RunningUser } from './transaction.ts';
import { runInContext } from './triggers.ts';
import { updateSystemRow } from './rows.ts';

/** Events that one run of a trigger gets, unless its PlatformEventSubscriberConfig says fewer. */
const BATCH = 2_000;
/** Times that a RetryableException brings a batch back (Platform Events Developer Guide: a trigger runs at most ten times). */
const RETRIES = 9;
/** Milliseconds before the first retry; each further one waits twice as long, up to the maximum. */
const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 60_000;

/** One trigger or flow that listens to one kind of event. */
export interface Subscriber {
    readonly name: string;
    readonly event: string;
    readonly trigger: ApexTrigger | null;
    readonly flow: EventFlow | null;
    readonly batchSize: number;
    /** Undefined: who published (flows only). */
    readonly user: RunningUser | undefined;
    /** Of its EventBusSubscriber row; '' for flows. */
    readonly rowId: string;
}

interface SubscriberState {
    /** ReplayId of the last event that is done with. */
    position: number;
    retries: number;
    lastError: string | null;
    retryAt: number;
    status: 'Running' | 'Error';
}

/** The event bus of an org, or of one test method, which has its own from the beginning. */
export class EventBus {
    private readonly org: OrgRuntime;
    private readonly test: TestContext | undefined;
    private readonly events = new Map<string, SObject[]>();
    private readonly states = new Map<Subscriber, SubscriberState>();
    private lastReplayId = 0;

    constructor(org: OrgRuntime, test?: TestContext) {
        this.org = org;
        this.test = test;
    }

    /** Events that a subscriber has yet to get, and whose time has not come. */
    get waiting(): boolean {
        return this.org.subscribers.some((subscriber) => {
            const state = this.state(subscriber);
            return state.status === 'Running' && this.after(subscriber.event, state.position).length > 0;
        });
    }

    /** Numbers go on where those of another bus ended, whose events have all been delivered. */
    goOn(previous: EventBus): void {
        this.lastReplayId = previous.lastReplayId;
    }

    /** Takes a published event; it gets its ReplayId here. */
    accept(event: SObject): void {
        this.lastReplayId += 1;
        event.fields.set('ReplayId', String(this.lastReplayId));
        const key = event.typeName.toLowerCase();
        const waiting = this.events.get(key);
        if (waiting) waiting.push(event);
        else this.events.set(key, [event]);
    }

    /** Runs one subscriber on its next batch; false when nobody has anything to do now. */
    deliverNext(now: number): boolean {
        for (const subscriber of this.org.subscribers) {
            const state = this.state(subscriber);
            if (state.status === 'Error' || state.retryAt > now) continue;
            const batch = this.after(subscriber.event, state.position).slice(0, subscriber.batchSize);
            if (batch.length === 0) continue;
            this.deliver(subscriber, state, batch);
            this.forgetDelivered(subscriber.event);
            return true;
        }
        return false;
    }

    /** What `TestBroker.deliver` does: every subscriber gets what waits; a batch that asks for a retry waits for the next call. */
    deliverAll(): void {
        for (const subscriber of this.org.subscribers) {
            const state = this.state(subscriber);
            while (state.status === 'Running') {
                const batch = this.after(subscriber.event, state.position).slice(0, subscriber.batchSize);
                if (batch.length === 0) break;
                const { position } = state;
                this.deliver(subscriber, state, batch);
                if (state.position === position) break;
            }
        }
    }

    /**
     * A batch that asks for a retry is rolled back and comes again whole. Once a checkpoint is set, what was done is
     * committed, however the trigger ends, and what stands behind the checkpoint comes again (Platform Events Developer
     * Guide, "Comparing setResumeCheckpoint() and EventBus.RetryableException").
     */
    private deliver(subscriber: Subscriber, state: SubscriberState, batch: readonly SObject[]): void {
        const last = replayIdOf(batch.at(-1)!);
        const context: EventTriggerContext = { retries: state.retries, lastError: state.lastError, resumeCheckpoint: null };
        const user = subscriber.user ?? this.org.users.byId(batch[0]!.fields.get('CreatedById') as string);
        try {
            const run = (tx: TransactionRuntime): void => {
                try {
                    runSubscriber(tx, subscriber, batch);
                } catch (error) {
                    if (context.resumeCheckpoint === null || !(error instanceof ApexException) || isRetry(error)) throw error;
                    tx.survived = error;
                }
            };
            const options = { name: subscriber.name, eventTrigger: context, quiddity: 'SYNCHRONOUS' };
            const survived = this.org.transact('platformEvent', user, (tx) => (run(tx), tx.survived), {
                ...options,
                ...(this.test ? { test: this.test } : {})
            });
            if (survived) return this.fail(state, survived, context, last);
            state.position = context.resumeCheckpoint === null ? last : Number(context.resumeCheckpoint);
            state.retries = 0;
            state.lastError = null;
        } catch (error) {
            this.fail(state, error, context, last);
            if (!(error instanceof ApexException)) throw error;
        } finally {
            this.report(subscriber, state);
        }
    }

    private fail(state: SubscriberState, error: unknown, context: EventTriggerContext, last: number): void {
        state.lastError = error instanceof Error ? error.message : String(error);
        if (isRetry(error)) {
            if (state.retries >= RETRIES) {
                state.status = 'Error';
                return;
            }
            state.retryAt = this.test ? 0 : this.org.clock.now() + Math.min(FIRST_RETRY * 2 ** state.retries, LONGEST_RETRY);
            state.retries += 1;
            return;
        }
        // Any other exception loses the batch, but for what stands behind a checkpoint.
        state.position = context.resumeCheckpoint === null ? last : Number(context.resumeCheckpoint);
        state.retries = 0;
        if (error instanceof UnsupportedError) state.status = 'Error';
    }

    private report(subscriber: Subscriber, state: SubscriberState): void {
        if (subscriber.rowId === '') return;
        updateSystemRow(this.org, 'EventBusSubscriber', subscriber.rowId, {
            Position: state.position,
            Tip: this.lastReplayId,
            Retries: state.retries,
            LastError: state.lastError,
            Status: state.status
        });
    }

    private state(subscriber: Subscriber): SubscriberState {
        let state = this.states.get(subscriber);
        if (!state) {
            state = { position: 0, retries: 0, lastError: null, retryAt: 0, status: 'Running' };
            this.states.set(subscriber, state);
        }
        return state;
    }

    private after(event: string, position: number): SObject[] {
        const waiting = this.events.get(event.toLowerCase()) ?? [];
        return waiting[0] && replayIdOf(waiting[0]) > position ? waiting : waiting.filter((row) => replayIdOf(row) > position);
    }

    /** Events that every subscriber has passed need no keeping. */
    private forgetDelivered(event: string): void {
        const positions = this.org.subscribers
            .filter((subscriber) => subscriber.event.toLowerCase() === event.toLowerCase())
            .map((subscriber) => this.state(subscriber))
            .filter((state) => state.status === 'Running')
            .map((state) => state.position);
        const done = Math.min(...positions);
        const key = event.toLowerCase();
        this.events.set(
            key,
            (this.events.get(key) ?? []).filter((row) => replayIdOf(row) > done)
        );
    }
}

function isRetry(error: unknown): boolean {
    return error instanceof ApexException && error.apexTypeName === 'EventBus.RetryableException';
}

function replayIdOf(event: SObject): number {
    return Number(event.fields.get('ReplayId'));
}

function runSubscriber(tx: TransactionRuntime, subscriber: Subscriber, batch: readonly SObject[]): void {
    const rows = batch.map((event) => TriggerRow.of(event, true));
    if (subscriber.flow) {
        subscriber.flow.run(tx, rows);
        return;
    }
    const context = { object: subscriber.event, event: 'after insert', newRows: rows, oldRows: null };
    runInContext(tx, context, `${subscriber.event} trigger event AfterInsert`, () => subscriber.trigger!.run());
}

/** The triggers and flows of the project that listen to platform events, in the order of their names. */
export function subscribersOf(org: OrgRuntime, addRow: (name: string, event: string) => string): Subscriber[] {
    const events = org.schema.objects.filter((object) => object.kind === 'event');
    return events.flatMap((object) => [
        ...org.triggers.of(object.name, 'after insert').map((trigger) => triggerSubscriber(org, object.name, trigger, addRow)),
        ...org.flows.subscribers(object.name).map((flow): Subscriber => ({
            name: flow.name,
            event: object.name,
            trigger: null,
            flow,
            batchSize: BATCH,
            user: flow.runsAs === 'TriggeringUser' ? undefined : org.users.automatedProcess,
            rowId: ''
        }))
    ]);
}

function triggerSubscriber(
    org: OrgRuntime,
    event: string,
    trigger: ApexTrigger,
    addRow: (name: string, event: string) => string
): Subscriber {
    const settings = org.metadata
        .ofType('PlatformEventSubscriberConfig')
        .find((component) => component.xml.value('platformEventConsumer')?.toLowerCase() === trigger.name.toLowerCase());
    const username = org.config.platformEventSubscribers[trigger.name] ?? settings?.xml.value('user');
    const user = username === undefined ? org.users.automatedProcess : org.users.find(username);
    if (!user) {
        const position = { file: settings?.file ?? 'config/local-org.json', line: settings?.xml.child('user')?.line ?? 1, column: 1 };
        throw new CompileError(
            position,
            `The org has no user ${username}, who is to run ${trigger.name}. Name one under platformEventSubscribers.`
        );
    }
    return {
        name: trigger.name,
        event,
        trigger,
        flow: null,
        batchSize: Number(settings?.xml.value('batchSize') ?? BATCH),
        user,
        rowId: addRow(trigger.name, event)
    };
}
