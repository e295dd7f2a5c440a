import { startChild, type ReadyChild } from '../../cli/child';

export interface RunningStandIn {
    url: string;
    child: ReadyChild;
    control<Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer>;
}

/** Starts the stand-in in a process of its own. @param stateFile what it knows is read from here and written back */
export async function startStandIn(stateFile?: string): Promise<RunningStandIn> {
    const args = ['-r', 'ts-node/register/transpile-only', 'scripts/stripe/stand-in/main.ts', ...(stateFile ? ['--state', stateFile] : [])];
    const child = await startChild('The Stripe stand-in', args);
    const url = String(child.ready['url']);
    return { url, child, control: (method, path, body) => controlStandIn(url, method, path, body) };
}

export async function controlStandIn<Answer>(url: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${url}/stand-in${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`The stand-in answered ${answer.status} to ${path}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
}
