import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import jsforce from '@jsforce/jsforce-node';
import { createFront } from '../front.ts';
import { OrgWorker } from '../org-worker.ts';
import { Session } from '../session.ts';

export const TOKEN = '00DLo0000000001!secret-of-this-test';

export interface TestServer {
    readonly url: string;
    readonly org: OrgWorker;
    /** As the default user, an administrator. */
    connect(version?: string): InstanceType<typeof jsforce.Connection>;
    call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
    stop(): Promise<void>;
}

/** Serves a project made of these files, without its pages. */
export async function serve(files: Readonly<Record<string, string>>, config: object = {}): Promise<TestServer> {
    const project = mkdtempSync(join(tmpdir(), 'local-org-server-'));
    const manifest = JSON.stringify({ packageDirectories: [{ path: 'src', default: true }], sourceApiVersion: '66.0' });
    const all = { 'sfdx-project.json': manifest, 'config/local-org.json': JSON.stringify(config), ...files };
    mkdirSync(join(project, 'src'));
    for (const [name, text] of Object.entries(all)) {
        mkdirSync(dirname(join(project, name)), { recursive: true });
        writeFileSync(join(project, name), text);
    }
    const org = await OrgWorker.start({ project, database: ':memory:', cacheDirectory: join(project, 'cache') });
    const facts = await org.call('facts');
    const session = new Session(facts.id, facts.defaultUsername, TOKEN);
    const server = createFront(org, session, { handle: () => Promise.resolve(false) });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
        url,
        org,
        connect: (version = '66.0') => new jsforce.Connection({ instanceUrl: url, accessToken: TOKEN, version }),
        async call(method, path, body, headers = {}) {
            const answer = await fetch(url + path, {
                method,
                headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
                ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
            });
            const text = await answer.text();
            return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
        },
        async stop() {
            server.closeAllConnections();
            server.close();
            await org.stop();
            rmSync(project, { recursive: true, force: true });
        }
    };
}

export function metaXml(type: string, content: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${content}\n</${type}>\n`;
}

export const CLASS_META = metaXml('ApexClass', '    <apiVersion>66.0</apiVersion>\n    <status>Active</status>');

/** Source files of a class. */
export function apexClass(name: string, body: string, folder = 'src/classes'): Record<string, string> {
    return { [`${folder}/${name}.cls`]: body, [`${folder}/${name}.cls-meta.xml`]: CLASS_META };
}

export function field(name: string, content: string): string {
    return metaXml('CustomField', `    <fullName>${name}</fullName>\n    <label>${name.replace('__c', '')}</label>\n${content}`);
}

export const WIDGET = metaXml(
    'CustomObject',
    `    <label>Widget</label>
    <pluralLabel>Widgets</pluralLabel>
    <nameField><label>Name</label><type>Text</type></nameField>
    <deploymentStatus>Deployed</deploymentStatus>
    <sharingModel>ReadWrite</sharingModel>`
);

/** A package in metadata format; `types` are the members of package.xml. */
export function packageZip(files: Readonly<Record<string, string>>, types: Readonly<Record<string, readonly string[]>>): Buffer {
    const entries = Object.entries(types).map(
        ([type, members]) => `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${type}</name></types>`
    );
    return zip({ 'package.xml': metaXml('Package', `${entries.join('')}<version>66.0</version>`), ...files });
}

export function zip(files: Readonly<Record<string, string>>): Buffer {
    const local: Buffer[] = [];
    const directory: Buffer[] = [];
    let offset = 0;
    for (const [name, text] of Object.entries(files)) {
        const content = Buffer.from(text);
        const packed = deflateRawSync(content);
        const header = Buffer.alloc(26);
        header.writeUInt16LE(20, 0);
        header.writeUInt16LE(8, 4);
        header.writeUInt32LE(crc32(content), 10);
        header.writeUInt32LE(packed.length, 14);
        header.writeUInt32LE(content.length, 18);
        header.writeUInt16LE(Buffer.byteLength(name), 22);
        local.push(Buffer.from('PK\x03\x04'), header, Buffer.from(name), packed);
        const entry = Buffer.alloc(16);
        entry.writeUInt32LE(offset, 12);
        directory.push(Buffer.from('PK\x01\x02\x14\x00'), header, entry.subarray(2), Buffer.from(name));
        offset += 30 + Buffer.byteLength(name) + packed.length;
    }
    const size = Buffer.concat(directory).length;
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(Object.keys(files).length, 8);
    end.writeUInt16LE(Object.keys(files).length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([...local, ...directory, end]);
}
