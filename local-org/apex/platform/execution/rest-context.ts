import { currentRuntime } from '../../../automation/runtime.ts';
import { definePlatformClass } from '../declare.ts';

/** Tests put requests of their own there. */
definePlatformClass({
    name: 'System.RestContext',
    properties: {
        'static RestRequest request { get; set; }': {
            get: () => currentRuntime().rest.request,
            set: (request: object | null) => void (currentRuntime().rest.request = request)
        },
        'static RestResponse response { get; set; }': {
            get: () => currentRuntime().rest.response,
            set: (response: object | null) => void (currentRuntime().rest.response = response)
        }
    }
});
