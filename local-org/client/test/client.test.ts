import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const CLI = join(import.meta.dirname, '..', '..', 'cli.ts');
const project = mkdtempSync(join(tmpdir(), 'local-org-client-'));
let server: ReturnType<typeof spawn>;

function runCli(...parameters: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [CLI, ...parameters, '--project', project]);
    let [out, err] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

before(async () => {
    mkdirSync(join(project, 'force-app'));
    writeFileSync(join(project, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }] }));
    server = spawn(process.execPath, [CLI, 'start', '--port', '0', '--project', project]);
    await new Promise((resolve) => server.stdout!.once('data', resolve));
});

after(() => {
    server.kill();
    rmSync(project, { recursive: true, force: true });
});

test('anonymous Apex and queries reach the org that runs, and the word of it goes with the server', async () => {
    const file = join(project, '.local-org', 'server.json');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const script = join(project, 'make.apex');
    writeFileSync(script, "insert new Contact(LastName = 'Doe', Account = null);\nSystem.debug([SELECT COUNT() FROM Contact]);\n");
    const made = await runCli('apex', 'run', script);
    assert.deepEqual(made, { code: 0, out: '1\n', err: '' });
    const rows = await runCli('query', "SELECT LastName, Account.Name FROM Contact WHERE LastName = 'Doe'");
    assert.equal(rows.err, '');
    assert.match(rows.out, /^LastName\s+Account\n-+\s+-+\nDoe\n1 row\n$/);
    const refused = await runCli('query', 'SELECT Nope FROM Contact');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /^INVALID_FIELD: .*Nope/s);
    writeFileSync(script, 'Integer x = Nope.y;');
    const broken = await runCli('apex', 'run', script);
    assert.equal(broken.code, 1);
    assert.match(broken.err, /1:13 Variable does not exist: Nope/);
    const beside = spawn(process.execPath, [CLI, 'start', '--port', '0', '--project', project]);
    await new Promise((resolve) => beside.stdout.once('data', resolve));
    const besideEnded = new Promise((resolve) => beside.once('close', resolve));
    beside.kill('SIGTERM');
    await besideEnded;
    assert.match((await runCli('query', 'SELECT LastName FROM Contact')).out, /\nDoe\n/, 'the first server is still the one that is found');
    const ended = new Promise((resolve) => server.once('close', resolve));
    server.kill('SIGTERM');
    await ended;
    assert.equal(existsSync(file), false);
    const alone = await runCli('query', 'SELECT Id FROM Contact');
    assert.equal(alone.code, 1);
    assert.match(alone.err, /^No local org runs for this project/);
});
