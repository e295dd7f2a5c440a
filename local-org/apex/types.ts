/**
 * Apex types as plain data, shared by the compiler, the platform library and the running program.
 *
 * How each type's values look at run time (null is always JavaScript's null):
 *   Boolean boolean · Integer number (32 bit) · Long bigint (64 bit) · String and Id string (an Id is held in its
 *   18-character form) · Double ApexDouble · Decimal ApexDecimal · Date, Datetime, Time, Blob their own classes ·
 *   List, Set, Map ApexList, ApexSet, ApexMap · SObject SObject · everything else an instance of its class.
 */
export type PrimitiveName = 'Boolean' | 'Integer' | 'Long' | 'Double' | 'Decimal' | 'String' | 'Id' | 'Date' | 'Datetime' | 'Time' | 'Blob';

export type ApexType =
    | { readonly kind: 'primitive'; readonly name: PrimitiveName }
    | { readonly kind: 'object' }
    | { readonly kind: 'void' }
    | { readonly kind: 'null' }
    | { readonly kind: 'list'; readonly of: ApexType }
    | { readonly kind: 'set'; readonly of: ApexType }
    | { readonly kind: 'map'; readonly key: ApexType; readonly value: ApexType }
    /** name is the object's API name in the schema's spelling; the abstract SObject has the name 'SObject'. */
    | { readonly kind: 'sobject'; readonly name: string }
    /**
     * A class, interface or enum, of the platform ('System.HttpRequest', 'Database.SaveResult') or of the project
     * ('Outer', 'Outer.Inner'). Platform types always carry their namespace.
     */
    | { readonly kind: 'class'; readonly name: string; readonly arguments?: readonly ApexType[] }
    /** A type parameter inside the declaration of a generic platform class. */
    | { readonly kind: 'parameter'; readonly name: string };

const PRIMITIVES: readonly PrimitiveName[] = [
    'Boolean',
    'Integer',
    'Long',
    'Double',
    'Decimal',
    'String',
    'Id',
    'Date',
    'Datetime',
    'Time',
    'Blob'
];

const primitiveByLowerName = new Map(PRIMITIVES.map((name) => [name.toLowerCase(), { kind: 'primitive', name } as const]));

export const OBJECT: ApexType = { kind: 'object' };
export const VOID: ApexType = { kind: 'void' };
export const NULL: ApexType = { kind: 'null' };
export const SOBJECT: ApexType = { kind: 'sobject', name: 'SObject' };

export function primitive(name: PrimitiveName): ApexType {
    return primitiveByLowerName.get(name.toLowerCase())!;
}

export function findPrimitive(name: string): ApexType | undefined {
    return primitiveByLowerName.get(name.toLowerCase());
}

export function listOf(of: ApexType): ApexType {
    return { kind: 'list', of };
}

export function setOf(of: ApexType): ApexType {
    return { kind: 'set', of };
}

export function mapOf(key: ApexType, value: ApexType): ApexType {
    return { kind: 'map', key, value };
}

export function sobjectType(name: string): ApexType {
    return { kind: 'sobject', name };
}

export function classType(name: string, typeArguments?: readonly ApexType[]): ApexType {
    return typeArguments && typeArguments.length > 0 ? { kind: 'class', name, arguments: typeArguments } : { kind: 'class', name };
}

/** The type as Salesforce writes it: System types without their namespace, e.g. `Map<Id,List<Account>>`. */
export function typeName(type: ApexType): string {
    switch (type.kind) {
        case 'primitive':
        case 'sobject':
        case 'parameter':
            return type.name;
        case 'object':
            return 'Object';
        case 'void':
            return 'void';
        case 'null':
            return 'null';
        case 'list':
            return `List<${typeName(type.of)}>`;
        case 'set':
            return `Set<${typeName(type.of)}>`;
        case 'map':
            return `Map<${typeName(type.key)},${typeName(type.value)}>`;
        case 'class': {
            const name = type.name.startsWith('System.') ? type.name.slice('System.'.length) : type.name;
            return type.arguments ? `${name}<${type.arguments.map(typeName).join(',')}>` : name;
        }
    }
}

export function sameType(left: ApexType, right: ApexType): boolean {
    return left === right || typeName(left).toLowerCase() === typeName(right).toLowerCase();
}
