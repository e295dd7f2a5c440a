import { join } from 'node:path';
import { CompileError, ProblemList } from '../errors.ts';
import type { Component, ProjectMetadata } from '../metadata/model.ts';
import type { Schema } from '../schema/model.ts';
import { ProjectChecker } from './check/project.ts';
import type { CheckedProject, ParsedFile } from './check/project.ts';
import { leaveOutBroken } from './leave-out.ts';
import type { RunnableProject, SourceFile } from './leave-out.ts';
import type { ApexProgram } from './program.ts';
import { LoadedProgram } from './runtime/loader.ts';
import { FileCache, hash, hashOfSources } from './syntax/cache.ts';
import { parseClass, parseTrigger } from './syntax/parse.ts';

export interface CompileOptions {
    /** Where syntax trees and compiled programs are kept; `.local-org/cache` of the project unless said otherwise. */
    readonly cacheDirectory?: string;
    /** False compiles everything anew and keeps nothing. */
    readonly cache?: boolean;
    /** Compiles what compiles, in place of throwing: what has problems, or needs what has, is in `refused`. */
    readonly leaveOutBroken?: boolean;
}

const KEPT_TREES = 2000;
const KEPT_PROGRAMS = 6;

let toolchain: { readonly syntax: string; readonly everything: string } | undefined;

/** Stands for this very compiler and its library: what they made before they changed is not used again. */
function fingerprint(): NonNullable<typeof toolchain> {
    const here = import.meta.dirname;
    const room = (name: string): string => join(here, name);
    toolchain ??= {
        syntax: hashOfSources(room('syntax')),
        everything: hashOfSources(
            room('syntax'),
            room('check'),
            room('emit'),
            room('platform'),
            join(here, '..', 'data', 'soql'),
            join(here, '..', 'schema')
        )
    };
    return toolchain;
}

/**
 * Compiles every class and trigger of the project. All problems are thrown at once, as a ProblemList: what an org
 * would refuse in its words, and what the local org does not cover by its name; unless what is broken may be left out.
 */
export function compileProject(metadata: ProjectMetadata, schema: Schema, options: CompileOptions = {}): ApexProgram {
    const directory = options.cache === false ? undefined : (options.cacheDirectory ?? join(metadata.root, '.local-org', 'cache'));
    const cache = new FileCache(directory);
    let checker: ProjectChecker | undefined;
    const check = (): CheckedProject => {
        checker = new ProjectChecker(metadata, schema);
        return checkAll(checker, metadata, cache, options.leaveOutBroken ?? false);
    };
    const { units, refused } = runnable(metadata, schema, cache, check, options.leaveOutBroken ?? false);
    return new LoadedProgram(
        units,
        (source) => {
            if (!checker) check();
            return checker!.compileAnonymous(source);
        },
        refused
    );
}

function runnable(
    metadata: ProjectMetadata,
    schema: Schema,
    cache: FileCache,
    check: () => CheckedProject,
    broken: boolean
): RunnableProject {
    const name = join('programs', `${programKey(metadata, schema)}.json`);
    const known = cache.get<RunnableProject>(name);
    if (known && (broken || known.refused.length === 0)) return known;
    const checked = check();
    if (!broken && checked.problems.length > 0) throw new ProblemList(checked.problems);
    const found = leaveOutBroken(checked, sourcesOf(metadata).map(sourceFile));
    cache.set(name, found);
    cache.prune('programs', KEPT_PROGRAMS);
    return found;
}

function sourceFile(component: Component): SourceFile {
    return {
        file: component.bodyFile!,
        name: component.fullName,
        kind: component.type === 'ApexTrigger' ? 'trigger' : 'class',
        text: component.body!
    };
}

/** Of everything that the compiled code depends on: the sources, the schema, the labels, and the compiler itself. */
function programKey(metadata: ProjectMetadata, schema: Schema): string {
    const sources = sourcesOf(metadata).flatMap((component) => [component.bodyFile!, component.body!]);
    const labels = metadata.ofType('CustomLabel').flatMap((label) => [label.fullName, label.xml.value('value') ?? '']);
    const fieldSets = metadata.ofType('FieldSet').map(({ fullName }) => fullName);
    const objects = schema.objects.map((object) => [
        object.name,
        object.kind,
        object.settingType,
        fieldFacts(object),
        object.childRelationships
    ]);
    return hash(fingerprint().everything, ...sources, '\0labels', ...labels, '\0fieldSets', ...fieldSets, JSON.stringify(objects));
}

function fieldFacts(object: Schema['objects'][number]): unknown[] {
    return object.fields.map((field) => [
        field.name,
        field.type,
        field.apexType,
        field.relationshipName,
        field.referenceTo,
        field.formula !== undefined,
        field.autoNumber !== undefined,
        field.externalId,
        field.idLookup
    ]);
}

function sourcesOf(metadata: ProjectMetadata): Component[] {
    return [...metadata.ofType('ApexClass'), ...metadata.ofType('ApexTrigger')].filter(
        (component) => component.body !== undefined && component.bodyFile !== undefined
    );
}

/** Where a file is no Apex at all, only that is said, since the other files miss what it declares; unless it may be left out. */
function checkAll(checker: ProjectChecker, metadata: ProjectMetadata, cache: FileCache, broken: boolean): CheckedProject {
    const files: ParsedFile[] = [];
    const problems: CompileError[] = [];
    for (const component of sourcesOf(metadata)) {
        try {
            files.push(parsed(component, cache));
        } catch (error) {
            if (!(error instanceof CompileError)) throw error;
            problems.push(error);
        }
    }
    cache.prune('syntax', KEPT_TREES);
    if (problems.length > 0 && !broken) throw new ProblemList(problems);
    return checker.compile(files, problems);
}

function parsed(component: Component, cache: FileCache): ParsedFile {
    const file = component.bodyFile!;
    const source = component.body!;
    const name = join('syntax', `${hash(fingerprint().syntax, component.type, source)}.json`);
    const known = cache.get<ParsedFile['tree']>(name);
    if (component.type === 'ApexTrigger') {
        const tree = (known as ReturnType<typeof parseTrigger> | undefined) ?? parseTrigger(source, file);
        if (!known) cache.set(name, tree);
        return { kind: 'trigger', file, tree };
    }
    const tree = (known as ReturnType<typeof parseClass> | undefined) ?? parseClass(source, file);
    if (!known) cache.set(name, tree);
    return { kind: 'class', file, tree };
}
