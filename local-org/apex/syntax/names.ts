/** Where a name is declared, as the parser has it. */
interface NameContext {
    getText(): string;
    readonly start: { readonly line: number; readonly column: number };
}

/** Words of the language that the grammar takes for names and Salesforce's compiler does not. */
const KEYWORDS = new Set('and as asc bulk by commit desc from having in like limit not nulls or select trigger using where'.split(' '));

export class NameIsKeyword extends Error {
    readonly line: number;
    readonly column: number;

    constructor({ start }: NameContext, word: string) {
        super(`Unexpected token '${word}'.`);
        this.line = start.line;
        this.column = start.column + 1;
    }
}

/** The name that a declaration gives to something. */
export function declaredName(context: NameContext): string {
    const text = context.getText();
    if (KEYWORDS.has(text.toLowerCase())) throw new NameIsKeyword(context, text);
    return text;
}
