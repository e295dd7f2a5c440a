import { currentTransaction } from '../../automation/transaction.ts';
import { SObject } from '../runtime/sobject.ts';
import { ApexList } from '../runtime/values/list.ts';
import { ApexMap } from '../runtime/values/map.ts';
import { typeException } from '../runtime/values/raise.ts';
import { ApexSet } from '../runtime/values/set.ts';
import { ApexTypeValue } from '../runtime/values/type-value.ts';
import type { ApexType } from '../types.ts';
import { definePlatformClass } from './declare.ts';
import { platformClasses } from './catalogue.ts';
import { strictMethods } from './strict.ts';
import { isAssignable, typeByName } from './type-relations.ts';

/** A new instance by the constructor without parameters. */
export function newInstance(type: ApexType): unknown {
    switch (type.kind) {
        case 'list':
            return new ApexList(type.of);
        case 'set':
            return new ApexSet(type.of);
        case 'map':
            return new ApexMap(type.key, type.value);
        case 'sobject':
            return new SObject(type.name);
        case 'class': {
            const userClass = currentTransaction().org.program.findClass(type.name);
            if (userClass) return userClass.newInstance();
            const constructor = platformClasses()
                .get(type.name.toLowerCase())
                ?.constructors.find((member) => member.parameters.length === 0);
            if (constructor) return constructor.run();
        }
    }
    throw typeException(`Type cannot be constructed: ${new ApexTypeValue(type)}`);
}

const wrapped = (type: ApexType | undefined): ApexTypeValue | null => (type ? new ApexTypeValue(type) : null);

definePlatformClass({
    name: 'System.Type',
    jsClass: ApexTypeValue,
    statics: {
        'Type forName(String name)': (name: string | null) => (name === null ? null : wrapped(typeByName(name))),
        'Type forName(String namespace, String name)': (namespace: string | null, name: string | null) => {
            if (name === null) return null;
            return wrapped(typeByName(namespace ? `${namespace}.${name}` : name));
        }
    },
    methods: {
        'Boolean equals(Object other)': (type: ApexTypeValue, other) => other instanceof ApexTypeValue && other.valueKey === type.valueKey,
        'String getName()': (type: ApexTypeValue) => type.toString(),
        'Object newInstance()': (type: ApexTypeValue) => newInstance(type.type),
        'String toString()': (type: ApexTypeValue) => type.toString(),
        ...strictMethods({
            'Boolean isAssignableFrom(Type source)': (type: ApexTypeValue, source: ApexTypeValue) => isAssignable(source.type, type.type)
        })
    }
});
