import type { Expression, NewNode } from '../syntax/ast.ts';
import { ID, isAny, isPrimitive, messageName, messageNames, substitute } from './type-system.ts';
import { sameType, typeName } from '../types.ts';
import type { ApexType } from '../types.ts';
import { platformFacts } from '../platform/known.ts';
import type { Body, Typed } from './body.ts';
import { UNKNOWN } from './body.ts';
import { quote } from './constants.ts';
import { assigned, converted, fits } from './convert.ts';
import { checkExpression } from './expressions.ts';
import { chooseOverload } from './overloads.ts';
import { checkFieldWritable, parentType } from './records.ts';
import type { ClassSymbol } from './symbols.ts';
import { isVisible } from './variables.ts';

export function checkNew(body: Body, node: NewNode): Typed {
    const type = body.environment.resolver.resolve(node.type, body.viewpoint, body.context.unit);
    const { rest } = node;
    if (isAny(type)) {
        checkAll(body, node);
        return UNKNOWN;
    }
    if (type.kind === 'sobject') return newRecord(body, node, type.name);
    if (rest.kind === 'size') {
        const size = checkExpression(body, rest.size);
        if (!isPrimitive(size.type, 'Integer')) body.error(node, 'Array size must be of type Integer');
        return made(type, `${body.op('sizedList')}(${body.links.type(elementOf(type))},${size.code})`);
    }
    if (rest.kind === 'pairs') return newMap(body, node, type);
    if (rest.kind === 'items') return newItems(body, node, type);
    const values = rest.arguments.map((argument) => checkExpression(body, argument));
    if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map') return newCollection(body, node, type, values);
    const symbol = body.types.symbols.ofType(type);
    return symbol ? newInstance(body, node, symbol, values) : newPlatform(body, node, type, values);
}

function made(type: ApexType, code: string): Typed {
    return { type, code, nonNull: true, effect: true };
}

function checkAll(body: Body, node: NewNode): void {
    const { rest } = node;
    const all: Expression[] =
        rest.kind === 'arguments'
            ? rest.arguments.map((argument) => (argument.kind === 'assign' ? argument.value : argument))
            : rest.kind === 'items'
              ? [...rest.items]
              : rest.kind === 'pairs'
                ? rest.pairs.flat()
                : [rest.size];
    for (const expression of all) checkExpression(body, expression);
}

function elementOf(type: ApexType): ApexType {
    return type.kind === 'list' || type.kind === 'set' ? type.of : type;
}

function newItems(body: Body, node: NewNode, type: ApexType): Typed {
    const items = node.rest.kind === 'items' ? node.rest.items : [];
    if (type.kind === 'map' && items.length === 0) return newCollection(body, node, type, []);
    if (type.kind !== 'list' && type.kind !== 'set') {
        body.error(node, `Invalid initializer type: ${messageName(type)}`);
        return UNKNOWN;
    }
    const values = items.map((item) => {
        const value = checkExpression(body, item);
        if (!fits(body, value, type.of))
            body.error(
                node,
                `Initial expression is of incorrect type, expected: ${messageName(type.of)} but was: ${messageName(value.type)}`
            );
        return converted(body, value, type.of);
    });
    const op = body.op(type.kind === 'list' ? 'listOf' : 'setOf');
    return made(type, `${op}(${body.links.type(type.of)},[${values.join(',')}])`);
}

function newMap(body: Body, node: NewNode, type: ApexType): Typed {
    const pairs = node.rest.kind === 'pairs' ? node.rest.pairs : [];
    if (type.kind !== 'map') {
        body.error(node, `Invalid initializer type: ${messageName(type)}`);
        return UNKNOWN;
    }
    const entries = pairs.map(([keyNode, valueNode]) => {
        const key = checkExpression(body, keyNode);
        const value = checkExpression(body, valueNode);
        if (!fits(body, key, type.key)) body.error(keyNode, `Invalid key type ${messageName(key.type)} for ${messageName(type.key)}`);
        if (!fits(body, value, type.value))
            body.error(valueNode, `Invalid value type ${messageName(value.type)} for ${messageName(type.value)}`);
        return `[${converted(body, key, type.key)},${converted(body, value, type.value)}]`;
    });
    return made(type, `${body.op('mapOf')}(${body.links.type(type.key)},${body.links.type(type.value)},[${entries.join(',')}])`);
}

