import type { Accessor, ClassNode, Declarator, Expression, FieldNode, InitialiserNode, Located, PropertyNode } from '../syntax/ast.ts';
import { VOID } from '../types.ts';
import type { ApexType } from '../types.ts';
import { Body } from './body.ts';
import type { Environment, UnitContext } from './body.ts';
import { constructorCall } from './constructor-calls.ts';
import { assigned } from './convert.ts';
import { checkExpression } from './expressions.ts';
import { checkStatements, count } from './statements.ts';
import type { ClassSymbol, ConstructorSymbol, MethodSymbol, ParameterSymbol, VariableSymbol } from './symbols.ts';
import { isAny, messageName } from './type-system.ts';

/** Writes the functions of one class, and of its inner ones, in the order of the source. */
export class ClassWriter {
    private readonly environment: Environment;
    private readonly context: UnitContext;
    private readonly symbol: ClassSymbol;
    private readonly functions: string[];
    private readonly instanceInits: string[] = [];
    private readonly staticInits: string[] = [];

    constructor(environment: Environment, context: UnitContext, symbol: ClassSymbol, functions: string[]) {
        this.environment = environment;
        this.context = context;
        this.symbol = symbol;
        this.functions = functions;
    }

    write(): void {
        const { node } = this.symbol;
        if (node.kind !== 'class') return;
        this.context.writer.at(node.line);
        for (const constructor of this.symbol.constructors) if (!constructor.node) this.implicitConstructor(constructor);
        this.members(node);
        const fields = this.fieldsFunction();
        this.context.writer.put(`function ${fields}(){${this.instanceInits.map((name) => `${name}.call(this);`).join('')}}`);
        if (!this.symbol.outer) this.statics();
    }

    private get prefix(): string {
        return this.symbol.name.replaceAll('.', '$');
    }

    private fieldsFunction(): string {
        return `${this.prefix}$$fields`;
    }

    private members(node: ClassNode): void {
        const seenVariables = new Set<VariableSymbol>();
        for (const member of node.members) {
            switch (member.kind) {
                case 'method': {
                    const method = this.symbol.methods.get(member.name.toLowerCase())?.find((candidate) => candidate.node === member);
                    if (method?.node.body) this.method(method);
                    break;
                }
                case 'constructor': {
                    const constructor = this.symbol.constructors.find((candidate) => candidate.node === member);
                    if (constructor) this.constructorBody(constructor);
                    break;
                }
                case 'field':
                    this.field(member, seenVariables);
                    break;
                case 'property':
                    this.property(member);
                    break;
                case 'initialiser':
                    this.initialiser(member, seenVariables);
                    break;
                default: {
                    const inner = this.symbol.inner.get(member.name.toLowerCase());
                    if (inner?.node === member) new ClassWriter(this.environment, this.context, inner, this.functions).write();
                }
            }
        }
    }

    private get effectiveSharing(): string | undefined {
        let symbol: ClassSymbol | undefined = this.symbol;
        while (symbol) {
            if (symbol.sharing) return symbol.sharing;
            symbol = symbol.superclass ? this.environment.types.symbols.ofType(symbol.superclass) : undefined;
        }
        return undefined;
    }

    /** A function around a body: its temporaries, its sharing mode, and the static initialisers of the class. */
    private function(
        name: string,
        at: Located,
        parameters: readonly ParameterSymbol[],
        body: Body,
        write: () => void,
        end: Located,
        entry = true
    ): void {
        const { writer } = this.context;
        const locals = parameters.map((parameter) => body.declareLocal(parameter.name, parameter.type, at).code);
        writer.at(at.line).put(`function ${name}(${locals.join(',')}){`);
        const head = writer.hole();
        write();
        const sharing = body.sensitive ? this.effectiveSharing : undefined;
        const shares = sharing === 'with' || sharing === 'without';
        const initialises = entry && this.symbol.hasStaticBlock;
        head(
            `${initialises ? 'S();' : ''}${body.temporaryDeclarations()}${shares ? `const $s=${body.op('share')}('${sharing}');try{` : ''}`
        );
        writer.at(end.line).put(`${shares ? `}finally{${body.op('unshare')}($s);}` : ''}}`);
        this.functions.push(name);
    }

