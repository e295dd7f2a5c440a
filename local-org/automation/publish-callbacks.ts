import { UnsupportedError } from '../errors.ts';
import { ApexException } from '../apex/runtime/exceptions.ts';
import { userObjects, userTypeOf } from '../apex/runtime/values/user-objects.ts';
import { typeName } from '../apex/types.ts';
import { cloneObjects } from './clone.ts';
import type { OrgRuntime } from './org-runtime.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { TestContext } from './test-context.ts';

/** What `getEventUuids` of a callback's argument gives. */
export class EventUuids {
    readonly uuids: readonly string[];

    constructor(uuids: readonly string[]) {
        this.uuids = uuids;
    }
}

type Outcome = 'onSuccess' | 'onFailure';

/** A callback and the events that it asked about. */
export interface PublishCallback {
    readonly callback: object;
    readonly uuids: readonly string[];
}

const INTERFACES: Readonly<Record<Outcome, string>> = {
    onSuccess: 'EventBus.EventPublishSuccessCallback',
    onFailure: 'EventBus.EventPublishFailureCallback'
};

/**
 * The callback learns later, as the Automated Process user, what became of the events (Platform Events Developer
 * Guide, "Get the Result of Asynchronous Platform Event Publishing with Apex Publish Callbacks"). The local bus loses
 * none; a test can say that it did.
 */
export function callBackLater(tx: TransactionRuntime, callback: object, uuids: readonly string[]): void {
    const type = userTypeOf(callback);
    const className = type ? typeName(type) : '';
    if (!Object.values(INTERFACES).some((name) => tx.org.isA(className, name)))
        throw new UnsupportedError(`EventBus.publish with a callback of the type ${className}, which is no publish callback`);
    if (uuids.length === 0) return;
    if (tx.test) {
        tx.test.callbacks.push({ callback, uuids });
        return;
    }
    const copy = cloneObjects(callback);
    const { org } = tx;
    const run = (): void => callBack(org, { callback: copy, uuids }, 'onSuccess', null);
    tx.afterCommit(() => org.background.queue.add({ id: '', kind: 'platformEvent', name: className, dueAt: org.clock.now(), run }));
}

export function callBack(org: OrgRuntime, { callback, uuids }: PublishCallback, outcome: Outcome, test: TestContext | null): void {
    const className = typeName(userTypeOf(callback)!);
    if (!org.isA(className, INTERFACES[outcome])) return;
    try {
        org.transact('platformEvent', org.users.automatedProcess, () => userObjects().invoke(callback, outcome, [new EventUuids(uuids)]), {
            name: `${className}.${outcome}`,
            ...(test ? { test } : {})
        });
    } catch (error) {
        if (test || !(error instanceof ApexException)) throw error;
        // The platform only logs it, and so does the log of transactions.
    }
}
