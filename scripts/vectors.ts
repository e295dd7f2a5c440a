import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readArguments, runCommand, UserError } from './cli/arguments';
import { startLocalOrg, type LocalOrg } from './org/local';
import { storeSigningSecret } from './org/signing-secret';
import { SOURCE } from './scenario/stages';
import { StandIn } from './stripe/stand-in/server';
import { runsOf, type MrrFile, type VectorResult } from './vectors/model';
import { runMrr } from './vectors/mrr';
import { runRevenue } from './vectors/revenue';
import type { RevenueVector } from './vectors/revenue-objects';
import { runSignature, type SignatureVector } from './vectors/signatures';

const SOURCE_OF_PAYLOADS = 'Replay_Test';

type Kind = 'mrr' | 'signatures' | 'revenue';

interface VectorFile {
    vectors: (Record<string, unknown> & { id?: string; name?: string })[];
}

runCommand(async () => {
    const options = readArguments({
        usage: 'npm run vectors -- FILE [--json] [--only PREFIX]',
        summary:
            'Plays worked examples (mrr.json, revenue.json, signatures.json) through the package in a local org and compares what it wrote with what they expect.',
        positionals: 'FILE',
        options: {
            json: { help: 'prints the results as JSON instead of lines' },
            only: { value: 'PREFIX', help: 'only examples whose name begins so' }
        }
    });
    const [path, ...more] = options.positionals;
    if (path === undefined || more.length > 0) throw new UserError('Name one file of examples: npm run vectors -- FILE');
    const file = readFile(path);
    const only = options.text('only') ?? '';
    const report = (result: VectorResult): void => {
        if (!options.has('json')) process.stdout.write(`${formatLine(result)}\n`);
    };
    const results = await runFile(file, (id) => id.startsWith(only), report);
    if (results.length === 0) throw new UserError(`No example begins with "${only}".`);
    const failed = results.filter((result) => !result.passed).length;
    const counts = { passed: results.length - failed, failed };
    process.stdout.write(
        options.has('json') ? `${JSON.stringify({ ...counts, results }, null, 2)}\n` : `${counts.passed} passed, ${failed} failed\n`
    );
    return failed === 0 ? 0 : 1;
});

function readFile(path: string): VectorFile {
    if (!existsSync(path)) throw new UserError(`There is no file ${path}.`);
    let file: unknown;
    try {
        file = JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
        throw new UserError(`${path} is not JSON: ${(error as Error).message}`);
    }
    if (!Array.isArray((file as VectorFile | null)?.vectors)) throw new UserError(`${path} holds no list "vectors".`);
    return file as VectorFile;
}

function kindOf(file: VectorFile): Kind {
    const [first = {}] = file.vectors;
    if ('steps' in first) return 'mrr';
    return 'header' in first ? 'signatures' : 'revenue';
}

async function runFile(file: VectorFile, wanted: (id: string) => boolean, report: (result: VectorResult) => void): Promise<VectorResult[]> {
    const kind = kindOf(file);
    if (kind === 'revenue') return runRevenueFile(file.vectors as unknown as RevenueVector[], wanted, report);
    const api = new StandIn();
    const { org, child } = await startLocalOrg({ namedCredentials: { [SOURCE]: await api.listen() } });
    try {
        if (kind === 'mrr') return await runMrrFile(org, api, file as unknown as MrrFile, wanted, report);
        return await inTurn(
            (file.vectors as unknown as SignatureVector[]).filter(({ name }) => wanted(name)),
            (vector) => runSignature(org, vector),
            report
        );
    } finally {
        await child.stop();
        await api.close();
    }
}

async function runMrrFile(
    org: LocalOrg,
    api: StandIn,
    file: MrrFile,
    wanted: (id: string) => boolean,
    report: (result: VectorResult) => void
): Promise<VectorResult[]> {
    const secret = `whsec_${randomBytes(24).toString('hex')}`;
    await storeSigningSecret(org, SOURCE, secret);
    const bench = { org, api, webhook: await org.webhookUrl(SOURCE), secret };
    const runs = runsOf(file).filter(({ id }) => wanted(id));
    return inTurn(runs, (run) => runMrr(bench, run, run.id.toLowerCase().replace(/\W/g, 'v')), report);
}

/** Into a source without a Stripe behind it, which takes what the events carry; see `config/replay`. */
async function runRevenueFile(
    vectors: readonly RevenueVector[],
    wanted: (id: string) => boolean,
    report: (result: VectorResult) => void
): Promise<VectorResult[]> {
    const { org, child } = await startLocalOrg({ also: ['config/replay'] });
    try {
        const secret = `whsec_${randomBytes(24).toString('hex')}`;
        await storeSigningSecret(org, SOURCE_OF_PAYLOADS, secret);
        const bench = { org, webhook: await org.webhookUrl(SOURCE_OF_PAYLOADS), secret };
        return await inTurn(
            vectors.filter(({ id }) => wanted(id)),
            (vector) => runRevenue(bench, vector),
            report
        );
    } finally {
        await child.stop();
    }
}

async function inTurn<T>(
    items: readonly T[],
    run: (item: T) => Promise<VectorResult>,
    report: (result: VectorResult) => void
): Promise<VectorResult[]> {
    const results: VectorResult[] = [];
    for (const item of items) {
        const result = await run(item);
        report(result);
        results.push(result);
    }
    return results;
}

function formatLine({ id, passed, expected, got }: VectorResult): string {
    return [id, passed ? 'passed' : 'failed', expected, got].join('  ');
}
