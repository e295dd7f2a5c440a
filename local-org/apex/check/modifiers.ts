import type { AnnotationNode, Located, Modifiers } from '../syntax/ast.ts';
import type { ApexType } from '../types.ts';
import type { Problems } from './problems.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import { messageName } from './type-system.ts';

/** Annotations of Apex (Apex Developer Guide, "Annotations"), in lower case. */
const ANNOTATIONS = new Set(
    (
        'auraenabled deprecated future invocablemethod invocablevariable istest jsonaccess namespaceaccessible readonly remoteaction ' +
        'restresource httpdelete httpget httppatch httppost httpput suppresswarnings testsetup testvisible'
    ).split(' ')
);

const HTTP = ['HttpDelete', 'HttpGet', 'HttpPatch', 'HttpPost', 'HttpPut'];
const SCOPES = ['global', 'public', 'protected', 'private'];

function annotation(modifiers: Modifiers, name: string): AnnotationNode | undefined {
    return modifiers.annotations.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
}

/** What the modifiers and annotations of a class and of its members may be. */
export function checkModifiers(symbol: ClassSymbol, problems: Problems): void {
    const report = (at: Located, message: string): void => problems.error(symbol.unit.file, at, message);
    const { node } = symbol;
    checkAnnotations(node.modifiers, report);
    checkWords(node.modifiers, node, report);
    const isFile = !symbol.outer && symbol.unit.file.endsWith('.cls');
    const open = symbol.visibility === 'public' || symbol.visibility === 'global';
    if (isFile && !open && !symbol.isTest) report(node, 'Top-level type must have public or global visibility');
    const rest = annotation(node.modifiers, 'restresource');
    if (rest && symbol.visibility !== 'global') report(node, 'RestResource classes must be declared as global');
    if (rest && rest.parameters['urlmapping'] === undefined) report(rest, 'Required property is missing: urlMapping');
    const methods = [...symbol.methods.values()].flat();
    for (const method of methods) checkMethod(symbol, method, report);
    for (const name of ['TestSetup', 'InvocableMethod', ...HTTP]) {
        if (methods.filter((method) => annotation(method.node.modifiers, name)).length > 1)
            report(node, `Only one method per type can be defined with: ${name}`);
    }
    for (const variable of symbol.variables.values()) {
        checkAnnotations(variable.node.modifiers, report);
        checkWords(variable.node.modifiers, variable.position, report);
        if (!annotation(variable.node.modifiers, 'invocablevariable')) continue;
        if (variable.static) report(variable.position, 'InvocableVariable fields cannot be static');
        if (variable.visibility !== 'public' && variable.visibility !== 'global')
            report(variable.position, 'InvocableVariable fields require at least one of the following global, public');
    }
}

type Report = (at: Located, message: string) => void;

function checkAnnotations(modifiers: Modifiers, report: Report): void {
    for (const { name, line, column } of modifiers.annotations)
        if (!ANNOTATIONS.has(name.toLowerCase())) report({ line, column }, `Annotation does not exist: ${name}`);
}

function checkWords({ words }: Modifiers, at: Located, report: Report): void {
    const twice = words.find((word, index) => words.indexOf(word) !== index);
    if (twice) report(at, `Duplicate modifier: ${twice}`);
    else if (words.filter((word) => SCOPES.includes(word)).length > 1) report(at, 'Declarations can only have one scope');
}

function checkMethod(symbol: ClassSymbol, method: MethodSymbol, report: Report): void {
    const { node } = method;
    const { modifiers } = node;
    const at = node;
    checkAnnotations(modifiers, report);
    checkWords(modifiers, at, report);
    if (symbol.kind === 'interface') return;
    const has = (word: string): boolean => modifiers.words.includes(word);
    if (method.static && has('virtual')) report(at, 'virtual methods cannot be static');
    if (has('transient')) report(at, 'transient is not allowed on methods');
    if (has('final')) report(at, 'methods are by default final');
    if (method.override && !SCOPES.slice(0, 3).some(has))
        report(at, 'override methods require at least one of the following global, public, protected');
    if (has('abstract') && !SCOPES.slice(0, 3).some(has))
        report(at, 'abstract methods require at least one of the following global, public, protected');
    if (has('global') && symbol.visibility !== 'global') report(at, 'Defining type for global methods must be declared as global');
    if (has('webservice') && symbol.visibility !== 'global') report(at, 'Defining type for webService methods must be declared as global');
    checkTestMethod(symbol, method, report);
    checkFuture(method, report);
    const open = method.visibility === 'public' || method.visibility === 'global';
    if (annotation(modifiers, 'auraenabled')) {
        if (!open) report(at, 'AuraEnabled methods require at least one of the following global, public');
        if (!method.static && !method.name.toLowerCase().startsWith('get'))
            report(at, "Non static AuraEnabled methods must be named with a prefix 'get'");
    }
    if (annotation(modifiers, 'invocablemethod')) checkInvocable(method, open, report);
    for (const name of HTTP) {
        if (!annotation(modifiers, name)) continue;
        if (method.visibility !== 'global') report(at, `${name} methods must be declared as global`);
        if (!method.static) report(at, `${name} methods must be declared as static`);
    }
}

function checkTestMethod(symbol: ClassSymbol, method: MethodSymbol, report: Report): void {
    const { modifiers } = method.node;
    const word = modifiers.words.includes('testmethod') ? 'testMethod' : undefined;
    const name = annotation(modifiers, 'istest') ? 'IsTest' : annotation(modifiers, 'testsetup') ? 'TestSetup' : word;
    if (!name) return;
    if (!symbol.isTest) report(method.node, `Defining type for ${name} methods must be declared as IsTest`);
    const isStatic = modifiers.words.includes('static');
    if (!isStatic) report(method.node, `${name} methods must be declared as static`);
    else if (method.parameters.length > 0) report(method.node, 'Test methods must have no arguments');
}

/** Its calls are put into the queue. */
export function isFuture(method: MethodSymbol): boolean {
    return annotation(method.node.modifiers, 'future') !== undefined;
}

function checkFuture(method: MethodSymbol, report: Report): void {
    if (!isFuture(method)) return;
    if (!method.static) report(method.node, 'Future methods must be declared as static');
    if (method.returns.kind !== 'void') report(method.node, `Future methods do not support return type of ${messageName(method.returns)}`);
    for (const { type } of method.parameters) {
        if (isPlain(type)) continue;
        report(method.node, `Future methods do not support parameter type of ${messageName(type)}`);
        return;
    }
}

function isPlain(type: ApexType): boolean {
    if (type.kind === 'list' || type.kind === 'set') return isPlain(type.of);
    if (type.kind === 'map') return isPlain(type.key) && isPlain(type.value);
    return type.kind === 'primitive' || type.kind === 'parameter';
}

function checkInvocable(method: MethodSymbol, open: boolean, report: Report): void {
    if (!method.static) report(method.node, 'InvocableMethod methods must be declared as static');
    if (!open) report(method.node, 'InvocableMethod methods require at least one of the following global, public');
    for (const { type } of method.parameters) {
        if (type.kind === 'list' || type.kind === 'parameter') continue;
        const rule = 'Valid invocable parameters must be List types like List<T> where T is a supported type';
        report(method.node, `Unsupported parameter type ${messageName(type)}. ${rule}`);
    }
}
