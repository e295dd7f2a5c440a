import { UnsupportedError } from '../errors.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import type { ObjectInfo } from '../schema/model.ts';
import { readRows, readRowsBy, updateRows } from './rows.ts';
import type { TransactionRuntime } from './runtime.ts';
import { notFailed, SaveRow, TriggerRow } from './save-row.ts';

/** The amount of an Opportunity with products is their sum, whatever somebody writes; that of one without stays. */
export function addUpProducts(tx: TransactionRuntime, object: ObjectInfo, rows: readonly SaveRow[]): void {
    if (object.name !== 'OpportunityLineItem') return;
    const sides = rows.filter(notFailed).flatMap(({ previous, next }) => [previous, next]);
    const ids = [...new Set(sides.map((side) => side?.fields.get('OpportunityId')))].filter((id) => typeof id === 'string');
    if (ids.length === 0) return;
    refuseAutomation(tx);
    const items = Map.groupBy(readRowsBy(tx, object.name, 'OpportunityId', ids), (item) => item.fields.get('OpportunityId'));
    const changes = [...readRows(tx, 'Opportunity', ids).values()].map((opportunity, index) => {
        const own = items.get(opportunity.id) ?? [];
        const change = new SaveRow(index, opportunity);
        change.previous = TriggerRow.of(opportunity);
        change.next = TriggerRow.of(opportunity);
        change.next.fields.set('HasOpportunityLineItem', own.length > 0);
        if (own.length > 0) change.next.fields.set('Amount', own.reduce(addTo, ApexDecimal.ZERO));
        return change;
    });
    updateRows(tx, tx.org.schema.object('Opportunity')!, changes, tx.now());
}

function addTo(sum: ApexDecimal, item: { readonly fields: ReadonlyMap<string, unknown> }): ApexDecimal {
    const price = item.fields.get('TotalPrice');
    return price instanceof ApexDecimal ? sum.plus(price) : sum;
}

/** The platform saves the Opportunity in the full order then, with all that hangs on it. */
function refuseAutomation({ org }: TransactionRuntime): void {
    const { triggers, flows } = org;
    const isAutomated =
        triggers.of('Opportunity', 'before update').length > 0 ||
        triggers.of('Opportunity', 'after update').length > 0 ||
        flows.beforeSave('Opportunity', 'update') !== undefined ||
        flows.afterSave('Opportunity', 'update') !== undefined;
    if (isAutomated) throw new UnsupportedError('products of an Opportunity in a project with triggers or flows on its update');
}
