import { classType, listOf, mapOf, sobjectType } from '../types.ts';
import type { ApexType } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { BOOLEAN, ID, INTEGER, SOBJECT } from './type-system.ts';

const FLAGS = ['isExecuting', 'isInsert', 'isUpdate', 'isDelete', 'isUndelete', 'isBefore', 'isAfter'];

/** `Trigger.new` and the like: what the transaction says about the trigger that runs. */
export function triggerVariable(body: Body, name: string): Typed | undefined {
    const key = name.toLowerCase();
    const row: ApexType = body.context.triggerObject ? sobjectType(body.context.triggerObject) : SOBJECT;
    const value = (type: ApexType): Typed => ({ type, code: `${body.op('triggerValue')}(${JSON.stringify(key)})` });
    if (FLAGS.some((flag) => flag.toLowerCase() === key)) return { ...value(BOOLEAN), nonNull: true };
    switch (key) {
        case 'new':
        case 'old':
            return value(listOf(row));
        case 'newmap':
        case 'oldmap':
            return value(mapOf(ID, row));
        case 'size':
            return value(INTEGER);
        case 'operationtype':
            return value(classType('System.TriggerOperation'));
        default:
            return undefined;
    }
}
