import { UnsupportedError } from '../../errors.ts';
import type { Condition, FieldExpression, Operand, OrderItem, SelectItem, SoqlQuery } from './ast.ts';
import { SoqlSyntaxError, tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

export { SoqlSyntaxError } from './tokens.ts';

/** Words that end a list of names: none of them can be an alias. */
const CLAUSES = new Set(['from', 'where', 'with', 'group', 'having', 'order', 'limit', 'offset', 'for', 'all', 'using', 'update']);
const COMPARISONS: Readonly<Record<string, '=' | '!=' | '<' | '<=' | '>' | '>='>> = {
    '=': '=',
    '!=': '!=',
    '<>': '!=',
    '<': '<',
    '<=': '<=',
    '>': '>',
    '>=': '>='
};
const LITERAL_KINDS = new Set(['string', 'number', 'date', 'datetime']);

/**
 * Parses a query as it stands in Apex between its brackets, or as a client sends it (SOQL and SOSL Reference,
 * "SOQL SELECT Syntax"). Whether its names exist is for `checkSoql` to say.
 */
export function parseSoql(text: string): SoqlQuery {
    return new Parser(text).query();
}

class Parser {
    private readonly text: string;
    private readonly tokens: readonly Token[];
    private at = 0;
    private binds: { source: string; offset: number }[] = [];

    constructor(text: string) {
        this.text = text;
        this.tokens = tokenize(text);
    }

    query(): SoqlQuery {
        const query = this.select(null);
        if (this.token.kind !== 'end') this.unexpected();
        return query;
    }

    /** A query, or one in parentheses inside another; those share the numbering of the binds. */
    private select(end: ')' | null): SoqlQuery {
        const start = this.token.offset;
        this.expect('select');
        const select = this.list(() => this.selectItem());
        this.expect('from');
        const from = this.from();
        const scope = this.accept('using') ? (this.expect('scope'), this.name().text) : null;
        const where = this.accept('where') ? this.condition() : null;
        const access = this.access();
        const groupBy = this.accept('group') ? (this.expect('by'), this.groupBy()) : [];
        const having = this.accept('having') ? this.condition() : null;
        const orderBy = this.accept('order') ? (this.expect('by'), this.list(() => this.orderItem())) : [];
        const limit = this.accept('limit') ? this.count() : null;
        const offset = this.accept('offset') ? this.count() : null;
        const forUpdate = this.forUpdate();
        const allRows = this.accept('all') ? (this.expect('rows'), true) : false;
        if (this.is('update')) throw new UnsupportedError(`UPDATE ${this.tokens[this.at + 1]?.text ?? ''} in SOQL`);
        if (end && !this.isSymbol(end)) this.unexpected();
        const text = this.text.slice(start, this.token.offset).trimEnd();
        return {
            text,
            select,
            from,
            scope,
            where,
            ...access,
            groupBy,
            having,
            orderBy,
            limit,
            offset,
            forUpdate,
            allRows,
            binds: this.binds
        };
    }

    private from(): SoqlQuery['from'] {
        const name = this.name();
        this.accept('as');
        const alias = this.token.kind === 'name' && !CLAUSES.has(this.token.text.toLowerCase()) ? this.name().text : null;
        if (this.isSymbol(',')) throw new UnsupportedError('several objects in the FROM clause of SOQL');
        return { name: name.text, alias, offset: name.offset };
    }

    private access(): Pick<SoqlQuery, 'accessMode' | 'securityEnforced'> {
        if (!this.accept('with')) return { accessMode: null, securityEnforced: false };
        if (this.accept('user_mode')) return { accessMode: 'user', securityEnforced: false };
        if (this.accept('system_mode')) return { accessMode: 'system', securityEnforced: false };
        if (this.accept('security_enforced')) return { accessMode: null, securityEnforced: true };
        throw new UnsupportedError(`WITH ${this.token.text} in SOQL`);
    }

    private forUpdate(): boolean {
        if (!this.accept('for')) return false;
        if (this.accept('update')) return true;
        throw new UnsupportedError(`FOR ${this.token.text.toUpperCase()} in SOQL`);
    }

    private selectItem(): SelectItem {
        if (this.isSymbol('(')) {
            const { offset } = this.next();
            const query = this.select(')');
            this.symbol(')');
            return { kind: 'subquery', query, offset };
        }
        if (this.is('typeof')) return this.typeOf();
        if (this.is('from')) this.unexpected();
        const name = this.name();
        if (!this.isSymbol('(')) return { kind: 'field', field: plainField(name), alias: this.alias() };
        if (name.text.toLowerCase() === 'fields') {
            this.symbol('(');
            const group = this.name().text.toUpperCase();
            this.symbol(')');
            return { kind: 'fields', group, offset: name.offset };
        }
        if (name.text.toLowerCase() === 'count' && this.tokens[this.at + 1]?.text === ')') {
            this.at += 2;
            return { kind: 'count' };
        }
        return { kind: 'field', field: this.call(name), alias: this.alias() };
    }

    private typeOf(): SelectItem {
        const { offset } = this.next();
        const relationship = this.name().text;
        const fields = (): FieldExpression[] => this.list(() => plainField(this.name()));
        const cases: SoqlQuery[] = [];
        this.expect('when');
        do {
            const { text, offset: at } = this.name();
            this.expect('then');
            cases.push(fieldsOf({ name: text, alias: null, offset: at }, fields()));
        } while (this.accept('when'));
        const otherwise = this.accept('else') ? fields().map((field) => ({ ...field, path: [relationship, ...field.path] })) : null;
        this.expect('end');
        return { kind: 'typeof', relationship, cases, otherwise, offset };
    }

    private alias(): string | null {
        const { kind, text } = this.token;
        return kind === 'name' && !CLAUSES.has(text.toLowerCase()) && !text.includes('.') ? this.next().text : null;
    }

    private fieldExpression(): FieldExpression {
        const name = this.name();
        return this.isSymbol('(') ? this.call(name) : plainField(name);
    }

    /** NAME(field), NAME(convertTimezone(field)), COUNT() in a HAVING or ORDER BY clause is refused by the check. */
    private call(name: Token): FieldExpression {
        this.symbol('(');
        const inner = this.isSymbol(')') ? null : this.name();
        if (inner && this.isSymbol('(')) {
            if (inner.text.toLowerCase() !== 'converttimezone') throw new UnsupportedError(`${name.text}(${inner.text}(…)) in SOQL`);
            this.symbol('(');
            const field = this.name();
            this.symbol(')');
            this.symbol(')');
            return { path: field.text.split('.'), function: name.text.toUpperCase(), convertTimezone: true, offset: name.offset };
        }
        if (this.isSymbol(',')) throw new UnsupportedError(`${name.text.toUpperCase()}() with several arguments in SOQL`);
        this.symbol(')');
        return { path: inner ? inner.text.split('.') : [], function: name.text.toUpperCase(), offset: name.offset };
    }

    private groupBy(): FieldExpression[] {
        const word = this.token.text.toLowerCase();
        if ((word === 'rollup' || word === 'cube') && this.tokens[this.at + 1]?.text === '(') {
            throw new UnsupportedError(`GROUP BY ${word.toUpperCase()} in SOQL`);
        }
        return this.list(() => this.fieldExpression());
    }

    private orderItem(): OrderItem {
        const field = this.fieldExpression();
        const descending = this.accept('desc');
        if (!descending) this.accept('asc');
        if (!this.accept('nulls')) return { field, descending, nulls: descending ? 'last' : 'first' };
        if (this.accept('first')) return { field, descending, nulls: 'first' };
        this.expect('last');
        return { field, descending, nulls: 'last' };
    }

    /** AND and OR never stand side by side without parentheses. */
    private condition(): Condition {
        const first = this.term();
        const kind = this.is('and') ? 'and' : this.is('or') ? 'or' : null;
        if (!kind) return first;
        const terms = [first];
        while (this.accept(kind)) terms.push(this.term());
        if (this.is('and') || this.is('or')) this.unexpected();
        return { kind, terms };
    }

    private term(): Condition {
        if (this.accept('not')) return { kind: 'not', term: this.term() };
        if (this.isSymbol('(')) {
            this.next();
            const inner = this.condition();
            this.symbol(')');
            return inner;
        }
        return this.comparison();
    }

    private comparison(): Condition {
        const field = this.fieldExpression();
        const { kind, text } = this.token;
        const operator = kind === 'symbol' ? COMPARISONS[text] : undefined;
        if (operator) {
            this.next();
            return { kind: 'compare', field, operator, value: this.operand() };
        }
        if (this.accept('like')) return { kind: 'compare', field, operator: 'LIKE', value: this.operand() };
        if (this.accept('in')) return { kind: 'in', field, operator: 'IN', values: this.values() };
        if (this.accept('includes')) return { kind: 'in', field, operator: 'INCLUDES', values: this.values() };
        if (this.accept('excludes')) return { kind: 'in', field, operator: 'EXCLUDES', values: this.values() };
        if (this.accept('not')) {
            this.expect('in');
            return { kind: 'in', field, operator: 'NOT IN', values: this.values() };
        }
        return this.unexpected();
    }

    private values(): readonly Operand[] | SoqlQuery {
        if (this.token.kind === 'bind') return [this.operand()];
        this.symbol('(');
        const values = this.is('select') ? this.select(')') : this.list(() => this.operand());
        this.symbol(')');
        return values;
    }

    private operand(): Operand {
        const token = this.token;
        if (token.kind === 'bind') {
            this.next();
            this.binds.push({ source: token.text, offset: token.offset });
            return { kind: 'bind', index: this.binds.length - 1 };
        }
        if (LITERAL_KINDS.has(token.kind)) {
            this.next();
            return { kind: token.kind as 'string', text: token.text, offset: token.offset };
        }
        if (token.kind !== 'name') this.unexpected();
        const word = token.text.toLowerCase();
        if (/^[a-z]{3}\d/.test(word)) throw new UnsupportedError(`currency literals (${token.text}) in SOQL`);
        this.next();
        if (word === 'null') return { kind: 'null' };
        if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
        if (!this.isSymbol(':')) return { kind: 'dateLiteral', text: token.text.toUpperCase(), offset: token.offset };
        this.next();
        if (this.token.kind !== 'number') this.unexpected();
        return { kind: 'dateLiteral', text: `${token.text.toUpperCase()}:${this.next().text}`, offset: token.offset };
    }

    private count(): Operand {
        if (this.token.kind !== 'number' && this.token.kind !== 'bind') this.unexpected();
        return this.operand();
    }

    private list<T>(item: () => T): T[] {
        const items = [item()];
        while (this.isSymbol(',')) {
            this.next();
            items.push(item());
        }
        return items;
    }

    private get token(): Token {
        return this.tokens[this.at]!;
    }

    private next(): Token {
        return this.tokens[this.at++]!;
    }

    private is(word: string): boolean {
        return this.token.kind === 'name' && this.token.text.toLowerCase() === word;
    }

    private accept(word: string): boolean {
        if (!this.is(word)) return false;
        this.at++;
        return true;
    }

    private expect(word: string): void {
        if (!this.accept(word)) this.unexpected();
    }

    private isSymbol(symbol: string): boolean {
        return this.token.kind === 'symbol' && this.token.text === symbol;
    }

    private symbol(symbol: string): void {
        if (!this.isSymbol(symbol)) this.unexpected();
        this.at++;
    }

    private name(): Token {
        if (this.token.kind !== 'name') this.unexpected();
        return this.next();
    }

    private unexpected(): never {
        const { kind, text, offset } = this.token;
        throw new SoqlSyntaxError(
            kind === 'end' ? "unexpected token: '<EOF>'" : `unexpected token: '${kind === 'bind' ? ':' : text}'`,
            offset
        );
    }
}

function plainField(name: Token): FieldExpression {
    return { path: name.text.split('.'), function: null, offset: name.offset };
}

/** A query of some fields of an object, as a part of another query. */
function fieldsOf(from: SoqlQuery['from'], fields: readonly FieldExpression[]): SoqlQuery {
    return {
        text: '',
        select: fields.map((field) => ({ kind: 'field', field, alias: null })),
        from,
        scope: null,
        where: null,
        accessMode: null,
        securityEnforced: false,
        groupBy: [],
        having: null,
        orderBy: [],
        limit: null,
        offset: null,
        forUpdate: false,
        allRows: true,
        binds: []
    };
}
