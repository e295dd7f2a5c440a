import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import { SObject } from '../apex/runtime/sobject.ts';
import { ProblemList } from '../errors.ts';
import type { Component, ProjectMetadata, XmlElement } from '../metadata/model.ts';
import type { FieldInfo, ObjectInfo } from '../schema/model.ts';
import { Reporter } from '../schema/problems.ts';
import { isDefinition } from '../schema/definitions.ts';
import { standardValueSet } from '../schema/standard.ts';
import { fillDefinitions } from './definitions.ts';
import type { Store } from './store.ts';
import { valueOfText } from './text-values.ts';

/** Rows that come from metadata bear no time of their own. */
const EPOCH = new ApexDatetime(0);

/** Rows that are metadata: made anew whenever a store is opened, so that they always say what the project says. */
export function fillFromMetadata(store: Store, metadata: ProjectMetadata): void {
    const reporter = new Reporter();
    store.begin();
    fillValueSetTables(store);
    fillRecordTypes(store, metadata);
    fillCachePartitions(store, metadata);
    fillDefinitions(store);
    fillCustomMetadata(store, metadata, reporter);
    if (reporter.problems.length > 0) {
        store.rollback();
        throw new ProblemList(reporter.problems);
    }
    store.commit();
}

function replaceRows(store: Store, object: string, rows: readonly SObject[]): void {
    store.connection.prepare(`DELETE FROM "${store.tableOf(object).name}"`).run();
    store.insert(object, rows);
}

function newRow(object: string, values: Record<string, unknown>): SObject {
    const row = new SObject(object);
    for (const [field, value] of Object.entries(values)) row.fields.set(field, value);
    return row;
}

function fillValueSetTables(store: Store): void {
    const stamps = { CreatedDate: EPOCH, LastModifiedDate: EPOCH, SystemModstamp: EPOCH };
    replaceRows(
        store,
        'OpportunityStage',
        standardValueSet('OpportunityStage').map((stage, at) =>
            newRow('OpportunityStage', {
                MasterLabel: stage['value'],
                ApiName: stage['value'],
                IsActive: true,
                SortOrder: at + 1,
                IsClosed: stage['isClosed'],
                IsWon: stage['isWon'],
                ForecastCategory: stage['forecastCategory'],
                ForecastCategoryName: stage['forecastCategory'],
                DefaultProbability: ApexDecimal.fromInteger(stage['probability'] as number),
                ...stamps
            })
        )
    );
    for (const object of ['TaskStatus', 'TaskPriority', 'CaseStatus', 'LeadStatus', 'ContractStatus', 'OrderStatus']) {
        const rows = standardValueSet(object).map((entry, at) => {
            const row = newRow(object, { MasterLabel: entry['value'], ApiName: entry['value'], SortOrder: at + 1, ...stamps });
            for (const [column, value] of Object.entries(entry)) {
                const field = store.schema.object(object)?.field(column);
                if (field) row.fields.set(field.name, value);
            }
            return row;
        });
        replaceRows(store, object, rows);
    }
}

function fillRecordTypes(store: Store, metadata: ProjectMetadata): void {
    const rows = [...metadata.ofType('RecordType')].sort(byFullName).map((component) => {
        const [object = '', name = ''] = component.fullName.split('.');
        return newRow('RecordType', {
            Name: component.xml.value('label') ?? name,
            DeveloperName: name,
            SobjectType: store.schema.object(object)?.name ?? object,
            Description: component.xml.value('description') ?? null,
            IsActive: component.xml.flag('active'),
            CreatedDate: EPOCH,
            LastModifiedDate: EPOCH,
            SystemModstamp: EPOCH
        });
    });
    replaceRows(store, 'RecordType', rows);
}

function fillCachePartitions(store: Store, metadata: ProjectMetadata): void {
    const rows = [...metadata.ofType('PlatformCachePartition')].sort(byFullName).map((component) =>
        newRow('PlatformCachePartition', {
            DeveloperName: component.fullName,
            MasterLabel: component.xml.value('masterLabel') ?? component.fullName,
            Description: component.xml.value('description') ?? null,
            IsDefaultPartition: component.xml.flag('isDefaultPartition'),
            IsDeleted: false,
            Language: 'en_US',
            CreatedDate: EPOCH,
            LastModifiedDate: EPOCH,
            SystemModstamp: EPOCH
        })
    );
    replaceRows(store, 'PlatformCachePartition', rows);
}

