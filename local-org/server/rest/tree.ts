import type { SObject } from '../../apex/runtime/sobject.ts';
import type { TransactionRuntime } from '../../automation/runtime.ts';
import type { ObjectInfo } from '../../schema/model.ts';
import { jsonAnswer, type HttpAnswer } from '../protocol.ts';
import type { Call } from './call.ts';
import { BadValue, recordFromJson } from '../../automation/record-from-json.ts';
import { shaped } from './shape.ts';
import { objectOf, save, type Body } from './sobjects.ts';

/** REST API Developer Guide, "sObject Tree": all trees of a request together. */
const RECORDS = 200;
const LEVELS = 5;

interface Node {
    readonly referenceId: string;
    readonly record: SObject;
    readonly children: { lookup: string; nodes: Node[] }[];
}

/** Records with their children, all of them or none. */
export function createTree(call: Call): HttpAnswer {
    const { records } = call.json<{ records?: Body[] }>({ records: [{}] });
    if (!records || records.length === 0) throw new BadValue('INVALID_INPUT', 'The records list is required');
    const roots = records.map((record) => nodeOf(call, objectOf(call), record, 1));
    const nodes = roots.flatMap(flattened);
    if (nodes.length > RECORDS)
        throw new BadValue('EXCEEDED_MAX_SIZE_REQUEST', `The request takes at most ${RECORDS} records, not ${nodes.length}`);
    try {
        call.transact((transaction) => transaction.guarded(() => insertLevel(transaction, roots)));
    } catch (error) {
        if (!(error instanceof Failed)) throw error;
        return jsonAnswer(400, { hasErrors: true, results: error.results });
    }
    return jsonAnswer(201, { hasErrors: false, results: nodes.map(({ referenceId, record }) => ({ referenceId, id: record.id })) });
}

class Failed extends Error {
    readonly results: readonly object[];

    constructor(results: readonly object[]) {
        super('A record of the tree was refused.');
        this.results = results;
    }
}

function insertLevel(transaction: TransactionRuntime, nodes: readonly Node[]): void {
    if (nodes.length === 0) return;
    const records = nodes.map(({ record }) => record);
    const results = save(transaction, { operation: 'insert', records });
    const failures = results.flatMap(({ errors }, at) => (errors.length > 0 ? [{ referenceId: nodes[at]!.referenceId, errors }] : []));
    if (failures.length > 0) throw new Failed(failures);
    for (const [at, node] of nodes.entries()) {
        node.record.set('Id', results[at]!.id);
        for (const { lookup, nodes: children } of node.children) {
            for (const child of children) child.record.set(lookup, results[at]!.id);
        }
    }
    const byObject = new Map<string, Node[]>();
    for (const child of nodes.flatMap((node) => node.children.flatMap((group) => group.nodes))) {
        byObject.set(child.record.typeName, [...(byObject.get(child.record.typeName) ?? []), child]);
    }
    for (const group of byObject.values()) insertLevel(transaction, group);
}

function nodeOf(call: Call, object: ObjectInfo, body: Body, level: number): Node {
    if (level > LEVELS) throw new BadValue('INVALID_INPUT', `A tree has at most ${LEVELS} levels`);
    const referenceId = (body['attributes'] as { referenceId?: unknown } | undefined)?.referenceId;
    if (typeof referenceId !== 'string') throw new BadValue('INVALID_INPUT', 'Each record needs a referenceId in its attributes');
    const fields: Body = {};
    const children: Node['children'] = [];
    for (const [name, value] of Object.entries(body)) {
        const relationship = object.childRelationship(name);
        if (!relationship) {
            fields[name] = value;
            continue;
        }
        const child = call.org.schema.object(relationship.child)!;
        const { records = [] } = shaped<{ records?: Body[] }>(value, { records: [{}] }, name);
        children.push({ lookup: relationship.field, nodes: records.map((record) => nodeOf(call, child, record, level + 1)) });
    }
    return { referenceId, record: recordFromJson(object, fields, call.org.schema), children };
}

function flattened(node: Node): Node[] {
    return [node, ...node.children.flatMap((group) => group.nodes.flatMap(flattened))];
}
