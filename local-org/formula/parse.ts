import type { Report } from './errors.ts';
import { lexFormula } from './lex.ts';
import type { Token } from './lex.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>=';

export type FormulaNode =
    | { readonly kind: 'number' | 'text'; readonly text: string; readonly offset: number }
    | { readonly kind: 'boolean'; readonly value: boolean; readonly offset: number }
    | { readonly kind: 'null'; readonly offset: number }
    | { readonly kind: 'reference'; readonly name: string; readonly merge: boolean; readonly offset: number }
    | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly FormulaNode[]; readonly offset: number }
    | { readonly kind: 'unary'; readonly operator: '+' | '-' | '!'; readonly operand: FormulaNode; readonly offset: number }
    | {
          readonly kind: 'binary';
          readonly operator: BinaryOperator;
          readonly left: FormulaNode;
          readonly right: FormulaNode;
          readonly offset: number;
      };

/** Binary operators from the weakest binding up. As on the platform, `^` binds less tightly than `*` and `/`: 2*3^2 is 36. */
const LEVELS: readonly (readonly string[])[] = [
    ['||'],
    ['&&'],
    ['=', '==', '<>', '!='],
    ['<', '<=', '>', '>='],
    ['+', '-', '&'],
    ['^'],
    ['*', '/']
];
const SPELLINGS: Record<string, string> = { '==': '=', '!=': '<>' };

export function parseFormula(source: string, report: Report, mergeFields: boolean): FormulaNode {
    const parser = new Parser(lexFormula(source, report, mergeFields), report);
    return parser.formula();
}

class Parser {
    private at = 0;
    private readonly tokens: readonly Token[];
    private readonly report: Report;

    constructor(tokens: readonly Token[], report: Report) {
        this.tokens = tokens;
        this.report = report;
    }

    formula(): FormulaNode {
        const node = this.binary(0);
        const rest = this.tokens[this.at]!;
        if (rest.kind !== 'end') throw this.report(`Syntax error. Extra '${rest.text}'`, rest.offset);
        return node;
    }

    private binary(level: number): FormulaNode {
        const operators = LEVELS[level];
        if (!operators) return this.unary();
        let left = this.binary(level + 1);
        for (;;) {
            const token = this.tokens[this.at]!;
            if (token.kind !== 'operator' || !operators.includes(token.text)) return left;
            this.at++;
            const right = this.binary(level + 1);
            left = join(token, left, right);
        }
    }

    private unary(): FormulaNode {
        const token = this.tokens[this.at]!;
        if (token.kind === 'operator' && (token.text === '-' || token.text === '+' || token.text === '!')) {
            this.at++;
            return { kind: 'unary', operator: token.text, operand: this.unary(), offset: token.offset };
        }
        if (token.kind === 'name' && token.text.toUpperCase() === 'NOT' && this.tokens[this.at + 1]?.text !== '(') {
            this.at++;
            return { kind: 'unary', operator: '!', operand: this.unary(), offset: token.offset };
        }
        return this.primary();
    }

    private primary(): FormulaNode {
        const token = this.tokens[this.at]!;
        this.at++;
        switch (token.kind) {
            case 'number':
            case 'text':
                return { kind: token.kind, text: token.text, offset: token.offset };
            case 'merge':
                return { kind: 'reference', name: token.text, merge: true, offset: token.offset };
            case 'name':
                return this.name(token);
            case 'operator':
                if (token.text !== '(') throw this.report(`Syntax error. Found '${token.text}'`, token.offset);
                return this.parenthesis();
            case 'end':
                throw this.report('Syntax error. Found end of formula', token.offset);
        }
    }

    private parenthesis(): FormulaNode {
        const node = this.binary(0);
        this.expect(')');
        return node;
    }

    private name(token: Token): FormulaNode {
        if (this.tokens[this.at]!.text === '(' && this.tokens[this.at]!.kind === 'operator') {
            this.at++;
            return { kind: 'call', name: token.text.toUpperCase(), inputs: this.inputs(), offset: token.offset };
        }
        switch (token.text.toUpperCase()) {
            case 'TRUE':
            case 'FALSE':
                return { kind: 'boolean', value: token.text.toUpperCase() === 'TRUE', offset: token.offset };
            case 'NULL':
                return { kind: 'null', offset: token.offset };
            default:
                return { kind: 'reference', name: token.text, merge: false, offset: token.offset };
        }
    }

    private inputs(): FormulaNode[] {
        const inputs: FormulaNode[] = [];
        if (this.take(')')) return inputs;
        do {
            const token = this.tokens[this.at]!;
            if (token.kind === 'operator' && (token.text === ',' || token.text === ')'))
                throw this.report("Syntax error. Extra ','", token.offset);
            inputs.push(this.binary(0));
        } while (this.take(','));
        this.expect(')');
        return inputs;
    }

    private take(text: string): boolean {
        const token = this.tokens[this.at]!;
        if (token.kind !== 'operator' || token.text !== text) return false;
        this.at++;
        return true;
    }

    private expect(text: string): void {
        if (!this.take(text)) throw this.report(`Syntax error. Missing '${text}'`, this.tokens[this.at]!.offset);
    }
}

function join(token: Token, left: FormulaNode, right: FormulaNode): FormulaNode {
    if (token.text === '||') return { kind: 'call', name: 'OR', inputs: [left, right], offset: token.offset };
    if (token.text === '&&') return { kind: 'call', name: 'AND', inputs: [left, right], offset: token.offset };
    const operator = (SPELLINGS[token.text] ?? token.text) as BinaryOperator;
    return { kind: 'binary', operator, left, right, offset: token.offset };
}
