import type { Links } from '../emit/links.ts';
import type { Writer } from '../emit/writer.ts';
import type { Located } from '../syntax/ast.ts';
import type { ApexType } from '../types.ts';
import type { Problems } from './problems.ts';
import { refuseReserved } from './reserved.ts';
import type { TypeResolver } from './resolve.ts';
import type { ClassSymbol, MethodSymbol, Unit, VariableSymbol } from './symbols.ts';
import { ANY } from './type-system.ts';
import type { TypeSystem } from './type-system.ts';

/** What the checking of all units shares. */
export interface Environment {
    readonly types: TypeSystem;
    readonly resolver: TypeResolver;
    readonly problems: Problems;
    /** Text of a custom label. */
    label(name: string): string | undefined;
    hasFieldSet(object: string, name: string): boolean;
}

/** One source file while it is checked and its JavaScript is written. */
export interface UnitContext {
    readonly unit: Unit;
    readonly links: Links;
    readonly writer: Writer;
    /** First lines of the statements in the order of their counters; null where statements are not counted. */
    readonly counted: number[] | null;
    /** The object of a trigger. */
    readonly triggerObject: string | null;
    /** Methods that an anonymous block or a trigger declares for itself. */
    readonly looseMethods: ClassSymbol | null;
}

export interface Local {
    readonly name: string;
    readonly type: ApexType;
    readonly code: string;
}

/** An expression with its type and its JavaScript. */
export interface Typed {
    readonly type: ApexType;
    readonly code: string;
    /** Never null at run time. */
    readonly nonNull?: boolean;
    /** Where a value can be put. */
    readonly place?: Place;
    /** Conditions, one after the other, under which a `?.` in front of it makes the whole chain null. */
    readonly guards?: readonly string[];
    /** May stand as a statement of its own. */
    readonly effect?: boolean;
    /** A parent record: what is read from an empty one is null. */
    readonly parent?: boolean;
    /** A field of a record, for `record.Field.addError(…)`. */
    readonly field?: { readonly record: string; readonly name: string };
    /** A query: how its rows are taken depends on where they go. */
    readonly query?: {
        readonly one: string;
        /** In front of a `?.`, no row is null. */
        readonly oneOrNull?: string;
        readonly rowType: ApexType;
        /** The query is a text: its rows may be of any object. */ readonly dynamic?: boolean;
    };
    readonly isNullLiteral?: boolean;
}

export interface Place {
    readonly type: ApexType;
    /** What has to be evaluated once, however often the place is used. */
    readonly parts: readonly string[];
    read(parts: readonly string[]): string;
    write(parts: readonly string[], value: string): string;
}

/** The type of what was reported as a problem, or follows from one. Such code never runs; should it, it says so. */
export const UNKNOWN: Typed = { type: ANY, code: 'R.unknown()', effect: true };

/** One function while it is checked: its variables, and what `this` and `return` mean in it. */
export class Body {
    readonly environment: Environment;
    readonly context: UnitContext;
    /** The class around it; null in triggers and anonymous blocks. */
    readonly owner: ClassSymbol | null;
    readonly static: boolean;
    /** Undefined where no return statement may stand. */
    readonly returns: ApexType | undefined;
    /** The property whose accessor this is: inside it, its name means the stored value. */
    readonly accessorOf: VariableSymbol | null;
    /** Final variables may be assigned. */
    readonly initialises: boolean;
    /** Static and instance variables that are declared further down, while an initialiser runs. */
    forward: ReadonlySet<VariableSymbol> = new Set();
    loops = 0;
    /** Does anything for which it matters whether sharing is enforced: queries, DML, calls of other code. */
    sensitive = false;
    private readonly constructs: boolean;
    /** Inside a block that runs as a function: where its return statements leave what they return. */
    private closure: string | null = null;
    private scopes: Map<string, Local>[] = [new Map()];
    private temporaries = 0;
    private localNames = new Map<string, number>();

    constructor(
        environment: Environment,
        context: UnitContext,
        options: {
            owner: ClassSymbol | null;
            static: boolean;
            returns: ApexType | undefined;
            accessorOf?: VariableSymbol | null;
            initialises?: boolean;
            /** A constructor: it returns the instance. */
            constructs?: boolean;
        }
    ) {
        this.environment = environment;
        this.context = context;
        this.owner = options.owner;
        this.static = options.static;
        this.returns = options.returns;
        this.accessorOf = options.accessorOf ?? null;
        this.initialises = options.initialises ?? false;
        this.constructs = options.constructs ?? false;
    }

    get types(): TypeSystem {
        return this.environment.types;
    }

    get links(): Links {
        return this.context.links;
    }

    get writer(): Writer {
        return this.context.writer;
    }

    /** The class whose names are seen. */
    get viewpoint(): ClassSymbol | null {
        return this.owner ?? this.context.looseMethods;
    }

    error(at: Located, message: string): void {
        this.environment.problems.error(this.context.unit.file, at, message);
    }

    unsupported(at: Located, feature: string): void {
        this.environment.problems.unsupported(this.context.unit.file, at, feature);
    }

    op(name: string): string {
        return this.links.operator(name);
    }

    temporary(): string {
        return `$t${++this.temporaries}`;
    }

    /** Declarations of the temporaries, to stand at the start of the function. */
    temporaryDeclarations(): string {
        if (this.temporaries === 0) return '';
        return `let ${Array.from({ length: this.temporaries }, (_, index) => `$t${index + 1}`).join(',')};`;
    }

    /** JavaScript of a return statement. */
    leave(value: string): string {
        if (this.closure) return `{${this.closure}=[${value}];return;}`;
        return this.constructs ? 'return this;' : `return ${value};`;
    }

    inClosure(left: string, action: () => void): void {
        const [closure, loops] = [this.closure, this.loops];
        this.closure = left;
        this.loops = 0;
        action();
        this.closure = closure;
        this.loops = loops;
    }

    scoped<T>(action: () => T): T {
        this.scopes.push(new Map());
        try {
            return action();
        } finally {
            this.scopes.pop();
        }
    }

    /** A variable under a name that somebody chose. */
    declareNamed(name: string, type: ApexType, at: Located): Local {
        refuseReserved(this.environment.problems, this.context.unit.file, name, at);
        return this.declareLocal(name, type, at);
    }

    declareLocal(name: string, type: ApexType, at: Located): Local {
        const key = name.toLowerCase();
        if (this.findLocal(name)) this.error(at, `Duplicate variable: ${name}`);
        const count = this.localNames.get(key) ?? 0;
        this.localNames.set(key, count + 1);
        const local: Local = { name, type, code: count === 0 ? `v_${key}` : `v_${key}$${count}` };
        this.scopes.at(-1)!.set(key, local);
        return local;
    }

    findLocal(name: string): Local | undefined {
        const key = name.toLowerCase();
        for (let index = this.scopes.length - 1; index >= 0; index--) {
            const local = this.scopes[index]!.get(key);
            if (local) return local;
        }
        return undefined;
    }

    /** In lower case. */
    localNamesInScope(): string[] {
        return this.scopes.flatMap((scope) => [...scope.keys()]);
    }

    /** Functions of a class of this unit stand in the same script; others are reached through their unit. */
    functionOf(unit: Unit, fn: string): string {
        return unit.file === this.context.unit.file ? fn : `${this.links.functions(unit.name)}.${fn}`;
    }

    staticsOf(symbol: ClassSymbol): string {
        return this.functionOf(symbol.unit, 'S') + '()';
    }

    functionOfMethod(method: MethodSymbol): string {
        return this.functionOf(method.owner.unit, method.fn);
    }
}
