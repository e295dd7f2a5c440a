import { UnsupportedError } from '../errors.ts';
import type { FieldInfo, Schema } from '../schema/model.ts';
import { fromApex } from './apex-values.ts';
import { positionOf, reporter } from './errors.ts';
import type { Report } from './errors.ts';
import type { Expression, FormulaKind, FunctionCall } from './expression.ts';
import type { FormulaOptions } from './formula.ts';
import { findFunction, isKnownElsewhere } from './functions/index.ts';
import { findGlobal } from './globals.ts';
import { compileBinary, compileUnary } from './operators.ts';
import type { FormulaNode } from './parse.ts';
import { parseFormula } from './parse.ts';
import { findFieldPath } from './references.ts';
import { formulaTypeOf, isPicklist } from './types.ts';
import type { FormulaType } from './types.ts';
import { Exact } from './values.ts';

/** Functions that take a picklist field as it is; everywhere else it must go through TEXT() or ISPICKVAL(). */
const PICKLIST_FUNCTIONS = new Set([
    'TEXT',
    'ISPICKVAL',
    'CASE',
    'ISBLANK',
    'ISNULL',
    'BLANKVALUE',
    'NULLVALUE',
    'ISCHANGED',
    'PRIORVALUE',
    'INCLUDES'
]);

/** Checks one formula and turns it into expressions; collects what it reads on the way. */
export class FormulaCompiler {
    readonly paths = new Map<string, readonly string[]>();
    readonly globals = new Map<string, readonly string[]>();
    readonly resources = new Set<string>();
    private readonly source: string;
    private readonly options: FormulaOptions;
    private readonly report: Report;

    constructor(source: string, options: FormulaOptions) {
        this.source = source;
        this.options = options;
        this.report = reporter(source, options.position);
    }

    compile(): Expression {
        const root = this.expression(parseFormula(this.source, this.report, this.inFlow));
        return this.plain(root);
    }

    private get inFlow(): boolean {
        return this.options.kind === 'flow' || this.options.kind === 'entry';
    }

    private get schema(): Schema {
        return this.options.schema;
    }

    private expression(node: FormulaNode): Expression {
        const { offset } = node;
        switch (node.kind) {
            case 'number': {
                const value = new Exact(node.text);
                return { type: 'Number', run: () => value, offset };
            }
            case 'text': {
                const value = node.text === '' ? null : node.text;
                return { type: 'Text', run: () => value, offset, literal: node.text };
            }
            case 'boolean':
                return { type: 'Boolean', run: () => node.value, offset };
            case 'null':
                return { type: 'Null', run: () => null, offset };
            case 'reference':
                return this.reference(node.name, node.merge, offset);
            case 'call':
                return this.call(node.name, node.inputs, offset);
            case 'unary':
                return { ...compileUnary(node.operator, this.plain(this.expression(node.operand)), this.report), offset };
            case 'binary': {
                const left = this.plain(this.expression(node.left));
                const right = this.plain(this.expression(node.right));
                return { ...compileBinary(node.operator, left, right, this.report), offset };
            }
        }
    }

    /** A picklist field outside the functions that know picklists. Flows treat its value as text. */
    private plain(expression: Expression): Expression {
        if (!isPicklist(expression.type)) return expression;
        if (this.inFlow) return { ...expression, type: 'Text' };
        const kind = expression.type === 'Picklist' ? 'picklist' : 'multi-select picklist';
        const plural = expression.type === 'Picklist' ? 'Picklist' : 'Multi-select picklist';
        const name = expression.reference?.path.join('.') ?? '';
        throw this.report(`Field ${name} is a ${kind} field. ${plural} fields are only supported in certain functions.`, expression.offset);
    }

    private call(name: string, nodes: readonly FormulaNode[], offset: number): Expression {
        const definition = findFunction(name);
        if (!definition) {
            if (isKnownElsewhere(name)) {
                throw new UnsupportedError(`the formula function ${name}`, positionOf(this.source, offset, this.options.position));
            }
            throw this.report(`Unknown function ${name}. Check spelling.`, offset);
        }
        let inputs = nodes.map((node) => this.expression(node));
        if (!PICKLIST_FUNCTIONS.has(name)) inputs = inputs.map((input) => this.plain(input));
        if (name === 'CASE') inputs = inputs.map((input, index) => (index === 0 ? input : this.plain(input)));
        return { ...definition(this.functionCall(name, inputs, offset)), offset };
    }

