/** Puts JavaScript together so that each piece stands on the line of the Apex that it came from. */
export class Writer {
    private readonly parts: string[] = [];
    private line = 1;

    /** Moves on to the line; what belongs further up stays on the current line. */
    at(line: number): this {
        if (line > this.line) {
            this.parts.push('\n'.repeat(line - this.line));
            this.line = line;
        }
        return this;
    }

    /** The code holds no line breaks. */
    put(code: string): this {
        this.parts.push(code);
        return this;
    }

    /** A place that is filled later. */
    hole(): (code: string) => void {
        const index = this.parts.push('') - 1;
        return (code) => {
            this.parts[index] = code;
        };
    }

    text(): string {
        return this.parts.join('');
    }
}
