import { apexException } from './exceptions.ts';

/**
 * One record in memory. Field names are the schema's spelling: the compiler and the dynamic accessors resolve the
 * case before they come here.
 */
export class SObject {
    readonly typeName: string;
    /** Field API name → value. A row from a query holds exactly what was selected; null is a selected blank. */
    readonly fields = new Map<string, unknown>();
    /** Relationship name (`Account`, `Account__r`) → parent row, or null where the lookup is empty. */
    readonly parents = new Map<string, SObject | null>();
    /** Child relationship name → child rows, as a subquery brought them. */
    readonly children = new Map<string, SObject[]>();
    /** Rows of a query refuse to give fields that were not selected; rows made in Apex give null. */
    readonly fromQuery: boolean;
    /** Errors put on the row by addError during the save that is under way. */
    errors: { field: string | null; message: string }[] = [];

    constructor(typeName: string, fromQuery = false) {
        this.typeName = typeName;
        this.fromQuery = fromQuery;
    }

    get id(): string | null {
        return (this.fields.get('Id') as string | null | undefined) ?? null;
    }

    get(field: string): unknown {
        const value = this.fields.get(field);
        if (value !== undefined) return value;
        if (this.fromQuery && !this.fields.has(field) && field !== 'Id') {
            throw apexException(
                'System.SObjectException',
                `SObject row was retrieved via SOQL without querying the requested field: ${this.typeName}.${field}`
            );
        }
        return null;
    }

    set(field: string, value: unknown): void {
        this.fields.set(field, value);
    }

    /** A row of its own with the same fields (values are immutable); parents and children are shared. */
    copy(): SObject {
        const copy = new SObject(this.typeName, this.fromQuery);
        for (const [field, value] of this.fields) copy.fields.set(field, value);
        for (const [name, parent] of this.parents) copy.parents.set(name, parent);
        for (const [name, rows] of this.children) copy.children.set(name, rows);
        return copy;
    }
}
