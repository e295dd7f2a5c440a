import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { Compiler } from './build/compiler.ts';
import { iconsIn } from './build/icons.ts';
import { baseComponents } from './build/packages.ts';
import type { CompiledModule, ModuleImport, NamedPack } from './build/protocol.ts';
import { hasBaseComponent } from './build/vendor.ts';
import { HttpProblem } from './http.ts';
import { objectIcon } from './metadata/app.ts';
import { labelText } from './metadata/labels.ts';
import { builtInModule, channelName, schemaReference } from './platform-modules.ts';

/** Everything that the browser loads stands under here, so that it meets no path of an org. */
export const ASSETS = '/lightning/_';

const CLIENT = join(import.meta.dirname, 'client');

/** Folders of the client that hold components, and so are namespaces. */
const CLIENT_NAMESPACES = ['one', 'force', 'flexipage'];

/** Platform modules that this host stands in for. */
const PLATFORM: Readonly<Record<string, string>> = {
    '@salesforce/apex': 'apex',
    'lightning/uiRecordApi': 'uiRecordApi',
    'lightning/uiObjectInfoApi': 'uiObjectInfoApi',
    'lightning/uiRelatedListApi': 'uiRelatedListApi',
    'lightning/refresh': 'refresh',
    'lightning/messageService': 'messageService',
    'lightning/navigation': 'navigation',
    'force/navigation': 'navigation',
    'lightning/platformShowToastEvent': 'platformShowToastEvent'
};

const SCOPED = /^@salesforce\/(apex|schema|label|i18n|user|client|customPermission|messageChannel)\/(.+)$/;

const EMPTY_TEMPLATE = 'export default undefined;\n';

/** The modules of the pages: what there is, what each becomes, and what a component needs that is not there. */
export class Modules {
    private readonly metadata: ProjectMetadata;
    private readonly compiler: Compiler;
    private readonly components: readonly string[];
    private readonly iconNames: readonly string[];
    private problemsOf = { state: '', byBundle: new Map<string, Promise<readonly string[]>>() };

    constructor(metadata: ProjectMetadata, compiler: Compiler) {
        this.metadata = metadata;
        this.compiler = compiler;
        this.components = this.baseComponentsInUse();
        this.iconNames = this.iconsInUse();
    }

    vendor(): Promise<string> {
        return this.compiler.vendor(this.components);
    }

    /** Where the files of `vendor()` are found: another content, another address. */
    get vendorUrl(): string {
        return `${ASSETS}/vendor/${this.compiler.vendorName(this.components)}`;
    }

    icons(): Promise<string> {
        return this.compiler.icons(this.iconNames);
    }

    get iconsUrl(): string {
        return `${ASSETS}/icons/${this.compiler.iconsName(this.iconNames)}`;
    }

    private iconsInUse(): string[] {
        const icons = iconsIn([baseComponents(), CLIENT, ...this.bundleFolders()]);
        for (const object of this.metadata.ofType('CustomTab')) icons.add(objectIcon(this.metadata, object.fullName));
        for (const name of ['account', 'contact', 'opportunity', 'case', 'task', 'event', 'user', 'orders', 'contract', 'custom'])
            icons.add(`standard:${name}`);
        return [...icons].sort();
    }

    /** Where a browser finds what modules import: in the pack, where it is there, and else each by itself. */
    importMap(pack?: NamedPack): Record<string, string> {
        const imports = this.singly();
        for (const [specifier, file] of Object.entries(pack?.entries ?? {})) imports[specifier] = `${ASSETS}/pack/${pack!.name}/${file}`;
        for (const [id, file] of Object.entries(PLATFORM)) imports[id] = imports[`platform/${file}`]!;
        return imports;
    }

    private singly(): Record<string, string> {
        const imports: Record<string, string> = {
            lwc: `${this.vendorUrl}/lwc.js`,
            '@lwc/synthetic-shadow': `${this.vendorUrl}/synthetic-shadow.js`,
            '@salesforce/': `${ASSETS}/salesforce/`
        };
        for (const name of this.components) imports[`lightning/${name}`] = `${this.vendorUrl}/lightning/${name}.js`;
        for (const name of platformModules()) imports[`platform/${name}`] = `${ASSETS}/module/platform/${name}.js`;
        for (const category of ['Utility', 'Standard', 'Action', 'Custom', 'Doctype'])
            for (const direction of ['', 'Rtl'])
                imports[`lightning/iconSvgTemplates${category}${direction}`] = `${this.iconsUrl}/${category.toLowerCase()}.js`;
        for (const [namespace, name] of this.bundles())
            imports[`${namespace}/${name}`] = `${ASSETS}/module/${namespace}/${name}/${name}.js`;
        return imports;
    }

