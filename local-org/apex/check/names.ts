import type { DotNode, Expression, Located, NameNode } from '../syntax/ast.ts';
import { classType, typeName } from '../types.ts';
import type { ApexType } from '../types.ts';
import { isKnownPlatformMember } from '../platform/known.ts';
import type { Body, Typed } from './body.ts';
import { UNKNOWN } from './body.ts';
import { quote } from './constants.ts';
import { checkChain } from './expressions.ts';
import { findRecordField, recordMember } from './records.ts';
import { STRING, isAny, substitute } from './type-system.ts';
import { triggerVariable } from './trigger-variables.ts';
import { findVariable, variableAccess } from './variables.ts';
import { nullChecked } from './convert.ts';

/** What stands in front of a dot: a value, a type, or the way to one. */
export type Target =
    | { readonly kind: 'value'; readonly value: Typed }
    | { readonly kind: 'type'; readonly type: ApexType; readonly namespace: string | null }
    | { readonly kind: 'namespace'; readonly name: string }
    /** `Account.Fields` */
    | { readonly kind: 'fieldTokens'; readonly object: string }
    /** `Schema.SObjectType` */
    | { readonly kind: 'describes' }
    /** `Schema.SObjectType.Account.fields` */
    | { readonly kind: 'fieldDescribes'; readonly object: string; readonly value: Typed }
    /** `Schema.SObjectType.Account.fieldSets` */
    | { readonly kind: 'fieldSets'; readonly object: string; readonly value: Typed }
    | { readonly kind: 'labels' }
    | { readonly kind: 'trigger' }
    | { readonly kind: 'unsupported'; readonly name: string }
    | { readonly kind: 'nothing'; readonly name: string };

const describesOf = new WeakMap<Typed, string>();

export function checkName(body: Body, node: NameNode): Typed {
    const value = findValue(body, node.name, node);
    if (value) return value;
    body.error(node, `Variable does not exist: ${node.name}`);
    return UNKNOWN;
}

/** A variable: local, of the class, or a static one of the classes around. */
export function findValue(body: Body, name: string, at: Located): Typed | undefined {
    const local = body.findLocal(name);
    if (local) return localAccess(local.type, local.code);
    for (let symbol = body.viewpoint; symbol; symbol = symbol.outer) {
        const variable = findVariable(body, symbol, name);
        if (!variable) continue;
        if (variable.static) return variableAccess(body, variable, null, at);
        if (symbol !== body.owner || body.static) continue;
        return variableAccess(body, variable, { type: symbol.type, code: 'this', nonNull: true }, at);
    }
    return undefined;
}

export function localAccess(type: ApexType, code: string): Typed {
    return { type, code, place: { type, parts: [], read: () => code, write: (_, value) => `${code}=${value}` } };
}

/** `last` where nothing is asked of what is found: the messages differ. */
export function resolveTarget(body: Body, node: Expression, last = false): Target {
    if (node.kind === 'name') return resolveName(body, node);
    if (node.kind === 'dot' && !node.safe) {
        const target = resolveTarget(body, node.target);
        return resolveMember(body, target, node, last);
    }
    return { kind: 'value', value: checkChain(body, node) };
}

function resolveName(body: Body, node: NameNode): Target {
    const value = findValue(body, node.name, node);
    if (value) return { kind: 'value', value };
    const key = node.name.toLowerCase();
    if (!body.environment.resolver.findProjectClass(node.name, body.viewpoint)) {
        if (key === 'label') return { kind: 'labels' };
        if (key === 'trigger') return { kind: 'trigger' };
        if (key === 'sobjecttype') return { kind: 'describes' };
        if (key === 'page') return { kind: 'unsupported', name: 'System.PageReference' };
    }
    const found = body.environment.resolver.find(node.name, body.viewpoint);
    const namespace = body.environment.resolver.isNamespace(node.name) ? node.name : null;
    if (found?.kind === 'type') return { kind: 'type', type: found.type, namespace };
    if (namespace) return { kind: 'namespace', name: namespace };
    if (found) return { kind: 'unsupported', name: found.name };
    return { kind: 'nothing', name: node.name };
}

function resolveMember(body: Body, target: Target, node: DotNode, last: boolean): Target {
    const value = memberValue(body, target, node, last ? node.namePosition : node);
    if (value) return value;
    const spelled = dottedName(node);
    if (spelled) {
        const found = body.environment.resolver.find(spelled, body.viewpoint);
        if (found?.kind === 'type') return { kind: 'type', type: found.type, namespace: null };
        if (found) return { kind: 'unsupported', name: found.name };
        if (target.kind === 'nothing') return { kind: 'nothing', name: spelled };
    }
    return missing(body, target, node, last);
}

