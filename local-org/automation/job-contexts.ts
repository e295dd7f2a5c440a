import type { ApexException } from '../apex/runtime/exceptions.ts';

/** What `execute(QueueableContext)` gets. */
export class QueueableContextImpl {
    readonly jobId: string;

    constructor(jobId: string) {
        this.jobId = jobId;
    }
}

/** What `execute(SchedulableContext)` gets. */
export class SchedulableContextImpl {
    readonly triggerId: string;

    constructor(triggerId: string) {
        this.triggerId = triggerId;
    }
}

/** What the methods of a batch get. */
export class BatchableContextImpl {
    readonly jobId: string;
    readonly childJobId: string;

    constructor(jobId: string, childJobId: string) {
        this.jobId = jobId;
        this.childJobId = childJobId;
    }
}

/** What a transaction finalizer gets. */
export class FinalizerContextImpl {
    readonly jobId: string;
    readonly requestId: string;
    readonly failure: ApexException | null;

    constructor(jobId: string, requestId: string, failure: ApexException | null) {
        this.jobId = jobId;
        this.requestId = requestId;
        this.failure = failure;
    }
}
