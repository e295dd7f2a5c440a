import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import type { ObjectInfo } from '../schema/model.ts';
import { standardValueSet } from '../schema/standard.ts';
import type { TransactionRuntime } from './runtime.ts';
import type { SaveRow } from './save-row.ts';

/** Fields of standard objects that the platform works out itself when a record is saved. */
export function applyStandardRules(tx: TransactionRuntime, object: ObjectInfo, row: SaveRow): void {
    if (object.kind !== 'standard') return;
    RULES[object.name]?.(row, tx);
}

type Rule = (row: SaveRow, tx: TransactionRuntime) => void;

const RULES: Readonly<Record<string, Rule>> = {
    Contact: personName,
    Lead: personName,
    User: (row) => {
        personName(row);
        const username = text(row, 'Username');
        if (username !== null) row.next!.fields.set('Username', username.toLowerCase());
        if (!row.previous && !row.record.fields.has('IsActive')) row.next!.fields.set('IsActive', true);
        if (text(row, 'UserType') === null) row.next!.fields.set('UserType', 'Standard');
        if (text(row, 'CommunityNickname') === null) row.next!.fields.set('CommunityNickname', username?.slice(0, 40) ?? null);
    },
    Opportunity: (row) => {
        opportunityStage(row);
        const before = row.previous?.fields;
        if (before?.get('HasOpportunityLineItem') === true) row.next!.fields.set('Amount', before.get('Amount') ?? null);
    },
    Task: (row) => closed(row, 'TaskStatus'),
    Case: (row) => closed(row, 'CaseStatus'),
    OpportunityLineItem: (row) => {
        const quantity = row.next!.fields.get('Quantity');
        const price = row.next!.fields.get('UnitPrice');
        if (quantity instanceof ApexDecimal && price instanceof ApexDecimal) row.next!.fields.set('TotalPrice', quantity.times(price));
    }
};

function text(row: SaveRow, field: string): string | null {
    return (row.next!.fields.get(field) as string | null | undefined) ?? null;
}

function personName(row: SaveRow): void {
    const parts = [text(row, 'FirstName'), text(row, 'LastName')].filter((part) => part !== null && part !== '');
    row.next!.fields.set('Name', parts.join(' '));
}

function closed(row: SaveRow, valueSet: string): void {
    const status = standardValueSet(valueSet).find((entry) => entry['value'] === text(row, 'Status'));
    row.next!.fields.set('IsClosed', status?.['isClosed'] === true);
}

/** A stage brings its probability and forecast category, unless the caller says otherwise. */
function opportunityStage(row: SaveRow): void {
    const { fields } = row.next!;
    const stage = standardValueSet('OpportunityStage').find((entry) => entry['value'] === text(row, 'StageName'));
    if (!stage) return;
    fields.set('IsClosed', stage['isClosed']);
    fields.set('IsWon', stage['isWon']);
    if ((row.previous?.fields.get('StageName') ?? null) === text(row, 'StageName')) return;
    if (!row.record.fields.has('Probability')) fields.set('Probability', ApexDecimal.fromInteger(stage['probability'] as number));
    fields.set('ForecastCategory', stage['forecastCategory']);
    fields.set('ForecastCategoryName', stage['forecastCategory']);
}
