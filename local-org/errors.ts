/** Where something stands in a source file. Lines and columns count from 1, as Salesforce reports them. */
export interface Position {
    file: string;
    line: number;
    column: number;
}

export function formatPosition(position: Position): string {
    return `${position.file}:${position.line}:${position.column}`;
}

/** Source that an org would refuse, in the org's words. */
export class CompileError extends Error {
    readonly position: Position;

    constructor(position: Position, problem: string) {
        super(problem);
        this.name = 'CompileError';
        this.position = position;
    }

    override toString(): string {
        return `${formatPosition(this.position)} ${this.message}`;
    }
}

/**
 * Something that an org can do and the local org cannot. Never caught by running Apex or by a fault path: whoever
 * meets it stops, and names the missing thing.
 */
export class UnsupportedError extends Error {
    readonly feature: string;
    readonly position: Position | undefined;

    constructor(feature: string, position?: Position) {
        const where = position ? `${formatPosition(position)} ` : '';
        super(`${where}The local org does not support ${feature}. See local-org/README.md for what it covers.`);
        this.name = 'UnsupportedError';
        this.feature = feature;
        this.position = position;
    }
}

/** Several problems of one compilation or one load, so that all are shown at once. */
export class ProblemList extends Error {
    readonly problems: readonly (CompileError | UnsupportedError)[];

    constructor(problems: readonly (CompileError | UnsupportedError)[]) {
        super(problems.map((problem) => (problem instanceof CompileError ? problem.toString() : problem.message)).join('\n'));
        this.name = 'ProblemList';
        this.problems = problems;
    }
}

/** The file that is to hold the org's records cannot. */
export class DatabaseError extends Error {
    constructor(file: string, problem: string) {
        super(`The database ${file} cannot be used: ${problem}. Name another file, or begin with an empty one.`);
        this.name = 'DatabaseError';
    }
}

const FOR_PEOPLE = new Set(['ProblemList', 'UnsupportedError', 'ConfigError', 'DatabaseError']);

/** What to print where a person can put it right; undefined for a defect of ours, which keeps its stack. */
export function messageForPeople(error: unknown): string | undefined {
    if (error instanceof CompileError) return error.toString();
    return error instanceof Error && FOR_PEOPLE.has(error.name) ? error.message : undefined;
}
