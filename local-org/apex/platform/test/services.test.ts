import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { ApexBlob } from '../../runtime/values/blob.ts';
import { enumConstant } from '../../runtime/values/enum.ts';
import { isId } from '../../runtime/values/id.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { stringOf } from '../../runtime/values/text.ts';
import { ApexTypeValue } from '../../runtime/values/type-value.ts';
import { listOf, primitive } from '../../types.ts';
import type { DmlExceptionRow } from '../exceptions.ts';
import { call, callOn, construct, dec, inTransaction, statically, thrown } from './apex.ts';

const blob = (text: string): ApexBlob => ApexBlob.fromText(text);
const hex = (value: unknown): unknown => statically('System.EncodingUtil', 'convertToHex', value);

test('digests and codes with published vectors (FIPS 180-2, RFC 4231 case 2)', () => {
    assert.equal(
        hex(statically('System.Crypto', 'generateDigest', 'SHA-256', blob('abc'))),
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    );
    const mac = statically('System.Crypto', 'generateMac', 'hmacSHA256', blob('what do ya want for nothing?'), blob('Jefe'));
    assert.equal(hex(mac), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
    assert.equal(statically('System.Crypto', 'verifyHmac', 'HmacSHA256', blob('what do ya want for nothing?'), blob('Jefe'), mac), true);
    assert.equal(statically('System.Crypto', 'verifyHmac', 'HmacSHA256', blob('x'), blob('Jefe'), mac), false);
    assert.match(
        thrown(() => statically('System.Crypto', 'generateDigest', 'SHA-9', blob(''))),
        /^System.SecurityException/
    );
});

test('encryption and signatures come back', () => {
    const key = statically('System.Crypto', 'generateAesKey', 256);
    const secret = statically('System.Crypto', 'encryptWithManagedIV', 'AES256', key, blob('top secret'));
    assert.equal((statically('System.Crypto', 'decryptWithManagedIV', 'AES256', key, secret) as ApexBlob).text(), 'top secret');
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const privateKey = new ApexBlob(pair.privateKey.export({ format: 'der', type: 'pkcs8' }));
    const publicKey = new ApexBlob(pair.publicKey.export({ format: 'der', type: 'spki' }));
    const signature = statically('System.Crypto', 'sign', 'RSA-SHA256', blob('x'), privateKey);
    assert.equal(statically('System.Crypto', 'verify', 'RSA-SHA256', blob('x'), signature, publicKey), true);
});

test('encodings', () => {
    assert.equal(statically('System.EncodingUtil', 'urlEncode', 'a b&c=é~*', 'UTF-8'), 'a+b%26c%3D%C3%A9%7E*');
    assert.equal(statically('System.EncodingUtil', 'urlDecode', 'a+b%26c%3D%C3%A9', 'UTF-8'), 'a b&c=é');
    assert.equal(statically('System.EncodingUtil', 'base64Encode', blob('hello')), 'aGVsbG8=');
    assert.equal(call(statically('System.EncodingUtil', 'base64Decode', 'aGVsbG8='), 'toString'), 'hello');
    assert.match(
        thrown(() => statically('System.EncodingUtil', 'convertFromHex', 'xyz')),
        /^System.StringException/
    );
    assert.equal(stringOf(blob('hello')), 'Blob[5]');
    assert.equal(
        thrown(() => call(new ApexBlob(Uint8Array.of(0xff)), 'toString')),
        'System.StringException: BLOB is not a valid UTF-8 string'
    );
});

test('ids in both forms', () => {
    assert.equal(statically('System.Id', 'valueOf', '001D000000IqhSL'), '001D000000IqhSLIAZ');
    assert.equal(statically('System.Id', 'valueOf', '001d000000iqhsliaz'), '001D000000IqhSLIAZ');
    assert.equal(callOn('System.Id', '001D000000IqhSLIAZ', 'to15'), '001D000000IqhSL');
    assert.equal(
        thrown(() => statically('System.Id', 'valueOf', 'abc')),
        'System.StringException: Invalid id: abc'
    );
    assert.equal(isId('001D000000IqhSL-'), false);
});

test('requests and responses find headers without regard to case', () => {
    const request = construct('System.HttpRequest');
    call(request, 'setEndpoint', 'callout:X/y');
    call(request, 'setMethod', 'POST');
    call(request, 'setHeader', 'Content-Type', 'text/plain');
    call(request, 'setBody', 'é');
    assert.equal(call(request, 'getHeader', 'content-type'), 'text/plain');
    assert.equal((call(request, 'getBodyAsBlob') as ApexBlob).size, 2);
    assert.equal(stringOf(request), 'System.HttpRequest[Endpoint=callout:X/y, Method=POST]');
    const response = construct('System.HttpResponse');
    call(response, 'setStatusCode', 200);
    call(response, 'setStatus', 'OK');
    assert.equal(stringOf(response), 'System.HttpResponse[Status=OK, StatusCode=200]');
    assert.equal(call(response, 'getBody'), '');
});

test('exceptions tell their type, message, cause and rows', () => {
    const rows: DmlExceptionRow[] = [
        { index: 2, id: null, object: 'Account', statusCode: 'DUPLICATE_VALUE', message: 'twice', fields: ['Name'] }
    ];
    const exception = apexException('System.DmlException', 'Insert failed.', rows);
    assert.equal(callOn('System.DmlException', exception, 'getTypeName'), 'System.DmlException');
    assert.equal(callOn('System.DmlException', exception, 'getDmlIndex', 0), 2);
    assert.equal(callOn('System.DmlException', exception, 'getDmlType', 0), enumConstant('System.StatusCode', 'DUPLICATE_VALUE'));
    assert.equal(stringOf(exception), 'System.DmlException: Insert failed.');
    const aura = construct('System.AuraHandledException', 'for the page');
    assert.equal(callOn('System.AuraHandledException', aura, 'getMessage'), 'Script-thrown exception');
});

test('assertions compare numbers by amount and strings with their case', () => {
    statically('System.Assert', 'areEqual', 4, dec('4.0'));
    assert.equal(
        thrown(() => statically('System.Assert', 'areEqual', 'a', 'A')),
        'System.AssertException: Assertion Failed: Expected: a, Actual: A'
    );
    assert.equal(
        thrown(() => statically('System.Assert', 'areEqual', 1, 2, 'sum')),
        'System.AssertException: Assertion Failed: sum: Expected: 1, Actual: 2'
    );
    assert.equal(
        thrown(() => statically('System.Assert', 'areNotEqual', 1, 1)),
        'System.AssertException: Assertion Failed: Same value: 1'
    );
    assert.equal(
        thrown(() => statically('System.Assert', 'fail', 'no')),
        'System.AssertException: Assertion Failed: no'
    );
});

test('types by name', () => {
    inTransaction({}, () => {
        const type = statically('System.Type', 'forName', 'Map<String, List<Id>>') as ApexTypeValue;
        assert.equal(String(type), 'Map<String,List<Id>>');
        assert.equal(String(statically('System.Type', 'forName', 'httprequest')), 'System.HttpRequest');
        assert.equal(statically('System.Type', 'forName', 'Nope'), null);
        assert.equal(call(type, 'equals', new ApexTypeValue(type.type)), true);
        const list = call(new ApexTypeValue(listOf(primitive('String'))), 'newInstance');
        assert.equal(stringOf(list), '()');
    });
});

test('addresses come apart', () => {
    const url = construct('System.Url', 'https://user@example.com:8443/a/b?x=1#top');
    const parts = ['getProtocol', 'getHost', 'getPort', 'getPath', 'getQuery', 'getRef', 'getUserInfo', 'getFile', 'getAuthority'].map(
        (name) => call(url, name)
    );
    assert.deepEqual(parts, ['https', 'example.com', 8443, '/a/b', 'x=1', 'top', 'user', '/a/b?x=1', 'user@example.com:8443']);
});

test('equal duplicate signatures have equal keys', () => {
    const build = (): unknown =>
        call(call(call(statically('System.QueueableDuplicateSignature', 'builder'), 'addString', 'lane'), 'addInteger', 3), 'build');
    assert.equal((build() as { valueKey: string }).valueKey, (build() as { valueKey: string }).valueKey);
});

test('versions and enums', () => {
    assert.equal(call(construct('System.Version', 1, 2), 'compareTo', construct('System.Version', 1, 3)), -1);
    assert.equal(
        thrown(() => statically('System.RoundingMode', 'valueOf', 'x')),
        'System.NoSuchElementException: No enum constant System.RoundingMode.x'
    );
    assert.equal(String(statically('System.LoggingLevel', 'valueOf', 'debug')), 'DEBUG');
});

test('only exceptions of DML know rows', () => {
    const exception = apexException('System.MathException', 'Divide by 0');
    assert.match(
        thrown(() => callOn('System.MathException', exception, 'getNumDml')),
        /^System.TypeException/
    );
    assert.equal(callOn('System.DmlException', construct('System.DmlException', 'x'), 'getNumDml'), 0);
});
