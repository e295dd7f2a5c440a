import { primitive, sobjectType } from '../../apex/types.ts';
import type { ApexType } from '../../apex/types.ts';
import type { Schema } from '../../schema/model.ts';
import { analyse } from './analyse.ts';
import type { SoqlAnalysis, SoqlProblem } from './analysis.ts';
import type { SoqlQuery } from './ast.ts';

export type { BindUse, FieldUse, SoqlAnalysis, SoqlProblem } from './analysis.ts';

export interface SoqlCheck extends SoqlAnalysis {
    /** In Salesforce's words; offsets count from 0 in the text that was parsed. */
    readonly problems: readonly SoqlProblem[];
    /** Type of one row; Integer for SELECT COUNT(). */
    readonly rowType: ApexType;
    /** Rows are AggregateResults. */
    readonly aggregate: boolean;
    /** SELECT COUNT(): the result is a number. */
    readonly countOnly: boolean;
}

const known = new WeakMap<SoqlQuery, { schema: Schema; check: SoqlCheck }>();

/** Whether a query fits the schema, and what its names mean. The answer for a query object is remembered. */
export function checkSoql(query: SoqlQuery, schema: Schema): SoqlCheck {
    const remembered = known.get(query);
    if (remembered?.schema === schema) return remembered.check;
    const analysis = analyse(query, schema);
    const countOnly = query.select.length === 1 && query.select[0]!.kind === 'count';
    const aggregate = !countOnly && (analysis.grouped.get(query) ?? false);
    const object = analysis.objects.get(query)?.name ?? query.from.name;
    const rowType = countOnly ? primitive('Integer') : sobjectType(aggregate ? 'AggregateResult' : object);
    const check: SoqlCheck = { ...analysis, rowType, aggregate, countOnly };
    known.set(query, { schema, check });
    return check;
}
