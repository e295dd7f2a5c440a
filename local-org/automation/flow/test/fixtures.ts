import type { ApexClass, ApexMethod, ApexProgram, ApexVariable } from '../../../apex/program.ts';
import { apexException } from '../../../apex/runtime/exceptions.ts';
import { SObject } from '../../../apex/runtime/sobject.ts';
import { ApexList } from '../../../apex/runtime/values/list.ts';
import type { ApexType } from '../../../apex/types.ts';
import { classType, listOf, VOID } from '../../../apex/types.ts';
import type { Condition, Operand, SoqlQuery } from '../../../data/soql/ast.ts';
import { field, lookup, objectInfo, schemaOf } from '../../../formula/test/fixtures.ts';
import { Limits } from '../../../limits/limits.ts';
import type { Component, ProjectMetadata } from '../../../metadata/model.ts';
import { parseXml } from '../../../metadata/xml.ts';
import type { ObjectInfo } from '../../../schema/model.ts';
import type { DmlError, DmlRequest, DmlResult, RunningUser, Transaction } from '../../transaction.ts';
import { Catalogue } from '../catalogue.ts';
import { compare, equal } from '../compare.ts';
import type { FlowHost } from '../host.ts';

export const schema = schemaOf([
    objectInfo('Deal__c', 'a00', [
        field('Deal__c', 'Name', 'string'),
        field('Deal__c', 'State__c', 'picklist'),
        field('Deal__c', 'Amount__c', 'currency'),
        field('Deal__c', 'Count__c', 'double', { scale: 0 }),
        field('Deal__c', 'Close_Date__c', 'date'),
        field('Deal__c', 'Notes__c', 'string'),
        lookup('Deal__c', 'Account__c', ['Account'], 'Account__r'),
        lookup('Deal__c', 'OwnerId', ['User'], 'Owner')
    ]),
    objectInfo('Account', '001', [
        field('Account', 'Name', 'string'),
        field('Account', 'Rating', 'picklist'),
        lookup('Account', 'OwnerId', ['User'], 'Owner')
    ]),
    objectInfo('Task', '00T', [
        field('Task', 'Subject', 'string'),
        field('Task', 'Status', 'picklist'),
        field('Task', 'ActivityDate', 'date'),
        lookup('Task', 'WhatId', ['Deal__c', 'Account'], 'What')
    ]),
    objectInfo('User', '005', [field('User', 'Name', 'string')]),
    objectInfo('FeedItem', '0D5', [field('FeedItem', 'Body', 'textarea'), lookup('FeedItem', 'ParentId', ['Deal__c'], 'Parent')]),
    objectInfo('Alarm__e', 'e00', [field('Alarm__e', 'Text__c', 'string'), field('Alarm__e', 'Record_Id__c', 'string')])
]);

const START = '<?xml version="1.0" encoding="UTF-8"?>\n<Flow xmlns="http://soap.sforce.com/2006/04/metadata">';
const SPOT = '<locationX>0</locationX><locationY>0</locationY>';

/** A flow's source; LOC stands for an element's place on the canvas. */
export function flowXml(body: string, status = 'Active'): string {
    return `${START}<apiVersion>66.0</apiVersion><label>The Flow</label><processType>AutoLaunchedFlow</processType><status>${status}</status>${body}</Flow>`.replaceAll(
        'LOC',
        SPOT
    );
}

export function start(first: string | null, more = '', type = 'RecordAfterSave', on = 'CreateAndUpdate', object = 'Deal__c'): string {
    const connector = first ? `<connector><targetReference>${first}</targetReference></connector>` : '';
    const trigger = type === 'PlatformEvent' ? '' : `<recordTriggerType>${on}</recordTriggerType>`;
    return `<start>LOC${connector}${more}<object>${object}</object>${trigger}<triggerType>${type}</triggerType></start>`;
}

export const called = (first: string): string => `<start>LOC<connector><targetReference>${first}</targetReference></connector></start>`;
export const to = (target: string, name = 'connector'): string => `<${name}><targetReference>${target}</targetReference></${name}>`;
export const text = (value: string): string => `<value><stringValue>${value}</stringValue></value>`;
export const ref = (name: string): string => `<value><elementReference>${name}</elementReference></value>`;
export const input = (name: string, value: string): string => `<inputAssignments><field>${name}</field>${value}</inputAssignments>`;