/** `new List<X>()`, with a size, or with another collection. */
function newCollection(body: Body, node: NewNode, type: ApexType, values: readonly Typed[]): Typed {
    const [value, ...others] = values;
    const { links } = body;
    if (type.kind === 'map') {
        const create = (from: string): Typed =>
            made(type, `${body.op('mapFrom')}(${links.type(type.key)},${links.type(type.value)},${from})`);
        if (!value) return create('null');
        if (others.length === 0 && mapSource(body, value, type)) return create(value.code);
        const expected = 'expected a Map with the same key and value types, or a valid SObject List';
        body.error(node, `Invalid initializer type ${messageName(value.type)} found for ${messageName(type)}: ${expected}`);
        return UNKNOWN;
    }
    if (type.kind !== 'list' && type.kind !== 'set') return UNKNOWN;
    const op = body.op(type.kind === 'list' ? 'listOf' : 'setOf');
    if (!value) return made(type, `${op}(${links.type(type.of)},[])`);
    if (isAny(value.type)) return UNKNOWN;
    if (type.kind === 'list' && isPrimitive(value.type, 'Integer') && others.length === 0)
        return made(type, `${body.op('sizedList')}(${links.type(type.of)},${value.code})`);
    const source = value.type.kind === 'list' || value.type.kind === 'set' ? value.type.of : undefined;
    const fitting =
        source && others.length === 0 && (sameType(source, type.of) || isAny(source) || itemFits(body, value.type, type, source));
    if (fitting) return made(type, `${body.op(type.kind === 'list' ? 'listFrom' : 'setFrom')}(${links.type(type.of)},${value.code})`);
    const expected =
        type.kind === 'list' ? `an Integer or a List of type ${messageName(type.of)}` : `a List or a Set of type: ${messageName(type.of)}`;
    body.error(node, `Invalid initializer type ${messageName(value.type)} found for ${messageName(type)}: expected ${expected}`);
    return UNKNOWN;
}

/** Records go into collections of any kind of record; an Id goes into a collection of Strings. */
function itemFits(body: Body, from: ApexType, to: ApexType, source: ApexType): boolean {
    const target = elementOf(to);
    if (source.kind === 'sobject' && target.kind === 'sobject') return source.name === 'SObject' || target.name === 'SObject';
    if (isPrimitive(source, 'Id') && isPrimitive(target, 'String')) return true;
    return (
        from.kind === 'list' &&
        to.kind === 'list' &&
        target.kind !== 'object' &&
        target.kind !== 'primitive' &&
        body.types.assignable(source, target)
    );
}

function mapSource(body: Body, value: Typed, type: Extract<ApexType, { kind: 'map' }>): boolean {
    if (isAny(value.type)) return true;
    if (value.type.kind === 'map') return sameType(value.type.key, type.key) && sameType(value.type.value, type.value);
    if (value.type.kind !== 'list' || value.type.of.kind !== 'sobject' || type.value.kind !== 'sobject') return false;
    const keyed = isPrimitive(type.key, 'Id', 'String');
    return keyed && (sameType(value.type.of, type.value) || type.value.name === 'SObject');
}

function newInstance(body: Body, node: NewNode, symbol: ClassSymbol, values: readonly Typed[]): Typed {
    if (symbol.kind !== 'class') {
        body.error(node, `Type cannot be constructed: ${symbol.name}`);
        return UNKNOWN;
    }
    if (symbol.abstract) {
        body.error(node, `Abstract classes cannot be constructed: ${symbol.name}`);
        return UNKNOWN;
    }
    const chosen = chooseOverload(
        body,
        symbol.constructors.map((candidate) => ({ parameters: candidate.parameters.map((parameter) => parameter.type), candidate })),
        values
    );
    if (chosen === 'ambiguous') {
        body.error(node, `Ambiguous constructor signature: <Constructor>(${messageNames(values.map((value) => value.type))})`);
        return UNKNOWN;
    }
    if (!chosen) {
        if (!values.some((value) => isAny(value.type))) {
            const signature = `<Constructor>(${messageNames(values.map((value) => value.type))})`;
            body.error(node, `Constructor not defined: [${symbol.name}].${signature}`);
        }
        return { ...UNKNOWN, type: symbol.type };
    }
    const { candidate } = chosen;
    if (!isVisible(body, symbol, candidate.visibility, candidate.testVisible)) {
        const types = candidate.parameters.map((parameter) => parameter.type);
        body.error(node, `Method is not visible: void ${symbol.name}.<init>(${messageNames(types)})`);
    }
    const passed = candidate.parameters.map((parameter, index) => converted(body, values[index]!, parameter.type));
    body.sensitive = true;
    const shell = body.links.shell(symbol.name);
    const init = body.functionOf(symbol.unit, candidate.fn);
    return made(symbol.type, `${init}.call(${[`new ${shell}()`, ...passed].join(',')})`);
}

