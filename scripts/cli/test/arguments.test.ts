import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpText, readArguments, UserError, type CommandDefinition } from '../arguments';
import { requireFreePort } from '../ports';
import { formatTable } from '../table';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

const definition: CommandDefinition<'port' | 'once'> = {
    usage: 'npm run try -- [--port N]',
    summary: 'Tries.',
    options: { port: { value: 'N', help: 'where', default: '8080' }, once: { help: 'ends' } }
};

test('options have defaults, and whole numbers are checked', () => {
    assert.equal(readArguments(definition, []).integer('port', 0), 8080);
    assert.equal(readArguments(definition, ['--port', '1']).integer('port', 0), 1);
    assert.equal(readArguments(definition, ['--once']).has('once'), true);
    assert.throws(() => readArguments(definition, ['--port', 'x']).integer('port', 0), UserError);
    assert.throws(() => readArguments(definition, ['--what']), /Unknown option '--what'.*npm run try -- --help/);
    assert.throws(() => readArguments(definition, ['stray']), /Unexpected argument "stray"/);
});

test('the help names every option', () => {
    assert.match(helpText(definition), /--port N {2}where \(default: 8080\)/);
    assert.match(helpText(definition), /--help/);
});

test('a table lines its columns up', () => {
    assert.equal(
        formatTable(
            [{ title: 'Name' }, { title: 'MRR', right: true }],
            [
                ['a', '1.00'],
                ['long one', '100.00']
            ]
        ),
        'Name         MRR\n--------  ------\na           1.00\nlong one  100.00'
    );
});

test('a taken port is one line that says what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await assert.rejects(requireFreePort(port, 'choose another.'), {
        name: 'UserError',
        message: `Port ${port} is in use: choose another.`
    });
    await new Promise((resolve) => server.close(resolve));
});
