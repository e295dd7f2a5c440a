import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageVersion } from './packages.ts';
import type { BuildAnswer, BuildRequest, CompiledModule, ModuleSource, Pack, PackSource } from './protocol.ts';

/**
 * Compiles in a thread of its own, so that the server goes on answering, and keeps every result on disk under the hash of
 * what went in.
 */
export class Compiler {
    private readonly directory: string;
    private worker: Worker | undefined;
    private nextId = 1;
    private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
    private readonly modules = new Map<string, Promise<CompiledModule>>();

    constructor(cacheDirectory: string) {
        this.directory = join(cacheDirectory, 'lightning');
    }

    /** Says what is in the folder, before there is one. */
    vendorName(components: readonly string[]): string {
        return `vendor-${hash(recipe(), ...components)}`;
    }

    iconsName(icons: readonly string[]): string {
        return `icons-${hash(recipe(), ...icons)}`;
    }

    /** Folder that holds the LWC engine and the named base components as ES modules. */
    vendor(components: readonly string[]): Promise<string> {
        return this.folder(this.vendorName(components), (directory) => ({ kind: 'vendor', components, directory }));
    }

    /** Folder that holds one module for each icon category ('utility.js'), with the named icons alone. */
    icons(icons: readonly string[]): Promise<string> {
        return this.folder(this.iconsName(icons), (directory) => ({ kind: 'icons', icons, directory }));
    }

    pack(source: PackSource): Promise<Pack> {
        return this.ask({ kind: 'pack', source }) as Promise<Pack>;
    }

    module(source: ModuleSource): Promise<CompiledModule> {
        const key = hash(recipe(), source.file, source.namespace, source.bundle ?? '', source.text);
        let compiled = this.modules.get(key);
        if (!compiled) {
            compiled = this.compileModule(key, source);
            this.modules.set(key, compiled);
            compiled.catch(() => this.modules.delete(key));
        }
        return compiled;
    }

    async stop(): Promise<void> {
        await this.worker?.terminate();
        this.worker = undefined;
    }

    private async folder(name: string, request: (directory: string) => BuildRequest): Promise<string> {
        const directory = join(this.directory, name);
        if (existsSync(directory)) return directory;
        const unfinished = `${directory}.${process.pid}`;
        mkdirSync(unfinished, { recursive: true });
        await this.ask(request(unfinished));
        if (!existsSync(directory)) renameSync(unfinished, directory);
        return directory;
    }

    private async compileModule(key: string, source: ModuleSource): Promise<CompiledModule> {
        const file = join(this.directory, 'modules', `${key}.json`);
        if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as CompiledModule;
        const compiled = (await this.ask({ kind: 'module', source })) as CompiledModule;
        mkdirSync(join(this.directory, 'modules'), { recursive: true });
        const unfinished = `${file}.${process.pid}`;
        writeFileSync(unfinished, JSON.stringify(compiled));
        renameSync(unfinished, file);
        return compiled;
    }

    private ask(request: BuildRequest): Promise<unknown> {
        const id = this.nextId++;
        const worker = (this.worker ??= this.start());
        return new Promise((resolve, reject) => {
            this.waiting.set(id, { resolve, reject });
            worker.ref();
            worker.postMessage({ id, request });
        });
    }

    private start(): Worker {
        const worker = new Worker(new URL('./worker.ts', import.meta.url));
        worker.on('message', (answer: BuildAnswer) => {
            const asked = this.waiting.get(answer.id);
            this.waiting.delete(answer.id);
            if (this.waiting.size === 0) worker.unref();
            if (answer.ok) asked?.resolve(answer.value);
            else asked?.reject(new Error(answer.message));
        });
        worker.on('error', (error: Error) => {
            for (const { reject } of this.waiting.values()) reject(error);
            this.waiting.clear();
            this.worker = undefined;
        });
        return worker;
    }
}

let recipeText: string | undefined;

/** What the result depends on besides its source: the packages, and the code of this folder. */
function recipe(): string {
    recipeText ??= [
        ...['lwc', '@lwc/compiler', 'lightning-base-components', 'typescript'].map((name) => `${name}@${packageVersion(name)}`),
        ...readdirSync(import.meta.dirname).map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    ].join('\n');
    return recipeText;
}

function hash(...parts: readonly string[]): string {
    const digest = createHash('sha256');
    for (const part of parts) digest.update(part).update('\0');
    return digest.digest('hex').slice(0, 20);
}