function newPlatform(body: Body, node: NewNode, type: ApexType, values: readonly Typed[]): Typed {
    const known = body.types.platformClassOf(type);
    if (!known) {
        body.error(node, `Type cannot be constructed: ${messageName(type)}`);
        return UNKNOWN;
    }
    const { declaration, bindings } = known;
    if (declaration.kind !== 'class') {
        body.error(node, `Type cannot be constructed: ${messageName(type)}`);
        return UNKNOWN;
    }
    const chosen = chooseOverload(
        body,
        declaration.constructors.map((candidate) => ({
            parameters: candidate.parameters.map((parameter) => substitute(parameter.type, bindings)),
            candidate
        })),
        values
    );
    if (!chosen || chosen === 'ambiguous') {
        if (values.some((value) => isAny(value.type))) return { ...UNKNOWN, type };
        const facts = platformFacts(declaration.name)?.constructors ?? [];
        const taken = declaration.constructors.some((candidate) => candidate.parameters.length === values.length);
        const signature = `(${messageNames(values.map((value) => value.type))})`;
        if (!taken && facts.some((fact) => fact.p.length === values.length)) body.unsupported(node, `new ${typeName(type)}${signature}`);
        else body.error(node, `Constructor not defined: [${messageName(type)}].<Constructor>${signature}`);
        return { ...UNKNOWN, type };
    }
    const passed = chosen.parameters.map((parameter, index) => converted(body, values[index]!, parameter));
    const create = body.links.creation(
        declaration.name,
        chosen.candidate.parameters.map((parameter) => parameter.type)
    );
    if (declaration.typeParameters.length > 0)
        passed.unshift(`[${declaration.typeParameters.map((name) => body.links.type(bindings.get(name)!)).join(',')}]`);
    return made(type, `${create}(${passed.join(',')})`);
}

/** `new Account(Name = 'x', Parent = …)` */
function newRecord(body: Body, node: NewNode, objectName: string): Typed {
    const type: ApexType = { kind: 'sobject', name: objectName };
    const object = body.types.schema.object(objectName);
    const passed = node.rest.kind === 'arguments' ? node.rest.arguments : [];
    if (!object) {
        body.error(node, `Type cannot be constructed: ${objectName}`);
        return UNKNOWN;
    }
    const set = new Set<string>();
    let code = `${body.op('newRecord')}(${quote(objectName)})`;
    const values: string[] = [];
    for (const argument of passed) {
        if (argument.kind !== 'assign' || argument.operator !== '=' || argument.target.kind !== 'name') {
            body.error(node, `Type requires name=value pair construction: ${objectName}`);
            checkExpression(body, argument);
            continue;
        }
        const { name } = argument.target;
        const value = checkExpression(body, argument.value);
        if (set.has(name.toLowerCase())) body.error(node, `Duplicate field initialization: ${name}`);
        set.add(name.toLowerCase());
        const field = object.field(name);
        const relationship = field ? undefined : object.parentField(name);
        if (field) {
            if (!isPrimitive(field.apexType, 'Id') || !sameType(field.apexType, ID) || field.name !== 'Id')
                checkFieldWritable(body, field, node);
            values.push(`[${quote(field.name)},${assigned(body, value, field.apexType, node)}]`);
        } else if (relationship) {
            const parent: ApexType = { kind: 'sobject', name: parentType(body, relationship) };
            const fitsParent = value.type.kind === 'sobject' || value.isNullLiteral === true;
            const given = fitsParent ? converted(body, value, parent) : assigned(body, value, parent, node);
            values.push(`[${quote(`.${relationship.relationshipName!}`)},${given}]`);
        } else body.error(node, `Field does not exist: ${name} on ${objectName}`);
    }
    if (values.length > 0) code = `${body.op('newRecordWith')}(${quote(objectName)},[${values.join(',')}])`;
    return made(type, code);
}