function missing(body: Body, target: Target, node: DotNode, last: boolean): Target {
    const unknown: Target = { kind: 'value', value: UNKNOWN };
    switch (target.kind) {
        case 'value':
            if (!isAny(target.value.type)) body.error(node.namePosition, `Variable does not exist: ${node.name}`);
            return unknown;
        case 'nothing':
            return { kind: 'nothing', name: `${target.name}.${node.name}` };
        case 'unsupported':
            body.unsupported(node, `the type ${target.name}`);
            return unknown;
        case 'type':
            if (target.type.kind === 'class' && isKnownPlatformMember(target.type.name, node.name))
                body.unsupported(node.namePosition, `${typeName(target.type)}.${node.name}`);
            else if (last) body.error(node.namePosition, `Variable does not exist: ${node.name}`);
            else body.error(node, `Variable does not exist: ${dottedName(node) ?? node.name}`);
            return unknown;
        default:
            if (last) body.error(node.namePosition, `Variable does not exist: ${node.name}`);
            else body.error(node, `Variable does not exist: ${dottedName(node) ?? node.name}`);
            return unknown;
    }
}

/** 'Database.SaveResult' of a chain of plain names. */
function dottedName(node: Expression): string | undefined {
    if (node.kind === 'name') return node.name;
    if (node.kind !== 'dot' || node.safe) return undefined;
    const before = dottedName(node.target);
    return before && `${before}.${node.name}`;
}

/** `at` is where a variable that is found and may not be seen is reported. */
function memberValue(body: Body, target: Target, node: DotNode, at: Located): Target | undefined {
    const value = (typed: Typed | undefined): Target | undefined => typed && { kind: 'value', value: typed };
    const key = node.name.toLowerCase();
    switch (target.kind) {
        case 'value': {
            const object = describesOf.get(target.value);
            if (object !== undefined && key === 'fieldsets') return { kind: 'fieldSets', object, value: target.value };
            if (object !== undefined && key === 'fields') return { kind: 'fieldDescribes', object, value: target.value };
            return value(instanceMember(body, target.value, node, at));
        }
        case 'type':
            if (target.namespace?.toLowerCase() === 'system') {
                if (key === 'label') return { kind: 'labels' };
                if (key === 'trigger') return { kind: 'trigger' };
            }
            if (target.namespace?.toLowerCase() === 'schema' && key === 'sobjecttype') return { kind: 'describes' };
            return staticMember(body, target.type, node, at);
        case 'namespace':
            if (target.name.toLowerCase() === 'schema' && key === 'sobjecttype') return { kind: 'describes' };
            return undefined;
        case 'fieldTokens': {
            const field = body.types.schema.object(target.object)?.field(node.name);
            return value(
                field && { type: classType('Schema.SObjectField'), code: body.links.fieldToken(field.object, field.name), nonNull: true }
            );
        }
        case 'describes': {
            const object = body.types.schema.object(node.name);
            if (!object) return undefined;
            const described = describe(body, 'Schema.SObjectType', 'Schema.DescribeSObjectResult', body.links.objectToken(object.name));
            describesOf.set(described, object.name);
            return value(described);
        }
        case 'fieldDescribes': {
            const field = body.types.schema.object(target.object)?.field(node.name);
            if (!field) {
                body.error(node.namePosition, `Variable does not exist: ${node.name}`);
                return value(UNKNOWN);
            }
            return value(
                describe(body, 'Schema.SObjectField', 'Schema.DescribeFieldResult', body.links.fieldToken(field.object, field.name))
            );
        }
        case 'fieldSets': {
            if (!body.environment.hasFieldSet(target.object, node.name)) return undefined;
            const getMap = body.links.member('Schema.SObjectTypeFieldSets', 'getMap', [], false);
            const code = `${getMap}(${describedMember(body, target).code}).get(${quote(node.name)})`;
            return value({ type: classType('Schema.FieldSet'), code, nonNull: true });
        }
        case 'labels': {
            const text = body.environment.label(node.name);
            return value(text === undefined ? undefined : { type: STRING, code: quote(text), nonNull: true });
        }
        case 'trigger':
            return value(triggerVariable(body, node.name));
        default:
            return undefined;
    }
}

/** `Schema.SObjectType.Account.fields` or `….fieldSets` as the value that `getMap()` is asked of. */
export function describedMember(body: Body, target: Extract<Target, { kind: 'fieldDescribes' | 'fieldSets' }>): Typed {
    const name = target.kind === 'fieldSets' ? 'FieldSets' : 'Fields';
    const property = body.types.platformClass('Schema.DescribeSObjectResult')?.properties.find((candidate) => candidate.name === name);
    if (!property) throw new Error(`The library has lost Schema.DescribeSObjectResult.${name}.`);
    return { type: property.type, code: `${body.links.property(property.owner, property.name)}.get(${target.value.code})` };
}

function describe(body: Body, tokenClass: string, resultClass: string, token: string): Typed {
    const getDescribe = body.links.member(tokenClass, 'getDescribe', [], false);
    return { type: classType(resultClass), code: `${getDescribe}(${token})`, nonNull: true };
}

