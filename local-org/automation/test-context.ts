import type { SObject } from '../apex/runtime/sobject.ts';
import type { Limits } from '../limits/limits.ts';
import { JobQueue } from './job-queue.ts';

/** What one Apex test method knows of itself: its mocks, and the work it set going. */
export class TestContext {
    /** Lower-case name of the interface → the mock that Test.setMock gave. */
    readonly mocks = new Map<string, object>();
    /** Work that stopTest runs, or the end of the method. */
    readonly queue = new JobQueue();
    /** Platform events that wait for the test bus to deliver. */
    readonly events: SObject[] = [];
    /** CreatedDate values that Test.setCreatedDate wants; kept in the rows themselves. */
    startTestCalled = false;
    stopTestCalled = false;
    /** Limits of the code around startTest and stopTest. */
    outerLimits: Limits | null = null;
    /** E-mails and notifications that the code under test sent. */
    batchesExecuted = 0;
}
