import { CompileError } from '../errors.ts';
import type { UnsupportedError } from '../errors.ts';
import type { CheckedProject, ParsedFile } from './check/project.ts';
import type { CompiledUnit } from './emit/compiled.ts';
import type { RefusedUnit } from './program.ts';

/** What of a project can run. */
export interface RunnableProject {
    readonly units: readonly CompiledUnit[];
    readonly refused: readonly RefusedUnit[];
}

export interface SourceFile {
    readonly file: string;
    readonly name: string;
    readonly kind: ParsedFile['kind'];
    readonly text: string;
}

/** Leaves out the files that have problems, the files that cannot run without them, and so on. */
export function leaveOutBroken(checked: CheckedProject, files: readonly SourceFile[]): RunnableProject {
    const reasons = new Map<string, string[]>();
    for (const problem of checked.problems) {
        const file = problem.position?.file ?? '';
        reasons.set(file, [...(reasons.get(file) ?? []), shown(problem)]);
    }
    addDependents(checked.units, files, reasons);
    const units = new Map(checked.units.map((unit) => [unit.file, unit]));
    const refused = files
        .filter(({ file }) => reasons.has(file))
        .map(({ file, name, kind, text }): RefusedUnit => {
            const unit = units.get(file);
            const tests = unit ? testsOf(unit) : testsInText(name, text);
            return { kind, name, file, problems: reasons.get(file)!, tests, trigger: unit?.trigger ?? null };
        });
    return { units: checked.units.filter((unit) => !reasons.has(unit.file)), refused };
}

function addDependents(units: readonly CompiledUnit[], files: readonly SourceFile[], reasons: Map<string, string[]>): void {
    const owners = new Map(files.filter(({ kind }) => kind === 'class').map((source) => [source.name.toLowerCase(), source]));
    const ownerOf = (name: string): SourceFile | undefined => owners.get(name.split('.')[0]!.toLowerCase());
    for (let before = -1; before !== reasons.size;) {
        before = reasons.size;
        for (const unit of units) {
            if (reasons.has(unit.file)) continue;
            const broken = unit.needs.map(ownerOf).find((owner) => owner && reasons.has(owner.file));
            if (broken) reasons.set(unit.file, [`${unit.file} needs ${broken.name}: ${reasons.get(broken.file)![0]!}`]);
        }
    }
}

function shown(problem: CompileError | UnsupportedError): string {
    return problem instanceof CompileError ? problem.toString() : problem.message;
}

function testsOf(unit: CompiledUnit): string[] {
    return unit.classes.flatMap((declared) =>
        declared.methods
            .filter((method) => method.annotations.some((annotation) => annotation.name.toLowerCase() === 'istest'))
            .map((method) => `${declared.name}.${method.name}`)
    );
}

/** Of a file that is no Apex: what looks like its tests, and the class itself where nothing does, so that none goes missing. */
function testsInText(name: string, text: string): string[] {
    if (!/@istest\b|\btestmethod\b/i.test(text)) return [];
    const methods = [...text.matchAll(/(?:@istest\b|\btestmethod\b)[^;{}]*?\bvoid\s+(\w+)\s*\(/gi)];
    return methods.length > 0 ? methods.map((method) => `${name}.${method[1]!}`) : [name];
}
