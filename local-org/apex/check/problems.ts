import { CompileError, ProblemList, UnsupportedError } from '../../errors.ts';
import type { Located } from '../syntax/ast.ts';

/** Collects the problems of a whole project, so that all are shown at once. */
export class Problems {
    private readonly found: (CompileError | UnsupportedError)[] = [];
    private readonly seen = new Set<string>();

    error(file: string, at: Located, message: string): void {
        this.add(new CompileError({ file, line: at.line, column: at.column }, message));
    }

    unsupported(file: string, at: Located, feature: string): void {
        this.add(new UnsupportedError(feature, { file, line: at.line, column: at.column }));
    }

    add(problem: CompileError | UnsupportedError): void {
        const key = `${problem.position?.file}:${problem.position?.line}:${problem.position?.column}:${problem.message}`;
        if (this.seen.has(key)) return;
        this.seen.add(key);
        this.found.push(problem);
    }

    get count(): number {
        return this.found.length;
    }

    throwIfAny(): void {
        if (this.found.length > 0) throw new ProblemList(this.sorted());
    }

    /** By file, line and column. */
    sorted(): (CompileError | UnsupportedError)[] {
        const where = (problem: CompileError | UnsupportedError): string => problem.position?.file ?? '';
        return [...this.found].sort(
            (a, b) =>
                where(a).localeCompare(where(b)) ||
                (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
                (a.position?.column ?? 0) - (b.position?.column ?? 0)
        );
    }
}
