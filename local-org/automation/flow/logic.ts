/** `1 AND (2 OR NOT 3)` over numbered conditions; 'and' and 'or' join them all. Undefined where it cannot be read. */
export type Logic = (holds: (index: number) => boolean) => boolean;

export function parseLogic(text: string, count: number): Logic | undefined {
    const word = text.trim().toLowerCase();
    if (word === 'and' || word === '') return (holds) => everyIndex(count, holds);
    if (word === 'or') return (holds) => !everyIndex(count, (index) => !holds(index));
    const tokens = word.match(/\(|\)|and|or|not|\d+|\S+/g) ?? [];
    const parser = new LogicParser(tokens, count);
    return parser.parse();
}

function everyIndex(count: number, holds: (index: number) => boolean): boolean {
    for (let index = 0; index < count; index++) if (!holds(index)) return false;
    return true;
}

class LogicParser {
    private at = 0;
    private readonly tokens: readonly string[];
    private readonly count: number;

    constructor(tokens: readonly string[], count: number) {
        this.tokens = tokens;
        this.count = count;
    }

    parse(): Logic | undefined {
        const logic = this.or();
        return this.at === this.tokens.length ? logic : undefined;
    }

    private or(): Logic | undefined {
        let left = this.and();
        while (left && this.take('or')) {
            const [first, second] = [left, this.and()];
            if (!second) return undefined;
            left = (holds) => first(holds) || second(holds);
        }
        return left;
    }

    private and(): Logic | undefined {
        let left = this.not();
        while (left && this.take('and')) {
            const [first, second] = [left, this.not()];
            if (!second) return undefined;
            left = (holds) => first(holds) && second(holds);
        }
        return left;
    }

    private not(): Logic | undefined {
        if (this.take('not')) {
            const inner = this.not();
            return inner && ((holds) => !inner(holds));
        }
        if (this.take('(')) {
            const inner = this.or();
            return this.take(')') ? inner : undefined;
        }
        const number = Number(this.tokens[this.at]);
        if (!Number.isInteger(number) || number < 1 || number > this.count) return undefined;
        this.at++;
        return (holds) => holds(number - 1);
    }

    private take(token: string): boolean {
        if (this.tokens[this.at] !== token) return false;
        this.at++;
        return true;
    }
}
