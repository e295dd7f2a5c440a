import { startChild, type ReadyChild } from '../cli/child';
import { RestOrg, type ApexResult, type Session } from './rest';

export interface LocalOrgOptions {
    port?: number;
    /** ':memory:' or a file. */
    database?: string;
    keep?: boolean;
    /** Source directories deployed on top of the project. */
    also?: readonly string[];
    namedCredentials?: Record<string, string>;
}

/** Counters of one finished transaction, as the local org keeps them. */
export interface TransactionRecord {
    kind: string;
    name: string;
    user: string;
    limits: Record<string, number>;
    ms: number;
    error: string | null;
}

interface AnonymousAnswer {
    success: boolean;
    compileProblem?: string;
    exception?: string;
    logs: string[];
}

/** The local org: an org whose clock, background work and counters can be reached. */
export class LocalOrg extends RestOrg {
    constructor(session: Session) {
        super(session);
    }

    get token(): string {
        return this.session.token;
    }

    webhookUrl(source: string): Promise<string> {
        return Promise.resolve(`${this.url}/services/apexrest/stripe/${source}`);
    }

    async apex(source: string): Promise<ApexResult> {
        const answer = await this.call<AnonymousAnswer>('POST', '/local-org/apex', { source });
        if (!answer.success) throw new Error(`Anonymous Apex failed: ${answer.compileProblem ?? answer.exception ?? 'no reason given'}`);
        return { logs: answer.logs };
    }

    /** @param now milliseconds since the epoch; null for real time */
    async setClock(now: number | null): Promise<void> {
        await this.call('POST', '/local-org/clock', { now });
    }

    /** Runs what waits in the background until nothing does; returns how many jobs ran. */
    async idle(): Promise<number> {
        const { jobs } = await this.call<{ jobs: number }>('POST', '/local-org/idle', {});
        return jobs;
    }

    async transactions(clear = false): Promise<TransactionRecord[]> {
        return this.call('GET', `/local-org/transactions${clear ? '?clear=1' : ''}`);
    }
}

export interface RunningLocalOrg {
    org: LocalOrg;
    child: ReadyChild;
    /** Its database was damaged: it begins with none of the earlier records. */
    rebuilt: boolean;
}

/** Starts the local org on this project in a process of its own. */
export async function startLocalOrg(options: LocalOrgOptions = {}): Promise<RunningLocalOrg> {
    const child = await startChild('The local org', [
        'local-org/cli.ts',
        'start',
        '--project',
        '.',
        '--port',
        String(options.port ?? 0),
        '--database',
        options.database ?? ':memory:',
        ...(options.keep ? ['--keep'] : []),
        ...(options.also ?? []).flatMap((directory) => ['--also', directory]),
        ...Object.entries(options.namedCredentials ?? {}).flatMap(([name, url]) => ['--named-credential', `${name}=${url}`])
    ]);
    const org = new LocalOrg({ url: String(child.ready['url']), token: String(child.ready['token']) });
    return { org, child, rebuilt: child.ready['rebuilt'] === true };
}
