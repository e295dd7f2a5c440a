import { callOut } from '../../../automation/callouts.ts';
import { currentRuntime } from '../../../automation/runtime.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { definePlatformClass } from '../declare.ts';
import type { HttpRequest } from '../web.ts';

class Http {
    toString(): string {
        return 'System.Http[]';
    }
}

definePlatformClass({
    name: 'System.Http',
    jsClass: Http,
    constructors: { '()': () => new Http() },
    methods: {
        'HttpResponse send(HttpRequest request)': (_http: Http, request: HttpRequest | null) => {
            if (request === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
            return callOut(currentRuntime(), request);
        },
        'String toString()': (http: Http) => http.toString()
    }
});
