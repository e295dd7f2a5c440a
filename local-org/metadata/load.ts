import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { CompileError, ProblemList, UnsupportedError } from '../errors.ts';
import { removedBy } from './destructive.ts';
import { readForceIgnore } from './ignore.ts';
import type { Component, ProjectMetadata, XmlElement } from './model.ts';
import { AURA_SUFFIXES, KINDS, OBJECT_PARTS } from './types.ts';
import type { FileKind } from './types.ts';
import { parseXml } from './xml.ts';

const META = '-meta.xml';
/** Bodies that are worth nothing without their metadata file: an org never sees them. */
const BODIES_WITH_META = /\.(cls|trigger|page|component)$/;
const TEXT_RESOURCES = /^(text\/|application\/(json|javascript|xml|x-javascript))/;

/** Types whose files each hold a share, which deploying puts together. */
const MERGED = new Set(['CustomObjectTranslation']);

const PART_TYPES = new Set(Object.values(OBJECT_PARTS).map(({ type }) => type.toLowerCase()));

/** What could be read of a project, and what could not. */
export interface ReadProject {
    readonly metadata: ProjectMetadata;
    readonly problems: readonly (CompileError | UnsupportedError)[];
}

/** As `readProject`; throws a ProblemList where something cannot be read. */
export function loadProject(root: string, extraDirectories: readonly string[] = []): ProjectMetadata {
    const { metadata, problems } = readProject(root, extraDirectories);
    if (problems.length > 0) throw new ProblemList(problems);
    return metadata;
}

/**
 * Reads every component of a project in source format: the package directories of its sfdx-project.json, then the
 * extra directories (paths relative to the project). A component of a later directory replaces its namesake of an
 * earlier one, as deploying one after the other does; a directory's destructive changes take components away.
 */
export function readProject(root: string, extraDirectories: readonly string[] = []): ReadProject {
    const project = resolve(root);
    const problems: (CompileError | UnsupportedError)[] = [];
    const components = new Map<string, Component>();
    const ignored = readForceIgnore(project);
    const remove = (removed: readonly (readonly [type: string, fullName: string])[]): void => {
        for (const [type, fullName] of removed) {
            const key = componentKey(type, fullName);
            for (const known of [...components.keys()]) if (known === key || isPartOf(known, type, fullName)) components.delete(known);
        }
    };
    for (const directory of [...packageDirectories(project), ...extraDirectories]) {
        remove(removedBy(project, resolve(project, directory), 'before'));
        const found = new Map<string, Component>();
        for (const component of loadDirectory(project, resolve(project, directory), ignored, problems)) {
            const key = componentKey(component.type, component.fullName);
            const twin = found.get(key);
            if (twin && !MERGED.has(component.type) && !isSame(project, twin, component)) {
                const problem = `The ${component.type} ${component.fullName} is declared twice, here and in ${twin.file}.`;
                problems.push(new CompileError({ file: component.file, line: component.xml.line, column: 1 }, problem));
            }
            found.set(key, component);
        }
        for (const [key, component] of found) components.set(key, component);
        remove(removedBy(project, resolve(project, directory), 'after'));
    }
    return { metadata: new LoadedProject(project, components), problems };
}

class LoadedProject implements ProjectMetadata {
    readonly root: string;
    readonly components: readonly Component[];
    private readonly byKey: ReadonlyMap<string, Component>;
    private readonly byType = new Map<string, Component[]>();

    constructor(root: string, components: ReadonlyMap<string, Component>) {
        this.root = root;
        this.components = [...components.values()];
        this.byKey = components;
        for (const component of this.components) {
            const type = component.type.toLowerCase();
            const others = this.byType.get(type);
            if (others) others.push(component);
            else this.byType.set(type, [component]);
        }
    }

    ofType(type: string): readonly Component[] {
        return this.byType.get(type.toLowerCase()) ?? [];
    }

