import { ApexErrorListener, ApexParserFactory } from '@apexdevtools/apex-parser';
import type { ApexParser } from '@apexdevtools/apex-parser';
import { CompileError } from '../../errors.ts';
import type { AnonymousNode, TriggerNode, TypeDeclaration } from './ast.ts';
import { convertAnonymous, convertCompilationUnit, convertTrigger } from './convert-declarations.ts';
import { NameIsKeyword } from './names.ts';

/** Keeps the first error: what a parser reports after it is guesswork. */
class FirstError extends ApexErrorListener {
    private readonly file: string;
    found: CompileError | undefined;

    constructor(file: string) {
        super();
        this.file = file;
    }

    override apexSyntaxError(line: number, column: number, message: string): void {
        this.found ??= new CompileError({ file: this.file, line, column: column + 1 }, inSalesforceWords(message));
    }
}

function inSalesforceWords(message: string): string {
    const missing = /^missing (.+?) at (.+)$/s.exec(message);
    if (missing) return `Missing ${missing[1]} at ${missing[2]}`;
    const unexpected = /^(?:extraneous|mismatched) input (.+?)(?: expecting .*)?$/s.exec(message);
    if (unexpected) return `Unexpected token ${unexpected[1]}.`;
    const dead = /^no viable alternative at input '(.*)'$/s.exec(message);
    if (dead) return `Unexpected token '${dead[1]!.split(/\s/).at(-1)}'.`;
    const character = /^token recognition error at: (.+)$/s.exec(message);
    if (character) return `Unexpected character ${character[1]}.`;
    return message;
}

function parseWith<C, T>(source: string, file: string, rule: (parser: ApexParser) => C, convert: (context: C) => T): T {
    const listener = new FirstError(file);
    const { parser } = ApexParserFactory.createLexerAndParser(source, listener);
    const context = rule(parser);
    if (listener.found) throw listener.found;
    try {
        return convert(context);
    } catch (error) {
        if (!(error instanceof NameIsKeyword)) throw error;
        throw new CompileError({ file, line: error.line, column: error.column }, error.message);
    }
}

/** Each throws a CompileError at the first thing that is no Apex. */
export function parseClass(source: string, file: string): TypeDeclaration {
    return parseWith(source, file, (parser) => parser.compilationUnit(), convertCompilationUnit);
}

export function parseTrigger(source: string, file: string): TriggerNode {
    return parseWith(source, file, (parser) => parser.triggerUnit(), convertTrigger);
}

export function parseAnonymous(source: string, file: string): AnonymousNode {
    return parseWith(source, file, (parser) => parser.anonymousUnit(), convertAnonymous);
}
