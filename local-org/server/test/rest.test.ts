import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import jsforce from '@jsforce/jsforce-node';
import { apexClass, field, serve, TOKEN, WIDGET, type TestServer } from './harness.ts';

const FILES = {
    'src/objects/Widget__c/Widget__c.object-meta.xml': WIDGET,
    'src/objects/Widget__c/fields/Key__c.field-meta.xml': field(
        'Key__c',
        '    <externalId>true</externalId>\n    <length>20</length>\n    <type>Text</type>\n    <unique>true</unique>'
    ),
    'src/objects/Widget__c/fields/Size__c.field-meta.xml': field(
        'Size__c',
        '    <precision>10</precision>\n    <scale>2</scale>\n    <type>Number</type>'
    ),
    'src/objects/Widget__c/fields/Account__c.field-meta.xml': field(
        'Account__c',
        '    <referenceTo>Account</referenceTo>\n    <relationshipLabel>Widgets</relationshipLabel>\n    <relationshipName>Widgets</relationshipName>\n    <type>Lookup</type>'
    ),
    ...apexClass(
        'Doubler',
        `public class Doubler {
    public static Integer twice(Integer value) {
        if (value == null) {
            return 0;
        }
        return value * 2;
    }
}`
    ),
    ...apexClass(
        'Untyped',
        `@RestResource(urlMapping='/untyped')
global class Untyped {
    @HttpPost
    global static String read() {
        try {
            return 'read ' + (JSON.deserializeUntyped(RestContext.request.requestBody.toString()) != null);
        } catch (JSONException problem) {
            return 'caught ' + problem.getMessage();
        }
    }
}`
    ),
    ...apexClass(
        'DoublerTest',
        `@IsTest
private class DoublerTest {
    @IsTest
    static void doubles() {
        System.assertEquals(4, Doubler.twice(2));
    }

    @IsTest
    static void fails() {
        System.assertEquals(5, Doubler.twice(2), 'not five');
    }
}`
    )
};

const CONFIG = {
    users: {
        'admin@test.local': { name: 'Ada Admin', administrator: true },
        'clerk@test.local': { name: 'Carl Clerk' }
    }
};

let server: TestServer;
before(async () => {
    server = await serve(FILES, CONFIG);
});
after(() => server.stop());

const DATA = '/services/data/v66.0';

/** jsforce calls them errorCode; the collection resources say statusCode. */
function statusCodes(results: readonly { errors: readonly object[] }[]): (string | undefined)[] {
    return results.map(({ errors }) => (errors[0] as { statusCode: string } | undefined)?.statusCode);
}

test('versions are listed without a session, resources with one', async () => {
    const versions = (await (await fetch(`${server.url}/services/data`)).json()) as { version: string; label: string }[];
    assert.deepEqual(versions.at(-1), { label: "Spring '26", url: '/services/data/v66.0', version: '66.0' });
    assert.equal(versions.find(({ version }) => version === '58.0')?.label, "Summer '23");
    assert.equal((await fetch(`${server.url}${DATA}`)).status, 401);
    const { status, body } = await server.call('GET', `${DATA}/`);
    assert.equal(status, 200);
    assert.equal((body as Record<string, string>)['sobjects'], `${DATA}/sobjects`);
});

test('jsforce logs in with the local secret and gets a token of the user', async () => {
    const connection = new jsforce.Connection({ loginUrl: server.url, instanceUrl: server.url, version: '66.0' });
    const user = await connection.login('clerk@test.local', TOKEN);
    assert.match(user.id, /^005/);
    assert.notEqual(connection.accessToken, TOKEN);
    await assert.rejects(
        async () => connection.query('SELECT Id FROM Widget__c'),
        /sObject type 'Widget__c' is not supported/,
        'no permission set opens the object'
    );
    const wrong = new jsforce.Connection({ loginUrl: server.url, version: '66.0' });
    await assert.rejects(wrong.login('clerk@test.local', 'guessed'), /INVALID_LOGIN/);
});