    private method(method: MethodSymbol): void {
        const body = new Body(this.environment, this.context, { owner: this.symbol, static: method.static, returns: method.returns });
        const block = method.node.body!;
        this.function(
            method.fn,
            method.node,
            method.parameters,
            body,
            () => {
                const completes = checkStatements(body, block.statements);
                this.checkReturns(method.node, method.returns, completes);
            },
            block.end,
            method.static
        );
    }

    private checkReturns(at: Located, returns: ApexType, completes: boolean): void {
        if (!completes || returns.kind === 'void' || isAny(returns)) return;
        this.environment.problems.error(
            this.context.unit.file,
            at,
            `Missing return statement required return type: ${messageName(returns)}`
        );
    }

    private constructorBody(constructor: ConstructorSymbol): void {
        const node = constructor.node!;
        const body = new Body(this.environment, this.context, {
            owner: this.symbol,
            static: false,
            returns: VOID,
            initialises: true,
            constructs: true
        });
        const [first, ...others] = node.body.statements;
        const call = first?.kind === 'expression' && first.value.kind === 'constructorCall' ? first.value : undefined;
        this.function(
            constructor.fn,
            node,
            constructor.parameters,
            body,
            () => {
                this.startConstructor(body, call, first ?? node);
                checkStatements(body, call ? others : node.body.statements);
                this.context.writer.put('return this;');
            },
            node.body.end
        );
    }

    /** `this(…)`, or the constructor above and then the variables of this class. */
    private startConstructor(body: Body, call: Extract<Expression, { kind: 'constructorCall' }> | undefined, at: Located): void {
        const { writer } = this.context;
        if (call) {
            writer.at(call.line);
            count(body, call.line);
            writer.put(`${checkExpression(body, call).code};`);
        } else if (this.symbol.superclass) writer.put(this.implicitSuper(body, at));
        if (call?.which !== 'this') writer.put(`${this.fieldsFunction()}.call(this);`);
    }

    private implicitSuper(body: Body, at: Located): string {
        const parent = this.environment.types.symbols.ofType(this.symbol.superclass!);
        if (parent && !parent.constructors.some((candidate) => candidate.parameters.length === 0)) {
            this.environment.problems.error(
                this.context.unit.file,
                this.symbol.node,
                `No default constructor available in super type: ${parent.name}`
            );
            return '';
        }
        const call = constructorCall(body, 'super', [], at);
        return call === undefined ? '' : `${call};`;
    }

    /** The default constructor, and the four of an exception. */
    private implicitConstructor(constructor: ConstructorSymbol): void {
        const body = new Body(this.environment, this.context, { owner: this.symbol, static: false, returns: VOID });
        const locals = constructor.parameters.map((parameter) => body.declareLocal(parameter.name, parameter.type, this.symbol.node).code);
        const parent = this.symbol.superclass;
        const direct = parent && !this.environment.types.symbols.ofType(parent);
        let above = '';
        if (parent && locals.length === 0) above = this.implicitSuper(body, this.symbol.node);
        else if (direct) above = `${body.op('initException')}(${['this', ...locals].join(',')});`;
        else if (parent) above = this.exceptionSuper(body, constructor, locals);
        const fields = `${this.fieldsFunction()}.call(this);`;
        const initialises = this.symbol.hasStaticBlock ? 'S();' : '';
        this.context.writer.put(`function ${constructor.fn}(${locals.join(',')}){${initialises}${above}${fields}return this;}`);
        this.functions.push(constructor.fn);
    }

    /** An exception below another exception of the project passes its message and cause on. */
    private exceptionSuper(body: Body, constructor: ConstructorSymbol, locals: readonly string[]): string {
        const values = constructor.parameters.map((parameter, index) => ({ type: parameter.type, code: locals[index]! }));
        const call = constructorCall(body, 'super', values, this.symbol.node);
        return call === undefined ? '' : `${call};`;
    }

