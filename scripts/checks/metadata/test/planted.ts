import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkMetadata } from '../check-metadata.ts';
import type { Problem } from '../project.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const CACHE = join(ROOT, '.local-org', 'cache');
const PACKAGE = ['force-app', 'translations', 'sfdx-project.json', '.forceignore'];

/** A change to one file of the package: the first `from` becomes `to`; a new file where there is no `from`. */
export interface Edit {
    readonly file: string;
    readonly from?: string | RegExp;
    readonly to: string;
}

export interface Expected {
    readonly file: string;
    /** Text of the line that the problem names, as it stands after the edit; the first line that holds it. */
    readonly at?: string;
    readonly message: RegExp;
}

/** A copy of the package in a temporary folder, in which mistakes are made and undone. */
export class PackageCopy {
    readonly root = mkdtempSync(join(tmpdir(), 'planted-'));
    readonly problems: readonly Problem[];

    constructor() {
        for (const name of PACKAGE) cpSync(join(ROOT, name), join(this.root, name), { recursive: true });
        this.problems = this.check();
    }

    /** The planted mistake is found where it is; afterwards the copy is as before. */
    finds(edits: readonly Edit[], expected: Expected): void {
        const undo = edits.map((edit) => this.apply(edit));
        try {
            const known = new Set(this.problems.map(textOf));
            const found = this.check().filter((problem) => !known.has(textOf(problem)));
            const match = found.find(({ file, message }) => file === expected.file && expected.message.test(message));
            assert.ok(match, `not found; instead:\n${found.map(textOf).join('\n')}`);
            if (expected.at !== undefined)
                assert.equal(match.line, this.lineOf(expected.file, expected.at), `the line of ${textOf(match)}`);
        } finally {
            for (const action of undo.reverse()) action();
        }
    }

    read(file: string): string {
        return readFileSync(join(this.root, file), 'utf8');
    }

    remove(): void {
        rmSync(this.root, { recursive: true, force: true });
    }

    private check(): Problem[] {
        return checkMetadata(this.root, CACHE).flatMap((result) => result.problems);
    }

    private apply({ file, from, to }: Edit): () => void {
        const path = join(this.root, file);
        if (from === undefined) {
            mkdirSync(dirname(path), { recursive: true });
            writeFileSync(path, to);
            return () => rmSync(path);
        }
        const before = readFileSync(path, 'utf8');
        const changed = typeof from === 'string' ? before.replace(from, () => to) : before.replace(from, to);
        assert.notEqual(changed, before, `${file} does not hold ${from}`);
        writeFileSync(path, changed);
        return () => writeFileSync(path, before);
    }

    private lineOf(file: string, text: string): number {
        const lines = readFileSync(join(this.root, file), 'utf8').split('\n');
        return lines.findIndex((line) => line.includes(text)) + 1;
    }
}

function textOf({ file, line, message }: Problem): string {
    return `${file}:${line} ${message}`;
}
