import {
    createCipheriv,
    createDecipheriv,
    createHash,
    createHmac,
    createPrivateKey,
    createPublicKey,
    randomBytes,
    sign,
    timingSafeEqual,
    verify
} from 'node:crypto';
import { apexException } from '../runtime/exceptions.ts';
import { ApexBlob } from '../runtime/values/blob.ts';
import { definePlatformClass } from './declare.ts';
import { strictStatics } from './strict.ts';

/** Algorithm names as the Apex Reference Guide lists them, without regard to case. */
const DIGESTS: Record<string, string> = {
    md5: 'md5',
    sha1: 'sha1',
    'sha-256': 'sha256',
    'sha-512': 'sha512',
    sha256: 'sha256',
    sha512: 'sha512',
    'sha3-256': 'sha3-256',
    'sha3-384': 'sha3-384',
    'sha3-512': 'sha3-512'
};
const MACS: Record<string, string> = { hmacmd5: 'md5', hmacsha1: 'sha1', hmacsha256: 'sha256', hmacsha512: 'sha512' };
const SIGNATURES: Record<string, string> = {
    rsa: 'sha1',
    'rsa-sha1': 'sha1',
    'rsa-sha256': 'sha256',
    'rsa-sha384': 'sha384',
    'rsa-sha512': 'sha512',
    'ecdsa-sha256': 'sha256',
    'ecdsa-sha384': 'sha384',
    'ecdsa-sha512': 'sha512'
};
const KEY_BYTES: Record<string, number> = { aes128: 16, aes192: 24, aes256: 32 };

function known<T>(table: Record<string, T>, algorithm: string, use: string): T {
    const found = table[algorithm.toLowerCase()];
    if (found === undefined) throw invalid(`Invalid algorithm for ${use}: ${algorithm}`);
    return found;
}

function invalid(message: string): Error {
    return apexException('System.SecurityException', message);
}

const blob = (bytes: Uint8Array): ApexBlob => new ApexBlob(bytes);

function mac(algorithm: string, data: ApexBlob, key: ApexBlob): Buffer {
    return createHmac(known(MACS, algorithm, 'a MAC'), key.bytes)
        .update(data.bytes)
        .digest();
}

/** Takes as long for a wrong value as for the right one. */
function verifyMac(algorithm: string, data: ApexBlob, key: ApexBlob, expected: ApexBlob): boolean {
    const computed = mac(algorithm, data, key);
    return computed.length === expected.size && timingSafeEqual(computed, expected.bytes);
}

function signData(algorithm: string, data: ApexBlob, key: ApexBlob): ApexBlob {
    const hash = known(SIGNATURES, algorithm, 'a signature');
    try {
        return blob(sign(hash, data.bytes, createPrivateKey({ key: Buffer.from(key.bytes), format: 'der', type: 'pkcs8' })));
    } catch (error) {
        throw invalid(`Invalid private key: ${(error as Error).message}`);
    }
}

function verifySignature(algorithm: string, data: ApexBlob, signature: ApexBlob, key: ApexBlob): boolean {
    const hash = known(SIGNATURES, algorithm, 'a signature');
    try {
        return verify(hash, data.bytes, createPublicKey({ key: Buffer.from(key.bytes), format: 'der', type: 'spki' }), signature.bytes);
    } catch (error) {
        throw invalid(`Invalid public key: ${(error as Error).message}`);
    }
}

/** AES in CBC mode with PKCS7 padding. */
function cipherName(algorithm: string, key: ApexBlob): string {
    const bytes = known(KEY_BYTES, algorithm, 'encryption');
    if (key.size !== bytes) throw apexException('System.InvalidParameterValueException', `Invalid private key. Must be ${bytes} bytes.`);
    return `aes-${bytes * 8}-cbc`;
}

function encrypt(algorithm: string, key: ApexBlob, vector: ApexBlob, data: ApexBlob): Buffer {
    const name = cipherName(algorithm, key);
    if (vector.size !== 16)
        throw apexException('System.InvalidParameterValueException', 'Invalid initialization vector. Must be 16 bytes.');
    const cipher = createCipheriv(name, key.bytes, vector.bytes);
    return Buffer.concat([cipher.update(data.bytes), cipher.final()]);
}

function decrypt(algorithm: string, key: ApexBlob, vector: ApexBlob, data: ApexBlob): ApexBlob {
    const name = cipherName(algorithm, key);
    if (vector.size !== 16)
        throw apexException('System.InvalidParameterValueException', 'Invalid initialization vector. Must be 16 bytes.');
    try {
        const decipher = createDecipheriv(name, key.bytes, vector.bytes);
        return blob(Buffer.concat([decipher.update(data.bytes), decipher.final()]));
    } catch {
        throw invalid('Given final block not properly padded. Such issues can arise if a bad key is used during decryption.');
    }
}

definePlatformClass({
    name: 'System.Crypto',
    statics: strictStatics({
        'Blob generateDigest(String algorithmName, Blob input)': (algorithm: string, input: ApexBlob) =>
            blob(
                createHash(known(DIGESTS, algorithm, 'a digest'))
                    .update(input.bytes)
                    .digest()
            ),
        'Blob generateMac(String algorithmName, Blob input, Blob privateKey)': (algorithm: string, input: ApexBlob, key: ApexBlob) =>
            blob(mac(algorithm, input, key)),
        'Boolean verifyHmac(String algorithmName, Blob data, Blob privateKey, Blob macToVerify)': verifyMac,
        'Blob sign(String algorithmName, Blob input, Blob privateKey)': signData,
        'Boolean verify(String algorithmName, Blob data, Blob signature, Blob publicKey)': verifySignature,
        'Integer getRandomInteger()': () => randomBytes(4).readInt32BE(),
        'Long getRandomLong()': () => randomBytes(8).readBigInt64BE(),
        'Blob generateAesKey(Integer size)': (size: number) => blob(randomBytes(known(KEY_BYTES, `aes${size}`, 'a key'))),
        'Blob encrypt(String algorithmName, Blob secretKey, Blob initializationVector, Blob clearText)': (
            algorithm: string,
            key: ApexBlob,
            vector: ApexBlob,
            data: ApexBlob
        ) => blob(encrypt(algorithm, key, vector, data)),
        'Blob decrypt(String algorithmName, Blob secretKey, Blob initializationVector, Blob cipherText)': decrypt,
        'Blob encryptWithManagedIV(String algorithmName, Blob secretKey, Blob clearText)': (
            algorithm: string,
            key: ApexBlob,
            data: ApexBlob
        ) => {
            const vector = randomBytes(16);
            return blob(Buffer.concat([vector, encrypt(algorithm, key, blob(vector), data)]));
        },
        'Blob decryptWithManagedIV(String algorithmName, Blob secretKey, Blob cipherText)': (
            algorithm: string,
            key: ApexBlob,
            data: ApexBlob
        ) => {
            if (data.size < 32)
                throw apexException('System.InvalidParameterValueException', 'Invalid data. Input data must be at least 32 bytes.');
            return decrypt(algorithm, key, blob(data.bytes.subarray(0, 16)), blob(data.bytes.subarray(16)));
        }
    })
});
