import type { ApexProgram } from '../apex/program.ts';
import { isTestClass } from './discover.ts';

/** Hits by line of one class or trigger. Lines without a statement are not in it. */
export interface FileCoverage {
    readonly name: string;
    readonly file: string;
    readonly hits: Record<number, number>;
}

export interface CoverageSummary {
    readonly covered: number;
    readonly total: number;
    /** 0 to 100, rounded down; 100 where there is nothing to cover. */
    readonly percent: number;
}

/** What ran since the program was loaded. Test classes do not count; inner classes count with their outer one. */
export function collectCoverage(program: ApexProgram): FileCoverage[] {
    const classes = program.classes.filter((candidate) => !candidate.name.includes('.') && !isTestClass(candidate));
    return [...classes, ...program.triggers]
        .map((unit) => ({ name: unit.name, file: unit.file, hits: Object.fromEntries(unit.coverage()) }))
        .filter((unit) => Object.keys(unit.hits).length > 0)
        .sort((a, b) => a.name.localeCompare(b.name));
}

/** Adds what several workers saw. */
export function mergeCoverage(parts: readonly (readonly FileCoverage[])[]): FileCoverage[] {
    const merged = new Map<string, FileCoverage>();
    for (const unit of parts.flat()) {
        const known = merged.get(unit.name);
        if (!known) merged.set(unit.name, { ...unit, hits: { ...unit.hits } });
        else for (const [line, hits] of Object.entries(unit.hits)) known.hits[Number(line)] = (known.hits[Number(line)] ?? 0) + hits;
    }
    return [...merged.values()];
}

export function summarize(units: readonly FileCoverage[]): CoverageSummary {
    const lines = units.flatMap((unit) => Object.values(unit.hits));
    const covered = lines.filter((hits) => hits > 0).length;
    const percent = lines.length === 0 ? 100 : Math.floor((covered * 100) / lines.length);
    return { covered, total: lines.length, percent };
}

/** One line a class, the least covered first, with the lines that no test reached. */
export function coverageReport(units: readonly FileCoverage[]): string[] {
    const width = Math.max(0, ...units.map((unit) => unit.name.length));
    return [...units]
        .map((unit) => ({ unit, summary: summarize([unit]) }))
        .sort((a, b) => a.summary.percent - b.summary.percent || a.unit.name.localeCompare(b.unit.name))
        .map(({ unit, summary }) => {
            const missed = ranges(
                Object.entries(unit.hits)
                    .filter(([, hits]) => hits === 0)
                    .map(([line]) => Number(line))
            );
            return `${unit.name.padEnd(width)} ${String(summary.percent).padStart(3)} %${missed ? `  not covered: ${missed}` : ''}`;
        });
}

/** 3, 5-7, 12 */
function ranges(lines: readonly number[]): string {
    const parts: string[] = [];
    let first = -1;
    let last = -1;
    const close = (): void => {
        if (first > 0) parts.push(first === last ? `${first}` : `${first}-${last}`);
    };
    for (const line of [...lines].sort((a, b) => a - b)) {
        if (line !== last + 1) {
            close();
            first = line;
        }
        last = line;
    }
    close();
    return parts.join(', ');
}
