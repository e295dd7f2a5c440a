import {
    BatchableContextImpl,
    FinalizerContextImpl,
    QueueableContextImpl,
    SchedulableContextImpl
} from '../../../automation/job-contexts.ts';
import { currentRuntime } from '../../../automation/runtime.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { enumConstant } from '../../runtime/values/enum.ts';
import { interfaceMethod } from '../collections/interfaces.ts';
import { definePlatformClass } from '../declare.ts';

definePlatformClass({
    name: 'System.Queueable',
    kind: 'interface',
    methods: { 'void execute(QueueableContext context)': interfaceMethod('execute') }
});
definePlatformClass({
    name: 'System.QueueableContext',
    kind: 'interface',
    jsClass: QueueableContextImpl,
    methods: { 'Id getJobId()': interfaceMethod('getJobId', (context: QueueableContextImpl) => context.jobId) }
});
definePlatformClass({
    name: 'System.QueueableContextImpl',
    implements: ['System.QueueableContext'],
    jsClass: QueueableContextImpl,
    constructors: { '()': () => new QueueableContextImpl('') }
});

definePlatformClass({
    name: 'System.Schedulable',
    kind: 'interface',
    methods: { 'void execute(SchedulableContext context)': interfaceMethod('execute') }
});
definePlatformClass({
    name: 'System.SchedulableContext',
    kind: 'interface',
    jsClass: SchedulableContextImpl,
    methods: { 'Id getTriggerId()': interfaceMethod('getTriggerId', (context: SchedulableContextImpl) => context.triggerId) }
});

definePlatformClass({
    name: 'System.Finalizer',
    kind: 'interface',
    methods: { 'void execute(FinalizerContext context)': interfaceMethod('execute') }
});
definePlatformClass({
    name: 'System.FinalizerContext',
    kind: 'interface',
    jsClass: FinalizerContextImpl,
    methods: {
        'Id getAsyncApexJobId()': interfaceMethod('getAsyncApexJobId', (context: FinalizerContextImpl) => context.jobId),
        'String getRequestId()': interfaceMethod('getRequestId', (context: FinalizerContextImpl) => context.requestId),
        'Exception getException()': interfaceMethod('getException', (context: FinalizerContextImpl) => context.failure),
        'ParentJobResult getResult()': interfaceMethod('getResult', (context: FinalizerContextImpl) =>
            enumConstant('System.ParentJobResult', context.failure ? 'UNHANDLED_EXCEPTION' : 'SUCCESS')
        )
    }
});
definePlatformClass({ name: 'System.ParentJobResult', kind: 'enum', values: ['SUCCESS', 'UNHANDLED_EXCEPTION'] });

definePlatformClass({
    name: 'Database.Batchable',
    kind: 'interface',
    typeParameters: ['T'],
    methods: {
        'Object start(Database.BatchableContext context)': interfaceMethod('start'),
        'void execute(Database.BatchableContext context, List<T> scope)': interfaceMethod('execute'),
        'void finish(Database.BatchableContext context)': interfaceMethod('finish')
    }
});
definePlatformClass({
    name: 'Database.BatchableContext',
    kind: 'interface',
    jsClass: BatchableContextImpl,
    methods: {
        'Id getJobId()': interfaceMethod('getJobId', (context: BatchableContextImpl) => context.jobId),
        'Id getChildJobId()': interfaceMethod('getChildJobId', (context: BatchableContextImpl) => context.childJobId)
    }
});
definePlatformClass({ name: 'Database.Stateful', kind: 'interface' });
definePlatformClass({ name: 'Database.AllowsCallouts', kind: 'interface' });
definePlatformClass({ name: 'Database.RaisesPlatformEvents', kind: 'interface' });

definePlatformClass({
    name: 'System.AsyncInfo',
    statics: {
        'Integer getCurrentQueueableStackDepth()': () => queueable().depth,
        'Integer getMaximumQueueableStackDepth()': () => {
            const { maximumDepth } = queueable();
            if (maximumDepth === null) throw apexException('System.AsyncException', 'Maximum queueable stack depth is not set.');
            return maximumDepth;
        },
        'Boolean hasMaxStackDepth()': () => queueable().maximumDepth !== null
    }
});

function queueable(): { depth: number; maximumDepth: number | null } {
    const { job } = currentRuntime();
    if (!job) throw apexException('System.AsyncException', 'AsyncInfo can only be called from a Queueable job.');
    return job;
}
