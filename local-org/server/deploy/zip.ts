import { inflateRawSync } from 'node:zlib';

/** The archive cannot be read; the message says why. */
export class BadArchive extends Error {}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** The Metadata API takes 10,000 files and 600 MB unpacked (Salesforce Developer Limits, "Metadata Limits"). */
const FILES = 10_000;
const UNPACKED = 600_000_000;

/** The files of a zip archive by their path, as the archive's directory at its end lists them (PKWARE APPNOTE 6.3). */
export function readZip(bytes: Uint8Array): Map<string, Uint8Array> {
    const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = endOfDirectory(zip);
    const count = zip.readUInt16LE(end + 10);
    let at = zip.readUInt32LE(end + 16);
    if (count > FILES) throw new BadArchive(`The archive holds ${count} files; ${FILES} are allowed.`);
    const files = new Map<string, Uint8Array>();
    let left = UNPACKED;
    for (let index = 0; index < count; index += 1) {
        if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY)
            throw new BadArchive('The directory of the archive is damaged.');
        const nameLength = zip.readUInt16LE(at + 28);
        const name = zip.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
        if (!name.endsWith('/')) {
            const content = contentOf(zip, at, name, left);
            left -= content.length;
            files.set(safe(name), content);
        }
        at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
    return files;
}

/** It stands at the end, before a comment of up to 64 kB. */
function endOfDirectory(zip: Buffer): number {
    for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - 0xffff); at -= 1) {
        if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
    }
    throw new BadArchive('This is no zip archive.');
}

function contentOf(zip: Buffer, entry: number, name: string, limit: number): Uint8Array {
    const flags = zip.readUInt16LE(entry + 8);
    const method = zip.readUInt16LE(entry + 10);
    const packed = zip.readUInt32LE(entry + 20);
    const size = zip.readUInt32LE(entry + 24);
    const local = zip.readUInt32LE(entry + 42);
    if (flags & ENCRYPTED) throw new BadArchive(`${name} is encrypted.`);
    if (size > limit) throw new BadArchive('The archive is too large when unpacked.');
    if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL_ENTRY) throw new BadArchive(`${name} is damaged.`);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + packed);
    if (method === STORED) return data;
    if (method !== DEFLATED) throw new BadArchive(`${name} is packed by method ${method}; only deflate is read.`);
    try {
        return inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
    } catch {
        throw new BadArchive(`${name} is damaged.`);
    }
}

/** No file may land outside the folder that the archive is unpacked into. */
function safe(name: string): string {
    if (name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..'))
        throw new BadArchive(`The path ${name} is not allowed.`);
    return name;
}
