import { ApexException } from '../apex/runtime/exceptions.ts';
import type { OrgRuntime } from '../org.ts';
import { testOptions } from './async.ts';
import type { FlowPathWork } from './flow/flows.ts';
import type { Job } from './job-queue.ts';
import type { TransactionOptions, TransactionRuntime } from './runtime.ts';

/** An asynchronous or scheduled path of a flow, in a transaction of its own after the commit. */
export function scheduleFlowPath(tx: TransactionRuntime, work: FlowPathWork): void {
    const { org, test, staticState } = tx;
    const job = (part: FlowPathWork): Job => ({
        id: '',
        kind: 'flow',
        name: `${work.flow}.${work.path}`,
        dueAt: part.due ?? tx.now(),
        path: { work: part, again: job },
        run: () => runPath(org, part, testOptions({ test, statics: staticState }), test !== null)
    });
    tx.enqueue(job(work));
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
