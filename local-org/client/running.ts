import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How another process reaches the org that `local-org start` serves. */
export interface RunningServer {
    readonly url: string;
    readonly token: string;
    readonly pid: number;
}

const fileOf = (project: string): string => join(project, '.local-org', 'server.json');

/**
 * Only the user who started the server may read its token. A server that runs already stays the one that is found: what a
 * command starts beside it for itself ends with that command.
 */
export function announceServer(project: string, server: RunningServer): void {
    if (findServer(project)) return;
    const file = fileOf(project);
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify(server), { mode: 0o600 });
}

/** The server that runs for the project; undefined where none does. */
export function findServer(project: string): RunningServer | undefined {
    try {
        const server = JSON.parse(readFileSync(fileOf(project), 'utf8')) as RunningServer;
        process.kill(server.pid, 0);
        return server;
    } catch {
        return undefined;
    }
}

/** Takes back what this process announced, and nothing of another. */
export function forgetServer(project: string, pid: number): void {
    if (findServer(project)?.pid === pid) rmSync(fileOf(project), { force: true });
}
