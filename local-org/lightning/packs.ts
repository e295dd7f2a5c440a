import { createHash } from 'node:crypto';
import type { Compiler } from './build/compiler.ts';
import type { NamedPack, PackModule } from './build/protocol.ts';
import type { OrgGateway } from './gateway.ts';
import type { Modules } from './modules.ts';
import { apexModule } from './scoped.ts';

const APEX = /^@salesforce\/apex\/(\w+\.\w+)$/;

/** As many as pages may still be open with, after somebody edited a component. */
const KEPT = 8;

/**
 * The modules of this host and of the project in few files: a page would ask for two hundred otherwise, one because of
 * the other. Each page asks for the pack of what stands on disk at that moment.
 */
export class Packs {
    private readonly modules: Modules;
    private readonly compiler: Compiler;
    private readonly org: OrgGateway;
    private readonly byState = new Map<string, Promise<NamedPack | undefined>>();
    private readonly byName = new Map<string, NamedPack>();

    constructor(modules: Modules, compiler: Compiler, org: OrgGateway) {
        this.modules = modules;
        this.compiler = compiler;
        this.org = org;
    }

    /** Undefined where nothing can be put together: then every module is served by itself, and each says what is wrong with it. */
    async current(language: string): Promise<NamedPack | undefined> {
        const state = `${language} ${this.modules.state()}`;
        let pack = this.byState.get(state);
        if (!pack) {
            pack = this.build(language).catch(() => undefined);
            this.byState.set(state, pack);
            forgetFirst(this.byState);
        }
        return pack;
    }

    named(name: string): NamedPack | undefined {
        return this.byName.get(name);
    }

    private async build(language: string): Promise<NamedPack> {
        const modules: Record<string, PackModule> = {};
        const entries: Record<string, string> = {};
        for (const [specifier, path] of this.modules.entries()) {
            const needed = await this.collect(path, language, modules).catch(() => undefined);
            if (!needed) continue;
            Object.assign(modules, needed);
            entries[specifier] = path;
        }
        const pack = await this.compiler.pack({ modules, entries });
        const name = createHash('sha256').update(JSON.stringify(pack)).digest('hex').slice(0, 20);
        const named = { name, ...pack };
        this.byName.set(name, named);
        forgetFirst(this.byName);
        return named;
    }

    /** A module with everything that it imports; rejects where one of them cannot be compiled. */
    private async collect(
        path: string,
        language: string,
        known: Readonly<Record<string, PackModule>>
    ): Promise<Record<string, PackModule>> {
        const found: Record<string, PackModule> = {};
        const todo = [path];
        for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
            if (next in known || next in found) continue;
            const apex = APEX.exec(next)?.[1];
            const module = apex === undefined ? await this.modules.read(next, language) : await this.apex(apex);
            const imports: Record<string, string> = {};
            for (const specifier of module.imports) {
                const target = await this.target(specifier, next);
                if (target === undefined) continue;
                imports[specifier] = target;
                todo.push(target);
            }
            found[next] = { code: module.code, imports, ...(next.startsWith('c/') || apex ? {} : { file: 'host' }) };
        }
        return found;
    }

    private async target(specifier: string, from: string): Promise<string | undefined> {
        const apex = APEX.exec(specifier)?.[1];
        if (apex === undefined) return this.modules.pathOf(specifier, from);
        return (await this.org.isCacheable(apex)) === undefined ? undefined : specifier;
    }

    private async apex(name: string): Promise<{ code: string; imports: readonly string[] }> {
        return { code: apexModule(name, (await this.org.isCacheable(name)) === true), imports: ['@salesforce/apex'] };
    }
}

function forgetFirst(map: Map<string, unknown>): void {
    for (const key of map.keys()) {
        if (map.size <= KEPT) return;
        map.delete(key);
    }
}
