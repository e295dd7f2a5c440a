import type { Located } from '../syntax/ast.ts';
import type { Body, Place, Typed } from './body.ts';
import { nullChecked } from './convert.ts';
import { topLevel } from './resolve.ts';
import type { ClassSymbol, VariableSymbol, Visibility } from './symbols.ts';

/** Rules of visibility, the same for variables, methods and constructors. */
export function isVisible(body: Body, owner: ClassSymbol, visibility: Visibility, testVisible: boolean): boolean {
    if (visibility === 'global' || visibility === 'public') return true;
    const viewpoint = body.viewpoint;
    if (!viewpoint) return false;
    if (topLevel(viewpoint) === topLevel(owner)) return true;
    if (testVisible && topLevel(viewpoint).isTest) return true;
    if (visibility !== 'protected') return false;
    for (let current: ClassSymbol | null = viewpoint; current; current = current.outer)
        if (body.types.isSubtype(current.type, owner.type)) return true;
    return false;
}

/** A variable of a class by its name; also looks in the classes above. */
export function findVariable(body: Body, symbol: ClassSymbol, name: string): VariableSymbol | undefined {
    for (const type of body.types.ancestry(symbol.type)) {
        const variable = body.types.symbols.ofType(type)?.variables.get(name.toLowerCase());
        if (variable) return variable;
    }
    return undefined;
}

/** Reading and writing of a variable; the receiver is null for static ones. */
export function variableAccess(body: Body, variable: VariableSymbol, receiver: Typed | null, at: Located): Typed {
    const { owner, type, name } = variable;
    if (!isVisible(body, owner, variable.visibility, variable.testVisible))
        body.error(at, `Variable is not visible: ${owner.name}.${name}`);
    if (body.forward.has(variable)) body.error(at, `Illegal forward reference: ${name}`);
    if (variable.constant !== null && body.accessorOf !== variable)
        return { type, code: variable.constant, nonNull: true, ...constantPlace(body, variable, at) };
    if (variable.getter || variable.setter) body.sensitive = true;
    const stored = body.accessorOf === variable;
    const accessor = (kind: 'getter' | 'setter'): string | null => (stored ? null : variable[kind]);
    const target = variable.static ? '' : nullChecked(body, receiver!);
    const slot = (self: string): string => (variable.static ? `${body.staticsOf(owner)}.${variable.slot}` : `${self}.${variable.slot}`);
    const key = name.toLowerCase();
    const getter = accessor('getter');
    const setter = accessor('setter');
    const read = (self: string): string => {
        if (!getter) return slot(self);
        return variable.static ? `${body.functionOf(owner.unit, getter)}()` : `${self}['get ${key}']()`;
    };
    const place: Place = {
        type,
        parts: variable.static ? [] : [target],
        read: ([self = '']) => read(self),
        write: ([self = ''], value) => {
            if (!setter) return `${slot(self)}=${value}`;
            const set = body.op('setThrough');
            return variable.static
                ? `${set}(null,${body.functionOf(owner.unit, setter)},${value})`
                : `${set}(${self},'set ${key}',${value})`;
        }
    };
    const guards = receiver?.guards;
    return {
        type,
        code: read(target),
        ...(guards ? { guards } : { place: checkedPlace(body, variable, place, at) })
    };
}

/** Says what is wrong with an assignment only when one is made. */
function checkedPlace(body: Body, variable: VariableSymbol, place: Place, at: Located): Place {
    return {
        ...place,
        write(parts, value) {
            checkWritable(body, variable, at);
            return place.write(parts, value);
        }
    };
}

function constantPlace(body: Body, variable: VariableSymbol, at: Located): { place: Place } {
    return {
        place: {
            type: variable.type,
            parts: [],
            read: () => variable.constant!,
            write: () => {
                checkWritable(body, variable, at);
                return 'null';
            }
        }
    };
}

function checkWritable(body: Body, variable: VariableSymbol, at: Located): void {
    if (body.accessorOf === variable) return;
    if (!variable.writable || !isVisible(body, variable.owner, variable.setVisibility, variable.testVisible)) {
        body.error(at, `Variable is not visible: ${variable.owner.name}.${variable.name}`);
        return;
    }
    if (!variable.final) return;
    const inside = body.initialises && body.owner === variable.owner && (variable.static ? body.static : !body.static);
    const declared =
        variable.node.kind === 'field' &&
        variable.node.declarators.some((declarator) => declarator.name === variable.name && declarator.value);
    if (!inside || declared)
        body.error(at, `Final members can only be assigned in their declaration, init blocks, or constructors: ${variable.name}`);
}
