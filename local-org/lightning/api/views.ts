import type { ProjectMetadata } from '../../metadata/model.ts';
import type { ObjectDescription } from '../gateway.ts';
import { HttpProblem } from '../http.ts';
import { objectIcon, recordPage } from '../metadata/app.ts';
import { detailSections, highlightFields, nameField, relatedColumns } from '../metadata/columns.ts';
import { escapeText, listViews } from '../metadata/list-view.ts';
import type { Cell, RecordReader } from './record.ts';

const ROWS_OF_A_LIST = 200;
const ROWS_OF_A_RELATED_LIST = 25;

/** Standard objects that a record's related lists show beside the project's own. */
const USUAL_CHILDREN = new Set(['Contact', 'Opportunity', 'Case', 'Task', 'Event', 'Contract', 'Order']);

/** Everything above the related lists of a record page. */
export async function recordView(reader: RecordReader, metadata: ProjectMetadata, recordId: string): Promise<object> {
    const object = await reader.objectOf(recordId);
    const sections = detailSections(metadata, object);
    const highlights = highlightFields(metadata, object);
    const name = nameField(object);
    const paths = [...new Set([...(name ? [name.name] : []), ...highlights, ...sections.flatMap((section) => section.fields)])];
    const columns = await reader.columns(object, paths);
    const row = await reader.row(object, recordId, columns);
    const cells = new Map<string, Cell>(columns.map((column) => [column.path, { ...column.cell(row), label: column.label }]));
    const pick = (fields: readonly string[]): Cell[] => fields.map((field) => cells.get(field)).filter((cell) => cell !== undefined);
    return {
        recordId: row['Id'],
        object: objectFacts(object, metadata),
        name: String((name && row[name.name]) ?? row['Id']),
        highlights: pick(highlights),
        sections: sections.map(({ label, fields, oneColumn }) => ({ label, oneColumn, cells: pick(fields) }))
    };
}

export async function pageView(reader: RecordReader, metadata: ProjectMetadata, recordId: string): Promise<object> {
    const object = await reader.objectOf(recordId);
    return { object: objectFacts(object, metadata), page: recordPage(metadata, object.name) };
}

export async function listView(
    reader: RecordReader,
    metadata: ProjectMetadata,
    objectName: string,
    viewName: string | undefined
): Promise<object> {
    const object = await reader.need(objectName);
    const views = listViews(metadata, object);
    const view = views.find((candidate) => candidate.name === viewName) ?? views[0]!;
    const columns = await reader.columns(object, view.columns);
    const where = view.where ? `WHERE ${view.where}` : '';
    const unsupported = view.unsupported;
    const rows = unsupported.length > 0 ? [] : await reader.rows(object, columns, `${where} ${order(object)} LIMIT ${ROWS_OF_A_LIST}`);
    const total = rows.length < ROWS_OF_A_LIST ? rows.length : await reader.count(object, where);
    return {
        object: objectFacts(object, metadata),
        views: views.map(({ name, label }) => ({ name, label })),
        view: view.name,
        unsupported,
        total,
        columns: columns.map(({ path, label, field }) => ({ path, label, type: field.type })),
        rows: rows.map((row) => ({ recordId: row['Id'], cells: columns.map((column) => column.cell(row)) }))
    };
}

/** The relationships whose lists a record page shows when asked for all: the project's children, and the usual ones. */
export async function relatedLists(reader: RecordReader, recordId: string): Promise<object> {
    const object = await reader.objectOf(recordId);
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
    relationship: string
): Promise<object> {
    const parent = await reader.objectOf(recordId);
    const found = parent.childRelationships.find(({ name }) => name.toLowerCase() === relationship.toLowerCase());
    if (!found) throw new HttpProblem(404, `${parent.label} has no related list ${relationship}, or you may not see it.`);
    const child = await reader.need(found.child);
    const columns = await reader.columns(child, relatedColumns(metadata, child, found.field));
    const where = `WHERE ${found.field} = '${escapeText(recordId)}'`;
    const rows = await reader.rows(child, columns, `${where} ${order(child)} LIMIT ${ROWS_OF_A_RELATED_LIST}`);
    return {
        object: objectFacts(child, metadata),
        label: relatedLabel(metadata, child, found.field),
        total: rows.length < ROWS_OF_A_RELATED_LIST ? rows.length : await reader.count(child, where),
        columns: columns.map(({ path, label, field }) => ({ path, label, type: field.type })),
        rows: rows.map((row) => ({ recordId: row['Id'], cells: columns.map((column) => column.cell(row)) }))
    };
}

/** As the lookup field names its list; a child may refer to the same parent by two fields. */
function relatedLabel(metadata: ProjectMetadata, child: ObjectDescription, field: string): string {
    return metadata.find('CustomField', `${child.name}.${field}`)?.xml.value('relationshipLabel') ?? child.labelPlural;
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
