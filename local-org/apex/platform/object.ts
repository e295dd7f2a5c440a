import { hashOf, sameValue } from '../runtime/values/equality.ts';
import { stringOf } from '../runtime/values/text.ts';
import { definePlatformClass } from './declare.ts';

/** What every value answers to, whatever its class. */
definePlatformClass({
    name: 'System.Object',
    methods: {
        'Boolean equals(Object other)': (value, other) => sameValue(value, other),
        'Integer hashCode()': (value) => hashOf(value),
        'String toString()': (value) => stringOf(value)
    }
});
