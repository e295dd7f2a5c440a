import { isKnownPlatformMember, platformFacts } from '../platform/known.ts';
import type { PlatformMember } from '../platform/declare.ts';
import { objectStatics } from '../platform/execution/custom-settings.ts';
import type { CallNode, Located } from '../syntax/ast.ts';
import { OBJECT, SOBJECT, VOID, classType, listOf, sobjectType } from '../types.ts';
import type { ApexType } from '../types.ts';
import type { Body, Typed } from './body.ts';
import { UNKNOWN } from './body.ts';
import { bindScope } from './bind-scope.ts';
import { candidatesOf, isStatic, overloadsOf, passedValues } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { quote } from './constants.ts';
import { isFuture } from './modifiers.ts';
import { converted, nullChecked } from './convert.ts';
import { signatureOf } from './members.ts';
import { checkChain, checkExpression } from './expressions.ts';
import { describedMember, resolveTarget } from './names.ts';
import type { Target } from './names.ts';
import { chooseOverload } from './overloads.ts';
import type { Overload } from './overloads.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import { INTEGER, STRING, isAny, messageName, messageNames, substitute } from './type-system.ts';
import { isVisible } from './variables.ts';

export function checkCall(body: Body, node: CallNode): Typed {
    if (!node.target) return checkBareCall(body, node);
    if (node.target.kind === 'super') return checkSuperCall(body, node);
    if (node.safe) {
        const target = checkChain(body, node.target);
        const temporary = body.temporary();
        const guards = [...(target.guards ?? []), `(${temporary}=${target.code})==null`];
        const values = node.arguments.map((argument) => checkExpression(body, argument));
        return { ...callOn(body, { type: target.type, code: temporary, nonNull: true }, node, values), guards };
    }
    const target = resolveTarget(body, node.target);
    const values = node.arguments.map((argument) => checkExpression(body, argument));
    switch (target.kind) {
        case 'value': {
            const { value } = target;
            const result = callOn(body, value, node, values);
            return value.guards ? { ...result, guards: value.guards } : result;
        }
        case 'type':
            return callStatic(body, target, node, values);
        case 'unsupported':
            body.unsupported(node, `the type ${target.name}`);
            return UNKNOWN;
        case 'fieldDescribes':
        case 'fieldSets':
            return callOn(body, describedMember(body, target), node, values);
        case 'nothing':
            body.error(node.target, `Variable does not exist: ${target.name}`);
            return UNKNOWN;
        default: {
            const name = target.kind === 'namespace' ? target.name : target.kind === 'labels' ? 'System.Label' : 'Schema.SObjectType';
            if (target.kind === 'labels' && isKnownPlatformMember('System.Label', node.name)) {
                body.unsupported(node.namePosition, `Label.${node.name}`);
                return UNKNOWN;
            }
            return noMethod(body, node, values, name);
        }
    }
}

function noMethod(body: Body, node: CallNode, values: readonly Typed[], typeText: string): Typed {
    if (values.some((value) => isAny(value.type))) return UNKNOWN;
    const signature = `void ${node.name}(${messageNames(values.map((value) => value.type))})`;
    body.error(node.namePosition, `Method does not exist or incorrect signature: ${signature} from the type ${typeText}`);
    return UNKNOWN;
}

function checkMethodVisible(body: Body, method: MethodSymbol, at: Located): void {
    if (!isVisible(body, method.owner, method.visibility, method.testVisible))
        body.error(at, `Method is not visible: ${signatureOf(method)}`);
}

/** `name(…)`: a method of the class, of a class above it, or a static one of the classes around. */
function checkBareCall(body: Body, node: CallNode): Typed {
    const values = node.arguments.map((argument) => checkExpression(body, argument));
    for (let symbol = body.viewpoint; symbol; symbol = symbol.outer) {
        const candidates = candidatesOf(body, symbol.type, node.name);
        if (candidates.length === 0) continue;
        const chosen = chooseOverload(body, overloadsOf(candidates), values);
        if (chosen === 'ambiguous') return ambiguous(body, node, values);
        if (!chosen) continue;
        const { candidate } = chosen;
        if (isStatic(candidate)) return staticResult(body, chosen, node, values);
        const here = symbol === body.owner && !body.static;
        if (here) return instanceResult(body, { type: symbol.type, code: 'this', nonNull: true }, chosen, node, values);
        if (candidate.kind === 'own') {
            body.error(node.namePosition, `Non static method cannot be referenced from a static context: ${signatureOf(candidate.method)}`);
            return UNKNOWN;
        }
    }
    return noMethod(body, node, values, body.viewpoint?.name ?? body.context.unit.name);
}