    find(type: string, fullName: string): Component | undefined {
        return this.byKey.get(componentKey(type, fullName));
    }
}

/** Copies of one component do no harm: whichever is deployed last, the org holds the same. */
function isSame(project: string, left: Component, right: Component): boolean {
    const text = ({ file }: Component): string => readFileSync(join(project, file), 'utf8');
    return left.file !== right.file && text(left) === text(right) && left.body === right.body;
}

/** Fields, rules and the like go with their object. */
function isPartOf(key: string, type: string, fullName: string): boolean {
    return (
        type === 'CustomObject' &&
        key.slice(key.indexOf(':') + 1).startsWith(`${fullName.toLowerCase()}.`) &&
        PART_TYPES.has(key.slice(0, key.indexOf(':')))
    );
}

function componentKey(type: string, fullName: string): string {
    return `${type}:${fullName}`.toLowerCase();
}

function packageDirectories(project: string): string[] {
    const file = join(project, 'sfdx-project.json');
    if (!existsSync(file)) throw new ProblemList([configurationProblem(`${project} holds no sfdx-project.json.`)]);
    let parsed: unknown;
    try {
        parsed = JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
        throw new ProblemList([configurationProblem(error instanceof Error ? error.message : String(error))]);
    }
    const entries = (parsed as { packageDirectories?: { path?: unknown }[] }).packageDirectories ?? [];
    // Paths written on Windows stand for the same folders elsewhere, as the Salesforce CLI takes them.
    const paths = entries
        .map((entry) => entry.path)
        .filter((path): path is string => typeof path === 'string' && path !== '')
        .map((path) => path.replaceAll('\\', '/'));
    if (paths.length === 0) throw new ProblemList([configurationProblem('packageDirectories names no path.')]);
    const missing = paths.filter((path) => !existsSync(resolve(project, path)));
    if (missing.length > 0)
        throw new ProblemList(missing.map((path) => configurationProblem(`The package directory ${path} does not exist.`)));
    return paths;
}

function configurationProblem(problem: string): CompileError {
    return new CompileError({ file: 'sfdx-project.json', line: 1, column: 1 }, problem);
}

function loadDirectory(
    project: string,
    directory: string,
    ignored: (path: string) => boolean,
    problems: (CompileError | UnsupportedError)[]
): Component[] {
    const found: Component[] = [];
    const visit = (folder: string): void => {
        for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
            const path = join(folder, entry.name);
            const file = relative(project, path).split('\\').join('/');
            if (ignored(file)) continue;
            if (entry.isDirectory()) visit(path);
            else if (entry.name.endsWith(META)) {
                try {
                    found.push(...readComponents(project, path, file));
                } catch (error) {
                    if (!(error instanceof CompileError) && !(error instanceof UnsupportedError)) throw error;
                    problems.push(error);
                }
            } else if (BODIES_WITH_META.test(entry.name) && !isInBundle(path) && !existsSync(path + META)) {
                problems.push(new CompileError({ file, line: 1, column: 1 }, `${entry.name} has no ${entry.name}${META} beside it.`));
            }
        }
    };
    visit(directory);
    return found;
}

