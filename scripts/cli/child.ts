import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { UserError } from './arguments';

export interface ReadyChild {
    /** What the child said in its first line. */
    ready: Record<string, unknown>;
    /** Settles when the child has ended, with its exit code. */
    ended: Promise<number | null>;
    stop(): Promise<void>;
}

/** Runs TypeScript without a build, and brings SQLite along. */
const NODE = [22, 18] as const;

/** How long a child may take to end by itself, in milliseconds. */
const END_PATIENCE = 5_000;

/**
 * Starts a program that prints one JSON line `{"ready":true,…}` when it serves. Its problems go to our standard error;
 * when we end, however we end, it ends too (it listens to the closing of the channel between us).
 */
export async function startChild(name: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ReadyChild> {
    requireNode(process.versions.node);
    const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...environment } });
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => process.stderr.write(withoutNoise(text)));
    const line = await Promise.race([firstLine(child), ended]);
    if (typeof line !== 'string') throw new UserError(`${name} did not start; its problems are above.`);
    return { ready: readLine(name, line), ended, stop: () => stop(child, ended) };
}

export function requireNode(version: string): void {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return;
    throw new UserError(
        `This needs Node ${NODE.join('.')} or newer, and runs on ${version}: start it by npm, which brings its own (npm ci, then npm start).`
    );
}

function readLine(name: string, line: string): Record<string, unknown> {
    try {
        return JSON.parse(line) as Record<string, unknown>;
    } catch {
        throw new Error(`${name} was to print a JSON line when ready, and printed: ${line}`);
    }
}

function firstLine(child: ChildProcess): Promise<string> {
    return new Promise((resolve) => {
        const lines = createInterface({ input: child.stdout! });
        lines.once('line', (line) => {
            resolve(line);
            lines.on('line', (later) => process.stderr.write(`${later}\n`));
        });
    });
}

/** Node announces the features that are still experimental; that is nobody's problem. */
function withoutNoise(text: string): string {
    return text.replace(/^\(node:\d+\) ExperimentalWarning:.*\n(\(Use `node --trace-warnings.*\n)?/gm, '');
}

async function stop(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), END_PATIENCE);
    await ended;
    clearTimeout(timer);
}
