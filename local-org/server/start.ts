import { mkdirSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { discardDatabase, setDamagedAside } from '../data/discard.ts';
import { createLightning, type Lightning, type LightningOptions } from '../lightning/host.ts';
import { createFront, type PageHost } from './front.ts';
import { gatewayOf } from './gateway.ts';
import { OrgWorker } from './org-worker.ts';
import { Session } from './session.ts';

export interface StartOptions {
    readonly project: string;
    /** 0 takes a free one. */
    readonly port: number;
    /** ':memory:' or a file. */
    readonly database: string;
    /** Keep what the database file holds; otherwise it begins empty. */
    readonly keep: boolean;
    readonly extraDirectories: readonly string[];
    /** Named credential → where it leads here. */
    readonly namedCredentials: Readonly<Record<string, string>>;
}

export interface RunningServer {
    readonly url: string;
    readonly token: string;
    /** The database was damaged: the org begins with none of its records. */
    readonly rebuilt: boolean;
    stop(): Promise<void>;
}

/** The port is taken; the message says what to do. */
export class PortInUse extends Error {}

export async function startServer(options: StartOptions): Promise<RunningServer> {
    const project = resolve(options.project);
    const database = options.database === ':memory:' ? ':memory:' : resolve(options.database);
    const rebuilt = database !== ':memory:' && prepareFile(database, options.keep);
    const cacheDirectory = join(project, '.local-org', 'cache');
    const org = await OrgWorker.start({
        project,
        database,
        cacheDirectory,
        extraDirectories: [...options.extraDirectories],
        namedCredentials: options.namedCredentials
    });
    const facts = await org.call('facts');
    const session = new Session(facts.id, facts.defaultUsername);
    const pages = new Pages({ project, org: gatewayOf(org), cacheDirectory }, options.extraDirectories);
    org.onDeployed = (extraDirectories) => pages.open(extraDirectories);
    const server = createFront(org, session, pages);
    try {
        await listen(server, options.port);
    } catch (error) {
        await Promise.all([org.stop(), pages.stop()]);
        throw error;
    }
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        token: session.token,
        rebuilt,
        stop: async () => {
            server.closeAllConnections();
            server.close();
            await Promise.all([org.stop(), pages.stop()]);
        }
    };
}

/** The Lightning pages of what is deployed now. */
class Pages implements PageHost {
    private readonly options: Omit<LightningOptions, 'extraDirectories'>;
    private host: Lightning;

    constructor(options: Omit<LightningOptions, 'extraDirectories'>, extraDirectories: readonly string[]) {
        this.options = options;
        this.host = createLightning({ ...options, extraDirectories });
    }

    /** Serves other source directories from now on; pages that are open get theirs when they are loaded again. */
    open(extraDirectories: readonly string[]): void {
        const previous = this.host;
        this.host = createLightning({ ...this.options, extraDirectories });
        void previous.stop();
    }

    handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
        return this.host.handle(request, response);
    }

    stop(): Promise<void> {
        return this.host.stop();
    }
}

/** True where the file was damaged and another one begins in its place. */
function prepareFile(database: string, keep: boolean): boolean {
    mkdirSync(dirname(database), { recursive: true });
    const damage = setDamagedAside(database);
    if (damage !== undefined) console.error(damage);
    else if (!keep) discardDatabase(database);
    return damage !== undefined;
}

function listen(server: Server, port: number): Promise<void> {
    return new Promise((resolveListening, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => {
            reject(error.code === 'EADDRINUSE' ? new PortInUse(`Port ${port} is in use: choose another with --port N.`) : error);
        });
        server.listen(port, '127.0.0.1', () => resolveListening());
    });
}
