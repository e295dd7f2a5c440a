import type { ProjectMetadata } from '../../metadata/model.ts';
import type { ObjectDescription } from '../gateway.ts';
import { objectIcon, recordPage } from '../metadata/app.ts';
import { detailSections, highlightFields, layoutRelatedLists, listColumn, nameField, relatedColumns } from '../metadata/columns.ts';
import { relatedListLabel, sectionLabel } from '../metadata/labels.ts';
import { escapeText, listViews } from '../metadata/list-view.ts';
import type { Cell, Column, RecordReader } from './record.ts';

/** As many as an org loads at once, and as many as it shows at all. */
const ROWS_AT_ONCE = 50;
const MOST_ROWS = 2000;

/** Standard objects that a record's related lists show beside the project's own. */
const USUAL_CHILDREN = new Set(['Contact', 'Opportunity', 'Case', 'Task', 'Event', 'Contract', 'Order']);

/** Everything above the related lists of a record page. */
export async function recordView(reader: RecordReader, metadata: ProjectMetadata, recordId: string): Promise<object> {
    const object = await reader.objectOf(recordId);
    const sections = detailSections(metadata, object, reader.words);
    const highlights = highlightFields(metadata, object);
    const name = nameField(object);
    const paths = [...new Set([...(name ? [name.name] : []), ...highlights, ...sections.flatMap(({ columns: fields }) => fields.flat())])];
    const columns = await reader.columns(object, paths);
    const row = await reader.row(object, recordId, columns);
    const cells = new Map<string, Cell>(columns.map((column) => [column.path, { ...column.cell(row), label: column.label }]));
    const pick = (fields: readonly string[]): Cell[] => fields.map((field) => cells.get(field)).filter((cell) => cell !== undefined);
    return {
        recordId: row['Id'],
        object: objectFacts(object, metadata),
        name: String((name && row[name.name]) ?? row['Id']),
        highlights: pick(highlights),
        sections: sections.map(({ label, columns: fields }) => ({
            label: sectionLabel(metadata, object.name, label, reader.language),
            columns: fields.map(pick)
        }))
    };
}

export async function pageView(reader: RecordReader, metadata: ProjectMetadata, recordId: string): Promise<object> {
    const object = await reader.objectOf(recordId);
    return { object: objectFacts(object, metadata), page: recordPage(metadata, object.name) };
}

export async function listView(reader: RecordReader, metadata: ProjectMetadata, objectName: string, wanted: ListRequest): Promise<object> {
    const object = await reader.need(objectName);
    const views = listViews(metadata, object, reader.words);
    const view = views.find((candidate) => candidate.name === wanted.view) ?? views[0]!;
    const columns = await reader.columns(object, view.columns);
    const where = [view.isMine ? 'USING SCOPE mine' : '', view.where ? `WHERE ${view.where}` : ''].filter(Boolean).join(' ');
    const facts = {
        object: objectFacts(object, metadata),
        views: views.map(({ name, label }) => ({ name, label })),
        view: view.name,
        unsupported: view.unsupported
    };
    if (view.unsupported.length > 0) return { ...facts, total: 0, more: false, columns: [], rows: [] };
    return { ...facts, ...(await table(reader, object, columns, where, wanted)) };
}

export interface ListRequest {
    readonly view?: string | undefined;
    /** Path of the column to sort by; the object's own order without one. */
    readonly sort?: string | undefined;
    readonly descending?: boolean;
    readonly rows?: number;
}

/** The first rows of a list, and how many there are in all. */
async function table(
    reader: RecordReader,
    object: ObjectDescription,
    columns: readonly Column[],
    where: string,
    { sort, descending = false, rows: wanted = ROWS_AT_ONCE }: ListRequest
): Promise<object> {
    const sorted = columns.find(({ path, sort: by }) => path === sort && by !== undefined);
    const by = sorted ? `ORDER BY ${sorted.sort}${descending ? ' DESC NULLS LAST' : ''}, Id` : order(object);
    const limit = Math.min(Math.max(wanted, 1), MOST_ROWS);
    const rows = await reader.rows(object, columns, `${where} ${by} LIMIT ${limit}`);
    const total = rows.length < limit ? rows.length : await reader.count(object, where);
    return {
        total,
        more: rows.length < Math.min(total, MOST_ROWS),
        ...(sorted ? { sorted: { path: sorted.path, descending } } : {}),
        columns: columns.map(({ path, label, field, sort: sortable }) => ({
            path,
            label,
            type: field.type,
            sortable: sortable !== undefined
        })),
        rows: rows.map((row) => ({ recordId: row['Id'], cells: columns.map((column) => column.cell(row)) }))
    };
}

/** The relationships whose lists a record page shows when asked for all: the layout's, else the project's children and the usual ones. */
export async function relatedLists(reader: RecordReader, metadata: ProjectMetadata, recordId: string): Promise<object> {
    const object = await reader.objectOf(recordId);
    const laidOut = layoutRelatedLists(metadata, object);
    if (laidOut) {
        const found = laidOut.map(({ child, field }) =>
            object.childRelationships.find((own) => own.child === child && own.field === field)
        );
        return { relationships: found.filter((own) => own !== undefined && own.name !== '').map((own) => own!.name) };
    }
    const shown = object.childRelationships.filter(
        ({ name, child }) => name !== '' && (child.endsWith('__c') || USUAL_CHILDREN.has(child))
    );
    const own = (child: string): number => Number(!child.endsWith('__c'));
    return { relationships: [...shown].sort((a, b) => own(a.child) - own(b.child)).map(({ name }) => name) };
}

/** `relationship` is its name in a query; FlexiPages write it so too. */
export async function relatedList(
    reader: RecordReader,
    metadata: ProjectMetadata,
    recordId: string,
    relationship: string,
    wanted: ListRequest
): Promise<object> {
    const parent = await reader.objectOf(recordId);
    const found = parent.childRelationships.find(({ name }) => name.toLowerCase() === relationship.toLowerCase());
    const child = found && (await reader.describe(found.child));
    // Like a Lightning page: a list that the user may not see is left out, which is no error.
    if (!found || !child) return { hidden: true };
    const laidOut = layoutRelatedLists(metadata, parent)?.find((list) => list.child === found.child && list.field === found.field);
    const paths = (laidOut?.columns ?? []).map((column) => listColumn(column, child)).filter((path) => path !== undefined);
    const columns = await reader.columns(child, paths.length > 0 ? paths : relatedColumns(metadata, child, found.field));
    const where = `WHERE ${found.field} = '${escapeText(recordId)}'`;
    const own = laidOut?.sort && { sort: listColumn(laidOut.sort, child), descending: laidOut.descending };
    return {
        object: objectFacts(child, metadata),
        label: relatedListLabel(metadata, child.name, found.field, reader.language) ?? child.labelPlural,
        ...(await table(reader, child, columns, where, { ...own, ...wanted }))
    };
}

/** Newest first where the name is a running number, else by name. */
function order(object: ObjectDescription): string {
    const name = nameField(object);
    if (object.custom && object.fields.some((field) => field.name === 'CreatedDate')) return 'ORDER BY CreatedDate DESC, Id DESC';
    return name && name.type !== 'textarea' ? `ORDER BY ${name.name}` : 'ORDER BY Id';
}

function objectFacts(object: ObjectDescription, metadata: ProjectMetadata): object {
    return {
        name: object.name,
        label: object.label,
        labelPlural: object.labelPlural,
        keyPrefix: object.keyPrefix,
        icon: objectIcon(metadata, object.name)
    };
}