    /** What pages ask for by name: parts of this host, and the components that pages of the project may hold. */
    entries(): Map<string, string> {
        const own = this.metadata.ofType('LightningComponentBundle').filter((bundle) => bundle.xml.flag('isExposed'));
        const names = [
            ...platformModules().map((name) => `platform/${name}`),
            'one/header',
            'one/app',
            ...this.bundles().flatMap(([namespace, name]) =>
                namespace === 'force' || namespace === 'flexipage' ? [`${namespace}/${name}`] : []
            ),
            ...own.map((bundle) => `c/${bundle.fullName}`)
        ];
        return new Map(names.map((name) => [name, this.pathOf(name, '')!]));
    }

    /** Changes whenever a file of a component does. */
    state(): string {
        const files = [CLIENT, ...this.bundleFolders()].flatMap((folder) => [...filesBelow(folder)]);
        const digest = createHash('sha256');
        for (const file of files) digest.update(`${file} ${statSync(file).mtimeMs}\n`);
        return digest.digest('base64url');
    }

    /** The path below `ASSETS/module/` of what a module there imports; undefined for what stands elsewhere. */
    pathOf(specifier: string, from: string): string | undefined {
        const relative = /^\.\/([^?]+)/.exec(specifier)?.[1];
        if (relative !== undefined)
            return `${from.slice(0, from.lastIndexOf('/'))}/${extname(relative) === '' ? `${relative}.js` : relative}`;
        const [namespace = '', name = '', ...rest] = (specifier in PLATFORM ? `platform/${PLATFORM[specifier]}` : specifier).split('/');
        if (rest.length > 0) return undefined;
        if (namespace === 'platform') return `platform/${name}.js`;
        return this.folderOf(namespace, name) === undefined ? undefined : `${namespace}/${name}/${name}.js`;
    }

    /** Path below `ASSETS/module/`: 'c/panel/panel.html', 'platform/apex.js'. */
    async read(path: string, language: string): Promise<{ code: string; imports: readonly string[] }> {
        const [namespace = '', bundle = '', ...rest] = path.split('/');
        if (namespace === 'platform' || rest.length === 0) {
            const file = join(CLIENT, namespace === 'platform' ? 'platform' : '', path.split('/').at(-1)!.replace(/\.js$/, '.ts'));
            return this.finish(await this.compile(file, '', undefined), language);
        }
        const folder = this.folderOf(namespace, bundle);
        const name = rest.join('/');
        const file = folder && sourceFile(folder, name);
        if (!folder || (file && !file.startsWith(folder))) throw new HttpProblem(404, `There is no module ${path}.`);
        if (!file) {
            if (/\.(html|css)$/.test(name)) return { code: EMPTY_TEMPLATE, imports: [] };
            throw new HttpProblem(404, `There is no module ${path}.`);
        }
        return this.finish(await this.compile(file, namespace, bundle), language);
    }

    /**
     * What a component of the project needs, itself or through what it imports, and this host does not have; each with
     * the file and line of the import.
     */
    problems(bundle: string, isKnownApex: (method: string) => Promise<boolean>): Promise<readonly string[]> {
        const state = this.state();
        if (state !== this.problemsOf.state) this.problemsOf = { state, byBundle: new Map() };
        let problems = this.problemsOf.byBundle.get(bundle);
        if (!problems) {
            problems = this.findProblems(bundle, isKnownApex);
            this.problemsOf.byBundle.set(bundle, problems);
        }
        return problems;
    }

    private async findProblems(bundle: string, isKnownApex: (method: string) => Promise<boolean>): Promise<readonly string[]> {
        const known = this.importMap();
        const problems: string[] = [];
        const seen = new Set<string>();
        const visit = async (namespace: string, name: string, file: string): Promise<void> => {
            const folder = this.folderOf(namespace, name);
            const source = folder && sourceFile(folder, file);
            if (!source || seen.has(source)) return;
            seen.add(source);
            const { imports } = await this.compile(source, namespace, name);
            for (const item of imports) {
                const relative = /^\.\/(.+?)(\?.*)?$/.exec(item.specifier)?.[1];
                const own = /^c\/(\w+)$/.exec(item.specifier)?.[1];
                if (relative) await visit(namespace, name, relative);
                else if (own && this.folderOf('c', own)) await visit('c', own, `${own}.js`);
                else if (!(await this.isKnown(item, known, isKnownApex))) problems.push(`${item.specifier} (${this.where(source, item)})`);
            }
        };
        await visit('c', bundle, `${bundle}.js`);
        return problems;
    }

