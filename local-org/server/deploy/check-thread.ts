import { relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { ConfigError } from '../../config.ts';
import { CompileError, ProblemList, UnsupportedError } from '../../errors.ts';
import { loadProject } from '../../metadata/load.ts';
import type { Component, ProjectMetadata } from '../../metadata/model.ts';
import { KINDS } from '../../metadata/types.ts';
import { openOrg, type OpenOrgOptions, type OrgRuntime } from '../../org.ts';
import { collectCoverage } from '../../testing/coverage.ts';
import { discoverTests } from '../../testing/discover.ts';
import { runTestClass } from '../../testing/run-class.ts';
import { findProblems } from '../../validation/find-problems.ts';
import { chosenClasses, type FinishedRun } from '../tooling/test-runs.ts';
import { sameComponent } from './compare.ts';
import type { DestructiveChange, UnpackedPackage } from './package.ts';
import type { TestResult } from '../../testing/model.ts';

/** Opens what a deployment would make of the org, in memory, and says what is wrong with it or how its tests went. */
export interface CheckData {
    /** With the folder of the package as the last of the extra directories. */
    readonly options: OpenOrgOptions;
    readonly before: readonly string[];
    readonly unpacked: UnpackedPackage;
    readonly tests: { readonly level: string; readonly classes: readonly string[] } | undefined;
}

export interface CheckedComponent {
    readonly type: string;
    readonly fullName: string;
    /** Path in the archive. */
    readonly fileName: string;
    readonly created: boolean;
    readonly changed: boolean;
    readonly deleted?: boolean;
    /** Of what was to be taken away and is not there. */
    readonly warning?: string;
}

export interface ComponentFailure {
    readonly type: string;
    readonly fullName: string;
    readonly fileName: string;
    readonly problem: string;
    readonly line: number | undefined;
    readonly column: number | undefined;
}

export interface CheckResult {
    readonly components: readonly CheckedComponent[];
    readonly failures: readonly ComponentFailure[];
    readonly tests: FinishedRun | undefined;
}

export type CheckMessage =
    | {
          readonly type: 'progress';
          readonly components: readonly CheckedComponent[];
          readonly testsTotal: number;
          readonly testsDone: number;
      }
    | { readonly type: 'done'; readonly result: CheckResult };

const data = workerData as CheckData;
const { options, unpacked } = data;
const prefix = `${relative(options.project, unpacked.directory).split('\\').join('/')}/`;

function check(): CheckResult {
    const { extraDirectories = [], cacheDirectory } = options;
    let metadata: ProjectMetadata | undefined;
    try {
        const found = findProblems(options.project, { extraDirectories, ...(cacheDirectory === undefined ? {} : { cacheDirectory }) });
        metadata = found.metadata;
        const components = deployedComponents(metadata);
        const inPackage = found.problems.filter(({ position }) => position?.file.startsWith(prefix));
        const failures = [
            ...notFound(components),
            ...notNamed(components),
            ...inPackage.map((problem) => failureOf(problem, found.metadata))
        ];
        if (failures.length > 0) return { components, failures, tests: undefined };
        const org = openOrg(options);
        if (!data.tests) return { components, failures: [], tests: undefined };
        return { components, failures: [], tests: runTests(org, data.tests, components) };
    } catch (error) {
        const failures = problemsOf(error).map((problem) => failureOf(problem, metadata));
        return { components: metadata ? deployedComponents(metadata) : [], failures, tests: undefined };
    }
}

function deployedComponents(metadata: ProjectMetadata): CheckedComponent[] {
    const before = loadProject(options.project, [...data.before]);
    const deployed = metadata.components
        .filter(({ file }) => file.startsWith(prefix))
        .map((component): CheckedComponent => {
            const { type, fullName, file } = component;
            const old = before.find(type, fullName);
            const changed = old === undefined || !sameComponent(old, component, metadata);
            return { type, fullName, fileName: archiveName(component.bodyFile ?? file), created: old === undefined, changed };
        });
    return [...deployed, ...unpacked.destructive.map((change) => removal(change, before))];
}

function removal(change: DestructiveChange, before: ProjectMetadata): CheckedComponent {
    const there = before.find(change.type, change.fullName) !== undefined;
    const nothing = { warning: `No ${change.type} named: ${change.fullName} found` };
    return { ...change, created: false, changed: there, deleted: there, ...(there ? {} : nothing) };
}

function archiveName(file: string): string {
    if (!file.startsWith(prefix)) return file;
    const name = file.slice(prefix.length);
    // A bundle is named by its folder.
    const inBundle = Object.entries(unpacked.archiveNames).find(([source]) => source.startsWith(`${name}/`));
    return unpacked.archiveNames[name] ?? (inBundle ? inBundle[1].slice(0, inBundle[1].length - (inBundle[0].length - name.length)) : name);
}

/** Members of package.xml that the archive does not hold. */
function notFound(components: readonly CheckedComponent[]): ComponentFailure[] {
    const held = new Set(components.map(({ type, fullName }) => `${type}:${fullName}`));
    const missing: ComponentFailure[] = [];
    for (const [type, members] of unpacked.manifest) {
        for (const fullName of members) {
            if (fullName === '*' || held.has(`${type}:${fullName}`)) continue;
            const problem = `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`;
            missing.push({ type, fullName, fileName: 'package.xml', problem, line: undefined, column: undefined });
        }
    }
    return missing;
}

/** Files whose component package.xml does not name. Parts of an object go with it, labels with their file. */
function notNamed(components: readonly CheckedComponent[]): ComponentFailure[] {
    const isNamed = (type: string, fullName: string): boolean => {
        const members = unpacked.manifest.get(type);
        return members !== undefined && (members.has(fullName) || members.has('*'));
    };
    const brought = components.filter(({ deleted, warning }) => !deleted && warning === undefined);
    const byFile = Map.groupBy(brought, ({ fileName }) => fileName);
    return [...byFile.values()].flatMap((group) => {
        if (group.some(({ type, fullName }) => isNamed(type, fullName))) return [];
        const { type, fullName, fileName } = group[0]!;
        return [{ type, fullName, fileName, problem: 'Not in package.xml', line: undefined, column: undefined }];
    });
}

type Problem = CompileError | UnsupportedError | Error;

function problemsOf(error: unknown): Problem[] {
    if (error instanceof ProblemList) return [...error.problems];
    if (error instanceof CompileError || error instanceof UnsupportedError) return [error];
    if (error instanceof ConfigError) return [error];
    throw error;
}

function failureOf(problem: Problem, metadata: ProjectMetadata | undefined): ComponentFailure {
    const position = problem instanceof CompileError || problem instanceof UnsupportedError ? problem.position : undefined;
    const file = position?.file ?? '';
    const component = metadata?.components.find((candidate) => candidate.bodyFile === file) ?? nearest(metadata, file, position?.line ?? 0);
    const named = component ? { type: component.type, fullName: component.fullName } : fromFileName(file);
    return { ...named, fileName: archiveName(file), problem: problem.message, line: position?.line, column: position?.column };
}

/** Of several components in one file, the last that begins before the line. */
function nearest(metadata: ProjectMetadata | undefined, file: string, line: number): Component | undefined {
    const candidates = (metadata?.components ?? []).filter((candidate) => candidate.file === file);
    return candidates.filter(({ xml }) => xml.line <= line).at(-1) ?? candidates[0];
}

function fromFileName(file: string): { type: string; fullName: string } {
    const name = file.slice(file.lastIndexOf('/') + 1).replace(/-meta\.xml$/, '');
    const dot = name.lastIndexOf('.');
    return { type: KINDS[name.slice(dot + 1).toLowerCase()]?.type ?? '', fullName: dot < 0 ? name : name.slice(0, dot) };
}

function runTests(
    org: OrgRuntime,
    { level, classes }: NonNullable<CheckData['tests']>,
    components: readonly CheckedComponent[]
): FinishedRun {
    const started = performance.now();
    const request = level === 'RunSpecifiedTests' ? { classNames: classes.join(',') } : { testLevel: level };
    const chosen = new Set(chosenClasses(org, request).map(({ name }) => name));
    const known = discoverTests(org.program).filter(({ name }) => chosen.has(name));
    const total = known.reduce((sum, { tests }) => sum + tests.length, 0);
    const results: TestResult[] = [];
    for (const testClass of known) {
        send({ type: 'progress', components, testsTotal: total, testsDone: results.length });
        results.push(...runTestClass(org, testClass));
    }
    return { results, coverage: collectCoverage(org.program), time: performance.now() - started };
}

function send(message: CheckMessage): void {
    parentPort!.postMessage(message);
}

send({ type: 'done', result: check() });
