import { ApexException } from '../../apex/runtime/exceptions.ts';
import type { SObject } from '../../apex/runtime/sobject.ts';
import type { Transaction } from '../../automation/transaction.ts';
import { checkSoql } from '../../data/soql/check.ts';
import { parseSoql, SoqlSyntaxError } from '../../data/soql/parse.ts';
import { BadValue } from './record-json.ts';

/** Runs a query that a client sent, with the rights and the sharing of the transaction's user. */
export function runClientQuery(transaction: Transaction, soql: string): { rows: SObject[]; count: number | undefined } {
    const query = parsed(soql);
    const problem = checkSoql(query, transaction.org.schema).problems[0];
    if (problem) throw new BadValue(/^sObject type/i.test(problem.message) ? 'INVALID_TYPE' : 'INVALID_FIELD', problem.message);
    if (query.binds.length > 0) throw new BadValue('MALFORMED_QUERY', 'Bind variables only allowed in Apex code');
    transaction.sharing = 'with';
    try {
        if (query.select.length === 1 && query.select[0]?.kind === 'count') {
            return { rows: [], count: transaction.count(query, [], 'user') };
        }
        return { rows: transaction.query(query, [], 'user'), count: undefined };
    } catch (error) {
        if (error instanceof ApexException) throw new BadValue('INVALID_FIELD', error.message);
        throw error;
    }
}

function parsed(soql: string): ReturnType<typeof parseSoql> {
    try {
        return parseSoql(soql);
    } catch (error) {
        if (error instanceof SoqlSyntaxError) throw new BadValue('MALFORMED_QUERY', error.message);
        throw error;
    }
}
