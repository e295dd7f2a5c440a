import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadProject } from '../../metadata/load.ts';
import type { ProjectMetadata } from '../../metadata/model.ts';
import { buildSchema } from '../../schema/build.ts';
import { Compiler } from '../build/compiler.ts';
import { FILES } from '../build/files.ts';
import type { OrgGateway } from '../gateway.ts';
import { ASSETS, Modules } from '../modules.ts';
import { Packs } from '../packs.ts';
import { Preloads } from '../preloads.ts';
import { fakeGateway } from '../testing/fake-gateway.ts';
import { bundle, instance, makeProject, region, xml, type TestProject } from './project.ts';

const PANEL = `import { LightningElement, wire } from 'lwc';
import greeting from '@salesforce/label/c.Greeting';
import read from '@salesforce/apex/Reader.read';
import unknown from '@salesforce/apex/Reader.unknown';
import { words } from 'c/words';
import { more } from './more';
export default class Panel extends LightningElement {
    @wire(read, {}) rows?: unknown;
    greeting = [greeting, words, more, unknown];
}
`;
const SIDE = `import { LightningElement } from 'lwc';
import { words } from 'c/words';
export default class Side extends LightningElement { words = words; }
`;
const PANEL_HTML = '<template><lightning-card title={greeting}></lightning-card></template>';

let project: TestProject;
let cache: string;
let compiler: Compiler;
let metadata: ProjectMetadata;
let modules: Modules;
let org: OrgGateway;

before(() => {
    const label = (name: string, value: string): string =>
        `<labels><fullName>${name}</fullName><language>en_US</language><protected>false</protected><shortDescription>g</shortDescription><value>${value}</value></labels>`;
    project = makeProject({
        'labels/CustomLabels.labels-meta.xml': xml('CustomLabels', label('Greeting', 'Hello')),
        'translations/de.translation-meta.xml': xml(
            'Translations',
            '<customLabels><label>Guten Tag</label><name>Greeting</name></customLabels>'
        ),
        'tabs/Overview.tab-meta.xml': xml(
            'CustomTab',
            '<flexiPage>Overview_Page</flexiPage><label>Overview</label><motif>Custom17: Sack</motif>'
        ),
        'flexipages/Overview_Page.flexipage-meta.xml': xml(
            'FlexiPage',
            region('main', 'Region', instance('panel', 'panel')) +
                '<masterLabel>Overview</masterLabel><template><name>flexipage:defaultAppHomeTemplate</name></template><type>AppPage</type>'
        ),
        ...bundle('panel', { 'panel.ts': PANEL, 'panel.html': PANEL_HTML, 'more.ts': 'export const more = "and more";' }),
        ...bundle('side', { 'side.ts': SIDE, 'side.html': '<template>{words}</template>' }),
        ...bundle('broken', { 'broken.ts': 'export default class Broken {', 'broken.html': '<template></template>' }),
        'lwc/words/words.ts': 'export const words = "the words of both";',
        'lwc/words/words.js-meta.xml': xml('LightningComponentBundle', '<apiVersion>66.0</apiVersion><isExposed>false</isExposed>')
    });
    cache = mkdtempSync(join(tmpdir(), 'packs-'));
    compiler = new Compiler(cache);
    metadata = loadProject(project.root);
    modules = new Modules(metadata, compiler);
    org = fakeGateway({
        schema: buildSchema(metadata),
        records: {},
        controllers: { 'Reader.read': () => ({ ok: true, value: [] }) }
    });
});

after(async () => {
    await compiler.stop();
    project.remove();
    rmSync(cache, { recursive: true, force: true });
});

test('a component comes with what it alone needs; what two need is there once', async () => {
    const pack = (await new Packs(modules, compiler, org).current('en_US'))!;
    const panel = pack.code[pack.entries['c/panel']!]!;
    assert.match(panel, /const greeting = "Hello"/);
    assert.match(panel, /and more/);
    assert.match(panel, /registerTemplate/);
    assert.match(panel, /apexMethod\("Reader\.read", true\)/);
    assert.match(panel, /from ["']@salesforce\/apex\/Reader\.unknown["']/, 'what is not there is left to fail where it is used');
    assert.match(panel, /from ["']lightning\/card["']/);
    const holders = Object.values(pack.code).filter((code) => code.includes('the words of both'));
    assert.equal(holders.length, 1);
    assert.doesNotMatch(panel, /the words of both/);
});

test('parts of this host that base components import too are the same modules for both', async () => {
    const imports = modules.importMap((await new Packs(modules, compiler, org).current('en_US'))!);
    assert.equal(imports['force/navigation'], imports['lightning/navigation']);
    assert.equal(imports['force/navigation'], imports['platform/navigation']);
    assert.match(imports['force/navigation']!, /\/pack\//);
});

test('a component that cannot be compiled is left to be served, and refused, by itself', async () => {
    const pack = (await new Packs(modules, compiler, org).current('en_US'))!;
    assert.ok(pack.entries['c/side']);
    assert.equal(pack.entries['c/broken'], undefined);
    assert.equal(modules.importMap(pack)['c/broken'], `${ASSETS}/module/c/broken/broken.js`);
});

test('each language has its own pack; an edit makes another one, and the one before stays for open pages', async () => {
    const packs = new Packs(modules, compiler, org);
    const [english, german] = [(await packs.current('en_US'))!, (await packs.current('de'))!];
    assert.match(german.code[german.entries['c/panel']!]!, /const greeting = "Guten Tag"/);
    assert.equal((await packs.current('en_US'))!.name, english.name);
    const file = join(project.root, 'app', 'lwc', 'words', 'words.ts');
    writeFileSync(file, 'export const words = "other words";');
    utimesSync(file, new Date(), new Date(Date.now() + 5000));
    const edited = (await packs.current('en_US'))!;
    assert.notEqual(edited.name, english.name);
    assert.ok(Object.values(edited.code).some((code) => code.includes('other words')));
    assert.equal(packs.named(english.name), english);
});

test('a page names everything that its components import, base components included', async () => {
    const vendor = join(cache, 'vendor');
    mkdirSync(vendor);
    const imports = { 'lightning/card.js': ['chunks/a.js', 'lwc.js', '@salesforce/i18n/lang'], 'chunks/a.js': ['lwc.js'], 'lwc.js': [] };
    writeFileSync(join(vendor, FILES), JSON.stringify({ entries: {}, imports }));
    const preloads = new Preloads(metadata, modules, new Packs(modules, compiler, org), org, Promise.resolve(vendor));
    await new Promise((resolve) => setImmediate(resolve));
    const { soon, imports: map } = await preloads.of('/lightning/n/Overview', 'en_US');
    const wanted = [map['c/panel'], map['one/app'], map['lwc'], `${modules.vendorUrl}/chunks/a.js`, `${ASSETS}/salesforce/i18n/lang`];
    for (const url of wanted) assert.ok(soon.includes(url!), `${url} in\n${soon.join('\n')}`);
    assert.ok(!soon.includes(map['c/side']!), 'a component that stands on another page');
    assert.equal(new Set(soon).size, soon.length);
});

test('until the base components are built, every module is asked for by itself', async () => {
    const never = new Promise<string>(() => undefined);
    const { soon, imports } = await new Preloads(metadata, modules, new Packs(modules, compiler, org), org, never).of('/', 'en_US');
    assert.deepEqual(soon, []);
    assert.equal(imports['c/panel'], `${ASSETS}/module/c/panel/panel.js`);
});
