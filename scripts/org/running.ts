import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where `npm start` leaves word of what it runs, for other commands on this machine; readable by its user alone. */
const FILE = '.local-org/running.json';

export interface Running {
    url: string;
    token: string;
    /** Address of the Stripe stand-in; null while Stripe itself is used. */
    standIn: string | null;
    pid: number;
}

export function announceRunning(running: Running): void {
    mkdirSync(dirname(FILE), { recursive: true });
    rmSync(FILE, { force: true });
    writeFileSync(FILE, JSON.stringify(running), { mode: 0o600 });
}

export function findRunning(): Running | undefined {
    if (!existsSync(FILE)) return undefined;
    const running = JSON.parse(readFileSync(FILE, 'utf8')) as Running;
    return isAlive(running.pid) ? running : undefined;
}

/** Takes back the word of this process, and of no other. */
export function forgetRunning(pid: number): void {
    if (findRunning()?.pid === pid) rmSync(FILE, { force: true });
}

function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}
