import type { ProjectMetadata, XmlElement } from '../../metadata/model.ts';
import type { Words } from '../client/platform/words.ts';
import type { FieldDescription, ObjectDescription } from '../gateway.ts';

/** How list views name what the REST API calls otherwise. */
const LIST_COLUMNS: Readonly<Record<string, string>> = {
    NAME: 'Name',
    'ACCOUNT.NAME': 'Name',
    'CORE.USERS.ALIAS': 'Owner.Alias',
    'CORE.USERS.FIRST_NAME': 'Owner.FirstName',
    'CORE.USERS.LAST_NAME': 'Owner.LastName',
    'OWNER.ALIAS': 'Owner.Alias',
    'OWNER.FIRST_NAME': 'Owner.FirstName',
    'OWNER.LAST_NAME': 'Owner.LastName',
    'CREATEDBY_USER.ALIAS': 'CreatedBy.Alias',
    CREATED_DATE: 'CreatedDate',
    LAST_UPDATE: 'LastModifiedDate',
    'UPDATEDBY_USER.ALIAS': 'LastModifiedBy.Alias',
    'ACCOUNT.LAST_UPDATE': 'LastModifiedDate'
};

/** Types that do not fit into a cell. */
const LONG_TYPES = new Set(['textarea', 'base64', 'encryptedstring', 'address', 'location', 'anytype', 'complexvalue']);

/** Their parts are fields of their own. */
const COMPOUND_TYPES = new Set(['address', 'location']);

const NEVER_SHOWN = new Set(['Id', 'IsDeleted', 'SystemModstamp']);

const AUDIT_FIELDS = new Set(['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate', 'OwnerId']);

/** What people look for in standard objects of which the project declares no fields. */
const USUAL_COLUMNS = ['StageName', 'Amount', 'CloseDate', 'Status', 'Priority', 'ActivityDate', 'Email', 'Phone', 'OwnerId'];

/** Columns of the list with everything that the platform has for its own objects. */
const PLATFORM_LISTS: Readonly<Record<string, readonly string[]>> = {
    Account: ['Name', 'Site', 'BillingState', 'Phone', 'Type', 'Owner.Alias'],
    Contact: ['Name', 'Account.Name', 'Account.Site', 'Phone', 'Email', 'Owner.Alias'],
    Opportunity: ['Name', 'Account.Name', 'Account.Site', 'CloseDate', 'StageName', 'Owner.Alias']
};

const LEAST_OF_PLATFORM = 4;
const FIELDS_OF_A_LIST = 7;
const FIELDS_OF_A_RELATED_LIST = 5;

/** A list view's column as a field path; undefined for one that has no such path here. */
export function listColumn(column: string, object: ObjectDescription): string | undefined {
    const mapped = LIST_COLUMNS[column] ?? column;
    if (mapped === 'Name') return nameField(object)?.name;
    if (mapped.includes('.')) return mapped;
    return object.fields.find((field) => field.name.toLowerCase() === mapped.toLowerCase())?.name;
}

/** Columns of the list with everything, where the project declares none. Who may read next to none of the platform's sees the project's. */
export function listColumns(metadata: ProjectMetadata, object: ObjectDescription): readonly string[] {
    const readable = (PLATFORM_LISTS[object.name] ?? []).filter(
        (path) => path.includes('.') || object.fields.some((field) => field.name === path)
    );
    return readable.length >= LEAST_OF_PLATFORM ? readable : defaultColumns(metadata, object);
}

/** Columns of a list without a list view. */
export function defaultColumns(metadata: ProjectMetadata, object: ObjectDescription): string[] {
    const name = nameField(object)?.name;
    const declared = [...compactFields(metadata, object), ...ownFields(metadata, object)].filter((field) => field !== name);
    const chosen = declared.length > 0 ? declared : existing(object, USUAL_COLUMNS);
    const audit = object.fields.some((field) => field.name === 'LastModifiedDate') ? ['LastModifiedDate'] : [];
    const fields = unique([...(name ? [name] : []), ...chosen]).slice(0, FIELDS_OF_A_LIST - audit.length);
    return [...fields, ...audit];
}

/** Columns of a related list; the reference to the parent would say the same in every row. */
export function relatedColumns(metadata: ProjectMetadata, object: ObjectDescription, parentField: string): string[] {
    return defaultColumns(metadata, object)
        .filter((field) => field !== parentField)
        .slice(0, FIELDS_OF_A_RELATED_LIST);
}

/** Fields of the highlights panel: the object's compact layout, else its first own fields. */
export function highlightFields(metadata: ProjectMetadata, object: ObjectDescription): string[] {
    const name = nameField(object)?.name;
    const compact = compactFields(metadata, object);
    const fields = compact.length > 0 ? compact : [...ownFields(metadata, object).slice(0, 4), ...standardHighlights(object)];
    return unique(fields)
        .filter((field) => field !== name)
        .slice(0, 8);
}