function ambiguous(body: Body, node: CallNode, values: readonly Typed[]): Typed {
    body.error(node.namePosition, `Ambiguous method signature: void ${node.name}(${messageNames(values.map((value) => value.type))})`);
    return UNKNOWN;
}

function checkSuperCall(body: Body, node: CallNode): Typed {
    const values = node.arguments.map((argument) => checkExpression(body, argument));
    if (!body.owner || body.static) {
        body.error(node.target!, 'Super cannot be referenced in a static context');
        return UNKNOWN;
    }
    const parent = body.owner.superclass ?? OBJECT;
    const chosen = chooseOverload(body, overloadsOf(candidatesOf(body, parent, node.name)), values);
    if (!chosen || chosen === 'ambiguous') return noMethod(body, node, values, messageName(parent));
    const { candidate } = chosen;
    markSensitive(body, candidate);
    const passed = passedValues(body, chosen.parameters, values);
    if (candidate.kind === 'platform') {
        const link = body.links.member(
            candidate.member.owner,
            candidate.member.name,
            candidate.member.parameters.map((parameter) => parameter.type),
            false
        );
        return resultOf(substitute(candidate.member.returns, candidate.bindings), `${link}(${['this', ...passed].join(',')})`);
    }
    const { method } = candidate;
    if (method.abstract) body.error(node.namePosition, `Cannot call the abstract method: ${signatureOf(method)}`);
    checkMethodVisible(body, method, node.namePosition);
    return resultOf(method.returns, `${body.functionOfMethod(method)}.call(${['this', ...passed].join(',')})`);
}

/** Classes of the library whose methods never run queries, DML or code of the project that does. */
const PURE =
    /^System\.(String|Integer|Long|Double|Decimal|Boolean|Date|Datetime|Time|Blob|Id|Math|List|Set|Map|EncodingUtil|Crypto|Pattern|Matcher|Exception|SObject)$/;

function markSensitive(body: Body, candidate: Candidate): void {
    if (candidate.kind === 'own' || !PURE.test(candidate.member.owner)) body.sensitive = true;
}

function resultOf(type: ApexType, code: string): Typed {
    return { type, code, effect: true };
}

function staticResult(body: Body, chosen: Overload<Candidate>, node: CallNode, values: readonly Typed[], object?: string): Typed {
    const { candidate } = chosen;
    markSensitive(body, candidate);
    const passed = passedValues(body, chosen.parameters, values);
    if (candidate.kind === 'own') {
        checkMethodVisible(body, candidate.method, node.namePosition);
        const run = body.functionOfMethod(candidate.method);
        if (isFuture(candidate.method)) {
            const { owner, name } = candidate.method;
            return resultOf(VOID, `R.future(${[quote(owner.name), quote(name), run, ...passed].join(',')})`);
        }
        return resultOf(candidate.method.returns, `${run}(${passed.join(',')})`);
    }
    const { member } = candidate;
    const link = body.links.member(
        member.owner,
        member.name,
        member.parameters.map((parameter) => parameter.type),
        true
    );
    if (object !== undefined) passed.unshift(quote(object));
    if (runsQueryText(member)) passed.push(bindScope(body));
    const result = resultOf(substitute(member.returns, candidate.bindings), `${link}(${passed.join(',')})`);
    return member.owner === 'System.Database' && member.name.toLowerCase().startsWith('query') ? dynamicRows(body, result) : result;
}

/** `Database.query(text)` and its kin, whose text may name variables of the place where it is run. */
function runsQueryText({ owner, name, parameters }: PlatformMember): boolean {
    return (
        owner === 'System.Database' && ['query', 'countQuery', 'getQueryLocator'].includes(name) && parameters[0]?.type.kind === 'primitive'
    );
}

/** Rows whose object is only known at run time go into variables of any object. */
function dynamicRows(body: Body, result: Typed): Typed {
    if (result.type.kind !== 'list' || result.type.of.kind !== 'sobject') return result;
    return { ...result, query: { one: `${body.op('onlyRow')}(${result.code})`, rowType: SOBJECT, dynamic: true } };
}

