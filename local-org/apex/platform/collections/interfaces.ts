import { ApexIterator } from '../../runtime/values/iteration.ts';
import type { ApexList } from '../../runtime/values/list.ts';
import type { ApexSet } from '../../runtime/values/set.ts';
import { invokeUserMethod, isUserObject } from '../../runtime/values/user-objects.ts';
import type { Behaviour } from '../declare.ts';
import { definePlatformClass } from '../declare.ts';

/**
 * A method of an interface of the platform: an object of the project runs its own method, one of the platform what
 * `onPlatform` says.
 */
export function interfaceMethod(name: string, onPlatform?: Behaviour): Behaviour {
    return (receiver: unknown, ...values: unknown[]) => {
        if (isUserObject(receiver)) return invokeUserMethod(receiver, name, values);
        if (!onPlatform) throw new Error(`${name} was called on a value that does not implement it.`);
        return onPlatform(receiver, ...values);
    };
}

definePlatformClass({
    name: 'System.Iterator',
    kind: 'interface',
    typeParameters: ['T'],
    jsClass: ApexIterator,
    methods: {
        'Boolean hasNext()': interfaceMethod('hasNext', (iterator: ApexIterator) => iterator.hasNext()),
        'T next()': interfaceMethod('next', (iterator: ApexIterator) => iterator.next())
    }
});

definePlatformClass({
    name: 'System.Iterable',
    kind: 'interface',
    typeParameters: ['T'],
    methods: { 'Iterator<T> iterator()': interfaceMethod('iterator', (values: ApexList | ApexSet) => new ApexIterator(values)) }
});

definePlatformClass({
    name: 'System.Comparable',
    kind: 'interface',
    methods: { 'Integer compareTo(Object other)': interfaceMethod('compareTo') }
});

definePlatformClass({
    name: 'System.Comparator',
    kind: 'interface',
    typeParameters: ['T'],
    methods: { 'Integer compare(T first, T second)': interfaceMethod('compare') }
});

definePlatformClass({
    name: 'System.Callable',
    kind: 'interface',
    methods: { 'Object call(String action, Map<String,Object> arguments)': interfaceMethod('call') }
});
