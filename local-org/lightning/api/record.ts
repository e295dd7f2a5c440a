import type { FieldDescription, ObjectDescription, OrgGateway, PlainRecord } from '../gateway.ts';
import { wordsFor, type Words } from '../client/platform/words.ts';
import { HttpProblem } from '../http.ts';
import { nameField } from '../metadata/columns.ts';
import { escapeText } from '../metadata/list-view.ts';

/** A field's value with what a page needs to show it. */
export interface Cell {
    readonly field: string;
    readonly label: string;
    readonly type: string;
    readonly value: unknown;
    /** Of a reference: name of the record it leads to. Of a picklist: what the value is called. */
    readonly text?: string;
    readonly linkTo?: { readonly object: string; readonly recordId: string };
    readonly scale?: number;
    readonly help?: string;
    readonly isName?: boolean;
}

/** One column of a query, and how to read it from a row. */
export interface Column {
    readonly path: string;
    readonly label: string;
    readonly field: FieldDescription;
    /** What to select. */
    readonly selected: readonly string[];
    /** What a list is sorted by when it is sorted by this column; undefined where it cannot be. */
    readonly sort: string | undefined;
    cell(row: PlainRecord): Cell;
}

/** Types that SOQL refuses to order by. */
const UNSORTABLE = new Set(['textarea', 'multipicklist', 'base64', 'encryptedstring', 'address', 'location']);

const RECORD_ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/** Reads records for one acting user. Descriptions are asked once a request. */
export class RecordReader {
    readonly org: OrgGateway;
    readonly username: string;
    /** Of the user. */
    readonly language: string;
    readonly words: Words;
    private readonly translate: (object: ObjectDescription) => ObjectDescription;
    private readonly descriptions = new Map<string, Promise<ObjectDescription | undefined>>();

    /** `translate` puts the object's and its fields' labels into the user's language. */
    constructor(
        org: OrgGateway,
        username: string,
        language = 'en_US',
        translate: (object: ObjectDescription) => ObjectDescription = (object) => object
    ) {
        this.org = org;
        this.username = username;
        this.language = language;
        this.words = wordsFor(language);
        this.translate = translate;
    }

    describe(object: string): Promise<ObjectDescription | undefined> {
        let description = this.descriptions.get(object);
        if (!description) {
            description = this.org.describe(this.username, object).then((found) => found && this.translate(found));
            this.descriptions.set(object, description);
        }
        return description;
    }

    async need(object: string): Promise<ObjectDescription> {
        const description = await this.describe(object);
        if (!description) throw new HttpProblem(404, this.words.noObject(object));
        return description;
    }

    async objectOf(recordId: string): Promise<ObjectDescription> {
        const object = RECORD_ID.test(recordId) ? await this.org.objectOf(recordId) : undefined;
        if (!object) throw new HttpProblem(404, this.words.notAnId(recordId));
        return this.need(object);
    }

    /** Columns for field paths; paths that the user cannot read are left out. */
    async columns(object: ObjectDescription, paths: readonly string[]): Promise<Column[]> {
        const columns = await Promise.all(paths.map((path) => this.column(object, path)));
        return columns.filter((column): column is Column => column !== undefined);
    }

    async row(object: ObjectDescription, recordId: string, columns: readonly Column[]): Promise<PlainRecord> {
        const [row] = await this.rows(object, columns, `WHERE Id = '${escapeText(recordId)}' LIMIT 1`);
        if (!row) throw new HttpProblem(404, this.words.noRecord(object.label));
        return row;
    }

    rows(object: ObjectDescription, columns: readonly Column[], rest: string): Promise<readonly PlainRecord[]> {
        const selected = new Set(['Id', ...columns.flatMap((column) => column.selected)]);
        return this.org.query(this.username, `SELECT ${[...selected].join(', ')} FROM ${object.name} ${rest}`);
    }

    async count(object: ObjectDescription, where: string): Promise<number> {
        const [row] = await this.org.query(this.username, `SELECT COUNT(Id) total FROM ${object.name} ${where}`);
        return Number(row?.['total'] ?? 0);
    }

