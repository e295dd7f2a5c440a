import type { FieldInfo } from '../../schema/model.ts';
import type { DotNode, Located } from '../syntax/ast.ts';
import { listOf, primitive, sobjectType } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { quote } from './constants.ts';
import { nullChecked } from './convert.ts';

/** Written by the platform alone, whatever the object. */
const AUDIT_FIELDS = new Set(['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp', 'isdeleted']);

export function findRecordField(body: Body, object: string, name: string): FieldInfo | undefined {
    return body.types.schema.object(object)?.field(name);
}

export function checkFieldWritable(body: Body, field: FieldInfo, at: Located): void {
    const object = body.types.schema.object(field.object);
    const calculated = field.formula !== undefined || field.autoNumber !== undefined;
    const audit = AUDIT_FIELDS.has(field.name.toLowerCase()) && (object?.kind === 'standard' || object?.kind === 'custom');
    const compound = field.type === 'address' || field.type === 'location';
    if (calculated || audit || compound) body.error(at, `Field is not writeable: ${field.object}.${field.name}`);
}

/** The record type behind a relationship; what may be several things shows what all of them have. */
export function parentType(body: Body, field: FieldInfo): string {
    const [only, ...others] = field.referenceTo;
    if (only !== undefined && others.length === 0) return only;
    return body.types.schema.object('Name') ? 'Name' : (only ?? 'SObject');
}

/** `record.Field`, `record.Parent__r`, `record.Children__r` */
export function recordMember(body: Body, target: Typed, node: DotNode): Typed | undefined {
    if (target.type.kind !== 'sobject') return undefined;
    const guards = target.guards ? { guards: target.guards } : {};
    const object = body.types.schema.object(target.type.name);
    if (!object) return node.name.toLowerCase() === 'id' ? idOfAnyRecord(body, target) : undefined;
    const field = object.field(node.name);
    if (field) return fieldAccess(body, target, field, node.namePosition);
    const relationship = object.parentField(node.name);
    if (relationship) {
        const type = sobjectType(parentType(body, relationship));
        const name = quote(relationship.relationshipName!);
        const getter = body.op('getParent');
        const self = receiverOf(body, target);
        return {
            type,
            code: `${getter}(${self},${name})`,
            parent: true,
            ...guards,
            ...(target.guards
                ? {}
                : {
                      place: {
                          type,
                          parts: [self],
                          read: ([record]) => `${getter}(${record},${name})`,
                          write: ([record], value) => `${body.op('setParent')}(${record},${name},${value})`
                      }
                  })
        };
    }
    const children = object.childRelationship(node.name);
    if (!children) return undefined;
    const rowType = sobjectType(children.child);
    return {
        type: listOf(rowType),
        code: `${body.op('getChildren')}(${receiverOf(body, target)},${quote(children.name)},${body.links.type(rowType)})`,
        ...guards
    };
}

/** Fields of an empty parent are null; every other record that is null is an error. */
function receiverOf(body: Body, target: Typed): string {
    return target.parent ? target.code : nullChecked(body, target);
}

function idOfAnyRecord(body: Body, target: Typed): Typed {
    const self = nullChecked(body, target);
    const type = primitive('Id');
    return {
        type,
        code: `${self}.id`,
        ...(target.guards ? { guards: target.guards } : {}),
        place: {
            type,
            parts: [self],
            read: ([record]) => `${record}.id`,
            write: ([record], value) => `${body.op('setField')}(${record},"Id",${value})`
        }
    };
}

function fieldAccess(body: Body, target: Typed, field: FieldInfo, at: Located): Typed {
    const name = quote(field.name);
    const self = receiverOf(body, target);
    const getter = target.parent ? body.op('getParentField') : '';
    const stored = (record: string): string => (target.parent ? `${getter}(${record},${name})` : `${record}.get(${name})`);
    // A checkbox that holds nothing is not checked; only `get` tells the difference (Apex Developer Guide, "Boolean Fields").
    const read = (record: string): string => (field.type === 'boolean' ? `(${stored(record)}===true)` : stored(record));
    const type = field.apexType;
    if (target.guards) return { type, code: read(self), guards: target.guards };
    return {
        type,
        code: read(self),
        field: { record: self, name: field.name },
        place: {
            type,
            parts: [self],
            read: ([record = '']) => read(record),
            write: ([record], value) => {
                checkFieldWritable(body, field, at);
                return `${body.op('setField')}(${record},${name},${value})`;
            }
        }
    };
}
