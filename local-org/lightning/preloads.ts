import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectMetadata } from '../metadata/model.ts';
import type { ModuleFiles, NamedPack } from './build/protocol.ts';
import { FILES } from './build/files.ts';
import type { OrgGateway } from './gateway.ts';
import { HOME_TAB, appPage, recordPage } from './metadata/app.ts';
import type { PageModel, PageNode } from './metadata/page.ts';
import { ASSETS, type Modules } from './modules.ts';
import type { Packs } from './packs.ts';

/** What every page starts with. */
const ALWAYS = [
    '@lwc/synthetic-shadow',
    'lwc',
    'platform/server',
    'one/header',
    'one/app',
    'lightning/iconSvgTemplatesUtility',
    'lightning/iconSvgTemplatesStandard'
];

/** Which modules a page will need, told before the first of them runs. */
export class Preloads {
    private readonly metadata: ProjectMetadata;
    private readonly modules: Modules;
    private readonly packs: Packs;
    private readonly org: OrgGateway;
    private vendor: ModuleFiles | undefined;

    constructor(metadata: ProjectMetadata, modules: Modules, packs: Packs, org: OrgGateway, vendor: Promise<string>) {
        this.metadata = metadata;
        this.modules = modules;
        this.packs = packs;
        this.org = org;
        vendor.then(
            (directory) => (this.vendor = JSON.parse(readFileSync(join(directory, FILES), 'utf8')) as ModuleFiles),
            () => undefined
        );
    }

    /** Until the base components are built, pages say that they are, and each module is asked for by itself. */
    async of(path: string, language: string): Promise<{ imports: Record<string, string>; soon: string[] }> {
        const pack = this.vendor && (await this.packs.current(language));
        const imports = this.modules.importMap(pack);
        if (!pack || !this.vendor) return { imports, soon: [] };
        const own = (await this.pageAt(path))?.rows.flat().flatMap(({ nodes }) => nodes.flatMap(componentsIn)) ?? [];
        const closure = new Closure(imports, pack, this.vendor, this.modules.vendorUrl);
        for (const specifier of [...ALWAYS, ...own]) closure.add(specifier);
        return { imports, soon: closure.urls };
    }

    private async pageAt(path: string): Promise<PageModel | undefined> {
        if (path === '/lightning/page/home') return appPage(this.metadata, HOME_TAB);
        const tab = /^\/lightning\/n\/([\w-]+)$/.exec(path)?.[1];
        if (tab !== undefined) return appPage(this.metadata, tab);
        const recordId = /^\/lightning\/r\/(?:\w+\/)?(\w+)\/view$/.exec(path)?.[1];
        const object = recordId === undefined ? undefined : await this.org.objectOf(recordId).catch(() => undefined);
        return object === undefined ? undefined : recordPage(this.metadata, object);
    }
}

/** Specifiers of a node and of what stands in it. */
function componentsIn({ component, facets, unsupported }: PageNode): string[] {
    const own = unsupported === undefined && component !== 'flexipage:tab' ? [component.replace(':', '/')] : [];
    return [...own, ...Object.values(facets).flatMap((nodes) => nodes.flatMap(componentsIn))];
}

/** Addresses of modules with all that they import. */
class Closure {
    private readonly imports: Readonly<Record<string, string>>;
    private readonly found = new Set<string>();
    private readonly files: ReadonlyMap<string, readonly string[]>;

    constructor(imports: Readonly<Record<string, string>>, pack: NamedPack, vendor: ModuleFiles, vendorUrl: string) {
        this.imports = imports;
        this.files = new Map([...withAddresses(`${ASSETS}/pack/${pack.name}`, pack), ...withAddresses(vendorUrl, vendor)]);
    }

    get urls(): string[] {
        return [...this.found];
    }

    add(specifier: string): void {
        const url = this.files.has(specifier) ? specifier : this.addressOf(specifier);
        if (url === undefined || this.found.has(url)) return;
        this.found.add(url);
        for (const imported of this.files.get(url) ?? []) this.add(imported);
    }

    private addressOf(specifier: string): string | undefined {
        const scoped = /^@salesforce\/(.+)$/.exec(specifier)?.[1];
        return this.imports[specifier] ?? (scoped === undefined ? undefined : `${this.imports['@salesforce/']}${scoped}`);
    }
}

/** Address of each file → addresses of the files beside it that it imports, and specifiers of the rest. */
function withAddresses(folder: string, { imports }: ModuleFiles): (readonly [string, readonly string[]])[] {
    return Object.entries(imports).map(([file, names]) => [
        `${folder}/${file}`,
        names.map((name) => (name in imports ? `${folder}/${name}` : name))
    ]);
}