    private async column(object: ObjectDescription, path: string): Promise<Column | undefined> {
        const [first = '', ...rest] = path.split('.');
        if (rest.length > 0) return this.parentColumn(object, first, rest.join('.'));
        const field = object.fields.find((candidate) => candidate.name.toLowerCase() === first.toLowerCase());
        if (!field) return undefined;
        const namePath = field.type === 'reference' ? await this.namePath(field) : undefined;
        const base = { field: field.name, label: field.label, type: field.type };
        const extras = {
            ...(field.scale === undefined ? {} : { scale: field.scale }),
            ...(field.helpText === undefined ? {} : { help: field.helpText }),
            ...(field.nameField ? { isName: true } : {})
        };
        return {
            path: field.name,
            label: field.type === 'reference' ? field.label.replace(/ ID$/, '') : field.label,
            field,
            selected: namePath ? [field.name, namePath.path] : [field.name],
            sort: UNSORTABLE.has(field.type) ? undefined : (namePath?.path ?? field.name),
            cell: (row) => {
                const value = row[field.name] ?? null;
                if (field.nameField) return { ...base, ...extras, value, linkTo: { object: object.name, recordId: String(row['Id']) } };
                if (field.picklist.length > 0 && value !== null)
                    return { ...base, ...extras, value, text: picklistText(field, String(value)) };
                if (field.type !== 'reference' || value === null) return { ...base, ...extras, value };
                const name = namePath && valueAt(row, namePath.path);
                const target = namePath?.object ?? field.referenceTo[0];
                return {
                    ...base,
                    ...extras,
                    value,
                    ...(name === undefined || name === null ? {} : { text: String(name) }),
                    ...(target && name !== undefined && name !== null ? { linkTo: { object: target, recordId: String(value) } } : {})
                };
            }
        };
    }

    private async parentColumn(object: ObjectDescription, relationship: string, path: string): Promise<Column | undefined> {
        const reference = object.fields.find((field) => field.relationshipName?.toLowerCase() === relationship.toLowerCase());
        const parent = reference?.referenceTo[0] ? await this.describe(reference.referenceTo[0]) : undefined;
        const column = parent && (await this.column(parent, path));
        if (!column || !reference?.relationshipName) return undefined;
        const selected = `${reference.relationshipName}.${column.field.name}`;
        return {
            path: `${reference.relationshipName}.${column.path}`,
            label: `${reference.label.replace(/ ID$/, '')} ${column.label}`,
            field: column.field,
            selected: [selected],
            sort: UNSORTABLE.has(column.field.type) ? undefined : selected,
            cell: (row) => {
                const value = valueAt(row, selected) ?? null;
                return {
                    field: selected,
                    label: column.label,
                    type: column.field.type,
                    value,
                    ...(column.field.picklist.length > 0 && value !== null ? { text: picklistText(column.field, String(value)) } : {}),
                    ...(column.field.scale === undefined ? {} : { scale: column.field.scale })
                };
            }
        };
    }

    /** Where the name of a referenced record stands; undefined where the user may not read it. */
    private async namePath(field: FieldDescription): Promise<{ path: string; object: string | undefined } | undefined> {
        if (!field.relationshipName) return undefined;
        if (field.referenceTo.length !== 1) return { path: `${field.relationshipName}.Name`, object: undefined };
        const parent = await this.describe(field.referenceTo[0]!);
        const name = parent && nameField(parent);
        return name && { path: `${field.relationshipName}.${name.name}`, object: parent.name };
    }
}

/** A value that the field does not list shows as it is; several are separated by semicolons. */
function picklistText(field: FieldDescription, value: string): string {
    const word = (part: string): string => field.picklist.find((entry) => entry.value === part)?.label ?? part;
    return field.type === 'multipicklist' ? value.split(';').map(word).join('; ') : word(value);
}

export function valueAt(row: PlainRecord, path: string): unknown {
    let value: unknown = row;
    for (const step of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[step];
    return value;
}