function readComponents(project: string, path: string, file: string): Component[] {
    const name = basename(path).slice(0, -META.length);
    const dot = name.lastIndexOf('.');
    const suffix = name.slice(dot + 1).toLowerCase();
    const developerName = dot < 0 ? name : name.slice(0, dot);
    const xml = parseXml(readFileSync(path, 'utf8'), file);
    const component = (type: string, fullName: string, rest: Partial<Component> = {}): Component => ({
        type,
        fullName,
        file,
        xml,
        body: undefined,
        bodyFile: undefined,
        ...rest
    });

    const part = OBJECT_PARTS[suffix];
    if (part && basename(dirname(dirname(dirname(path)))) === 'objects') {
        return [component(part.type, `${basename(dirname(dirname(path)))}.${xml.value('fullName') ?? developerName}`)];
    }
    if (isInBundle(path) && AURA_SUFFIXES.has(suffix)) {
        return [component('AuraDefinitionBundle', basename(dirname(path)), { bodyFile: dirname(file) })];
    }
    const kind = KINDS[suffix];
    // Of a type without facts nobody knows what makes a name: the file does.
    if (!kind) return [component(`unknown type (${suffix})`, file)];
    if (kind.bundle) return [component(kind.type, basename(dirname(path)), { bodyFile: dirname(file) })];
    if (kind.type === 'CustomObject') {
        const parts = inlineParts(developerName, file, xml);
        return saysNothingOfTheObject(xml, parts) ? parts : [component(kind.type, developerName), ...parts];
    }
    if (kind.type === 'CustomLabels') return [component(kind.type, developerName), ...labels(file, xml)];
    if (kind.type === 'StaticResource') return [component(kind.type, developerName, resourceBody(path, file, xml))];
    return [component(kind.type, fullNameOf(kind, file, decodeName(developerName)), bodyOf(project, path, file, kind))];
}

/** In file names of layouts and the like, characters outside the usual stand as %XX. */
function decodeName(name: string): string {
    try {
        return decodeURIComponent(name);
    } catch {
        return name;
    }
}

function isInBundle(path: string): boolean {
    const folder = basename(dirname(dirname(path)));
    return folder === 'aura' || folder === 'lwc';
}

function fullNameOf(kind: FileKind, file: string, developerName: string): string {
    if (!kind.inFolder) return developerName;
    const folders = dirname(file).split('/');
    return [...folders.slice(folders.lastIndexOf(kind.inFolder) + 1), developerName].join('/');
}

function bodyOf(project: string, path: string, file: string, kind: FileKind): Partial<Component> {
    if (!kind.body) return {};
    const bodyPath = path.slice(0, -META.length);
    const bodyFile = file.slice(0, -META.length);
    if (!existsSync(bodyPath)) {
        throw new CompileError({ file, line: 1, column: 1 }, `The source ${relative(project, bodyPath)} is missing.`);
    }
    return { body: readFileSync(bodyPath, 'utf8'), bodyFile };
}

/** The content of a static resource stands beside its metadata, as a file of any extension or as a folder. */
function resourceBody(path: string, file: string, xml: XmlElement): Partial<Component> {
    const name = basename(path).slice(0, -`.resource${META}`.length);
    const content = readdirSync(dirname(path)).find((entry) => !entry.endsWith(META) && (entry === name || entry.startsWith(`${name}.`)));
    if (content === undefined)
        throw new CompileError({ file, line: 1, column: 1 }, `The content of the static resource ${name} is missing.`);
    const contentPath = join(dirname(path), content);
    const bodyFile = `${dirname(file)}/${content}`;
    const isText = TEXT_RESOURCES.test(xml.value('contentType') ?? '') && !statSync(contentPath).isDirectory();
    return { bodyFile, body: isText ? readFileSync(contentPath, 'utf8') : undefined };
}

function inlineParts(object: string, file: string, xml: XmlElement): Component[] {
    return Object.values(OBJECT_PARTS).flatMap((part) =>
        xml.all(part.inline).map((element) => ({
            type: part.type,
            fullName: `${object}.${element.value('fullName') ?? ''}`,
            file,
            xml: element,
            body: undefined,
            bodyFile: undefined
        }))
    );
}

/** In a deployment, the file of an object may stand for some of its parts alone. */
function saysNothingOfTheObject(xml: XmlElement, parts: readonly Component[]): boolean {
    return parts.length > 0 && parts.length === xml.children.length;
}

function labels(file: string, xml: XmlElement): Component[] {
    return xml.all('labels').map((label) => ({
        type: 'CustomLabel',
        fullName: label.value('fullName') ?? '',
        file,
        xml: label,
        body: undefined,
        bodyFile: undefined
    }));
}
