import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { apexString } from '../org/rest';
import type { LocalOrg } from '../org/local';
import { storeSigningSecret } from '../org/signing-secret';
import { signatureHeader } from '../stripe/signature';
import { toEvent } from './envelope';
import { readObject } from './files';

/** Two sources in payload mode, since recorded objects exist in no API; see `config/replay`. */
export const SOURCES = { test: 'Replay_Test', live: 'Replay_Live' };

/** What became of a file. */
export interface Line {
    file: string;
    type: string;
    status: string;
    state: string;
    reason: string;
    passed: boolean;
}

/** One file after the other through the endpoint of an org that has the sources of `config/replay`. */
export async function replay(org: LocalOrg, files: readonly string[], asIs: boolean): Promise<Line[]> {
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