/** `X.name` where X is a type. */
function staticMember(body: Body, type: ApexType, node: DotNode, at: Located): Target | undefined {
    const key = node.name.toLowerCase();
    const value = (typed: Typed): Target => ({ kind: 'value', value: typed });
    const symbol = body.types.symbols.ofType(type);
    if (symbol) {
        if (symbol.kind === 'enum') {
            const constant = symbol.values.find((name) => name.toLowerCase() === key);
            return constant === undefined ? undefined : value({ type, code: body.links.enumValue(symbol.name, constant), nonNull: true });
        }
        const variable = findVariable(body, symbol, node.name);
        return variable?.static ? value(variableAccess(body, variable, null, at)) : undefined;
    }
    if (type.kind === 'sobject') return objectMember(body, type.name, node);
    const known = body.types.platformClassOf(type);
    const property = known?.declaration.properties.find((candidate) => candidate.static && candidate.name.toLowerCase() === key);
    if (!property) return undefined;
    if (known!.declaration.kind === 'enum')
        return value({ type, code: body.links.enumValue(property.owner, property.name), nonNull: true });
    return value(platformProperty(body, property, null));
}

function objectMember(body: Body, object: string, node: DotNode): Target | undefined {
    const key = node.name.toLowerCase();
    if (key === 'sobjecttype') {
        const token = body.links.objectToken(object);
        return { kind: 'value', value: { type: classType('Schema.SObjectType'), code: token, nonNull: true } };
    }
    if (key === 'fields') return { kind: 'fieldTokens', object };
    const field = findRecordField(body, object, node.name);
    if (!field) return undefined;
    return {
        kind: 'value',
        value: { type: classType('Schema.SObjectField'), code: body.links.fieldToken(field.object, field.name), nonNull: true }
    };
}

type Property = NonNullable<ReturnType<Body['types']['platformClass']>>['properties'][number];

function platformProperty(
    body: Body,
    property: Property,
    receiver: Typed | null,
    bindings: ReadonlyMap<string, ApexType> = new Map()
): Typed {
    const link = body.links.property(property.owner, property.name);
    const type = substitute(property.type, bindings);
    const self = receiver ? nullChecked(body, receiver) : '';
    const set = property.set !== undefined;
    const guards = receiver?.guards;
    return {
        type,
        code: `${link}.get(${self})`,
        ...(guards ? { guards } : {}),
        ...(set && !guards
            ? {
                  place: {
                      type,
                      parts: receiver ? [self] : [],
                      read: (parts) => `${link}.get(${parts.join(',')})`,
                      write: (parts, value) => `${body.op('setProperty')}(${[link, ...parts, value].join(',')})`
                  }
              }
            : {})
    };
}

/** `value.name` */
function instanceMember(body: Body, target: Typed, node: DotNode, at: Located = node.namePosition): Typed | undefined {
    const { type } = target;
    if (isAny(type)) return UNKNOWN;
    if (target.query && !target.query.dynamic)
        return instanceMember(body, { type: target.query.rowType, code: target.query.one, nonNull: true }, node);
    if (type.kind === 'sobject') return recordMember(body, target, node);
    const symbol = body.types.symbols.ofType(type);
    if (symbol) {
        const variable = findVariable(body, symbol, node.name);
        if (variable && !variable.static) return variableAccess(body, variable, target, at);
    }
    for (const ancestor of body.types.ancestry(type)) {
        const known = body.types.platformClassOf(ancestor);
        const property = known?.declaration.properties.find(
            (candidate) => !candidate.static && candidate.name.toLowerCase() === node.name.toLowerCase()
        );
        if (property) return platformProperty(body, property, target, known!.bindings);
    }
    if (type.kind === 'class' && !symbol && isKnownPlatformMember(type.name, node.name)) {
        body.unsupported(node.namePosition, `${typeName(type)}.${node.name}`);
        return UNKNOWN;
    }
    return undefined;
}

/** What stands in front of a `?.`. */
export function safeTarget(body: Body, node: Expression): Typed {
    const target = checkChain(body, node);
    return target.query?.oneOrNull === undefined ? target : { type: target.query.rowType, code: target.query.oneOrNull };
}

export function checkDot(body: Body, node: DotNode): Typed {
    if (node.safe) {
        const target = safeTarget(body, node.target);
        const temporary = body.temporary();
        const guards = [...(target.guards ?? []), `(${temporary}=${target.code})==null`];
        const member = instanceMember(body, { type: target.type, code: temporary, nonNull: true, guards }, node);
        if (!member) {
            body.error(node.namePosition, `Variable does not exist: ${node.name}`);
            return UNKNOWN;
        }
        return { ...member, guards };
    }
    const target = resolveTarget(body, node, true);
    if (target.kind === 'value') return target.value;
    if (target.kind === 'unsupported') body.unsupported(node, `the type ${target.name}`);
    else if (target.kind === 'nothing') {
        const parts = target.name.split('.');
        body.error(node, `Variable does not exist: ${parts.slice(0, -1).join('.') || target.name}`);
    } else body.error(node.namePosition, `Variable does not exist: ${node.name}`);
    return UNKNOWN;
}
