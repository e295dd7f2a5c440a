import { CompileError } from '../errors.ts';
import type { Position } from '../errors.ts';

/** A formula that cannot give a value for this record, such as a division by zero. A formula field shows it as #Error!. */
export class FormulaEvaluationError extends Error {
    constructor(problem: string) {
        super(problem);
        this.name = 'FormulaEvaluationError';
    }
}

/** The place of a character of the formula in the file that holds it. */
export function positionOf(source: string, offset: number, start: Position): Position {
    const before = source.slice(0, offset);
    const line = before.split('\n').length - 1;
    const column = line === 0 ? start.column + offset : offset - before.lastIndexOf('\n');
    return { file: start.file, line: start.line + line, column };
}

export type Report = (problem: string, offset: number) => CompileError;

export function reporter(source: string, start: Position): Report {
    return (problem, offset) => new CompileError(positionOf(source, offset, start), problem);
}