export interface DetailSection {
    label: string;
    /** Fields of its one or two columns, each from top to bottom. */
    columns: string[][];
}

/** Sections of the detail panel: the object's page layout, else own, other and system fields. */
export function detailSections(metadata: ProjectMetadata, object: ObjectDescription, words: Words): DetailSection[] {
    const laidOut = layoutSections(metadata, object);
    if (laidOut) return laidOut;
    const own = object.custom ? new Set<string>() : new Set(ownFields(metadata, object, true));
    const shown = object.fields.filter((field) => !COMPOUND_TYPES.has(field.type) && !NEVER_SHOWN.has(field.name));
    const system = shown.filter((field) => AUDIT_FIELDS.has(field.name)).map((field) => field.name);
    const other = shown.filter((field) => !AUDIT_FIELDS.has(field.name) && !own.has(field.name)).map((field) => field.name);
    return [
        { label: words.information(object.label), fields: other },
        { label: words.customFields, fields: byLabel(object, own) },
        { label: words.systemInformation, fields: system }
    ]
        .filter((section) => section.fields.length > 0)
        .map(({ label, fields }) => ({ label, columns: [0, 1].map((side) => fields.filter((_, index) => index % 2 === side)) }));
}

function byLabel(object: ObjectDescription, names: ReadonlySet<string>): string[] {
    const fields = object.fields.filter((field) => names.has(field.name));
    return fields.sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true })).map((field) => field.name);
}

export function nameField(object: ObjectDescription): FieldDescription | undefined {
    return object.fields.find((field) => field.nameField);
}

function compactFields(metadata: ProjectMetadata, object: ObjectDescription): string[] {
    const assigned = metadata.find('CustomObject', object.name)?.xml.value('compactLayoutAssignment');
    const layout = assigned ? metadata.find('CompactLayout', `${object.name}.${assigned}`) : undefined;
    return (layout?.xml.all('fields') ?? [])
        .map((field) => listColumn(field.text, object))
        .filter((field): field is string => field !== undefined);
}

/** Fields that the project declares on the object and a cell can hold; amounts of money first. */
function ownFields(metadata: ProjectMetadata, object: ObjectDescription, withLong = false): string[] {
    return object.fields
        .filter((field) => metadata.find('CustomField', `${object.name}.${field.name}`) && (withLong || !LONG_TYPES.has(field.type)))
        .sort((a, b) => Number(b.type === 'currency') - Number(a.type === 'currency'))
        .map((field) => field.name);
}

function standardHighlights(object: ObjectDescription): string[] {
    return existing(object, ['Type', 'Phone', 'Website', 'OwnerId']);
}

function existing(object: ObjectDescription, names: readonly string[]): string[] {
    return names.filter((name) => object.fields.some((field) => field.name === name));
}

export interface LaidOutList {
    child: string;
    /** The child's reference to the record. */
    field: string;
    /** As list views name them. */
    columns: string[];
    sort: string | undefined;
    descending: boolean;
}

/** The related lists of the object's page layout; undefined where it has none. Lists of standard children are named otherwise there. */
export function layoutRelatedLists(metadata: ProjectMetadata, object: ObjectDescription): LaidOutList[] | undefined {
    return pageLayout(metadata, object)
        ?.all('relatedLists')
        .flatMap((list) => {
            const [, child, field] = /^(\w+__c)\.(\w+__c)$/.exec(list.value('relatedList') ?? '') ?? [];
            if (!child || !field) return [];
            const columns = list.all('fields').map(({ text }) => text);
            return [{ child, field, columns, sort: list.value('sortField'), descending: list.value('sortOrder') === 'Desc' }];
        });
}

function pageLayout(metadata: ProjectMetadata, object: ObjectDescription): XmlElement | undefined {
    return metadata.ofType('Layout').find((candidate) => candidate.fullName.startsWith(`${object.name}-`))?.xml;
}

function layoutSections(metadata: ProjectMetadata, object: ObjectDescription): DetailSection[] | undefined {
    const layout = pageLayout(metadata, object);
    if (!layout) return undefined;
    return layout
        .all('layoutSections')
        .map((section) => ({
            label: section.value('label') ?? '',
            columns: section.all('layoutColumns').map((column) => columnFields(column, object))
        }))
        .filter(({ columns }) => columns.flat().length > 0);
}

function columnFields(column: XmlElement, object: ObjectDescription): string[] {
    return column
        .all('layoutItems')
        .map((item) => item.value('field'))
        .filter((name): name is string => object.fields.some((field) => field.name === name));
}

function unique(names: readonly string[]): string[] {
    return [...new Set(names)];
}
