import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openOrg } from '../../org.ts';
import { callController, isCacheable } from '../controllers.ts';
import { handleApexRest, type RestAnswer } from '../rest.ts';
import { classFile, NOW, query, writeProject, xml } from './harness.ts';

const project = writeProject(
    classFile(
        'Hook',
        `@RestResource(urlMapping='/hook/*')
global class Hook {
    public class Answer { public String who; public Integer doubled; }
    @HttpPost
    global static void receive() {
        RestRequest request = RestContext.request;
        RestContext.response.statusCode = 202;
        RestContext.response.addHeader('X-Uri', request.requestURI);
        RestContext.response.responseBody = Blob.valueOf(EncodingUtil.convertToHex(request.requestBody) + ' ' + request.headers.get('Stripe-Signature') + ' ' + request.params.get('q'));
        insert new Account(Name = UserInfo.getName());
    }
    @HttpPut
    global static Answer twice(String who, Integer amount) {
        Answer answer = new Answer();
        answer.who = who;
        answer.doubled = amount * 2;
        return answer;
    }
    @HttpDelete
    global static void fail() {
        insert new Account(Name = 'never');
        String nothing;
        nothing.length();
    }
    @HttpPatch
    global static void quiet() {}
}`
    ),
    classFile(
        'Panel',
        `public with sharing class Panel {
    public virtual class Named {
        @AuraEnabled public String name;
    }
    public class Row extends Named {
        @AuraEnabled public Decimal amount;
        @AuraEnabled public Date day;
        @AuraEnabled public List<Account> accounts;
        public String hidden = 'hidden';
    }
    @AuraEnabled(cacheable=true)
    public static Row read(String name, List<Integer> numbers) {
        Row row = new Row();
        row.name = name + numbers.size();
        row.amount = 12.50;
        row.day = Date.newInstance(2026, 2, 3);
        row.accounts = [SELECT Name FROM Account WITH SYSTEM_MODE];
        return row;
    }
    @AuraEnabled(cacheable=true)
    public static void cheat() { insert new Account(Name = 'x'); }
    @AuraEnabled
    public static void write() { insert as system new Account(Name = 'y'); }
    @AuraEnabled
    public static void refuse() { throw new AuraHandledException('Ask your administrator.'); }
    public static void secret() {}
}`
    ),
    {
        'permissionsets/Caller.permissionset-meta.xml': xml(
            'PermissionSet',
            '<classAccesses><apexClass>Hook</apexClass><enabled>true</enabled></classAccesses><label>Caller</label>'
        ),
        'sites/Public.site-meta.xml': xml(
            'CustomSite',
            '<active>true</active><masterLabel>Public</masterLabel><urlPathPrefix>pub</urlPathPrefix>'
        )
    }
);
const config = {
    users: {
        'guest@example.com': { name: 'Public Guest', guest: true, permissionSets: ['Caller'] },
        'clerk@example.com': { name: 'A Clerk' },
        'boss@example.com': { name: 'The Boss', administrator: true }
    },
    sites: { Public: { guestUser: 'guest@example.com' } }
};
const org = openOrg({ project, config, clock: { now: () => NOW } });
const guest = org.user('guest@example.com');

function call(method: string, path: string, body = '', user = guest, headers: Record<string, string> = {}): RestAnswer & { text: string } {
    const answer = handleApexRest(org, { method, path, query: 'q=1%202', headers, body: Buffer.from(body), user });
    return { ...answer, text: Buffer.from(answer.body).toString() };
}

const accounts = (): unknown[] =>
    org.transact('synchronous', org.user('boss@example.com'), (tx) =>
        query(tx, 'SELECT Name FROM Account ORDER BY Id').map((row) => row.get('Name'))
    );

test('a request reaches its class as bytes, and the class answers', () => {
    const answer = call('POST', '/pub/services/apexrest/hook/a/b', 'ä', guest, { 'stripe-signature': 't=1' });
    assert.equal(answer.status, 202);
    assert.equal(answer.headers['x-uri'], '/hook/a/b');
    assert.equal(answer.text, 'c3a4 t=1 1 2');
    assert.deepEqual(accounts(), ['Public Guest']);
    assert.equal(org.siteGuest('/pub/services/apexrest/hook/a'), 'guest@example.com');
    assert.equal(org.siteGuest('/services/apexrest/hook/a'), undefined);
});

test('parameters come from the JSON body, and the result goes back as JSON', () => {
    const answer = call('PUT', '/services/apexrest/hook/', '{"who":"me","amount":21}');
    assert.equal(answer.status, 200);
    assert.deepEqual(JSON.parse(answer.text), { who: 'me', doubled: 42 });
    assert.equal(call('PUT', '/services/apexrest/hook/', '{"nobody":1}').status, 400);
    assert.equal(call('PUT', '/services/apexrest/hook/', 'nonsense').status, 400);
    assert.equal(call('PATCH', '/services/apexrest/hook/').status, 204);
});

test('what is not there, not allowed, or broken is answered as the platform does', () => {
    assert.deepEqual(JSON.parse(call('POST', '/services/apexrest/nothing').text), [
        { errorCode: 'NOT_FOUND', message: 'Could not find a match for URL' }
    ]);
    assert.equal(call('GET', '/services/apexrest/hook').status, 405);
    const refused = call('POST', '/services/apexrest/hook/x', '', org.user('clerk@example.com'));
    assert.equal(refused.status, 403);
    assert.deepEqual(JSON.parse(refused.text), [
        { errorCode: 'FORBIDDEN', message: 'You do not have access to the Apex class named: Hook' }
    ]);
    const failed = call('DELETE', '/services/apexrest/hook/x');
    assert.equal(failed.status, 500);
    assert.match(
        JSON.parse(failed.text)[0].message,
        /^System.NullPointerException: Attempt to de-reference a null object\n\nClass.Hook.fail: line \d+, column 1$/
    );
    assert.deepEqual(accounts(), ['Public Guest']);
});

test('a controller method gets and gives plain data, and only what is AuraEnabled', () => {
    const boss = org.user('boss@example.com');
    assert.deepEqual(callController(org, boss, 'Panel.read', { name: 'n', numbers: [1, 2] }), {
        ok: true,
        value: {
            name: 'n2',
            amount: 12.5,
            day: '2026-02-03',
            accounts: [
                {
                    Id: (callController(org, boss, 'Panel.read', { name: '', numbers: [] }) as { value: { accounts: { Id: string }[] } })
                        .value.accounts[0]!.Id,
                    Name: 'Public Guest'
                }
            ]
        }
    });
    assert.deepEqual(callController(org, boss, 'Panel.refuse', {}), {
        ok: false,
        error: { message: 'Ask your administrator.', exceptionType: 'System.AuraHandledException' }
    });
    const cheat = callController(org, boss, 'Panel.cheat', {});
    assert.deepEqual(cheat, { ok: false, error: { message: 'Too many DML statements: 1', exceptionType: 'System.LimitException' } });
    assert.equal(callController(org, boss, 'Panel.write', {}).ok, true);
    assert.equal(callController(org, boss, 'Panel.secret', {}).ok, false);
    assert.equal(callController(org, org.user('clerk@example.com'), 'Panel.write', {}).ok, false, 'no access to the class');
    assert.equal(isCacheable(org, 'Panel.read'), true);
    assert.equal(isCacheable(org, 'Panel.write'), false);
    assert.equal(isCacheable(org, 'Panel.none'), undefined);
});
