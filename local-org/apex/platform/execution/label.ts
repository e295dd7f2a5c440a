import { currentRuntime } from '../../../automation/runtime.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { definePlatformClass } from '../declare.ts';

function label(namespace: string | null, name: string): string {
    const text = currentRuntime().org.label(name);
    if (text === null || (namespace !== null && namespace !== '')) {
        throw apexException('System.IllegalArgumentException', `Custom Label with name ${name} was not found`);
    }
    return text;
}

definePlatformClass({
    name: 'System.Label',
    statics: { 'String get(String namespace, String label)': label }
});