export function metadataOf(flows: Record<string, string>): ProjectMetadata {
    const components = Object.entries(flows).map(([fullName, source]): Component => {
        const file = `flows/${fullName}.flow-meta.xml`;
        return { type: 'Flow', fullName, file, xml: parseXml(source, file), body: undefined, bodyFile: undefined };
    });
    return {
        root: '/',
        components,
        ofType: (type) => components.filter((component) => component.type === type),
        find: (type, fullName) => components.find((component) => component.type === type && component.fullName === fullName)
    };
}

/** Rows in memory, with the counters of a real transaction. */
export class FakeOrg {
    readonly rows = new Map<string, SObject>();
    readonly published: SObject[] = [];
    readonly messages: unknown[] = [];
    readonly log: string[] = [];
    readonly limits = new Limits(false);
    readonly transaction: Transaction;
    /** Says what is wrong with a row that is saved. */
    refuse: (request: DmlRequest, row: SObject) => DmlError | null = () => null;
    private ids = 0;

    constructor() {
        const user: RunningUser = {
            id: '005000000000001AAA',
            username: 'ada@example.com',
            name: 'Ada',
            email: 'ada@example.com',
            guest: false,
            permissionSets: [],
            administrator: true,
            timeZone: 'UTC',
            locale: 'en_US',
            language: 'en_US'
        };
        this.transaction = {
            kind: 'synchronous',
            user,
            limits: this.limits,
            requestId: 'r',
            isTest: false,
            sharing: 'with',
            trigger: null,
            now: () => Date.UTC(2026, 10, 23, 12),
            query: (query: SoqlQuery, binds: readonly unknown[]) => this.query(query, binds),
            dml: (request: DmlRequest) => this.dml(request),
            afterCommit: () => undefined,
            debug: () => undefined
        } as unknown as Transaction;
    }

    add(object: string, values: Record<string, unknown> = {}): SObject {
        const row = this.row(object, values);
        if (row.id === null) row.fields.set('Id', this.newId(object));
        this.rows.set(row.id!, row);
        return row;
    }

    row(object: string, values: Record<string, unknown> = {}): SObject {
        const row = new SObject(object);
        for (const [name, value] of Object.entries(values)) row.fields.set(name, value);
        return row;
    }

    all(object: string): SObject[] {
        return [...this.rows.values()].filter((row) => row.typeName === object);
    }

    catalogue(flows: Record<string, string>, program?: ApexProgram): Catalogue {
        return new Catalogue(metadataOf(flows), schema, program, () => this.host());
    }

    private host(): FlowHost {
        return {
            value: (object, row, path) => this.value(object, row, path),
            preload: () => undefined,
            record: (_object, id) => this.rows.get(id) ?? null,
            addressOf: (username) => username,
            global: (path) => path.join('.'),
            publish: (events) => {
                this.log.push(`publish ${events.length}`);
                this.published.push(...events);
                return events.map((): DmlResult => ({ id: null, success: true, created: true, errors: [] }));
            },
            email: (message) => this.messages.push(message),
            notification: (message) => this.messages.push(message),
            guarded: (action) => {
                const before = [...this.rows].map(([id, row]) => [id, row.copy()] as const);
                try {
                    return action();
                } catch (error) {
                    this.rows.clear();
                    for (const [id, row] of before) this.rows.set(id, row);
                    throw error;
                }
            }
        };
    }

    private value(object: ObjectInfo, row: SObject, path: readonly string[]): unknown {
        const [first, ...rest] = path;
        if (rest.length === 0) return row.fields.get(first!) ?? null;
        const parent = this.rows.get(String(row.fields.get(object.parentField(first!)!.name)));
        return parent ? this.value(schema.object(parent.typeName)!, parent, rest) : null;
    }

    private query(query: SoqlQuery, binds: readonly unknown[]): SObject[] {
        this.limits.count('queries');
        this.log.push(query.text.replace(/SELECT .* FROM/, 'query'));
        const found = this.all(query.from.name).filter((row) => !query.where || holds(query.where, row, binds));
        const order = query.orderBy[0];
        const sorted = order
            ? found.sort((left, right) => compareBy(order.field.path[0]!, left, right) * (order.descending ? -1 : 1))
            : found;
        const limit = query.limit?.kind === 'number' ? Number(query.limit.text) : sorted.length;
        return sorted.slice(0, limit).map((row) => row.copy());
    }

    private dml(request: DmlRequest): DmlResult[] {
        this.limits.count('dmlStatements');
        this.log.push(`${request.operation} ${request.records.length} ${request.records[0]!.typeName}`);
        return request.records.map((row): DmlResult => {
            const error = this.refuse(request, row);
            if (error) return { id: row.id, success: false, created: false, errors: [error] };
            if (request.operation === 'insert') row.fields.set('Id', this.newId(row.typeName));
            if (request.operation === 'delete') this.rows.delete(row.id!);
            else this.rows.set(row.id!, merged(this.rows.get(row.id!), row));
            return { id: row.id, success: true, created: request.operation === 'insert', errors: [] };
        });
    }

