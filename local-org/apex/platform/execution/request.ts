import { currentRuntime } from '../../../automation/runtime.ts';
import { enumConstant } from '../../runtime/values/enum.ts';
import { definePlatformClass } from '../declare.ts';

class ApexRequest {
    readonly id: string;
    readonly quiddity: string;

    constructor(id: string, quiddity: string) {
        this.id = id;
        this.quiddity = quiddity;
    }
}

definePlatformClass({
    name: 'System.Request',
    jsClass: ApexRequest,
    statics: { 'Request getCurrent()': () => new ApexRequest(currentRuntime().requestId, currentRuntime().quiddity) },
    methods: {
        'String getRequestId()': (request: ApexRequest) => request.id,
        'Quiddity getQuiddity()': (request: ApexRequest) => enumConstant('System.Quiddity', request.quiddity)
    }
});
