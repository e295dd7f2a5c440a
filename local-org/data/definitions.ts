import type { FieldInfo, ObjectInfo } from '../schema/model.ts';
import { makeId } from '../schema/ids.ts';
import { DEFINITION_COLUMNS } from '../schema/definitions.ts';
import type { SqlValue } from './codec.ts';
import type { Store } from './store.ts';
import { quoted } from './tables.ts';

type Row = Record<string, SqlValue | boolean>;

/** Rows of EntityDefinition and FieldDefinition: the schema itself, as queries see it. */
export function fillDefinitions(store: Store): void {
    const { objects } = store.schema;
    replace(store, 'EntityDefinition', objects.map(entityRow));
    replace(
        store,
        'FieldDefinition',
        objects.flatMap((object) => object.fields.map((field) => fieldRow(object, field)))
    );
}

function replace(store: Store, object: string, rows: readonly Row[]): void {
    const { connection, schema } = store;
    const { keyPrefix } = schema.object(object)!;
    const columns = [...DEFINITION_COLUMNS[object]!];
    connection.prepare(`DELETE FROM ${quoted(object)}`).run();
    const names = columns.map(quoted).join(', ');
    const insert = connection.prepare(`INSERT INTO ${quoted(object)} (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
    for (const [at, row] of rows.entries()) {
        const values = columns.map((column) => (column === 'Id' ? makeId(keyPrefix, at + 1) : (row[column] ?? null)));
        insert.run(...values.map((value) => (typeof value === 'boolean' ? Number(value) : value)));
    }
}

function entityRow(object: ObjectInfo): Row {
    return {
        DurableId: object.name,
        QualifiedApiName: object.name,
        DeveloperName: developerName(object.name),
        MasterLabel: object.label,
        Label: object.label,
        PluralLabel: object.pluralLabel,
        KeyPrefix: object.keyPrefix === '' ? null : object.keyPrefix,
        IsCustomSetting: object.kind === 'setting',
        IsQueryable: object.queryable,
        IsEverCreatable: object.createable,
        IsEverUpdatable: object.updateable,
        IsEverDeletable: object.deletable,
        InternalSharingModel: object.sharingModel,
        ExternalSharingModel: object.externalSharingModel
    };
}

function fieldRow(object: ObjectInfo, field: FieldInfo): Row {
    return {
        DurableId: `${object.name}.${field.name}`,
        QualifiedApiName: field.name,
        EntityDefinitionId: object.name,
        DeveloperName: developerName(field.name),
        MasterLabel: field.label,
        Label: field.label,
        Length: field.length ?? 0,
        DataType: dataType(object, field),
        IsCalculated: field.formula !== undefined,
        IsHtmlFormatted: field.htmlFormatted,
        IsNameField: field.nameField,
        IsNillable: field.nillable,
        Precision: field.precision ?? 0,
        Scale: field.scale ?? 0,
        IsApiFilterable: field.filterable,
        IsApiSortable: field.sortable,
        IsApiGroupable: field.groupable,
        RelationshipName: field.relationshipName ?? null,
        IsPolymorphicForeignKey: field.referenceTo.length > 1,
        Description: field.description ?? null
    };
}

function developerName(name: string): string {
    return name.replace(/__(c|e|mdt|s)$/i, '');
}

/** The type as the Object Manager shows it: 'Lookup(Account)', 'Number(16, 2)', 'Formula (Text)'. */
function dataType(object: ObjectInfo, field: FieldInfo): string {
    const plain = plainDataType(object, field);
    return field.formula === undefined ? plain : `Formula (${plain.replace(/\(.*\)$/, '')})`;
}

function plainDataType(object: ObjectInfo, field: FieldInfo): string {
    const { type, length, referenceTo } = field;
    const digits = `(${(field.precision ?? 18) - (field.scale ?? 0)}, ${field.scale ?? 0})`;
    if (field.autoNumber !== undefined) return 'Auto Number';
    if (field.htmlFormatted) return `Rich Text Area(${length})`;
    switch (type) {
        case 'id':
            return `Lookup(${object.label})`;
        case 'reference': {
            const kind = field.custom && field.onParentDelete === 'cascade' && !field.nillable ? 'Master-Detail' : 'Lookup';
            return `${kind}(${referenceTo.join(',')})`;
        }
        case 'string':
            return `Text(${length})`;
        case 'encryptedstring':
            return `Text (Encrypted)(${length})`;
        case 'textarea':
            return (length ?? 0) > 255 ? `Long Text Area(${length})` : `Text Area(${length})`;
        case 'picklist':
            return 'Picklist';
        case 'multipicklist':
            return 'Picklist (Multi-Select)';
        case 'boolean':
            return 'Checkbox';
        case 'int':
            return `Number(${length ?? 9}, 0)`;
        case 'double':
        case 'long':
            return `Number${digits}`;
        case 'currency':
            return `Currency${digits}`;
        case 'percent':
            return `Percent${digits}`;
        case 'datetime':
            return 'Date/Time';
        case 'url':
            return `URL(${length})`;
        case 'location':
            return 'Geolocation';
        default:
            return type[0]!.toUpperCase() + type.slice(1);
    }
}
