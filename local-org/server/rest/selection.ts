import type { FieldExpression, SoqlQuery } from '../../data/soql/ast.ts';

/** What the SELECT of a query names: a record from the store also bears its Id and the keys of its parents. */
export interface Selection {
    /** In lower case. */
    readonly fields: Set<string>;
    readonly parents: Map<string, Selection>;
    readonly children: Map<string, Selection>;
    /** FIELDS(ALL): everything that the row bears. */
    everything: boolean;
}

export function selectionOf(query: SoqlQuery): Selection {
    const root = emptySelection();
    for (const item of query.select) {
        if (item.kind === 'fields') root.everything = true;
        if (item.kind === 'subquery') root.children.set(item.query.from.name.toLowerCase(), selectionOf(item.query));
        if (item.kind === 'typeof') {
            for (const inner of item.cases) for (const field of plainFields(inner)) select(root, [item.relationship, ...field.path]);
            for (const field of item.otherwise ?? []) select(root, field.path);
        }
        if (item.kind === 'field') select(root, withoutAlias(query, item.field.path));
    }
    return root;
}

function plainFields(query: SoqlQuery): FieldExpression[] {
    return query.select.flatMap((item) => (item.kind === 'field' ? [item.field] : []));
}

function withoutAlias(query: SoqlQuery, path: readonly string[]): readonly string[] {
    const prefix = (query.from.alias ?? query.from.name).toLowerCase();
    return path.length > 1 && path[0]!.toLowerCase() === prefix ? path.slice(1) : path;
}

function select(root: Selection, path: readonly string[]): void {
    let at = root;
    for (const step of path.slice(0, -1)) {
        const key = step.toLowerCase();
        let next = at.parents.get(key);
        if (!next) at.parents.set(key, (next = emptySelection()));
        at = next;
    }
    at.fields.add(path.at(-1)!.toLowerCase());
}

function emptySelection(): Selection {
    return { fields: new Set(), parents: new Map(), children: new Map(), everything: false };
}

/** One column of a result, as `columns=true` describes it. */
export interface ColumnMetadata {
    readonly aggregate: boolean;
    readonly apexType: string | null;
    readonly columnName: string;
    readonly displayName: string;
    readonly foreignKeyName: string | null;
    readonly joinColumns: ColumnMetadata[];
}

/** The columns in the order of the SELECT; fields of parents stand under the relationship, those of children under theirs. */
export function columnsOf(query: SoqlQuery): ColumnMetadata[] {
    const columns: ColumnMetadata[] = [];
    let expressions = 0;
    for (const item of query.select) {
        if (item.kind === 'subquery') columns.push(column(item.query.from.name, true, columnsOf(item.query)));
        if (item.kind !== 'field') continue;
        const { path, function: name } = item.field;
        if (name !== null) {
            const alias = item.alias ?? `expr${expressions}`;
            if (item.alias === null) expressions += 1;
            columns.push({ ...column(alias, true), displayName: item.alias ?? `${name}(${path.join('.')})` });
            continue;
        }
        let siblings = columns;
        for (const step of path.slice(0, -1)) {
            let parent = siblings.find((candidate) => candidate.columnName === step);
            if (!parent) siblings.push((parent = column(step, false)));
            siblings = parent.joinColumns;
        }
        siblings.push(column(item.alias ?? path.at(-1)!, false));
    }
    return columns;
}

function column(name: string, aggregate: boolean, joinColumns: ColumnMetadata[] = []): ColumnMetadata {
    return { aggregate, apexType: null, columnName: name, displayName: name, foreignKeyName: null, joinColumns };
}
