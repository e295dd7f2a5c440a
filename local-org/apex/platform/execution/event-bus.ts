import { currentRuntime, type EventTriggerContext } from '../../../automation/runtime.ts';
import { EventUuids, callBackLater } from '../../../automation/publish-callbacks.ts';
import { publishAll } from '../../../automation/publish.ts';
import type { AccessMode } from '../../../automation/transaction.ts';
import { apexException } from '../../runtime/exceptions.ts';
import type { SObject } from '../../runtime/sobject.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { classType, primitive } from '../../types.ts';
import { interfaceMethod } from '../collections/interfaces.ts';
import { definePlatformClass } from '../declare.ts';
import { SaveResult } from './database-results.ts';
import type { AccessLevel } from './dml-options.ts';

/** Results of EventBus.publish know the event's UUID. */
class PublishOutcome extends SaveResult {
    uuid: string | null = null;
}

function publish(events: readonly (SObject | null)[], access: AccessMode = 'default', callback: object | null = null): PublishOutcome[] {
    const known = events.map((event) => {
        if (event === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
        return event;
    });
    const results = publishAll(currentRuntime(), known, access);
    if (callback)
        callBackLater(
            currentRuntime(),
            callback,
            results.flatMap(({ uuid }) => uuid ?? [])
        );
    return results.map((result) => {
        // A queued event carries one "error" that says so, with the UUID as its message.
        const queued = { statusCode: 'OPERATION_ENQUEUED', message: result.uuid ?? '', fields: [] };
        const outcome = new PublishOutcome(result.success ? { ...result, errors: [queued] } : result);
        outcome.uuid = result.uuid;
        return outcome;
    });
}

function many(events: ApexList | null, access?: AccessMode, callback: object | null = null): ApexList {
    if (events === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
    return new ApexList(classType('Database.SaveResult'), publish([...events] as SObject[], access, callback));
}

definePlatformClass({
    name: 'System.EventBus',
    statics: {
        'Database.SaveResult publish(SObject event)': (event: SObject | null) => publish([event])[0],
        'List<Database.SaveResult> publish(List<SObject> events)': (events: ApexList | null) => many(events),
        'Database.SaveResult publish(SObject event, Object callback)': (event: SObject | null, callback: object | null) =>
            publish([event], 'default', callback)[0],
        'List<Database.SaveResult> publish(List<SObject> events, Object callback)': (events: ApexList | null, callback: object | null) =>
            many(events, 'default', callback),
        'Database.SaveResult publishWithAccessLevel(SObject event, Object callback, AccessLevel accessLevel)': (
            event: SObject | null,
            callback: object | null,
            level: AccessLevel
        ) => publish([event], level.mode, callback)[0],
        'List<Database.SaveResult> publishWithAccessLevel(List<SObject> events, Object callback, AccessLevel accessLevel)': (
            events: ApexList | null,
            callback: object | null,
            level: AccessLevel
        ) => many(events, level.mode, callback),
        'Database.SaveResult publishWithAccessLevel(SObject event, AccessLevel accessLevel)': (event: SObject | null, level: AccessLevel) =>
            publish([event], level.mode)[0],
        'List<Database.SaveResult> publishWithAccessLevel(List<SObject> events, AccessLevel accessLevel)': (
            events: ApexList | null,
            level: AccessLevel
        ) => many(events, level.mode),
        'String getOperationId(Object result)': (result: unknown) => (result instanceof PublishOutcome ? result.uuid : null)
    }
});

class TriggerContext {
    readonly state: EventTriggerContext;

    constructor(state: EventTriggerContext) {
        this.state = state;
    }
}

definePlatformClass({
    name: 'EventBus.TriggerContext',
    jsClass: TriggerContext,
    statics: {
        'EventBus.TriggerContext currentContext()': () => {
            const state = currentRuntime().eventTrigger;
            if (!state)
                throw apexException('System.UnexpectedException', 'EventBus.TriggerContext is available in platform event triggers only.');
            return new TriggerContext(state);
        }
    },
    properties: {
        'Integer retries { get; }': { get: ({ state }: TriggerContext) => state.retries },
        'String lastError { get; }': { get: ({ state }: TriggerContext) => state.lastError }
    },
    methods: {
        'String getResumeCheckpoint()': ({ state }: TriggerContext) => state.resumeCheckpoint,
        'void setResumeCheckpoint(String resumeReplayId)': ({ state }: TriggerContext, replayId: string | null) => {
            const trigger = currentRuntime().trigger;
            const known = trigger?.newRows?.some((row) => row.fields.get('ReplayId') === replayId);
            if (!known) throw apexException('EventBus.InvalidReplayIdException', `Invalid replayId: ${replayId}`);
            state.resumeCheckpoint = replayId;
        }
    }
});

for (const [outcome, name] of [
    ['Success', 'onSuccess'],
    ['Failure', 'onFailure']
] as const) {
    definePlatformClass({
        name: `EventBus.${outcome}Result`,
        kind: 'interface',
        jsClass: EventUuids,
        methods: {
            'List<String> getEventUuids()': interfaceMethod(
                'getEventUuids',
                ({ uuids }: EventUuids) => new ApexList(primitive('String'), [...uuids])
            )
        }
    });
    definePlatformClass({
        name: `EventBus.EventPublish${outcome}Callback`,
        kind: 'interface',
        methods: { [`void ${name}(EventBus.${outcome}Result result)`]: interfaceMethod(name) }
    });
}

class TestBroker {}

definePlatformClass({
    name: 'EventBus.TestBroker',
    jsClass: TestBroker,
    methods: {
        'void deliver()': () => currentRuntime().test?.deliverEvents(),
        'void fail()': () => currentRuntime().test?.loseEvents()
    }
});

export const testBroker = new TestBroker();
