import assert from 'node:assert/strict';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { buildSchema } from '../../schema/build.ts';
import { loadProject } from '../../metadata/load.ts';
import { ChangeFeed } from '../events.ts';
import { fakeGateway } from '../testing/fake-gateway.ts';
import { makeProject, type TestProject } from './project.ts';

let project: TestProject;
let org: ReturnType<typeof fakeGateway>;
let feed: ChangeFeed;
let server: Server;

before(async () => {
    project = makeProject({});
    org = fakeGateway({ schema: buildSchema(loadProject(project.root)), records: {} });
    feed = new ChangeFeed(org);
    server = createServer((request, response) => {
        feed.connect(request, response, new URL(request.url!, 'http://localhost').searchParams.get('after'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

after(() => {
    server.closeAllConnections();
    server.close();
    project.remove();
});

/** What a page is told until a message holds the text. */
async function toldUntil(text: string, after: number | undefined, headers: Record<string, string> = {}): Promise<string> {
    const { port } = server.address() as AddressInfo;
    const query = after === undefined ? '' : `?after=${after}`;
    const response = await new Promise<IncomingMessage>((resolve) => get({ port, host: '127.0.0.1', path: `/${query}`, headers }, resolve));
    let told = '';
    for await (const chunk of response) {
        told += String(chunk);
        if (told.includes(text)) break;
    }
    return told;
}

async function change(recordId: string): Promise<number> {
    const before = feed.current;
    org.change([recordId]);
    await toldUntil(recordId, before);
    return feed.current;
}

test('who begins to listen is told first what changed since the page began', async () => {
    const began = feed.current;
    await change('first');
    await change('second');
    const told = await toldUntil('second', began);
    assert.match(told, /data: \["first"\]\n\nid: \d+\ndata: \["second"\]/);
    assert.ok(!(await toldUntil('second', began + 1)).includes('first'));
});

test('a browser that lost the line says itself what it knows', async () => {
    const began = feed.current;
    const known = await change('known');
    await change('missed');
    assert.ok(!(await toldUntil('missed', began, { 'last-event-id': String(known) })).includes('known'));
});

test('who was away too long, or comes from an earlier server, is told that anything may have changed', async ({ mock }) => {
    const long = feed.current;
    mock.timers.enable({ apis: ['setTimeout'] });
    for (let count = 0; count < 51; count++) {
        org.change([`many_${count}`]);
        mock.timers.tick(1_000);
    }
    mock.timers.reset();
    for (const known of [long, 17, feed.current + 1_000_000, Number.NaN])
        assert.match(await toldUntil('null', known), new RegExp(`^retry: 2000\\n\\nid: ${feed.current}\\ndata: null\\n\\n$`));
});
