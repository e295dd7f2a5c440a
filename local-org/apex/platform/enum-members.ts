import { apexException } from '../runtime/exceptions.ts';
import type { ApexEnumValue } from '../runtime/values/enum.ts';
import { hashText } from '../runtime/values/equality.ts';
import { ApexList } from '../runtime/values/list.ts';
import { classType } from '../types.ts';
import type { PlatformClassDeclaration } from './declare.ts';

/** What every enum has: its values as static properties, `values()`, `valueOf`, and the methods of a value. */
export function enumDeclaration(name: string, values: readonly ApexEnumValue[]): PlatformClassDeclaration {
    return {
        name,
        kind: 'enum',
        properties: Object.fromEntries(values.map((value) => [`static ${name} ${value.name} { get; }`, { get: () => value }])),
        statics: {
            [`List<${name}> values()`]: () => ApexList.of(classType(name), values),
            [`${name} valueOf(String name)`]: (text: string | null) => enumValueOf(name, values, text)
        },
        methods: {
            'String name()': (value: ApexEnumValue) => value.name,
            'Integer ordinal()': (value: ApexEnumValue) => value.ordinal,
            'String toString()': (value: ApexEnumValue) => value.name,
            'Boolean equals(Object other)': (value: ApexEnumValue, other: unknown) => value === other,
            'Integer hashCode()': (value: ApexEnumValue) => hashText(value.name)
        }
    };
}

/** `X.valueOf(text)` of any enum, without regard to case. */
export function enumValueOf(typeName: string, values: readonly ApexEnumValue[], text: string | null): ApexEnumValue {
    const found = values.find((value) => value.name.toLowerCase() === text?.toLowerCase());
    if (found) return found;
    throw apexException('System.NoSuchElementException', `No enum constant ${typeName}.${text}`);
}
