import type { ProjectMetadata, XmlElement } from '../../metadata/model.ts';
import type { Words } from '../client/platform/words.ts';
import type { ObjectDescription } from '../gateway.ts';
import { listColumn, listColumns } from './columns.ts';

export interface ListView {
    readonly name: string;
    readonly label: string;
    readonly columns: readonly string[];
    /** Only records that the user owns. */
    readonly isMine: boolean;
    /** SOQL condition; undefined for all records. */
    readonly where: string | undefined;
    /** What of it this host cannot do. */
    readonly unsupported: readonly string[];
}

const OPERATORS: Readonly<Record<string, string>> = {
    equals: '=',
    notEqual: '!=',
    lessThan: '<',
    greaterThan: '>',
    lessOrEqual: '<=',
    greaterOrEqual: '>='
};

const NUMBERS = new Set(['int', 'double', 'currency', 'percent', 'long']);

/** The list views that the project declares for an object, after the one with everything. */
export function listViews(metadata: ProjectMetadata, object: ObjectDescription, words: Words): ListView[] {
    const all: ListView = {
        name: 'All',
        label: words.allOf(object.labelPlural),
        columns: listColumns(metadata, object),
        isMine: false,
        where: undefined,
        unsupported: []
    };
    const prefix = `${object.name}.`.toLowerCase();
    const own = metadata.ofType('ListView').filter((view) => view.fullName.toLowerCase().startsWith(prefix));
    const views = own.map((view) => readListView(view.fullName.slice(prefix.length), view.xml, object));
    const replaced = views.some((view) => view.name === 'All');
    const others = views.filter((view) => view.name !== 'All').sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
    return [...(replaced ? views.filter((view) => view.name === 'All') : [all]), ...others];
}

function readListView(name: string, xml: XmlElement, object: ObjectDescription): ListView {
    const unsupported: string[] = [];
    const columns = xml.all('columns').flatMap(({ text }) => {
        const path = listColumn(text, object);
        return path === undefined ? [] : [path];
    });
    if (xml.value('booleanFilter')) unsupported.push('filter logic of list views');
    const scope = xml.value('filterScope');
    if (!['Everything', 'Mine', undefined].includes(scope)) unsupported.push(`the list view scope ${scope}`);
    const conditions = xml.all('filters').flatMap((filter) => {
        const condition = readFilter(filter, object);
        if (condition === undefined)
            unsupported.push(`the list view filter ${filter.value('field')} ${filter.value('operation')} ${filter.value('value') ?? ''}`);
        return condition === undefined ? [] : [condition];
    });
    return {
        name,
        label: xml.value('label') ?? name,
        columns,
        isMine: scope === 'Mine',
        where: conditions.length > 0 ? conditions.join(' AND ') : undefined,
        unsupported
    };
}

/** Several values of a filter stand apart by commas and are alternatives, as in Salesforce. */
function readFilter(filter: XmlElement, object: ObjectDescription): string | undefined {
    const path = listColumn(filter.value('field') ?? '', object);
    const field = object.fields.find((candidate) => candidate.name === path);
    const operation = filter.value('operation') ?? '';
    if (!path || !field) return undefined;
    const values = (filter.value('value') ?? '').split(',').map((value) => value.trim());
    const literals = values.map((value) => literal(value, field.type));
    if (literals.includes(undefined)) return undefined;
    if (operation === 'equals' && values.length > 1) return `${path} IN (${literals.join(', ')})`;
    if (operation === 'notEqual' && values.length > 1) return `${path} NOT IN (${literals.join(', ')})`;
    const operator = OPERATORS[operation];
    if (operator && values.length === 1) return `${path} ${operator} ${literals[0]}`;
    const like = { contains: ['%', '%'], startsWith: ['', '%'] }[operation];
    return like && values.length === 1 ? `${path} LIKE '${like[0]}${escapeText(values[0]!)}${like[1]}'` : undefined;
}

function literal(value: string, type: string): string | undefined {
    if (value === '') return 'null';
    if (type === 'boolean') return value === '1' || value.toLowerCase() === 'true' ? 'TRUE' : 'FALSE';
    if (NUMBERS.has(type)) return /^-?\d+(\.\d+)?$/.test(value) ? value : undefined;
    if (type === 'date' || type === 'datetime') return /^[A-Z_]+(:\d+)?$/.test(value) ? value : undefined;
    return `'${escapeText(value)}'`;
}

export function escapeText(value: string): string {
    return value.replace(/\\/g, '\\\\').replace(/'/g, "\\'");
}
