import assert from 'node:assert/strict';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadProject } from '../../metadata/load.ts';
import { buildSchema } from '../../schema/build.ts';
import { createLightning, type Lightning } from '../host.ts';
import { fakeGateway } from '../testing/fake-gateway.ts';
import { bundle, instance, makeProject, region, xml, type TestProject } from './project.ts';

const ACCOUNT = '001000000000001AAA';

const PANEL = `import { LightningElement, api, wire } from 'lwc';
import greeting from '@salesforce/label/c.Greeting';
import NAME from '@salesforce/schema/Account.Name';
import read from '@salesforce/apex/Reader.read';
interface Row { id: string }
export default class Panel extends LightningElement {
    @api recordId?: string;
    @wire(read, { id: '$recordId' }) rows?: Row[];
    greeting = greeting;
    name = NAME;
}
`;

const FAR = `import { LightningElement } from 'lwc';

import { subscribe } from 'lightning/empApi';
import missing from '@salesforce/label/c.Missing';
export default class Far extends LightningElement { a = [subscribe, missing]; }
`;

let project: TestProject;
let host: Lightning;
let server: Server;
let base: string;

before(async () => {
    project = makeProject({
        'labels/CustomLabels.labels-meta.xml': xml(
            'CustomLabels',
            '<labels><fullName>Greeting</fullName><language>en_US</language><protected>false</protected><shortDescription>g</shortDescription><value>Hello &lt;you&gt;</value></labels>'
        ),
        'translations/de.translation-meta.xml': xml(
            'Translations',
            '<customLabels><label>Guten Tag</label><name>Greeting</name></customLabels><customTabs><label>Überblick</label><name>Overview</name></customTabs>'
        ),
        'objects/Ticket__c/Ticket__c.object-meta.xml': xml(
            'CustomObject',
            '<deploymentStatus>Deployed</deploymentStatus><label>Ticket</label><nameField><label>Ticket Name</label><type>Text</type></nameField><pluralLabel>Tickets</pluralLabel><sharingModel>ReadWrite</sharingModel>'
        ),
        'objectTranslations/Ticket__c-de/Ticket__c-de.objectTranslation-meta.xml': xml(
            'CustomObjectTranslation',
            '<caseValues><caseType>Nominative</caseType><plural>false</plural><value>Fall</value></caseValues><caseValues><caseType>Nominative</caseType><plural>true</plural><value>Fälle</value></caseValues><nameFieldLabel>Name des Falls</nameFieldLabel>'
        ),
        'tabs/Overview.tab-meta.xml': xml(
            'CustomTab',
            '<flexiPage>Overview_Page</flexiPage><label>Overview</label><motif>Custom17: Sack</motif>'
        ),
        'tabs/Ticket__c.tab-meta.xml': xml('CustomTab', '<customObject>true</customObject><motif>Custom1: Heart</motif>'),
        'flexipages/Overview_Page.flexipage-meta.xml': xml(
            'FlexiPage',
            region('main', 'Region', instance('panel', 'panel')) +
                '<masterLabel>Overview</masterLabel><template><name>flexipage:defaultAppHomeTemplate</name></template><type>AppPage</type>'
        ),
        ...bundle('panel', { 'panel.ts': PANEL, 'panel.html': '<template><p>{greeting}</p></template>' }),
        ...bundle('far', { 'far.ts': FAR, 'far.html': '<template></template>' })
    });
    const org = fakeGateway({
        schema: buildSchema(loadProject(project.root)),
        records: { Account: [{ Id: ACCOUNT, Name: 'Acme', OwnerId: '005000000000001AAA', Owner: { Name: 'Ada Admin' } }] },
        controllers: {
            'Reader.read': ({ id }) =>
                id === 'good'
                    ? { ok: true, value: { name: 'Acme' } }
                    : { ok: false, error: { message: 'Nothing to see.', exceptionType: 'System.AuraHandledException' } }
        },
        tabs: { bob: { Overview: 'None' }, cyd: { Overview: 'Available' } },
        users: ['ada', 'bob', 'cyd'].map((username, index) => ({
            id: `00500000000000${index + 1}AAA`,
            username,
            name: username,
            email: '',
            locale: index === 1 ? 'de_DE' : 'en_US',
            language: index === 1 ? 'de' : 'en_US',
            timeZone: 'Europe/Berlin'
        }))
    });
    host = createLightning({
        project: project.root,
        org,
        cacheDirectory: join(import.meta.dirname, '..', '..', '..', '.local-org', 'cache')
    });
    host.ready.catch(() => undefined);
    server = createServer((request, response) => {
        void host.handle(request, response).then((handled) => {
            if (!handled) response.writeHead(404).end('not a page');
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(async () => {
    server.closeAllConnections();
    server.close();
    await host.stop();
    project.remove();
});

async function text(path: string): Promise<string> {
    const response = await fetch(base + path);
    assert.equal(response.status, 200, await response.clone().text());
    return response.text();
}

test('the start page is the first tab; what is no page is left to others', async () => {
    const start = await fetch(`${base}/`, { redirect: 'manual' });
    assert.equal(start.headers.get('location'), '/lightning/o/Account/list');
    assert.equal(await (await fetch(`${base}/services/data`)).text(), 'not a page');
});

test('a page loads scripts of this server alone', async () => {
    const response = await fetch(`${base}/lightning/r/Account/${ACCOUNT}/view`);
    const policy = response.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    const html = await response.text();
    assert.match(policy, /default-src 'none'/);
    assert.ok(nonce && html.includes(`nonce="${nonce}"`));
    assert.doesNotMatch(html, /https?:\/\//);
});

test('a component is compiled from TypeScript, with labels and schema as constants', async () => {
    const code = await text('/lightning/_/module/c/panel/panel.js');
    assert.match(code, /const greeting = "Hello <you>"/);
    assert.match(code, /const NAME = \{"objectApiName":"Account","fieldApiName":"Name"\}/);
    assert.match(code, /from ['"]@salesforce\/apex\/Reader\.read['"]/);
    assert.doesNotMatch(code, /interface Row/);
    assert.match(await text('/lightning/_/module/c/panel/panel.html'), /registerTemplate/);
    assert.match(await text('/lightning/_/module/c/panel/panel.css'), /export default undefined/);
});

test('labels of components, tabs, objects and fields follow the language of the user, not the locale', async () => {
    const headers = { cookie: 'local-org-user=bob' };
    const asBob = async (path: string): Promise<string> => (await fetch(base + path, { headers })).text();
    assert.match(await asBob('/lightning/_/module/c/panel/panel.js'), /const greeting = "Guten Tag"/);
    assert.match(await asBob('/lightning/_/salesforce/label/c.Greeting'), /"Guten Tag"/);
    assert.match(await asBob('/lightning/_/salesforce/i18n/lang'), /"de"/);
    assert.match(await asBob('/lightning/_/api/context'), /"label":"Fälle"/);
    assert.match(await asBob('/lightning/_/api/list/Ticket__c'), /"label":"Name des Falls"/);
    assert.match(await text('/lightning/_/api/context'), /"label":"Overview"/);
    assert.match(await text('/lightning/_/api/list/Ticket__c'), /"label":"Ticket Name"/);
});

test('a tab shows its Lightning page; a tab without one says so', async () => {
    const { page } = JSON.parse(await text('/lightning/_/api/app-page/Overview')) as {
        page: { rows: { nodes: { component: string }[] }[][]; unsupported: string[] };
    };
    assert.equal(page.rows[0]![0]!.nodes[0]!.component, 'c:panel');
    assert.deepEqual(page.unsupported, []);
    const response = await fetch(`${base}/lightning/_/api/app-page/Ticket__c`);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /does not support the page of the tab Ticket__c/);
});

test('a tab that no permission set makes visible is not in the navigation, and its page says so', async () => {
    const as = (user: string, path: string): Promise<Response> =>
        fetch(`${base}/lightning/_/api/${path}`, { headers: { cookie: `local-org-user=${user}` } });
    const tabs = async (user: string): Promise<string[]> =>
        ((await (await as(user, 'context')).json()) as { tabs: { name: string }[] }).tabs.map(({ name }) => name);
    assert.ok((await tabs('ada')).includes('Overview'));
    assert.ok(!(await tabs('bob')).includes('Overview'));
    assert.ok(!(await tabs('cyd')).includes('Overview'));
    const hidden = await as('bob', 'app-page/Overview');
    assert.equal(hidden.status, 403);
    assert.match(await hidden.text(), /Sie dürfen Überblick nicht sehen/);
    assert.equal((await as('cyd', 'app-page/Overview')).status, 200);
});

test('a page is light, dark or in SLDS 1, as its header was asked', async () => {
    const page = async (theme: string): Promise<string> =>
        (await fetch(`${base}/lightning/n/Overview`, { headers: { cookie: `local-org-theme=${theme}` } })).text();
    assert.match(await text(`/lightning/r/Account/${ACCOUNT}/view`), /style\/slds2\.css[^]*slds-color-scheme_light/);
    assert.match(await page('dark'), /style\/slds2\.css[^]*slds-color-scheme_dark/);
    assert.match(await page('slds1'), /style\/slds1\.css[^]*<body class="slds-scope"/);
    assert.match(await page('"><script>'), /slds-color-scheme_light/);
});

test('SLDS 1 is there with the styling hooks of SLDS 2, and as it was before', async () => {
    const hook = '--slds-g-color-surface-container-1:';
    const newest = await text('/lightning/_/style/slds1.css');
    assert.ok(newest.includes(hook));
    const bare = await text('/lightning/_/style/slds1-bare.css');
    assert.ok(!bare.includes(hook) && !bare.includes('@layer'));
    for (const css of [newest, bare]) {
        assert.match(css, /\.slds-button\{/);
        assert.equal(css.split('{').length, css.split('}').length);
    }
    assert.equal((await fetch(`${base}/lightning/_/style/nothing.css`)).status, 404);
});

test('the page is in the language of the user', async () => {
    const page = await (await fetch(`${base}/lightning/n/Overview`, { headers: { cookie: 'local-org-user=bob' } })).text();
    assert.match(page, /<html lang="de"[^]*Zum Hauptinhalt springen/);
    assert.match(await text('/lightning/n/Overview'), /<html lang="en-US"[^]*Skip to main content/);
});

test('nothing outside the bundles can be read as a module', async () => {
    for (const path of ['c/panel/..%2F..%2F..%2Fsfdx-project.json', 'c/nothing/nothing.js', 'platform/..%2Fmain.js%00', 'x/y/z.js']) {
        const response = await fetch(`${base}/lightning/_/module/${path}`);
        assert.ok([404, 500].includes(response.status), `${path} answered ${response.status}`);
    }
});

test('what a component needs and this host lacks is named with file and line', async () => {
    assert.deepEqual(JSON.parse(await text('/lightning/_/api/component/panel')), { unsupported: [] });
    assert.deepEqual(JSON.parse(await text('/lightning/_/api/component/far')), {
        unsupported: ['lightning/empApi (app/lwc/far/far.ts:3)', '@salesforce/label/c.Missing (app/lwc/far/far.ts:4)']
    });
});

test('platform modules follow the acting user', async () => {
    assert.match(await text('/lightning/_/salesforce/i18n/locale'), /"en-US"/);
    const headers = { cookie: 'local-org-user=bob' };
    assert.match(await (await fetch(`${base}/lightning/_/salesforce/i18n/locale`, { headers })).text(), /"de-DE"/);
    assert.match(await text('/lightning/_/salesforce/i18n/firstDayOfWeek'), /export default/);
    assert.match(await text('/lightning/_/salesforce/apex/Reader.read'), /apexMethod\("Reader\.read", true\)/);
    const unknown = await fetch(`${base}/lightning/_/salesforce/apex/Reader.nothing`);
    assert.equal(unknown.status, 404);
    assert.match(await unknown.text(), /does not support the module @salesforce\/apex\/Reader\.nothing/);
});

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body)
    });
}

test('Apex answers, and refuses in the shape of the platform', async () => {
    const good = await post('/lightning/_/api/apex/Reader.read', { id: 'good' });
    assert.deepEqual(await good.json(), { value: { name: 'Acme' } });
    const bad = await post('/lightning/_/api/apex/Reader.read', { id: 'bad' });
    assert.deepEqual(await bad.json(), { error: { message: 'Nothing to see.', exceptionType: 'System.AuraHandledException' } });
});

test('another site cannot send anything in the name of the user', async () => {
    const path = '/lightning/_/api/apex/Reader.read';
    assert.equal((await post(path, { id: 'good' }, { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await post(path, { id: 'good' }, { 'content-type': 'text/plain' })).status, 415);
});

test('another name that leads to this machine shows no page and no record', async () => {
    for (const path of ['/', '/lightning/_/api/list/Account']) {
        assert.equal(await statusAs('elsewhere.example', path), 403);
        assert.notEqual(await statusAs('localhost', path), 403);
    }
});

/** fetch sends no Host of one's own choice. */
function statusAs(host: string, path: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
        const { port } = server.address() as AddressInfo;
        get({ host: '127.0.0.1', port, path, headers: { host: `${host}:${port}` } }, (answer) => {
            answer.resume();
            resolve(answer.statusCode);
        }).on('error', reject);
    });
}

test('one can act as any user of the org, and as nobody else', async () => {
    const switched = await post('/lightning/_/api/user', { username: 'bob' });
    assert.match(switched.headers.get('set-cookie') ?? '', /local-org-user=bob; Path=\/; HttpOnly; SameSite=Strict/);
    assert.equal((await post('/lightning/_/api/user', { username: 'eve' })).status, 404);
});

test('a record is shown with the names of what it refers to', async () => {
    const view = JSON.parse(await text(`/lightning/_/api/record/${ACCOUNT}`)) as {
        name: string;
        sections: { columns: { field: string; text?: string }[][] }[];
    };
    assert.equal(view.name, 'Acme');
    const owner = view.sections.flatMap(({ columns }) => columns.flat()).find(({ field }) => field === 'OwnerId');
    assert.equal(owner?.text, 'Ada Admin');
});

test('getRecord refuses an unknown field, and leaves out an optional one', async () => {
    const record = (query: string): Promise<Response> => fetch(`${base}/lightning/_/api/ui-record/${ACCOUNT}?${query}`);
    const good = (await (await record('fields=Account.Name&optionalFields=Account.Nope__c')).json()) as { fields: object };
    assert.deepEqual(good.fields, { Name: { value: 'Acme', displayValue: null } });
    const bad = await record('fields=Account.Nope__c');
    assert.equal(bad.status, 400);
    assert.match(await bad.text(), /No such column 'Account\.Nope__c' on entity 'Account'/);
});
