import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { loadProject } from '../metadata/load.ts';
import { Api } from './api/api.ts';
import { Compiler } from './build/compiler.ts';
import { ChangeFeed } from './events.ts';
import { GatewayError, type OrgGateway } from './gateway.ts';
import { HttpProblem, redirect, requireLocalName, send, sendJson } from './http.ts';
import { readApp } from './metadata/app.ts';
import { appLabel } from './metadata/labels.ts';
import { ASSETS, Modules } from './modules.ts';
import { Packs } from './packs.ts';
import { Preloads } from './preloads.ts';
import { scopedModule } from './scoped.ts';
import { actingUser, themeOf } from './session.ts';
import { contentSecurityPolicy, shell } from './shell.ts';
import { startPage } from './tabs.ts';
import { sheet } from './theme.ts';

export interface LightningOptions {
    /** Root of the project. */
    readonly project: string;
    readonly extraDirectories?: readonly string[];
    readonly org: OrgGateway;
    readonly cacheDirectory: string;
}

export interface Lightning {
    /** False where the path is none of the pages'. */
    handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
    /** Resolves when the base components are built; rejects with what went wrong. */
    readonly ready: Promise<void>;
    stop(): Promise<void>;
}

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const PAGE = /^\/lightning\/(o\/\w+\/list|r\/(\w+\/)?\w+(\/related\/\w+)?\/view|n\/[\w-]+|page\/home)$/;

/** The Lightning pages of a project over a running org. Building the base components begins at once, in the background. */
export function createLightning(options: LightningOptions): Lightning {
    const host = new LightningHost(options);
    host.ready.catch((error: unknown) => console.error(`The Lightning pages cannot be built: ${(error as Error).message}`));
    return host;
}

class LightningHost implements Lightning {
    readonly ready: Promise<void>;
    private readonly org: OrgGateway;
    private readonly metadata;
    private readonly compiler: Compiler;
    private readonly modules: Modules;
    private readonly packs: Packs;
    private readonly preloads: Preloads;
    private readonly api: Api;
    private readonly feed: ChangeFeed;
    private readonly vendor: Promise<string>;
    private readonly icons: Promise<string>;

    constructor({ project, extraDirectories, org, cacheDirectory }: LightningOptions) {
        this.org = org;
        this.metadata = loadProject(project, extraDirectories ? [...extraDirectories] : []);
        this.compiler = new Compiler(cacheDirectory);
        this.modules = new Modules(this.metadata, this.compiler);
        this.feed = new ChangeFeed(org);
        this.api = new Api(org, this.metadata, this.modules, this.feed);
        this.vendor = this.modules.vendor();
        this.icons = this.modules.icons();
        this.packs = new Packs(this.modules, this.compiler, org);
        this.preloads = new Preloads(this.metadata, this.modules, this.packs, org, this.vendor);
        this.ready = Promise.all([this.vendor, this.icons]).then(() => undefined);
        this.ready.then(() => this.warm()).catch(() => undefined);
    }

    /** So that the first page waits for nothing. */
    private async warm(): Promise<void> {
        const [user] = await this.org.users();
        if (user) await this.packs.current(user.language);
    }

    async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (url.pathname !== '/' && !url.pathname.startsWith('/lightning')) return false;
        try {
            await this.route(request, response, url);
        } catch (error) {
            if (!(error instanceof HttpProblem) && !(error instanceof GatewayError))
                console.error(`${request.method} ${url.pathname}: ${(error as Error).message}`);
            if (response.headersSent) response.destroy();
            else
                sendJson(response, statusOf(error), {
                    message: (error as Error).message,
                    ...(error instanceof HttpProblem ? error.details : {})
                });
        }
        return true;
    }

    stop(): Promise<void> {
        return this.compiler.stop();
    }

    private async route(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
        requireLocalName(request);
        const path = decodeURIComponent(url.pathname);
        if (path.startsWith(`${ASSETS}/`)) return this.asset(request, response, url, path.slice(ASSETS.length + 1));
        const isStart = path === '/' || path === '/lightning' || path === '/lightning/';
        if (!isStart && !PAGE.test(path)) throw new HttpProblem(404, `There is no page at ${path}.`);
        const user = await actingUser(request, this.org);
        const app = readApp(this.metadata);
        if (isStart) return redirect(response, await startPage(app, this.org, user.username));
        const nonce = randomBytes(16).toString('base64');
        response.setHeader('content-security-policy', contentSecurityPolicy(nonce));
        response.setHeader('referrer-policy', 'same-origin');
        const { imports, soon } = await this.preloads.of(path, user.language);
        send(
            request,
            response,
            'text/html; charset=utf-8',
            shell({
                title: appLabel(this.metadata, app.name, user.language) ?? app.label,
                language: user.language.replaceAll('_', '-'),
                nonce,
                imports,
                soon,
                theme: themeOf(request)
            })
        );
    }

    private async asset(request: IncomingMessage, response: ServerResponse, url: URL, path: string): Promise<void> {
        const slash = path.indexOf('/');
        const [area, rest] = slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
        switch (area) {
            case 'module':
                return this.module(request, response, rest);
            case 'vendor':
                return send(request, response, JAVASCRIPT, file(await this.vendor, withoutVersion(rest)), 'forever');
            case 'icons':
                return send(request, response, JAVASCRIPT, file(await this.icons, withoutVersion(rest)), 'forever');
            case 'pack':
                return send(request, response, JAVASCRIPT, this.packed(rest), 'forever');
            case 'salesforce': {
                const user = await actingUser(request, this.org);
                return send(request, response, JAVASCRIPT, await scopedModule(rest, this.metadata, this.org, user));
            }
            case 'style':
                return send(request, response, CSS, stylesheet(rest), 'revalidate');
            case 'icon.svg':
                return send(
                    request,
                    response,
                    'image/svg+xml',
                    readFileSync(join(import.meta.dirname, 'client', 'icon.svg')),
                    'revalidate'
                );
            case 'events':
                return this.feed.connect(request, response, url.searchParams.get('after'));
            case 'api':
                return this.api.answer(request, response, rest, url.searchParams);
            default:
                throw new HttpProblem(404, `There is nothing at ${url.pathname}.`);
        }
    }

    /** Labels stand in the modules as constants, in the language of who asks. */
    private async module(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
        const { language } = await actingUser(request, this.org);
        response.setHeader('vary', 'cookie');
        send(request, response, JAVASCRIPT, (await this.modules.read(path, language)).code, 'revalidate');
    }

    private packed(path: string): string {
        const code = this.packs.named(path.split('/')[0]!)?.code[withoutVersion(path)];
        if (code === undefined) throw new HttpProblem(404, `There is no file ${path} any more. Load the page anew.`);
        return code;
    }
}

function file(directory: string, name: string): Uint8Array {
    const path = join(directory, name);
    if (!path.startsWith(directory) || !existsSync(path)) throw new HttpProblem(404, `There is no file ${name}.`);
    return readFileSync(path);
}

/** The first step of a path says which version is meant, so that a browser may keep it for ever. */
function withoutVersion(path: string): string {
    return path.slice(path.indexOf('/') + 1);
}

function stylesheet(name: string): string | Uint8Array {
    if (name === 'page.css') return readFileSync(join(import.meta.dirname, 'client', 'page.css'));
    const found = sheet(name.replace(/\.css$/, ''));
    if (found === undefined) throw new HttpProblem(404, `There is no style ${name}.`);
    return found;
}

function statusOf(error: unknown): number {
    if (error instanceof HttpProblem) return error.status;
    return error instanceof GatewayError ? 400 : 500;
}
