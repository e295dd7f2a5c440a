/** What a part of the bench is told on the command line. */
export interface BenchOptions {
    /** Numbers of events to compare, where a part compares several. */
    sizes: readonly number[] | undefined;
}

/** One thing that is measured; `npm run bench -- NAME` runs it alone. */
export interface BenchPart {
    name: string;
    /** What it measures, in one line. */
    summary: string;
    /** Prints as it measures. @returns sentences about every limit that is not kept */
    run(options: BenchOptions): Promise<string[]>;
}

/** A paragraph of the bench's output. */
export function print(text: string): void {
    process.stdout.write(`${text}\n\n`);
}
