import type { ApexType } from '../../types.ts';
import { classType } from '../../types.ts';

/** One value of an enum. There is one object for each, so `===` compares them. */
export class ApexEnumValue {
    readonly type: ApexType;
    readonly name: string;
    readonly ordinal: number;

    constructor(type: ApexType, name: string, ordinal: number) {
        this.type = type;
        this.name = name;
        this.ordinal = ordinal;
    }

    toString(): string {
        return this.name;
    }
}

const platformEnums = new Map<string, readonly ApexEnumValue[]>();

/** The values of an enum of the platform, made at the first call for that name. */
export function platformEnum(name: string, values: readonly string[]): readonly ApexEnumValue[] {
    const key = name.toLowerCase();
    let constants = platformEnums.get(key);
    if (!constants) {
        const type = classType(name);
        constants = values.map((value, ordinal) => new ApexEnumValue(type, value, ordinal));
        platformEnums.set(key, constants);
    }
    return constants;
}

/** `enumConstant('System.RoundingMode', 'HALF_UP')`, once the library has been loaded. */
export function enumConstant(name: string, value: string): ApexEnumValue {
    const found = platformEnums.get(name.toLowerCase())?.find((constant) => constant.name.toLowerCase() === value.toLowerCase());
    if (!found) throw new Error(`${name} has no value ${value}.`);
    return found;
}
