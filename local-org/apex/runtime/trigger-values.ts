import { currentTransaction } from '../../automation/transaction.ts';
import type { TriggerContext } from '../../automation/transaction.ts';
import { primitive, sobjectType } from '../types.ts';
import { apexException } from './exceptions.ts';
import type { SObject } from './sobject.ts';
import { enumConstant } from './values/enum.ts';
import { ApexList } from './values/list.ts';
import { ApexMap } from './values/map.ts';

/** Collections of one trigger context are made once: what a handler changes in them, the next one sees. */
const collections = new WeakMap<TriggerContext, Map<string, ApexList | ApexMap>>();

/** `Trigger.` and a name in lower case. Outside of a trigger, the flags are false and all else is null. */
export function triggerValue(name: string): unknown {
    const context = currentTransaction().trigger;
    const isFlag = name.startsWith('is');
    if (!context) return isFlag ? false : null;
    const [when, operation] = context.event.split(' ') as [string, string];
    switch (name) {
        case 'isexecuting':
            return true;
        case 'isbefore':
        case 'isafter':
            return name === `is${when}`;
        case 'isinsert':
        case 'isupdate':
        case 'isdelete':
        case 'isundelete':
            return name === `is${operation}`;
        case 'size':
            return (context.newRows ?? context.oldRows ?? []).length;
        case 'operationtype':
            return enumConstant('System.TriggerOperation', `${when}_${operation}`.toUpperCase());
        case 'new':
            return rows(context, name, context.newRows);
        case 'old':
            return rows(context, name, context.oldRows);
        case 'newmap':
            return when === 'before' && operation === 'insert' ? null : byId(context, name, context.newRows);
        case 'oldmap':
            return byId(context, name, context.oldRows);
        default:
            throw apexException('System.SObjectException', `Trigger.${name} is not known.`);
    }
}

function remembered<T extends ApexList | ApexMap>(context: TriggerContext, name: string, make: () => T): T {
    let made = collections.get(context);
    if (!made) collections.set(context, (made = new Map()));
    let value = made.get(name);
    if (!value) made.set(name, (value = make()));
    return value as T;
}

function rows(context: TriggerContext, name: string, records: readonly SObject[] | null): ApexList | null {
    return records && remembered(context, name, () => new ApexList(sobjectType(context.object), [...records]));
}

function byId(context: TriggerContext, name: string, records: readonly SObject[] | null): ApexMap | null {
    if (!records) return null;
    const make = (): ApexMap =>
        new ApexMap(
            primitive('Id'),
            sobjectType(context.object),
            records.map((record) => [record.id, record] as const)
        );
    return remembered(context, name, make);
}
