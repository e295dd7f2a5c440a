import { ApexException } from '../apex/runtime/exceptions.ts';
import type { FlowPathWork } from './flow/flows.ts';
import { testOptions } from './async.ts';
import type { TransactionRuntime } from './runtime.ts';

/** An asynchronous or scheduled path of a flow, in a transaction of its own after the commit. */
export function scheduleFlowPath(tx: TransactionRuntime, work: FlowPathWork): void {
    const { org, test, staticState } = tx;
    tx.enqueue({
        id: '',
        kind: 'flow',
        name: `${work.flow}.${work.path}`,
        dueAt: work.due ?? tx.now(),
        run: () => {
            const user = org.users.byId(work.userId);
            try {
                org.transact('flow', user, (transaction) => org.flows.runPath(transaction, work), {
                    name: `${work.flow}.${work.path}`,
                    ...testOptions({ test, statics: staticState })
                });
            } catch (error) {
                // The transaction's report names the error; nobody waits for the path.
                if (!(error instanceof ApexException) || test) throw error;
            }
        }
    });
}
