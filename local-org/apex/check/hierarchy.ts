import type { ApexType } from '../types.ts';
import { methodKey, signatureOf } from './members.ts';
import type { Problems } from './problems.ts';
import type { ClassSymbol, MethodSymbol } from './symbols.ts';
import { isAny, messageName, messageNames, substitute } from './type-system.ts';
import type { TypeSystem } from './type-system.ts';
import { sameType } from '../types.ts';

/** Methods that every object has, and that a class may override. */
const OBJECT_METHODS = new Set(['tostring()', 'equals(object)', 'hashcode()']);

interface Wanted {
    readonly name: string;
    readonly parameters: readonly ApexType[];
    readonly returns: ApexType;
    readonly text: string;
    /** Declared by the project, so that it is called by its key. */
    readonly key: string | null;
}

export interface Alias {
    readonly key: string;
    readonly fn: string;
}

/** Overriding, abstract methods and interfaces. Returns the names that interfaces use for methods of the class. */
export function checkHierarchy(symbol: ClassSymbol, types: TypeSystem, problems: Problems): Alias[] {
    if (symbol.kind !== 'class') return [];
    const above = types
        .ancestry(symbol.type)
        .slice(1)
        .map((type) => types.symbols.ofType(type))
        .filter((parent): parent is ClassSymbol => parent?.kind === 'class');
    for (const methods of symbol.methods.values()) for (const method of methods) checkOverride(method, above, types, problems);
    if (symbol.abstract) return [];
    checkAbstract(symbol, above, problems);
    return checkInterfaces(symbol, [symbol, ...above], types, problems);
}

function checkOverride(method: MethodSymbol, above: readonly ClassSymbol[], types: TypeSystem, problems: Problems): void {
    if (method.static) return;
    const { owner, node } = method;
    const report = (message: string): void => problems.error(owner.unit.file, node, message);
    for (const parent of above) {
        const overridden = parent.methods.get(method.name.toLowerCase())?.find((other) => other.key === method.key && !other.static);
        if (!overridden || overridden.visibility === 'private') continue;
        if (!overridden.virtual && !overridden.override)
            return report(`Non-virtual, non-abstract methods cannot be overridden: ${signatureOf(method)}`);
        if (!sameType(overridden.returns, method.returns) && !isAny(method.returns) && !isAny(overridden.returns)) {
            const [mine, theirs] = [messageName(method.returns), messageName(overridden.returns)];
            return report(`Method return types clash: ${mine} vs ${theirs} from the type ${owner.name}`);
        }
        if (!method.override) report(`Method must use the override keyword: ${signatureOf(method)}`);
        return;
    }
    if (!method.override || OBJECT_METHODS.has(method.key)) return;
    if (wantedByInterfaces(owner, types).some((wanted) => matches(method, wanted)) || inPlatformClass(method, types)) return;
    report(`@Override specified for non-overriding method: ${signatureOf(method)}`);
}

function inPlatformClass(method: MethodSymbol, types: TypeSystem): boolean {
    return types.ancestry(method.owner.type).some((type) => {
        const known = types.platformClassOf(type);
        return known?.declaration.methods.some(
            (member) => member.name.toLowerCase() === method.name.toLowerCase() && member.parameters.length === method.parameters.length
        );
    });
}

function checkAbstract(symbol: ClassSymbol, above: readonly ClassSymbol[], problems: Problems): void {
    const chain = [symbol, ...above];
    for (const parent of above) {
        for (const method of [...parent.methods.values()].flat()) {
            if (!method.abstract) continue;
            const implemented = chain
                .slice(0, chain.indexOf(parent))
                .some((nearer) =>
                    nearer.methods.get(method.name.toLowerCase())?.some((other) => other.key === method.key && !other.abstract)
                );
            if (!implemented)
                problems.error(
                    symbol.unit.file,
                    symbol.node,
                    `Class ${symbol.name} must implement the abstract method: ${signatureOf(method)}`
                );
        }
    }
}

function wantedByInterfaces(symbol: ClassSymbol, types: TypeSystem): Wanted[] {
    const wanted: Wanted[] = [];
    for (const type of types.ancestry(symbol.type)) {
        const own = types.symbols.ofType(type);
        if (own?.kind === 'interface') {
            for (const method of [...own.methods.values()].flat())
                wanted.push({
                    name: method.name,
                    parameters: method.parameters.map((parameter) => parameter.type),
                    returns: method.returns,
                    text: signatureOf(method),
                    key: method.key
                });
        }
        const known = own ? undefined : types.platformClassOf(type);
        if (known?.declaration.kind !== 'interface') continue;
        for (const member of known.declaration.methods) {
            if (member.static) continue;
            const parameters = member.parameters.map((parameter) => substitute(parameter.type, known.bindings));
            const returns = substitute(member.returns, known.bindings);
            const text = `${messageName(returns)} ${messageName(type)}.${member.name}(${messageNames(parameters)})`;
            wanted.push({ name: member.name, parameters, returns, text, key: null });
        }
    }
    return wanted;
}

function matches(method: MethodSymbol, wanted: Wanted): boolean {
    if (method.name.toLowerCase() !== wanted.name.toLowerCase() || method.parameters.length !== wanted.parameters.length) return false;
    return method.parameters.every((parameter, index) => parameterFits(parameter.type, wanted.parameters[index]!));
}

/** `execute(…, List<Account>)` implements `execute(…, List<SObject>)`. */
function parameterFits(type: ApexType, wanted: ApexType): boolean {
    if (isAny(type) || isAny(wanted) || sameType(type, wanted)) return true;
    if (type.kind === 'sobject' && wanted.kind === 'sobject') return wanted.name === 'SObject';
    return type.kind === 'list' && wanted.kind === 'list' && (parameterFits(type.of, wanted.of) || parameterFits(wanted.of, type.of));
}

function checkInterfaces(symbol: ClassSymbol, chain: readonly ClassSymbol[], types: TypeSystem, problems: Problems): Alias[] {
    const aliases: Alias[] = [];
    for (const wanted of wantedByInterfaces(symbol, types)) {
        const candidates = chain.flatMap((nearer) => nearer.methods.get(wanted.name.toLowerCase()) ?? []);
        const found = candidates.find((method) => matches(method, wanted));
        const report = (message: string): void => problems.error(symbol.unit.file, symbol.node, message);
        if (!found) {
            if (isObjectMethod(wanted)) continue;
            report(`Class ${symbol.name} must implement the method: ${wanted.text}`);
            continue;
        }
        if (found.visibility !== 'public' && found.visibility !== 'global') {
            const rule = 'Overriding implementations of global or public interface methods must be global or public';
            report(`${symbol.name}: ${rule}: ${wanted.text}`);
        }
        if (wanted.key === null) continue;
        if (!isAny(found.returns) && !types.assignable(found.returns, wanted.returns) && !sameType(found.returns, wanted.returns)) {
            const clash = `${messageName(found.returns)} vs ${messageName(wanted.returns)}`;
            problems.error(found.owner.unit.file, found.node, `Method return types clash: ${clash} from the type ${symbol.name}`);
        }
        if (found.key !== wanted.key) aliases.push({ key: wanted.key, fn: found.fn });
    }
    return aliases;
}

function isObjectMethod(wanted: Wanted): boolean {
    return OBJECT_METHODS.has(methodKey(wanted.name, wanted.parameters));
}
