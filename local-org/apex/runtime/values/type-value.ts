import type { ApexType } from '../../types.ts';
import { typeName } from '../../types.ts';

/** A `System.Type`: what `X.class` and `Type.forName` give. */
export class ApexTypeValue {
    readonly type: ApexType;

    constructor(type: ApexType) {
        this.type = type;
    }

    get valueKey(): string {
        return typeName(this.type).toLowerCase();
    }

    /** Type.getName(): platform classes with their namespace, `List<String>`, `Outer.Inner`. */
    toString(): string {
        return fullTypeName(this.type);
    }
}

export function fullTypeName(type: ApexType): string {
    switch (type.kind) {
        case 'class':
            return type.arguments ? `${type.name}<${type.arguments.map(fullTypeName).join(',')}>` : type.name;
        case 'list':
            return `List<${fullTypeName(type.of)}>`;
        case 'set':
            return `Set<${fullTypeName(type.of)}>`;
        case 'map':
            return `Map<${fullTypeName(type.key)},${fullTypeName(type.value)}>`;
        default:
            return typeName(type);
    }
}