    private async isKnown(
        { specifier }: ModuleImport,
        importMap: Readonly<Record<string, string>>,
        isKnownApex: (method: string) => Promise<boolean>
    ): Promise<boolean> {
        const scoped = SCOPED.exec(specifier);
        if (!scoped) return specifier in importMap;
        const [, kind, name = ''] = scoped;
        if (kind === 'label') return name.startsWith('c.') && this.metadata.find('CustomLabel', name.slice(2)) !== undefined;
        if (kind === 'apex') return isKnownApex(name);
        if (kind === 'messageChannel') return this.metadata.find('LightningMessageChannel', channelName(name)) !== undefined;
        if (kind === 'user') return name === 'Id' || name === 'isGuest';
        return (kind !== 'i18n' && kind !== 'client') || builtInModule(kind, name) !== undefined;
    }

    private where(source: string, { line }: ModuleImport): string {
        const file = source.startsWith(this.metadata.root) ? source.slice(this.metadata.root.length + 1) : source;
        return line > 0 ? `${file}:${line}` : file;
    }

    private compile(file: string, namespace: string, bundle: string | undefined): Promise<CompiledModule> {
        if (!existsSync(file)) throw new HttpProblem(404, `There is no module ${file}.`);
        return this.compiler.module({ file, text: readFileSync(file, 'utf8'), namespace, bundle });
    }

    /** Labels and schema names become constants: a component may have dozens, and each would be a request. */
    private finish(compiled: CompiledModule, language: string): { code: string; imports: readonly string[] } {
        const code = compiled.code
            .replace(/import (\w+) from ['"]@salesforce\/label\/c\.(\w+)['"];?/g, (whole, variable: string, name: string) => {
                const text = labelText(this.metadata, name, language);
                return text === undefined ? whole : `const ${variable} = ${JSON.stringify(text)};`;
            })
            .replace(/import (\w+) from ['"]@salesforce\/schema\/([\w.]+)['"];?/g, (_whole, variable: string, name: string) => {
                return `const ${variable} = ${JSON.stringify(schemaReference(name))};`;
            });
        return { code, imports: compiled.imports.map(({ specifier }) => specifier) };
    }

    private folderOf(namespace: string, name: string): string | undefined {
        if (!/^\w+$/.test(name)) return undefined;
        if (namespace === 'c') {
            const file = this.metadata.find('LightningComponentBundle', name)?.bodyFile;
            return file === undefined ? undefined : resolve(this.metadata.root, file);
        }
        const folder = join(CLIENT, namespace, name);
        return CLIENT_NAMESPACES.includes(namespace) && existsSync(folder) ? folder : undefined;
    }

    private bundles(): (readonly [namespace: string, name: string])[] {
        const own = this.metadata.ofType('LightningComponentBundle').map((bundle) => ['c', bundle.fullName] as const);
        const client = CLIENT_NAMESPACES.flatMap((namespace) =>
            readdirSync(join(CLIENT, namespace)).map((name) => [namespace, name] as const)
        );
        return [...client, ...own];
    }

    private bundleFolders(): string[] {
        return this.metadata.ofType('LightningComponentBundle').map((bundle) => resolve(this.metadata.root, bundle.bodyFile ?? ''));
    }

    private baseComponentsInUse(): string[] {
        const used = new Set<string>();
        for (const folder of [CLIENT, ...this.bundleFolders()]) {
            for (const file of filesBelow(folder)) {
                const text = readFileSync(file, 'utf8');
                for (const [, name] of text.matchAll(/<lightning-([a-z0-9-]+)/g)) used.add(camelCase(name!));
                for (const [, name] of text.matchAll(/['"]lightning\/(\w+)['"]/g)) used.add(name!);
            }
        }
        return [...used].filter((name) => !(`lightning/${name}` in PLATFORM) && hasBaseComponent(name)).sort();
    }
}

function platformModules(): string[] {
    return readdirSync(join(CLIENT, 'platform')).map((file) => file.replace(/\.ts$/, ''));
}

function sourceFile(folder: string, name: string): string | undefined {
    const path = resolve(folder, name);
    const candidates = extname(name) === '.js' ? [path.replace(/\.js$/, '.ts'), path] : [path, `${path}.ts`, `${path}.js`];
    return candidates.find((candidate) => /\.(ts|js|html|css)$/.test(candidate) && existsSync(candidate));
}

function* filesBelow(folder: string): Generator<string> {
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
            if (!entry.name.startsWith('__')) yield* filesBelow(path);
        } else if (/\.(ts|js|html|css)$/.test(entry.name)) yield path;
    }
}

function camelCase(name: string): string {
    return name.replace(/-([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
}
