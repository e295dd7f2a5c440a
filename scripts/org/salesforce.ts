import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../cli/arguments';
import { API_VERSION, RestOrg, type ApexResult, type Session } from './rest';

const run = promisify(execFile);

interface CliAnswer<Result> {
    status: number;
    result?: Result;
    message?: string;
}

/** Runs a Salesforce CLI command with --json and returns its result. */
export async function sf<Result>(args: readonly string[]): Promise<Result> {
    const answer = await execute<Result>(args);
    if (answer.status === 0 && answer.result !== undefined) return answer.result;
    throw new UserError(`sf ${args.slice(0, 3).join(' ')}: ${answer.message ?? 'failed'}`);
}

async function execute<Result>(args: readonly string[]): Promise<CliAnswer<Result>> {
    try {
        const { stdout } = await run('sf', [...args, '--json'], {
            maxBuffer: 64_000_000,
            env: { ...process.env, SF_AUTOUPDATE_DISABLE: 'true' }
        });
        return JSON.parse(stdout) as CliAnswer<Result>;
    } catch (error) {
        const { code, stdout } = error as { code?: string; stdout?: string };
        if (code === 'ENOENT') throw new UserError('The Salesforce CLI was not found: run this through npm, or install it with "npm ci".');
        if (!stdout) throw error;
        return JSON.parse(stdout) as CliAnswer<Result>;
    }
}

/** An org that the Salesforce CLI is logged in to. */
export class SalesforceOrg extends RestOrg {
    static async open(alias: string): Promise<SalesforceOrg> {
        const { instanceUrl } = await sf<{ instanceUrl: string }>(['org', 'display', '--target-org', alias]);
        const { accessToken } = await sf<{ accessToken: string }>(['org', 'auth', 'show-access-token', '--target-org', alias]);
        return new SalesforceOrg({ url: instanceUrl.replace(/\/$/, ''), token: accessToken });
    }

    constructor(session: Session) {
        super(session);
    }

    async webhookUrl(source: string): Promise<string> {
        const [site] = await this.query<{ Id: string }>("SELECT Id FROM Site WHERE Name = 'Stripe_Webhooks'");
        const [detail] = site
            ? await this.query<{ SecureUrl: string }>(`SELECT SecureUrl FROM SiteDetail WHERE DurableId = '${site.Id}'`)
            : [];
        if (!detail) throw new UserError('The org has no Site "Stripe_Webhooks": deploy the package and activate the site first.');
        return `${detail.SecureUrl.replace(/\/$/, '')}/services/apexrest/stripe/${source}`;
    }

    async apex(source: string): Promise<ApexResult> {
        const answer = await this.call<{ success: boolean; compiled: boolean; compileProblem?: string; exceptionMessage?: string }>(
            'GET',
            `/services/data/${API_VERSION}/tooling/executeAnonymous?anonymousBody=${encodeURIComponent(source)}`
        );
        if (!answer.success)
            throw new Error(`Anonymous Apex failed: ${answer.compileProblem ?? answer.exceptionMessage ?? 'no reason given'}`);
        return { logs: [] };
    }

    /** Whether the org is a sandbox or a scratch org; the scenario is for nothing else. */
    async isSandbox(): Promise<boolean> {
        const [organization] = await this.query<{ IsSandbox: boolean }>('SELECT IsSandbox FROM Organization');
        return organization?.IsSandbox === true;
    }
}
