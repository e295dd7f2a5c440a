import { ApexException } from '../apex/runtime/exceptions.ts';
import type { OrgRuntime } from '../org.ts';
import { testOptions } from './async.ts';
import type { FlowPathWork } from './flow/flows.ts';
import type { Job } from './job-queue.ts';
import type { TransactionOptions, TransactionRuntime } from './runtime.ts';

/** An asynchronous or scheduled path of a flow, in a transaction of its own after the commit. */
export function scheduleFlowPath(tx: TransactionRuntime, work: FlowPathWork): void {
    const { org, test, staticState } = tx;
    tx.enqueue(pathJob(org, work, tx.now(), testOptions({ test, statics: staticState }), test !== null));
}

export function pathJob(org: OrgRuntime, work: FlowPathWork, now: number, options: TransactionOptions = {}, inTest = false): Job {
    return {
        id: '',
        kind: 'flow',
        name: `${work.flow}.${work.path}`,
        dueAt: work.due ?? now,
        path: { work, again: (part) => pathJob(org, part, now, options, inTest) },
        run: () => runPath(org, work, options, inTest)
    };
}

function runPath(org: OrgRuntime, work: FlowPathWork, options: TransactionOptions, inTest: boolean): void {
    const name = `${work.flow}.${work.path}`;
    const run = (transaction: TransactionRuntime): void => org.flows.runPath(transaction, work);
    try {
        org.transact('flow', org.users.byId(work.userId), run, { name, ...options });
    } catch (error) {
        // The transaction's report names the error; nobody waits for the path.
        if (!(error instanceof ApexException) || inTest) throw error;
    }
}
