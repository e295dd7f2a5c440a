import { currentRuntime } from '../../../automation/runtime.ts';
import type { LimitName } from '../../../limits/limits.ts';
import { definePlatformClass, type Behaviour } from '../declare.ts';

/** Method name behind `get` and `getLimit` → what is counted. */
const COUNTED: Readonly<Record<string, LimitName>> = {
    AggregateQueries: 'aggregateQueries',
    Callouts: 'callouts',
    CpuTime: 'cpuTime',
    DmlRows: 'dmlRows',
    DmlStatements: 'dmlStatements',
    EmailInvocations: 'emailInvocations',
    FutureCalls: 'futureCalls',
    HeapSize: 'heapSize',
    PublishImmediateDML: 'publishImmediate',
    Queries: 'queries',
    QueryLocatorRows: 'queryLocatorRows',
    QueryRows: 'queryRows',
    QueueableJobs: 'queueableJobs',
    SoslQueries: 'soslQueries'
};

const statics: Record<string, Behaviour> = {};
for (const [name, counter] of Object.entries(COUNTED)) {
    // How much the heap holds is not measured: asking for it is refused.
    if (counter !== 'heapSize') statics[`Integer get${name}()`] = () => currentRuntime().limits.get(counter);
    statics[`Integer getLimit${name}()`] = () => currentRuntime().limits.max(counter);
}

definePlatformClass({ name: 'System.Limits', statics });
