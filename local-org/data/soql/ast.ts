/** A parsed SOQL query. Offsets count from 0 in the text that was parsed, for error positions. */
export interface SoqlQuery {
    readonly text: string;
    readonly select: readonly SelectItem[];
    readonly from: { readonly name: string; readonly alias: string | null; readonly offset: number };
    readonly scope: string | null;
    readonly where: Condition | null;
    readonly accessMode: 'user' | 'system' | null;
    /** WITH SECURITY_ENFORCED: rights on what is selected are checked, nothing else. */
    readonly securityEnforced: boolean;
    readonly groupBy: readonly FieldExpression[];
    readonly having: Condition | null;
    readonly orderBy: readonly OrderItem[];
    readonly limit: Operand | null;
    readonly offset: Operand | null;
    readonly forUpdate: boolean;
    readonly allRows: boolean;
    /** Bind expressions in the order of the text; `{ kind: 'bind', index }` operands point here. */
    readonly binds: readonly { readonly source: string; readonly offset: number }[];
}

/** 'Account.Owner.Name' → path ['Account', 'Owner', 'Name']; with a function: COUNT(Id), CALENDAR_MONTH(CreatedDate). */
export interface FieldExpression {
    readonly path: readonly string[];
    /** In capitals. */
    readonly function: string | null;
    /** CALENDAR_YEAR(convertTimezone(CreatedDate)): the date of the user, not of Greenwich. */
    readonly convertTimezone?: boolean;
    readonly offset: number;
}

export type SelectItem =
    | { readonly kind: 'field'; readonly field: FieldExpression; readonly alias: string | null }
    /** COUNT() alone. */
    | { readonly kind: 'count' }
    | { readonly kind: 'subquery'; readonly query: SoqlQuery; readonly offset: number }
    | TypeOfItem
    /** FIELDS(ALL | STANDARD | CUSTOM) */
    | { readonly kind: 'fields'; readonly group: string; readonly offset: number };

/** TYPEOF What WHEN Account THEN Name, Phone ELSE Name END */
export interface TypeOfItem {
    readonly kind: 'typeof';
    readonly relationship: string;
    /** One for each WHEN: a query of that object and nothing but its fields. */
    readonly cases: readonly SoqlQuery[];
    /** What the ELSE names, as paths through the relationship; null where there is none. */
    readonly otherwise: readonly FieldExpression[] | null;
    readonly offset: number;
}

export type Operand =
    | { readonly kind: 'bind'; readonly index: number }
    | { readonly kind: 'string' | 'number' | 'date' | 'datetime' | 'dateLiteral'; readonly text: string; readonly offset: number }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' };

export type Condition =
    | { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
    | { readonly kind: 'not'; readonly term: Condition }
    | {
          readonly kind: 'compare';
          readonly field: FieldExpression;
          readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE';
          readonly value: Operand;
      }
    | {
          readonly kind: 'in';
          readonly field: FieldExpression;
          readonly operator: 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';
          readonly values: readonly Operand[] | SoqlQuery;
      };

export interface OrderItem {
    readonly field: FieldExpression;
    readonly descending: boolean;
    readonly nulls: 'first' | 'last';
}
