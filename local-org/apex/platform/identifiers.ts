import { randomUUID } from 'node:crypto';
import { equalIds } from '../runtime/values/equality.ts';
import { isId, toId } from '../runtime/values/id.ts';
import { stringException } from '../runtime/values/raise.ts';
import { apexException } from '../runtime/exceptions.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods, strictStatics } from './strict.ts';

definePlatformClass({
    name: 'System.Id',
    methods: {
        'Boolean equals(String other)': (id: string, other: string | null) => other !== null && isId(other) && equalIds(id, toId(other)),
        'String to15()': (id: string) => id.slice(0, 15)
    },
    statics: strictStatics({
        'Id valueOf(String text)': (text: string) => toId(text),
        'Id valueOf(String text, Boolean restoreCasing)': (text: string, restoreCasing: boolean) => {
            if (restoreCasing && text.length === 15) throw stringException(`Unable to restore casing of a 15-character id: ${text}`);
            return toId(text);
        }
    })
});

/** `System.UUID`. */
export class ApexUuid {
    readonly valueKey: string;

    constructor(text: string) {
        this.valueKey = text.toLowerCase();
    }

    toString(): string {
        return this.valueKey;
    }
}

definePlatformClass({
    name: 'System.UUID',
    jsClass: ApexUuid,
    statics: strictStatics({
        'UUID randomUUID()': () => new ApexUuid(randomUUID()),
        'UUID fromString(String text)': (text: string) => {
            if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
                throw apexException('System.IllegalArgumentException', `Invalid UUID string: ${text}`);
            }
            return new ApexUuid(text);
        }
    }),
    methods: strictMethods({ 'String toString()': (uuid: ApexUuid) => uuid.toString() })
});
