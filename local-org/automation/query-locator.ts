import type { SObject } from '../apex/runtime/sobject.ts';
import type { SoqlQuery } from '../data/soql/ast.ts';

/** The rows of a query, read when they are first asked for. */
export class QueryLocator {
    /** Null where the rows came with a query in brackets. */
    readonly query: SoqlQuery | null;
    private readonly read: () => SObject[];
    private found: SObject[] | null = null;

    constructor(query: SoqlQuery | null, read: () => SObject[]) {
        this.query = query;
        this.read = read;
    }

    rows(): SObject[] {
        return (this.found ??= this.read());
    }
}