    private newId(object: string): string {
        this.ids += 1;
        return `${schema.object(object)!.keyPrefix}${String(this.ids).padStart(12, '0')}AAA`;
    }
}

function merged(old: SObject | undefined, row: SObject): SObject {
    const result = old?.copy() ?? new SObject(row.typeName);
    for (const [name, value] of row.fields) result.fields.set(name, value);
    return result;
}

function compareBy(name: string, left: SObject, right: SObject): number {
    return compare(left.fields.get(name) ?? '', right.fields.get(name) ?? '');
}

function holds(condition: Condition, row: SObject, binds: readonly unknown[]): boolean {
    const operand = (value: Operand): unknown => (value.kind === 'bind' ? binds[value.index] : null);
    switch (condition.kind) {
        case 'and':
            return condition.terms.every((term) => holds(term, row, binds));
        case 'or':
            return condition.terms.some((term) => holds(term, row, binds));
        case 'not':
            return !holds(condition.term, row, binds);
        case 'in': {
            const values = (condition.values as readonly Operand[]).flatMap((value) => {
                const bound = operand(value);
                return bound instanceof ApexList ? bound.items : [bound];
            });
            return values.some((value) => equal(value, row.fields.get(condition.field.path[0]!))) === (condition.operator === 'IN');
        }
        case 'compare': {
            const [value, wanted] = [row.fields.get(condition.field.path[0]!) ?? null, operand(condition.value)];
            if (condition.operator === '=') return equal(value, wanted);
            if (condition.operator === '!=') return !equal(value, wanted);
            if (condition.operator === 'LIKE') return new RegExp(`^${String(wanted).replaceAll('%', '.*')}$`, 'i').test(String(value));
            const order = value === null || wanted === null ? NaN : compare(value, wanted);
            return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[condition.operator];
        }
    }
}

/** An Apex class with one invocable method, as the compiler would show it. */
export function invocable(
    name: string,
    inputs: Record<string, ApexType>,
    outputs: Record<string, ApexType> | null,
    run: (requests: Record<string, unknown>[]) => (Record<string, unknown> | null)[]
): ApexProgram {
    const annotations = [{ name: 'InvocableVariable', parameters: {} }];
    const variables = (types: Record<string, ApexType>): ApexVariable[] =>
        Object.entries(types).map(([variable, type]) => ({
            name: variable,
            static: false,
            type,
            annotations: variable === 'needed' ? [{ name: 'InvocableVariable', parameters: { required: 'true' } }] : annotations,
            visibility: 'public',
            get: (receiver) => (receiver as Record<string, unknown>)[variable] ?? null,
            set: (receiver, value) => void ((receiver as Record<string, unknown>)[variable] = value)
        }));
    const bare = (className: string, known: Partial<ApexClass>): ApexClass => ({
        name: className,
        type: classType(className),
        kind: 'class',
        file: `${className}.cls`,
        annotations: [],
        visibility: 'global',
        sharing: undefined,
        methods: [],
        variables: [],
        isA: () => false,
        newInstance: () => ({}),
        coverage: () => new Map(),
        ...known
    });
    const method: ApexMethod = {
        name: 'run',
        static: true,
        visibility: 'global',
        annotations: [{ name: 'InvocableMethod', parameters: {} }],
        parameters: [{ name: 'requests', type: listOf(classType(`${name}.Request`)) }],
        returns: outputs ? listOf(classType(`${name}.Result`)) : VOID,
        position: { file: `${name}.cls`, line: 1, column: 1 },
        invoke: (_receiver, values) => {
            const results = run((values[0] as ApexList).items as Record<string, unknown>[]);
            return outputs ? new ApexList(classType(`${name}.Result`), results) : null;
        }
    };
    const classes = [
        bare(name, { methods: [method] }),
        bare(`${name}.Request`, { variables: variables(inputs) }),
        bare(`${name}.Result`, { variables: variables(outputs ?? {}) })
    ];
    return {
        classes,
        triggers: [],
        refused: [],
        findClass: (wanted) => classes.find((known) => known.name.toLowerCase() === wanted.toLowerCase()),
        anonymous: () => () => undefined
    };
}

export const failure = (message: string) => apexException('Recipe.Failure', message);
