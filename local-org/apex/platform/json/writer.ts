import { SObject } from '../../runtime/sobject.ts';
import { ApexBlob } from '../../runtime/values/blob.ts';
import { ApexDate } from '../../runtime/values/date.ts';
import { ApexDatetime } from '../../runtime/values/datetime.ts';
import { ApexDecimal } from '../../runtime/values/decimal.ts';
import { ApexDouble } from '../../runtime/values/double.ts';
import { ApexEnumValue } from '../../runtime/values/enum.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { ApexSet } from '../../runtime/values/set.ts';
import { stringOf } from '../../runtime/values/text.ts';
import { ApexTime } from '../../runtime/values/time.ts';
import { runtimeTypeOf } from '../../runtime/values/type-of.ts';
import { userObjects, userTypeOf } from '../../runtime/values/user-objects.ts';
import { ApexException } from '../../runtime/exceptions.ts';
import { typeName } from '../../types.ts';
import { currentTransaction } from '../../../automation/transaction.ts';
import { SObjectFieldToken } from '../execution/schema-tokens.ts';
import { jsonException } from './tokens.ts';

/** A platform object that can be written as JSON says its members itself. */
export interface JsonWritable {
    jsonFields(): readonly (readonly [name: string, value: unknown])[];
}

/** What is to be written, with every Apex value already a JSON text or a container. */
export type JsonNode = string | { readonly items: readonly JsonNode[] } | { readonly members: readonly (readonly [string, JsonNode])[] };

export function jsonNode(value: unknown, suppressNulls: boolean, above: readonly object[] = []): JsonNode {
    if (value === null || value === undefined) return 'null';
    if (typeof value !== 'object') return typeof value === 'string' ? JSON.stringify(value) : String(value);
    const scalar = scalarText(value);
    if (scalar !== undefined) return scalar;
    if (above.includes(value)) throw jsonException('Direct self-reference leading to cycle');
    const within = [...above, value];
    const node = (part: unknown): JsonNode => jsonNode(part, suppressNulls, within);
    if (value instanceof ApexList) return { items: value.items.map(node) };
    if (value instanceof ApexSet) return { items: value.values().map(node) };
    if (value instanceof ApexMap)
        return members(
            [...value].map(([key, item]) => [keyText(key), item]),
            node,
            false
        );
    if (value instanceof SObject) return members(recordMembers(value), node, false);
    if (value instanceof ApexException) throw unsupported(value);
    if (userTypeOf(value)) {
        const variables = userObjects()
            .variables(value)
            .filter((variable) => !variable.transient);
        return members(
            variables.map((variable) => [variable.name, variable.get(value)]),
            node,
            suppressNulls
        );
    }
    if ('jsonFields' in value) return members((value as JsonWritable).jsonFields(), node, suppressNulls);
    throw unsupported(value);
}

function members(entries: readonly (readonly [string, unknown])[], node: (part: unknown) => JsonNode, suppressNulls: boolean): JsonNode {
    const kept = suppressNulls ? entries.filter(([, value]) => value !== null && value !== undefined) : entries;
    return { members: kept.map(([name, value]) => [name, node(value)]) };
}

function unsupported(value: object): Error {
    return jsonException(`Apex Type unsupported in JSON: ${typeName(runtimeTypeOf(value))}`);
}

function scalarText(value: object): string | undefined {
    if (value instanceof RawJson) return value.text;
    if (value instanceof ApexDecimal) return value.toPlainString();
    if (value instanceof ApexDouble) return value.toString();
    if (value instanceof ApexDate || value instanceof ApexTime) return `"${value}"`;
    if (value instanceof ApexDatetime) return `"${value.toIso()}"`;
    if (value instanceof ApexBlob) return `"${Buffer.from(value.bytes).toString('base64')}"`;
    if (value instanceof ApexEnumValue) return JSON.stringify(value.name);
    return undefined;
}

/** A JSON text of the writer's own making. */
class RawJson {
    readonly text: string;

    constructor(text: string) {
        this.text = text;
    }
}

function keyText(key: unknown): string {
    if (key instanceof SObjectFieldToken) return key.name;
    if (typeof key === 'object' && key !== null && scalarText(key) === undefined) throw unsupported(key);
    if (key instanceof ApexDatetime) return key.toIso();
    return key instanceof ApexDate ? key.toString() : stringOf(key);
}

/** As the REST API writes a record: attributes first, instants with +0000, children as a query result. */
function recordMembers(record: SObject): [string, unknown][] {
    const attributes: Record<string, string> = { type: record.typeName };
    if (record.id)
        attributes['url'] = `/services/data/v${currentTransaction().org.facts.apiVersion}/sobjects/${record.typeName}/${record.id}`;
    const entries: [string, unknown][] = [['attributes', new RawJson(JSON.stringify(attributes))]];
    for (const [field, value] of record.fields) {
        entries.push([field, value instanceof ApexDatetime ? value.toIso().replace(/Z$/, '+0000') : value]);
    }
    for (const [name, parent] of record.parents) entries.push([name, parent]);
    for (const [name, rows] of record.children) {
        const result: JsonWritable = {
            jsonFields: () => [
                ['totalSize', rows.length],
                ['done', true],
                ['records', new ApexList({ kind: 'sobject', name: 'SObject' }, rows)]
            ]
        };
        entries.push([name, result]);
    }
    return entries;
}

export function compactText(node: JsonNode): string {
    if (typeof node === 'string') return node;
    if ('items' in node) return `[${node.items.map(compactText).join(',')}]`;
    return `{${node.members.map(([name, value]) => `${JSON.stringify(name)}:${compactText(value)}`).join(',')}}`;
}

/** In the layout of `JSON.serializePretty`: objects line by line, arrays on one line as far as they can be. */
export function prettyText(node: JsonNode, indent = ''): string {
    if (typeof node === 'string') return node;
    if ('items' in node) return node.items.length === 0 ? '[ ]' : `[ ${node.items.map((item) => prettyText(item, indent)).join(', ')} ]`;
    if (node.members.length === 0) return '{ }';
    const deeper = `${indent}  `;
    const lines = node.members.map(([name, value]) => `${deeper}${JSON.stringify(name)} : ${prettyText(value, deeper)}`);
    return `{\n${lines.join(',\n')}\n${indent}}`;
}