function callStatic(body: Body, target: Extract<Target, { kind: 'type' }>, node: CallNode, values: readonly Typed[]): Typed {
    const { type } = target;
    const symbol = body.types.symbols.ofType(type);
    if (symbol?.kind === 'enum') return enumStatic(body, symbol, node, values);
    if (type.kind === 'sobject') return objectStatic(body, type.name, node, values);
    const candidates = candidatesOf(body, type, node.name);
    const chosen = chooseOverload(body, overloadsOf(candidates.filter(isStatic)), values);
    if (chosen === 'ambiguous') return ambiguous(body, node, values);
    if (chosen) return staticResult(body, chosen, node, values);
    const instance = chooseOverload(body, overloadsOf(candidates), values);
    if (instance && instance !== 'ambiguous' && instance.candidate.kind === 'own') {
        const { method } = instance.candidate;
        const viewpoint = body.owner;
        if (viewpoint && !body.static && body.types.isSubtype(viewpoint.type, type))
            return instanceResult(body, { type: viewpoint.type, code: 'this', nonNull: true }, instance, node, values);
        body.error(node.namePosition, `Non static method cannot be referenced from a static context: ${signatureOf(method)}`);
        return UNKNOWN;
    }
    return missingMethod(body, type, node, values);
}

/** Tells what the platform does not have from what the local org does not have. */
function missingMethod(body: Body, type: ApexType, node: CallNode, values: readonly Typed[]): Typed {
    if (values.some((value) => isAny(value.type))) return UNKNOWN;
    for (const ancestor of body.types.ancestry(type)) {
        if (body.types.symbols.ofType(ancestor)) continue;
        const known = body.types.platformClassOf(ancestor);
        if (!known) continue;
        const { name } = known.declaration;
        const facts = Object.entries(platformFacts(name)?.methods ?? {}).find(
            ([key]) => key.toLowerCase() === node.name.toLowerCase()
        )?.[1];
        const covered = known.declaration.methods.some(
            (member) => member.name.toLowerCase() === node.name.toLowerCase() && member.parameters.length === values.length
        );
        const exists = facts?.some((fact) => fact.p.length === values.length || fact.alt?.p.length === values.length);
        if (!exists || covered) continue;
        body.unsupported(
            node.namePosition,
            `${name.replace(/^System\./, '')}.${node.name}(${messageNames(values.map((value) => value.type))})`
        );
        return UNKNOWN;
    }
    return noMethod(body, node, values, messageName(type));
}

function enumStatic(body: Body, symbol: ClassSymbol, node: CallNode, values: readonly Typed[]): Typed {
    const key = node.name.toLowerCase();
    const constants = `${body.links.type(symbol.type)},${body.links.enumConstants(symbol.name)}`;
    if (key === 'values' && values.length === 0)
        return { ...resultOf(listOf(symbol.type), `${body.op('enumValues')}(${constants})`), nonNull: true };
    if (key === 'valueof' && values.length === 1 && body.types.assignable(values[0]!.type, STRING))
        return {
            ...resultOf(symbol.type, `${body.op('enumValueOf')}(${constants},${converted(body, values[0]!, STRING)})`),
            nonNull: true
        };
    return noMethod(body, node, values, symbol.name);
}

/** Custom settings and custom metadata types have static methods. */
function objectStatic(body: Body, objectName: string, node: CallNode, values: readonly Typed[]): Typed {
    const object = body.types.schema.object(objectName);
    const statics = object && objectStatics(object);
    const declaration = statics === undefined ? undefined : body.types.platformClass(statics);
    const missing = (): Typed => noMethod(body, node, values, objectName);
    if (node.name.toLowerCase() === 'getsobjecttype' && values.length === 0)
        return { ...resultOf(classType('Schema.SObjectType'), body.links.objectToken(objectName)), nonNull: true };
    if (!declaration) return missing();
    const bindings = new Map(declaration.typeParameters.map((name) => [name, sobjectType(objectName)] as const));
    const candidates = declaration.methods
        .filter((member) => member.name.toLowerCase() === node.name.toLowerCase())
        .map((member): Candidate => ({ kind: 'platform', member, bindings, ancestor: sobjectType(objectName) }));
    const chosen = chooseOverload(body, overloadsOf(candidates), values);
    if (!chosen || chosen === 'ambiguous') return missing();
    return staticResult(body, chosen, node, values, objectName);
}

/** `value.name(…)` */
function callOn(body: Body, target: Typed, node: CallNode, values: readonly Typed[]): Typed {
    const { type } = target;
    if (isAny(type)) return UNKNOWN;
    if (node.name.toLowerCase() === 'adderror' && target.field) return addFieldError(body, target.field, node, values);
    const symbol = body.types.symbols.ofType(type);
    if (symbol?.kind === 'enum') {
        const own = enumMethod(body, target, node, values);
        if (own) return own;
    }
    if (type.kind === 'void' || type.kind === 'null') return noMethod(body, node, values, messageName(type));
    const candidates = candidatesOf(body, type, node.name);
    const chosen = chooseOverload(body, overloadsOf(candidates.filter((candidate) => !isStatic(candidate))), values);
    if (chosen === 'ambiguous') return ambiguous(body, node, values);
    if (chosen) return instanceResult(body, target, chosen, node, values);
    const fixed = chooseOverload(body, overloadsOf(candidates.filter(isStatic)), values);
    if (fixed && fixed !== 'ambiguous' && fixed.candidate.kind === 'own') {
        const message = `Static method cannot be referenced from a non static context: ${signatureOf(fixed.candidate.method)}`;
        body.error(node.namePosition, message);
        return UNKNOWN;
    }
    return missingMethod(body, type, node, values);
}

