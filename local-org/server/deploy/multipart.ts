import { BadValue } from '../../automation/record-from-json.ts';

export interface Part {
    readonly name: string;
    /** Content type in lower case; 'text/plain' where the part names none. */
    readonly type: string;
    readonly body: Uint8Array;
}

/** The parts of a multipart/form-data body (RFC 7578). */
export function readParts(bytes: Uint8Array, contentType: string): Part[] {
    const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
    if (boundary === undefined) throw new BadValue('INVALID_MULTIPART_REQUEST', 'The content type names no boundary.');
    const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const mark = Buffer.from(`--${boundary}`);
    const parts: Part[] = [];
    let start = body.indexOf(mark);
    while (start >= 0) {
        const from = start + mark.length;
        const end = body.indexOf(mark, from);
        if (end < 0) break;
        parts.push(partOf(body.subarray(from + 2, end - 2)));
        start = end;
    }
    return parts;
}

function partOf(part: Buffer): Part {
    const end = part.indexOf('\r\n\r\n');
    if (end < 0) throw new BadValue('INVALID_MULTIPART_REQUEST', 'A part of the body has no headers.');
    const headers = part.toString('utf8', 0, end);
    return {
        name: /name="([^"]*)"/i.exec(headers)?.[1] ?? '',
        type: /^content-type:\s*([^;\r\n]+)/im.exec(headers)?.[1]?.trim().toLowerCase() ?? 'text/plain',
        body: part.subarray(end + 4)
    };
}