test('OAuth: the password and the refresh token are the local secret', async () => {
    const grant = async (form: Record<string, string>): Promise<{ status: number; body: Record<string, string> }> => {
        const answer = await fetch(`${server.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
        return { status: answer.status, body: (await answer.json()) as Record<string, string> };
    };
    const password = await grant({ grant_type: 'password', username: 'clerk@test.local', password: TOKEN, client_id: 'any' });
    assert.equal(password.status, 200);
    const connection = new jsforce.Connection({ instanceUrl: server.url, accessToken: password.body['access_token']!, version: '66.0' });
    assert.equal(((await connection.request('/services/oauth2/userinfo')) as { name: string }).name, 'Carl Clerk');
    assert.equal((await grant({ grant_type: 'refresh_token', refresh_token: TOKEN })).body['access_token'], TOKEN);
    assert.deepEqual(await grant({ grant_type: 'password', username: 'clerk@test.local', password: 'guessed' }), {
        status: 400,
        body: { error: 'invalid_grant', error_description: 'authentication failure' }
    });
    assert.equal((await grant({ grant_type: 'magic' })).body['error'], 'unsupported_grant_type');
});

test('records: create, read, update, upsert, delete', async () => {
    const widgets = server.connect().sobject('Widget__c');
    const made = await widgets.create({ Name: 'One', Key__c: 'k1', Size__c: 1.255 });
    assert.equal(made.success, true);
    assert.deepEqual(await widgets.retrieve(made.id!).then(({ Name, Size__c }) => ({ Name, Size__c })), { Name: 'One', Size__c: 1.26 });
    await widgets.update({ Id: made.id!, Size__c: 2 });
    assert.equal((await widgets.upsert({ Key__c: 'k1', Name: 'Uno' }, 'Key__c')).success, true);
    const byKey = await server.call('GET', `${DATA}/sobjects/Widget__c/Key__c/k1?fields=Name,Size__c`);
    const url = `${DATA}/sobjects/Widget__c/${made.id}`;
    assert.deepEqual(byKey.body, { attributes: { type: 'Widget__c', url }, Id: made.id, Name: 'Uno', Size__c: 2 });
    const patched = await server.call('POST', `${url}?_HttpMethod=PATCH`, { Size__c: 3 });
    assert.deepEqual([patched.status, patched.body], [204, null], 'for clients without PATCH');
    await widgets.destroy(made.id!);
    assert.deepEqual((await server.call('GET', url)).body, [{ message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED' }]);
    const all = await server.connect().query("SELECT Name FROM Widget__c WHERE Key__c = 'k1'", { scanAll: true });
    assert.deepEqual(
        all.records.map(({ Name }) => Name),
        ['Uno']
    );
});

test('refusals have the status and the body of the platform', async () => {
    const post = (body: unknown) => server.call('POST', `${DATA}/sobjects/Widget__c`, body);
    assert.deepEqual(await post({ Nope__c: 1 }), {
        status: 400,
        body: [{ message: "No such column 'Nope__c' on sobject of type Widget__c", errorCode: 'INVALID_FIELD', fields: ['Nope__c'] }]
    });
    assert.equal((await post('{"Name": ')).status, 400);
    assert.equal((await post('[]')).status, 400);
    const codes = async (method: string, path: string) => {
        const { status, body } = await server.call(method, path);
        return [status, (body as { errorCode: string }[])[0]!.errorCode];
    };
    assert.deepEqual(await codes('GET', '/services/data/v99.0/sobjects'), [404, 'NOT_FOUND']);
    assert.deepEqual(await codes('GET', `${DATA}/nothing`), [404, 'NOT_FOUND']);
    assert.deepEqual(await codes('GET', `${DATA}/sobjects/Nope__c`), [404, 'NOT_FOUND']);
    assert.deepEqual(await codes('PUT', `${DATA}/sobjects/Widget__c`), [405, 'METHOD_NOT_ALLOWED']);
    assert.deepEqual(await codes('GET', `${DATA}/query?q=SELECT+Id+FROM+Nope`), [400, 'INVALID_TYPE']);
    assert.deepEqual(await codes('GET', `${DATA}/query?q=SELECT+Nope+FROM+Account`), [400, 'INVALID_FIELD']);
    assert.deepEqual(await codes('GET', `${DATA}/query?q=SELECT`), [400, 'MALFORMED_QUERY']);
    assert.deepEqual(await codes('GET', `${DATA}/query`), [400, 'MALFORMED_QUERY']);
    assert.deepEqual(await codes('GET', `${DATA}/query/01gNothing-2000`), [400, 'INVALID_QUERY_LOCATOR']);
    assert.deepEqual(await codes('GET', `${DATA}/parameterizedSearch?q=x`), [501, 'NOT_SUPPORTED_LOCALLY']);
    assert.deepEqual(await codes('GET', '/services/data/%E0%A4%A/x'), [400, 'MALFORMED_URL']);
    const wrongToken = await server.call('GET', `${DATA}/limits`, undefined, { authorization: 'Bearer nonsense' });
    assert.deepEqual(wrongToken, { status: 401, body: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }] });
});

test('bodies of a wrong shape are refused with their place, whatever they are', async () => {
    const refused = async (method: string, path: string, body: string): Promise<string> => {
        const answer = await server.call(method, path, body);
        const [{ errorCode, message }] = answer.body as [{ errorCode: string; message: string }];
        return `${answer.status} ${errorCode} ${message}`;
    };
    const part = (place: string, wanted = 'a JSON object'): string => `400 JSON_PARSER_ERROR Cannot read ${place}: it must be ${wanted}`;
    const cases: [path: string, body: string, expected: string][] = [
        [`${DATA}/sobjects/Widget__c`, '5', part('the body')],
        [`${DATA}/composite`, 'null', part('the body')],
        [`${DATA}/composite`, '{"compositeRequest":[null]}', part('compositeRequest[0]')],
        [`${DATA}/composite`, '{"compositeRequest":5}', part('compositeRequest', 'a list')],
        [`${DATA}/composite/graph`, '{"graphs":[null]}', part('graphs[0]')],
        [`${DATA}/composite/batch`, '{"batchRequests":[{"url":5}]}', part('batchRequests[0].url', 'a text')],
        [`${DATA}/composite/batch`, '{"batchRequests":[{"method":"GET"}]}', '400 INVALID_INPUT batchRequests[0] needs a method and a url'],
        [`${DATA}/composite/tree/Account`, '{"records":[null]}', part('records[0]')],
        [`${DATA}/composite/sobjects`, '{"records":[null]}', part('records[0]')],
        [`${DATA}/composite/sobjects/Widget__c`, '{"ids":5}', part('ids', 'a list')],
        [`${DATA}/jobs/ingest`, '{"object":5}', part('object', 'a text')],
        [
            `${DATA}/jobs/ingest`,
            '{"object":"Widget__c","operation":"insert","columnDelimiter":"constructor"}',
            '400 API_ERROR Unknown column delimiter constructor'
        ],
        [`${DATA}/tooling/runTestsAsynchronous`, 'null', part('the body')]
    ];
    for (const [path, body, expected] of cases) assert.equal(await refused('POST', path, body), expected);
    assert.match(await refused('GET', `${DATA}/query?q=SELECT+Id+FROM+Widget__c+LIMIT+99999999999999999999`, undefined as never), /^400 /);
    const entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Envelope><Body><getUserInfo>&x;</getUserInfo></Body></Envelope>';
    const soap = await fetch(`${server.url}/services/Soap/u/66.0`, {
        method: 'POST',
        body: entity,
        headers: { 'content-type': 'text/xml' }
    });
    assert.equal(soap.status, 500);
    assert.match(await soap.text(), /<faultcode>soapenv:Client<\/faultcode>/);
});

test('long results come in pages', async () => {
    const connection = server.connect();
    await connection.tooling.executeAnonymous(
        "List<Widget__c> rows = new List<Widget__c>(); for (Integer i = 0; i < 450; i++) rows.add(new Widget__c(Name = 'Page ' + i)); insert rows;"
    );
    const soql = "SELECT Name FROM Widget__c WHERE Name LIKE 'Page %'";
    const headers = { 'Sforce-Query-Options': 'batchSize=200' };
    const first = await connection.query(soql, { headers });
    assert.deepEqual([first.totalSize, first.done, first.records.length], [450, false, 200]);
    const second = await connection.queryMore(first.nextRecordsUrl!);
    const third = await connection.queryMore(second.nextRecordsUrl!);
    assert.deepEqual([second.records.length, third.records.length, third.done], [200, 50, true]);
    assert.deepEqual(Object.keys(third.records[0]!), ['attributes', 'Name'], 'no more than was selected');
    const count = await connection.query(`SELECT COUNT() FROM Widget__c WHERE Name LIKE 'Page %'`);
    assert.equal(count.totalSize, 450);
});

test('describe: objects, fields and relationships', async () => {
    const connection = server.connect();
    const { sobjects } = await connection.describeGlobal();
    assert.ok(sobjects.some(({ name, custom }) => name === 'Widget__c' && custom));
    const widget = await connection.sobject('Widget__c').describe();
    const size = widget.fields.find(({ name }) => name === 'Size__c')!;
    assert.deepEqual([size.type, size.precision, size.scale, size.soapType], ['double', 10, 2, 'xsd:double']);
    const account = await connection.sobject('Account').describe();
    assert.ok(
        account.childRelationships.some(
            ({ childSObject, relationshipName }) => childSObject === 'Widget__c' && relationshipName === 'Widgets__r'
        )
    );
});

test('collections: several records in one request, one by one or all or none', async () => {
    const widgets = server.connect().sobject('Widget__c');
    const made = await widgets.create([
        { Name: 'A', Key__c: 'a' },
        { Name: 'B', Key__c: 'b' }
    ]);
    assert.deepEqual(
        made.map(({ success }) => success),
        [true, true]
    );
    const [first, second] = await widgets.create([
        { Name: 'C', Key__c: 'a' },
        { Name: 'D', Key__c: 'd' }
    ]);
    assert.deepEqual([first!.success, second!.success], [false, true]);
    assert.equal(statusCodes([first!])[0], 'DUPLICATE_VALUE');
    const together = await widgets.create(
        [
            { Name: 'E', Key__c: 'e' },
            { Name: 'F', Key__c: 'a' }
        ],
        { allOrNone: true }
    );
    assert.deepEqual(statusCodes(together), ['ALL_OR_NONE_OPERATION_ROLLED_BACK', 'DUPLICATE_VALUE']);
    assert.equal((await widgets.find({ Key__c: 'e' })).length, 0);
    const upserted = await widgets.upsert(
        [
            { Key__c: 'a', Name: 'A2' },
            { Key__c: 'z', Name: 'Z' }
        ],
        'Key__c'
    );
    assert.deepEqual(
        upserted.map(({ success }) => success),
        [true, true]
    );
    const many = await server.call('POST', `${DATA}/composite/sobjects/Widget__c`, { ids: made.map(({ id }) => id), fields: ['Name'] });
    assert.deepEqual(
        (many.body as { Name: string }[]).map(({ Name }) => Name),
        ['A2', 'B']
    );
    const gone = await widgets.destroy(made.map(({ id }) => id!));
    assert.deepEqual(
        gone.map(({ success }) => success),
        [true, true]
    );
});

test('composite: parts name the results of earlier ones', async () => {
    const request = (allOrNone: boolean, key: string) => ({
        allOrNone,
        compositeRequest: [
            { method: 'POST', url: `${DATA}/sobjects/Account`, referenceId: 'account', body: { Name: `Composite ${key}` } },
            {
                method: 'POST',
                url: `${DATA}/sobjects/Widget__c`,
                referenceId: 'widget',
                body: { Name: 'W', Key__c: key, Account__c: '@{account.id}' }
            },
            { method: 'GET', url: `${DATA}/query?q=SELECT+Name+FROM+Widget__c+WHERE+Account__c='@{account.id}'`, referenceId: 'found' }
        ]
    });
    type Parts = {
        compositeResponse: { httpStatusCode: number; body: { totalSize: number; errorCode: string }[] & { totalSize: number } }[];
    };
    const { body } = await server.call('POST', `${DATA}/composite`, request(true, 'c1'));
    const parts = (body as Parts).compositeResponse;
    assert.deepEqual(
        parts.map(({ httpStatusCode }) => httpStatusCode),
        [201, 201, 200]
    );
    assert.equal(parts[2]!.body.totalSize, 1);
    const again = (await server.call('POST', `${DATA}/composite`, request(true, 'c1'))).body as Parts;
    assert.deepEqual(
        again.compositeResponse.map(({ body: [error] }) => error!.errorCode),
        ['PROCESSING_HALTED', 'DUPLICATE_VALUE', 'PROCESSING_HALTED']
    );
    const accounts = await server.connect().query("SELECT Id FROM Account WHERE Name = 'Composite c1'");
    assert.equal(accounts.totalSize, 1, 'the refused request left nothing');
    const bad = { compositeRequest: [{ method: 'GET', url: `${DATA}/sobjects/Account/@{nobody.id}`, referenceId: 'x' }] };
    const [halted] = ((await server.call('POST', `${DATA}/composite`, bad)).body as Parts).compositeResponse;
    assert.equal(halted!.body[0]!.errorCode, 'PROCESSING_HALTED');
});

test('graphs: each is all or nothing, whatever becomes of the others', async () => {
    const graphOf = (graphId: string, ...names: (string | number)[]): object => ({
        graphId,
        compositeRequest: names.map((Name, at) => ({
            method: 'POST',
            url: `${DATA}/sobjects/Widget__c`,
            referenceId: `part${at}`,
            body: { Name: String(Name), ...(Name === 'bad' ? { Size__c: 'x' } : {}) }
        }))
    });
    const { status, body } = await server.call('POST', `${DATA}/composite/graph`, {
        graphs: [graphOf('one', 'g1', 'g2'), graphOf('two', 'g3', 'bad')]
    });
    assert.equal(status, 200);
    const { graphs } = body as {
        graphs: { graphId: string; isSuccessful: boolean; graphResponse: { compositeResponse: { httpStatusCode: number }[] } }[];
    };
    assert.deepEqual(
        graphs.map(({ graphId, isSuccessful, graphResponse }) => [
            graphId,
            isSuccessful,
            ...graphResponse.compositeResponse.map((part) => part.httpStatusCode)
        ]),
        [
            ['one', true, 201, 201],
            ['two', false, 400, 400]
        ]
    );
    const saved = await server.connect().query("SELECT Name FROM Widget__c WHERE Name IN ('g1', 'g2', 'g3') ORDER BY Name");
    assert.deepEqual(
        saved.records.map(({ Name }) => Name),
        ['g1', 'g2']
    );
    assert.equal((await server.call('POST', `${DATA}/composite/graph`, {})).status, 400);
});

test('batch and tree', async () => {
    const batchRequests = [
        { method: 'GET', url: 'v66.0/limits' },
        { method: 'GET', url: 'v66.0/sobjects/Nope__c' }
    ];
    const batch = (await server.call('POST', `${DATA}/composite/batch`, { batchRequests })).body as {
        hasErrors: boolean;
        results: { statusCode: number }[];
    };
    assert.equal(batch.hasErrors, true);
    assert.deepEqual(
        batch.results.map(({ statusCode }) => statusCode),
        [200, 404]
    );
    const records = [
        {
            attributes: { type: 'Account', referenceId: 'a' },
            Name: 'Tree',
            Widgets__r: { records: [{ attributes: { type: 'Widget__c', referenceId: 'w' }, Name: 'Leaf' }] }
        }
    ];
    const tree = await server.call('POST', `${DATA}/composite/tree/Account`, { records });
    assert.equal(tree.status, 201);
    const rows = await server.connect().query("SELECT Name, Account__r.Name FROM Widget__c WHERE Account__r.Name = 'Tree'");
    assert.deepEqual(
        rows.records.map(({ Name }) => Name),
        ['Leaf']
    );
});

test('columns of a query, for tools that print tables', async () => {
    const soql = 'SELECT Name, Account__r.Name, Account__r.Owner.Name FROM Widget__c';
    const { body } = await server.call('GET', `${DATA}/query?columns=true&q=${encodeURIComponent(soql)}`);
    const { columnMetadata } = body as { columnMetadata: { columnName: string; joinColumns: { columnName: string }[] }[] };
    assert.deepEqual(
        columnMetadata.map(({ columnName, joinColumns }) => [columnName, joinColumns.map((column) => column.columnName)]),
        [
            ['Name', []],
            ['Account__r', ['Name', 'Owner']]
        ]
    );
});

test('anonymous Apex over REST and SOAP', async () => {
    const { tooling, soap } = server.connect();
    const fine = await tooling.executeAnonymous('System.debug(Doubler.twice(21));');
    assert.deepEqual([fine.compiled, fine.success, fine.line], [true, true, -1]);
    const broken = await tooling.executeAnonymous('Integer x = nope;');
    assert.deepEqual([broken.compiled, broken.line, broken.column, broken.compileProblem], [false, 1, 13, 'Variable does not exist: nope']);
    const thrown = await tooling.executeAnonymous('String s;\ns.length();');
    assert.equal(thrown.exceptionMessage, 'System.NullPointerException: Attempt to de-reference a null object');
    assert.equal(thrown.line, 2);
    assert.ok(soap);
});

test('Apex tests: at once, and in the background with rows that tell how they went', async () => {
    const connection = server.connect();
    const now = (await server.call('POST', `${DATA}/tooling/runTestsSynchronous`, { classNames: 'DoublerTest' })).body as {
        numTestsRun: number;
        failures: { methodName: string; message: string; stackTrace: string }[];
        codeCoverage: { name: string; numLocationsNotCovered: number }[];
    };
    assert.equal(now.numTestsRun, 2);
    assert.match(now.failures[0]!.message, /^System.AssertException: Assertion Failed: not five: Expected: 5, Actual: 4$/);
    assert.match(now.failures[0]!.stackTrace, /^Class.DoublerTest.fails: line 10, column 1/);
    assert.deepEqual(
        now.codeCoverage.map(({ name, numLocationsNotCovered }) => [name, numLocationsNotCovered]),
        [
            ['Doubler', 1],
            ['Untyped', 2]
        ]
    );

    const job = (await connection.tooling.runTestsAsynchronous({ classNames: 'DoublerTest' } as never)) as unknown as string;
    assert.match(job, /^707/);
    const status = async (): Promise<string> => {
        const soql = `SELECT Status FROM ApexTestRunResult WHERE AsyncApexJobId = '${job}'`;
        return ((await connection.tooling.query(soql)).records[0] as { Status: string }).Status;
    };
    while ((await status()) === 'Processing') await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(await status(), 'Failed');
    const soql = `SELECT MethodName, Outcome, ApexClass.Name FROM ApexTestResult WHERE AsyncApexJobId = '${job}' ORDER BY MethodName`;
    const rows = (await connection.tooling.query(soql)).records as { MethodName: string; Outcome: string; ApexClass: { Name: string } }[];
    assert.deepEqual(
        rows.map(({ MethodName, Outcome, ApexClass }) => [MethodName, Outcome, ApexClass.Name]),
        [
            ['doubles', 'Pass', 'DoublerTest'],
            ['fails', 'Fail', 'DoublerTest']
        ]
    );
    const coverage = await connection.tooling.query(
        'SELECT ApexClassOrTrigger.Name, NumLinesUncovered, Coverage FROM ApexCodeCoverageAggregate'
    );
    const [line] = coverage.records as { ApexClassOrTrigger: { Name: string }; Coverage: { uncoveredLines: number[] } }[];
    assert.deepEqual([line!.ApexClassOrTrigger.Name, line!.Coverage.uncoveredLines], ['Doubler', [4]]);
    const unknown = await server.call('POST', `${DATA}/tooling/runTestsAsynchronous`, { classNames: 'Nobody' });
    assert.equal(unknown.status, 400);
    await assert.rejects(
        async () => connection.query('SELECT Id FROM ApexCodeCoverageAggregate'),
        /INVALID_TYPE|not supported/,
        'the Tooling API alone has it'
    );
});

test('tools that wait for test runs are greeted; other channels are refused', async () => {
    const meta = (channel: string, rest: object = {}) => server.call('POST', '/cometd/66.0', [{ channel: `/meta/${channel}`, ...rest }]);
    const [hello] = (await meta('handshake')).body as { successful: boolean; supportedConnectionTypes: string[] }[];
    assert.deepEqual([hello!.successful, hello!.supportedConnectionTypes], [true, ['long-polling']]);
    const [refused] = (await meta('subscribe', { subscription: '/event/Widget__e' })).body as { successful: boolean; error: string }[];
    assert.equal(refused!.successful, false);
    assert.match(refused!.error, /does not stream this channel/);
});

test('a body over the limit of Apex REST is not read to its end', async () => {
    const answer = await server.call('POST', '/services/apexrest/anything', 'x'.repeat(6_000_001));
    assert.deepEqual([answer.status, (answer.body as { errorCode: string }[])[0]!.errorCode], [413, 'REQUEST_TOO_LARGE']);
});

test('a user who was made later opens pages as well', async () => {
    const connection = server.connect();
    const minimum = await connection.query<{ Id: string }>("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'");
    await connection.sobject('User').create({
        Alias: 'late',
        Email: 'late@test.local',
        EmailEncodingKey: 'UTF-8',
        LanguageLocaleKey: 'en_US',
        LastName: 'Latecomer',
        LocaleSidKey: 'en_US',
        ProfileId: minimum.records[0]!.Id,
        TimeZoneSidKey: 'GMT',
        Username: 'late@test.local'
    });
    const users = await server.org.call('users');
    assert.deepEqual(users.map(({ username }) => username).sort(), ['admin@test.local', 'clerk@test.local', 'late@test.local']);
});

test('bearers of no token learn nothing about users', async () => {
    const answer = await fetch(`${server.url}/services/oauth2/userinfo`, { headers: { authorization: 'Bearer nonsense' } });
    assert.deepEqual([answer.status, await answer.text()], [403, 'Bad_OAuth_Token']);
});

test('a body that is nested without end is refused, and nothing is stored', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.deepEqual(await server.call('POST', '/services/apexrest/untyped', deep), {
        status: 200,
        body: 'caught Document nesting depth (1001) exceeds the maximum allowed (1000)'
    });
    const count = async (): Promise<number> => (await server.connect().query('SELECT Id FROM Widget__c')).totalSize;
    const before = await count();
    const refused = await server.call('POST', `${DATA}/sobjects/Widget__c`, `{"Name":${deep}}`);
    assert.equal(refused.status, 400);
    assert.deepEqual((refused.body as { errorCode: string }[])[0]!.errorCode, 'JSON_PARSER_ERROR');
    assert.equal(await count(), before);
});