    private field(node: FieldNode, seen: Set<VariableSymbol>): void {
        for (const declarator of node.declarators) {
            const variable = this.symbol.variables.get(declarator.name.toLowerCase());
            if (!variable || variable.node !== node) continue;
            if (declarator.value) this.initialValue(variable, declarator, seen);
            seen.add(variable);
        }
    }

    private initialValue(variable: VariableSymbol, declarator: Declarator, seen: ReadonlySet<VariableSymbol>): void {
        const body = this.initialiserBody(variable.static, seen);
        const name = this.initialiserName(variable.static);
        this.function(
            name,
            declarator,
            [],
            body,
            () => {
                // A constant stands where it is used: whether this line runs says nothing about what ran.
                if (variable.constant === null) count(body, declarator.line);
                const value = checkExpression(body, declarator.value!);
                const code = assigned(body, value, variable.type, declarator);
                this.context.writer.put(`${variable.static ? 'S()' : 'this'}.${variable.slot}=${code};`);
            },
            declarator,
            false
        );
    }

    private initialiserName(isStatic: boolean): string {
        const list = isStatic ? this.staticInits : this.instanceInits;
        const name = `${this.prefix}$${isStatic ? '$clinit' : '$init'}$f${list.length}`;
        list.push(name);
        return name;
    }

    private initialiserBody(isStatic: boolean, seen: ReadonlySet<VariableSymbol>): Body {
        const body = new Body(this.environment, this.context, { owner: this.symbol, static: isStatic, returns: VOID, initialises: true });
        const later = [...this.symbol.variables.values()].filter(
            (variable) => variable.static === isStatic && !seen.has(variable) && variable.node.kind === 'field'
        );
        body.forward = new Set(later);
        return body;
    }

    private initialiser(node: InitialiserNode, seen: ReadonlySet<VariableSymbol>): void {
        const body = this.initialiserBody(node.static, seen);
        const name = this.initialiserName(node.static);
        this.function(name, node, [], body, () => checkStatements(body, node.body.statements), node.body.end, false);
    }

    private property(node: PropertyNode): void {
        const variable = this.symbol.variables.get(node.name.toLowerCase());
        if (!variable || variable.node !== node) return;
        const accessors = [
            { kind: 'getter' as const, accessor: node.getter, fn: variable.getter },
            { kind: 'setter' as const, accessor: node.setter, fn: variable.setter }
        ];
        accessors
            .filter((entry) => entry.accessor && entry.fn)
            .sort((a, b) => a.accessor!.line - b.accessor!.line)
            .forEach(({ kind, accessor, fn }) => this.accessor(variable, kind, accessor!, fn!));
    }

    private accessor(variable: VariableSymbol, kind: 'getter' | 'setter', accessor: Accessor, fn: string): void {
        const body = new Body(this.environment, this.context, {
            owner: this.symbol,
            static: variable.static,
            returns: kind === 'getter' ? variable.type : VOID,
            accessorOf: variable,
            initialises: true
        });
        const parameters = kind === 'setter' ? [{ name: 'value', type: variable.type }] : [];
        const slot = `${variable.static ? 'S()' : 'this'}.${variable.slot}`;
        const write = (): void => {
            if (accessor.body) {
                const completes = checkStatements(body, accessor.body.statements);
                if (kind === 'getter') this.checkReturns(accessor, variable.type, completes);
            } else this.context.writer.put(kind === 'getter' ? `return ${slot};` : `${slot}=v_value;`);
        };
        this.function(fn, accessor, parameters, body, write, accessor.body?.end ?? accessor, false);
    }

    private statics(): void {
        const slots = [...this.symbol.variables.values()].filter((variable) => variable.static).map((variable) => `${variable.slot}:null`);
        const run = this.staticInits.map((name) => `${name}();`).join('');
        this.context.writer.put(`const S=R.statics(()=>({${slots.join(',')}}),()=>{${run}});`);
        this.functions.push('S');
    }
}
