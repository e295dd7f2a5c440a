import type { ApexType } from '../../types.ts';
import { NULL, OBJECT, classType, primitive, sobjectType } from '../../types.ts';
import { platformDeclarations } from '../../platform/declare.ts';
import { ApexException } from '../exceptions.ts';
import { SObject } from '../sobject.ts';
import { ApexBlob } from './blob.ts';
import { ApexDate } from './date.ts';
import { ApexDatetime } from './datetime.ts';
import { ApexDecimal } from './decimal.ts';
import { ApexDouble } from './double.ts';
import { ApexEnumValue } from './enum.ts';
import { ApexList } from './list.ts';
import { ApexMap } from './map.ts';
import { ApexSet } from './set.ts';
import { ApexTime } from './time.ts';
import { userTypeOf } from './user-objects.ts';

const platformTypes = new Map<unknown, ApexType | undefined>();
let declarationsSeen = 0;

function platformTypeOf(value: object): ApexType | undefined {
    const declarations = platformDeclarations();
    for (; declarationsSeen < declarations.length; declarationsSeen++) {
        const { name, jsClass } = declarations[declarationsSeen]!;
        if (jsClass && !platformTypes.has(jsClass)) platformTypes.set(jsClass, classType(name));
    }
    for (let prototype = Object.getPrototypeOf(value); prototype; prototype = Object.getPrototypeOf(prototype)) {
        const type = platformTypes.get(prototype.constructor);
        if (type) return type;
    }
    return undefined;
}

/**
 * The type of a value by the value alone. An Id is a String here, since nothing in it says otherwise; instances of
 * generic platform classes come without their arguments.
 */
export function runtimeTypeOf(value: unknown): ApexType {
    if (value === null || value === undefined) return NULL;
    switch (typeof value) {
        case 'string':
            return primitive('String');
        case 'number':
            return primitive('Integer');
        case 'bigint':
            return primitive('Long');
        case 'boolean':
            return primitive('Boolean');
    }
    if (value instanceof ApexDecimal) return primitive('Decimal');
    if (value instanceof ApexDouble) return primitive('Double');
    if (value instanceof ApexDate) return primitive('Date');
    if (value instanceof ApexDatetime) return primitive('Datetime');
    if (value instanceof ApexTime) return primitive('Time');
    if (value instanceof ApexBlob) return primitive('Blob');
    if (value instanceof ApexList || value instanceof ApexSet || value instanceof ApexMap || value instanceof ApexEnumValue)
        return value.type;
    if (value instanceof SObject) return sobjectType(value.typeName);
    if (value instanceof ApexException) return classType(value.apexTypeName);
    return userTypeOf(value) ?? platformTypeOf(value as object) ?? OBJECT;
}
