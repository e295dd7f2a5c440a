import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { readArguments, runCommand, UserError } from './cli/arguments';
import { formatTable } from './cli/table';
import { startLocalOrg, type LocalOrg } from './org/local';
import { apexString } from './org/rest';
import { storeSigningSecret } from './org/signing-secret';
import { toEvent } from './replay/envelope';
import { filesOf, readObject } from './replay/files';
import { signatureHeader } from './stripe/signature';

/** Two sources in payload mode, since recorded objects exist in no API; see `config/replay`. */
const SOURCES = { test: 'Replay_Test', live: 'Replay_Live' };

interface Line {
    file: string;
    type: string;
    status: string;
    state: string;
    reason: string;
    passed: boolean;
}

runCommand(async () => {
    const options = readArguments({
        usage: 'npm run replay -- FILE|DIR… [--as-is]',
        summary:
            'Sends recorded Stripe events, or objects, through the signed webhook into a fresh local org without a Stripe behind it, and says what became of each.',
        positionals: 'FILE|DIR',
        options: { 'as-is': { help: 'keeps the ids of recorded events instead of giving fresh ones' } }
    });
    if (options.positionals.length === 0) throw new UserError('Name files or folders: npm run replay -- FILE|DIR…');
    const files = filesOf(options.positionals);
    const { org, child } = await startLocalOrg({ also: ['config/replay'] });
    try {
        const lines = await replay(org, files, options.has('as-is'));
        const passed = lines.filter((line) => line.passed).length;
        process.stdout.write(`${formatLines(lines)}\n\n${passed} passed, ${lines.length - passed} failed\n`);
        return passed === lines.length ? 0 : 1;
    } finally {
        await child.stop();
    }
});

async function replay(org: LocalOrg, files: readonly string[], asIs: boolean): Promise<Line[]> {
    const secret = `whsec_${randomBytes(24).toString('hex')}`;
    for (const source of Object.values(SOURCES)) await storeSigningSecret(org, source, secret);
    const now = Math.floor(Date.now() / 1000);
    const seen = new Set<string>();
    const lines: Line[] = [];
    for (const [index, file] of files.entries()) lines.push(await replayFile(org, { file, created: now + index, asIs, secret, seen }));
    return lines;
}

interface FileRun {
    file: string;
    created: number;
    asIs: boolean;
    secret: string;
    /** Event keys that earlier files have taken. */
    seen: Set<string>;
}

async function replayFile(org: LocalOrg, { file, created, asIs, secret, seen }: FileRun): Promise<Line> {
    const line = (part: Partial<Line>): Line => ({
        file: basename(file),
        type: '-',
        status: '-',
        state: '-',
        reason: '',
        passed: false,
        ...part
    });
    try {
        const { event, live } = toEvent(file, readObject(file), created, asIs);
        const source = live ? SOURCES.live : SOURCES.test;
        const body = JSON.stringify(event);
        const answer = await fetch(await org.webhookUrl(source), {
            method: 'POST',
            headers: {
                'content-type': 'application/json',
                'stripe-signature': signatureHeader(body, Math.floor(Date.now() / 1000), secret)
            },
            body
        });
        const text = await answer.text();
        const sent = { type: String(event.type), status: String(answer.status) };
        if (!answer.ok) return line({ ...sent, reason: problemIn(text) });
        await org.idle();
        const key = `${source}:${event.id}`;
        const row = seen.has(key) ? undefined : await rowOf(org, key);
        seen.add(key);
        if (!row) return line({ ...sent, reason: 'no row of its own: an event of this id was there already' });
        const reason = row.State__c === 'Failed' ? row.Error__c : row.Reason__c;
        return line({ ...sent, state: row.State__c, reason: reason ?? '', passed: row.State__c !== 'Failed' });
    } catch (error) {
        return line({ reason: (error as Error).message.split('\n')[0]! });
    }
}

interface EventRow {
    State__c: string;
    Reason__c: string | null;
    Error__c: string | null;
}

async function rowOf(org: LocalOrg, key: string): Promise<EventRow | undefined> {
    const [row] = await org.query<EventRow>(
        `SELECT State__c, Reason__c, Error__c FROM Stripe_Event__c WHERE Event_Key__c = ${apexString(key)}`
    );
    return row;
}

function problemIn(text: string): string {
    try {
        const answer = JSON.parse(text) as { error?: string };
        return answer.error ?? text;
    } catch {
        return text.slice(0, 200);
    }
}

function formatLines(lines: readonly Line[]): string {
    return formatTable(
        [{ title: 'File' }, { title: 'Type' }, { title: 'HTTP' }, { title: 'State' }, { title: 'Reason' }],
        lines.map((line) => [line.file, line.type, line.status, line.state, line.reason])
    );
}
