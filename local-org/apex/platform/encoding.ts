import { ApexBlob } from '../runtime/values/blob.ts';
import { apexException } from '../runtime/exceptions.ts';
import { nullPointer, stringException } from '../runtime/values/raise.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods, strictStatics } from './strict.ts';

definePlatformClass({
    name: 'System.Blob',
    methods: strictMethods({
        'Integer size()': (blob: ApexBlob) => blob.size,
        'String toString()': (blob: ApexBlob | null) => {
            if (blob === null) throw nullPointer('Argument cannot be null.');
            return blob.text();
        }
    }),
    statics: strictStatics({ 'Blob valueOf(String text)': (text: string) => ApexBlob.fromText(text) })
});

function fromHex(text: string): ApexBlob {
    if (!/^([0-9a-fA-F]{2})*$/.test(text)) throw stringException(`Invalid hex string: ${text}`);
    return new ApexBlob(Buffer.from(text, 'hex'));
}

function fromBase64(text: string): ApexBlob {
    const compact = text.replace(/\s/g, '');
    const strange = /[^A-Za-z0-9+/=_-]/.exec(compact);
    if (strange) throw stringException(`Unrecognized base64 character: ${strange[0]}`);
    return new ApexBlob(Buffer.from(compact, 'base64'));
}

const CHARSETS: Record<string, BufferEncoding> = {
    'utf-8': 'utf8',
    utf8: 'utf8',
    'iso-8859-1': 'latin1',
    latin1: 'latin1',
    'us-ascii': 'latin1'
};

function charset(name: string): BufferEncoding {
    const found = CHARSETS[name.toLowerCase()];
    if (!found) throw apexException('System.UnsupportedOperationException', `Unsupported encoding: ${name}`);
    return found;
}

/** As Java's URLEncoder: letters, digits and .-*_ stay, a blank becomes a plus sign. */
export function urlEncode(text: string, encoding: string): string {
    let encoded = '';
    for (const byte of Buffer.from(text, charset(encoding))) {
        const character = String.fromCharCode(byte);
        if (/[A-Za-z0-9.*_-]/.test(character)) encoded += character;
        else encoded += character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    return encoded;
}

export function urlDecode(text: string, encoding: string): string {
    const decode = (run: string): string => Buffer.from(run.replaceAll('%', ''), 'hex').toString(charset(encoding));
    if (/%(?![0-9a-fA-F]{2})/.test(text))
        throw apexException('System.IllegalArgumentException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
    return text.replaceAll('+', ' ').replace(/(?:%[0-9a-fA-F]{2})+/g, decode);
}

definePlatformClass({
    name: 'System.EncodingUtil',
    statics: strictStatics({
        'Blob base64Decode(String text)': fromBase64,
        'String base64Encode(Blob blob)': (blob: ApexBlob) => Buffer.from(blob.bytes).toString('base64'),
        'Blob convertFromHex(String text)': fromHex,
        'String convertToHex(Blob blob)': (blob: ApexBlob) => Buffer.from(blob.bytes).toString('hex'),
        'String urlDecode(String text, String encoding)': urlDecode,
        'String urlEncode(String text, String encoding)': urlEncode
    })
});