/** One row for each record in customMetadata/, with ids in the order of their names. */
function fillCustomMetadata(store: Store, metadata: ProjectMetadata, reporter: Reporter): void {
    const rows = new Map<ObjectInfo, { row: SObject; component: Component }[]>();
    for (const object of store.schema.objects) if (object.kind === 'metadata') rows.set(object, []);
    for (const component of [...metadata.ofType('CustomMetadata')].sort(byFullName)) {
        const [type = '', developerName = ''] = component.fullName.split('.');
        const object = store.schema.object(`${type}__mdt`);
        const list = object && rows.get(object);
        if (!object || !list) reporter.wrong(component, `In field: fullName - no CustomObject named ${type}__mdt found`);
        else list.push({ row: customMetadataRow(object, developerName, component, reporter), component });
    }
    for (const [object, list] of rows) {
        replaceRows(store, object.name, []);
        for (const { row } of list) row.fields.set('Id', store.newId(object.name));
    }
    for (const [object, list] of rows) {
        for (const { row, component } of list) linkRecords(store, object, row, component, rows, reporter);
        store.insert(
            object.name,
            list.map(({ row }) => row)
        );
    }
}

function customMetadataRow(object: ObjectInfo, developerName: string, component: Component, reporter: Reporter): SObject {
    const label = component.xml.value('label') ?? developerName;
    const row = newRow(object.name, {
        DeveloperName: developerName,
        QualifiedApiName: developerName,
        MasterLabel: label,
        Label: label,
        Language: 'en_US',
        NamespacePrefix: null,
        SystemModstamp: EPOCH
    });
    for (const field of object.fields) if (field.custom) row.fields.set(field.name, field.type === 'boolean' ? false : null);
    for (const element of component.xml.all('values')) {
        const field = object.field(element.value('field') ?? '');
        if (!field) {
            reporter.wrong(
                component,
                `In field: field - no CustomField named ${object.name}.${element.value('field') ?? ''} found`,
                element
            );
            continue;
        }
        const value = valueOf(field, element);
        if (value === undefined)
            reporter.wrong(component, `"${element.value('value')}" is no value of ${object.name}.${field.name}.`, element);
        else row.fields.set(field.name, value);
    }
    const missing = object.fields.filter((field) => field.required && (row.fields.get(field.name) ?? null) === null);
    if (missing.length > 0) reporter.wrong(component, `Required fields are missing: [${missing.map((field) => field.name).join(', ')}]`);
    return row;
}

function valueOf(field: FieldInfo, element: XmlElement): unknown {
    const text = element.value('value') ?? '';
    // The name of another record, or of an object or field: linked when all records are known.
    if (field.type === 'reference') return text === '' ? null : text;
    return valueOfText(field, text);
}

/** Relationships between custom metadata records name the record; a row holds its id. */
function linkRecords(
    store: Store,
    object: ObjectInfo,
    row: SObject,
    component: Component,
    rows: ReadonlyMap<ObjectInfo, readonly { row: SObject }[]>,
    reporter: Reporter
): void {
    for (const field of object.fields) {
        const name = row.fields.get(field.name) as string | null;
        if (!field.custom || field.type !== 'reference' || name === null) continue;
        if (isDefinition(field.referenceTo[0])) {
            linkDefinition(field, row, name, component, store, reporter);
            continue;
        }
        const target = [...rows].find(([candidate]) => candidate.name === field.referenceTo[0]);
        if (!target) throw new Error(`${field.referenceTo[0]} is no custom metadata type.`);
        const developerName = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
        const found = target[1].find((candidate) => String(candidate.row.fields.get('DeveloperName')).toLowerCase() === developerName);
        if (found) row.fields.set(field.name, found.row.id);
        else reporter.wrong(component, `no CustomMetadata named ${target[0].name}.${name} found`);
    }
}

/** An object by its API name; a field by its own, of the object that its controlling field names. */
function linkDefinition(field: FieldInfo, row: SObject, name: string, component: Component, store: Store, reporter: Reporter): void {
    const isObject = field.referenceTo[0] === 'EntityDefinition';
    const controller = isObject ? undefined : controllingField(store, field);
    const object = store.schema.object(isObject ? name : String(controller && row.fields.get(controller)));
    const target = isObject ? object?.name : object?.field(name) && `${object.name}.${object.field(name)!.name}`;
    if (target === undefined) reporter.wrong(component, `no ${field.referenceTo[0]} named ${name} found (${field.object}.${field.name})`);
    else row.fields.set(field.name, target);
}

/** The relationship to an object that says whose fields this relationship to a field may name. */
function controllingField(store: Store, field: FieldInfo): string | undefined {
    const candidates = store.schema.object(field.object)!.fields.filter((other) => other.referenceTo[0] === 'EntityDefinition');
    return candidates.length === 1 ? candidates[0]!.name : undefined;
}

function byFullName(left: Component, right: Component): number {
    return left.fullName.toLowerCase() < right.fullName.toLowerCase() ? -1 : 1;
}
