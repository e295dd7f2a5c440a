import type { FieldInfo, ObjectInfo } from '../../../schema/model.ts';
import { currentTransaction } from '../../../automation/transaction.ts';

/** `Account.SObjectType`. There is one for each object, so `===` compares them. */
export class SObjectTypeToken {
    readonly name: string;

    constructor(name: string) {
        this.name = name;
    }

    get info(): ObjectInfo {
        return currentTransaction().org.schema.object(this.name)!;
    }

    toString(): string {
        return this.name;
    }
}

/** `Account.Name` used as a value. There is one for each field. */
export class SObjectFieldToken {
    readonly object: string;
    readonly name: string;

    constructor(object: string, name: string) {
        this.object = object;
        this.name = name;
    }

    get info(): FieldInfo {
        return currentTransaction().org.schema.object(this.object)!.field(this.name)!;
    }

    toString(): string {
        return this.name;
    }
}

const types = new Map<string, SObjectTypeToken>();
const fields = new Map<string, SObjectFieldToken>();

/** Names in the schema's spelling. */
export function sobjectTypeToken(object: string): SObjectTypeToken {
    let token = types.get(object);
    if (!token) types.set(object, (token = new SObjectTypeToken(object)));
    return token;
}

export function sobjectFieldToken(object: string, field: string): SObjectFieldToken {
    const key = `${object}.${field}`;
    let token = fields.get(key);
    if (!token) fields.set(key, (token = new SObjectFieldToken(object, field)));
    return token;
}