function enumMethod(body: Body, target: Typed, node: CallNode, values: readonly Typed[]): Typed | undefined {
    if (values.length > 0) return undefined;
    const self = nullChecked(body, target);
    switch (node.name.toLowerCase()) {
        case 'name':
            return { ...resultOf(STRING, `${self}.name`), nonNull: true };
        case 'ordinal':
            return { ...resultOf(INTEGER, `${self}.ordinal`), nonNull: true };
        default:
            return undefined;
    }
}

/** `record.Field.addError(…)`: the library's addError of the record, with the field's name first. */
function addFieldError(body: Body, field: NonNullable<Typed['field']>, node: CallNode, values: readonly Typed[]): Typed {
    const members = body.types.platformClass('System.SObject')?.methods ?? [];
    const overloads = members
        .filter((member) => member.name.toLowerCase() === 'adderror' && member.parameters[0]?.type.kind === 'primitive')
        .filter((member) => member.parameters.length === values.length + 1)
        .map((member) => ({ candidate: member, parameters: member.parameters.slice(1).map((parameter) => parameter.type) }));
    const chosen = chooseOverload(body, overloads, values);
    if (!chosen || chosen === 'ambiguous') {
        const signature = `addError(${messageNames(values.map((value) => value.type))})`;
        body.unsupported(node.namePosition, `${signature} on a field`);
        return UNKNOWN;
    }
    const member = chosen.candidate;
    const link = body.links.member(
        member.owner,
        member.name,
        member.parameters.map((parameter) => parameter.type),
        false
    );
    const passed = [field.record, quote(field.name), ...passedValues(body, chosen.parameters, values)];
    return resultOf(VOID, `${link}(${passed.join(',')})`);
}

/** `Blob.toString` speaks of its argument where the Blob is null. */
function takesNull(candidate: Candidate): boolean {
    return candidate.kind !== 'own' && candidate.member.owner === 'System.Blob' && candidate.member.name === 'toString';
}

function instanceResult(body: Body, target: Typed, chosen: Overload<Candidate>, node: CallNode, values: readonly Typed[]): Typed {
    const { candidate } = chosen;
    markSensitive(body, candidate);
    const passed = passedValues(body, chosen.parameters, values);
    const self = takesNull(candidate) ? target.code : nullChecked(body, target);
    if (candidate.kind === 'own') {
        const { method } = candidate;
        checkMethodVisible(body, method, node.namePosition);
        const direct = method.visibility === 'private' && !method.virtual && !method.override;
        const code = direct
            ? `${body.functionOfMethod(method)}.call(${[self, ...passed].join(',')})`
            : `${self}[${quote(method.key)}](${passed.join(',')})`;
        return resultOf(method.returns, code);
    }
    const { member, bindings, ancestor } = candidate;
    const link = body.links.member(
        member.owner,
        member.name,
        member.parameters.map((parameter) => parameter.type),
        false
    );
    const returns = clonesRecord(member, target.type) ? target.type : substitute(member.returns, bindings);
    if (!mayBeOverridden(body, target.type, ancestor)) {
        const result = resultOf(returns, `${link}(${[self, ...passed].join(',')})`);
        return member.owner === 'System.SObject' && member.name === 'getSObjects' ? dynamicRows(body, result) : result;
    }
    return resultOf(returns, `${body.op('callVirtual')}(${self},${quote(member.name)},[${passed.join(',')}],${link})`);
}

/** `account.clone()` is an Account. */
function clonesRecord(member: PlatformMember, type: ApexType): boolean {
    return type.kind === 'sobject' && member.owner === 'System.SObject' && member.name === 'clone';
}

/** Interfaces and exceptions of the platform may be implemented by classes of the project. */
function mayBeOverridden(body: Body, type: ApexType, ancestor: ApexType): boolean {
    if (type.kind === 'object' || (ancestor.kind === 'object' && type.kind === 'class')) return true;
    return body.types.isInterface(ancestor) || body.types.isInterface(type) || body.types.isException(type);
}
