import type { SObject } from '../apex/runtime/sobject.ts';
import type { Limits } from '../limits/limits.ts';
import type { OrgRuntime } from '../org.ts';
import { EventBus } from './events.ts';
import { JobQueue } from './job-queue.ts';
import { callBack } from './publish-callbacks.ts';
import type { PublishCallback } from './publish-callbacks.ts';

/** What one Apex test method knows of itself: its mocks, and the work it set going. */
export class TestContext {
    /** Lower-case name of the interface → the mock that Test.setMock gave. */
    readonly mocks = new Map<string, object>();
    /** Work that stopTest runs, or the end of the method. */
    readonly queue = new JobQueue();
    /** Published, and not yet with the test event bus. */
    readonly events: SObject[] = [];
    /** Published at once: no rollback takes them back. */
    readonly immediateEvents: SObject[] = [];
    /** Who wants to know what became of waiting events. */
    readonly callbacks: PublishCallback[] = [];
    readonly bus: EventBus;
    private readonly org: OrgRuntime;
    eventsPublished = 0;
    /** `@IsTest(SeeAllData=true)` */
    seesAllData = false;
    startTestCalled = false;
    stopTestCalled = false;
    /** Limits of the code around startTest and stopTest. */
    outerLimits: Limits | null = null;

    constructor(org: OrgRuntime) {
        this.org = org;
        this.bus = new EventBus(org, this);
    }

    /** Brings the waiting events to their subscribers (`Test.getEventBus().deliver()`, and a part of stopTest). */
    deliverEvents(): void {
        for (const event of this.immediateEvents.splice(0)) this.bus.accept(event);
        for (const event of this.events.splice(0)) this.bus.accept(event);
        for (const callback of this.callbacks.splice(0)) callBack(this.org, callback, 'onSuccess', this);
        this.bus.deliverAll();
    }

    /** `Test.getEventBus().fail()`: the waiting events never arrive. */
    loseEvents(): void {
        this.immediateEvents.length = 0;
        this.events.length = 0;
        for (const callback of this.callbacks.splice(0)) callBack(this.org, callback, 'onFailure', this);
    }

    /** Runs the jobs that wait now; what they enqueue in turn keeps waiting. */
    runJobs(): void {
        for (const job of this.queue.drain()) job.run();
    }
}
