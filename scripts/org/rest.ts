import { UserError } from '../cli/arguments';

export const API_VERSION = 'v66.0';
/** The composite resource takes at most this many records a call. */
const COMPOSITE_LIMIT = 200;

export interface Session {
    /** Base address, without a slash at its end. */
    url: string;
    token: string;
}

export interface ApexResult {
    logs: string[];
}

export type Fields = Record<string, string | number | boolean | null>;

interface SaveAnswer {
    id: string;
    success: boolean;
    errors: { statusCode?: string; message: string }[];
}

/** An org over its REST API: the same calls for a Salesforce org and for the local one. */
export abstract class RestOrg {
    protected readonly session: Session;

    constructor(session: Session) {
        this.session = session;
    }

    get url(): string {
        return this.session.url;
    }

    /** Where Stripe sends the webhooks of a source. */
    abstract webhookUrl(source: string): Promise<string>;

    /** Runs anonymous Apex as the user of the session; an exception or a compile problem becomes an Error. */
    abstract apex(source: string): Promise<ApexResult>;

    async query<Row>(soql: string): Promise<Row[]> {
        const rows: Row[] = [];
        let path: string | undefined = `/services/data/${API_VERSION}/query?q=${encodeURIComponent(soql)}`;
        while (path !== undefined) {
            const answer: { records: Row[]; nextRecordsUrl?: string } = await this.call('GET', path);
            rows.push(...answer.records);
            path = answer.nextRecordsUrl;
        }
        return rows;
    }

    async create(object: string, fields: Fields): Promise<string> {
        const answer = await this.call<SaveAnswer>('POST', `/services/data/${API_VERSION}/sobjects/${object}`, fields);
        return answer.id;
    }

    /** Ids in the order of the records; all of them or an Error. */
    async createMany(object: string, records: readonly Fields[]): Promise<string[]> {
        const ids: string[] = [];
        for (let from = 0; from < records.length; from += COMPOSITE_LIMIT) {
            const chunk = records.slice(from, from + COMPOSITE_LIMIT).map((fields) => ({ attributes: { type: object }, ...fields }));
            const answers = await this.call<SaveAnswer[]>('POST', `/services/data/${API_VERSION}/composite/sobjects`, {
                allOrNone: true,
                records: chunk
            });
            const refused = answers.find((answer) => !answer.success);
            if (refused) throw new Error(`${object} was not created: ${refused.errors.map((error) => error.message).join('; ')}`);
            ids.push(...answers.map((answer) => answer.id));
        }
        return ids;
    }

    async update(object: string, id: string, fields: Fields): Promise<void> {
        await this.call('PATCH', `/services/data/${API_VERSION}/sobjects/${object}/${id}`, fields);
    }

    async upsert(object: string, field: string, value: string, fields: Fields): Promise<void> {
        await this.call('PATCH', `/services/data/${API_VERSION}/sobjects/${object}/${field}/${encodeURIComponent(value)}`, fields);
    }

    protected async call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
        const answer = await this.fetch(method, path, body);
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${path.split('?')[0]} answered ${answer.status}: ${problemOf(text)}`);
        return (text === '' ? undefined : JSON.parse(text)) as Answer;
    }

    private async fetch(method: string, path: string, body?: object): Promise<Response> {
        try {
            return await fetch(`${this.session.url}${path}`, {
                method,
                headers: { authorization: `Bearer ${this.session.token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
                ...(body ? { body: JSON.stringify(body) } : {})
            });
        } catch (error) {
            const cause = (error as Error).cause;
            throw new UserError(
                `${this.session.url} does not answer (${cause instanceof Error ? cause.message : String(error)}). Is the org up?`
            );
        }
    }
}

function problemOf(text: string): string {
    try {
        const problems = JSON.parse(text) as { errorCode?: string; message?: string }[];
        return problems.map((problem) => `${problem.errorCode ?? ''} ${problem.message ?? ''}`.trim()).join('; ');
    } catch {
        return text.slice(0, 500);
    }
}

/** A text as an Apex literal. */
export function apexString(text: string): string {
    const escaped = text
        .replace(/\\/g, '\\\\')
        .replace(/'/g, "\\'")
        .replace(/\n/g, '\\n')
        .replace(/\r/g, '\\r')
        .replace(/\t/g, '\\t')
        .replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `'${escaped}'`;
}