    private functionCall(name: string, inputs: readonly Expression[], offset: number): FunctionCall {
        const fail = (problem: string, at = offset) => this.report(problem, at);
        const kind: FormulaKind = this.options.kind;
        return {
            name,
            inputs,
            offset,
            kind,
            fail,
            count(minimum, maximum = minimum) {
                if (inputs.length >= minimum && inputs.length <= maximum) return;
                const expected = inputs.length < minimum ? minimum : maximum;
                throw fail(`Incorrect number of parameters for function '${name}()'. Expected ${expected}, received ${inputs.length}`);
            },
            expect(index, ...types: FormulaType[]) {
                const input = inputs[index]!;
                if (input.type === 'Null' || types.includes(input.type)) return;
                if (types.includes('Text') && isPicklist(input.type) && (kind === 'flow' || kind === 'entry')) return;
                throw fail(
                    `Incorrect parameter type for function '${name}()'. Expected ${types.join(', ')}, received ${input.type}`,
                    input.offset
                );
            }
        };
    }

    private reference(name: string, merge: boolean, offset: number): Expression {
        const parts = name.split('.');
        const first = parts[0]!.toLowerCase();
        if (first === '$record' && this.inFlow && this.options.object) return this.field(parts.slice(1), name, offset);
        const resource = this.options.resource?.(name);
        if (resource) return this.resource(name, resource, offset);
        if (first.startsWith('$')) return this.global(parts, name, offset);
        if (merge || this.options.kind === 'flow') throw this.missing(name, offset);
        return this.field(parts, name, offset);
    }

    private resource(name: string, resource: { type: FormulaType; field?: FieldInfo | undefined }, offset: number): Expression {
        this.resources.add(name);
        return { type: resource.type, offset, run: (context) => fromApex(context.resource?.(name) ?? null, resource.field) };
    }

    private field(parts: readonly string[], name: string, offset: number): Expression {
        const object = this.options.object === undefined ? undefined : this.schema.object(this.options.object);
        const found = object && findFieldPath(this.schema, object, parts);
        if (!found) throw this.missing(name, offset);
        const { path, field } = found;
        this.paths.set(path.join('.'), path);
        return {
            type: this.typeOf(field, name, offset),
            offset,
            run: (context) => fromApex(this.zeroFor(context.field(path), field), field),
            reference: { path, field, prior: (context) => fromApex(this.zeroFor(context.prior?.(path), field), field) }
        };
    }

    private zeroFor(value: unknown, field: FieldInfo): unknown {
        if (value !== null && value !== undefined) return value;
        return this.options.blanksAsZero && formulaTypeOf(field) === 'Number' ? 0 : null;
    }

    private global(parts: readonly string[], name: string, offset: number): Expression {
        const names = { schema: this.schema, metadata: this.options.metadata };
        const found = findGlobal(names, parts, positionOf(this.source, offset, this.options.position));
        if (!found) throw this.missing(name, offset);
        this.globals.set(found.path.join('.'), found.path);
        const type = found.field ? this.typeOf(found.field, name, offset) : found.type!;
        return { type, offset, run: (context) => fromApex(context.global(found.path), found.field) };
    }

    private typeOf(field: FieldInfo, name: string, offset: number): FormulaType {
        const type = formulaTypeOf(field);
        const long = field.type === 'textarea' && (field.length ?? 0) > 255;
        if (!type || (long && this.options.kind === 'field')) {
            const kind = field.encrypted || field.type === 'encryptedstring' ? 'Text (Encrypted)' : long ? 'Long Text Area' : field.type;
            throw this.report(`You referenced an unsupported field type called "${kind}" using the following field: ${name}`, offset);
        }
        return type;
    }

    private missing(name: string, offset: number): Error {
        return this.report(`Field ${name} does not exist. Check spelling.`, offset);
    }
}
