import { CompileError } from '../../errors.ts';
import type { XmlElement } from '../../metadata/model.ts';
import { parseXml } from '../../metadata/xml.ts';
import type { HttpAnswer } from '../protocol.ts';

/** A SOAP call refused, in the form of the platform's faults. */
export class SoapFault extends Error {
    readonly code: string;

    constructor(code: string, message: string) {
        super(message);
        this.code = code;
    }
}

export interface SoapRequest {
    /** The operation's element: its name, its parameters. Names have no prefix. */
    readonly operation: XmlElement;
}

export function readEnvelope(body: Uint8Array): SoapRequest {
    let root: XmlElement;
    try {
        root = plainNames(parseXml(new TextDecoder().decode(body), 'request'));
    } catch (error) {
        if (error instanceof CompileError) throw new SoapFault('soapenv:Client', error.message);
        throw error;
    }
    const operation = root.child('Body')?.children[0];
    if (root.name !== 'Envelope' || !operation) throw new SoapFault('soapenv:Client', 'No operation available for request');
    return { operation };
}

/** The session that a request names in its header, without reading the whole of it. */
export function sessionIdOf(body: Uint8Array): string | undefined {
    const start = new TextDecoder().decode(body.subarray(0, 10_000));
    return /<(?:[\w-]+:)?sessionId>\s*([^<\s]+)\s*</.exec(start)?.[1];
}

function plainNames(element: XmlElement): XmlElement {
    const children = element.children.map(plainNames);
    const child = (name: string): XmlElement | undefined => children.find((candidate) => candidate.name === name);
    return {
        name: element.name.slice(element.name.indexOf(':') + 1),
        line: element.line,
        attributes: element.attributes,
        text: element.text,
        children,
        child,
        all: (name) => children.filter((candidate) => candidate.name === name),
        value: (name) => child(name)?.text,
        flag: (name, otherwise = false) => (child(name) === undefined ? otherwise : child(name)!.text.toLowerCase() === 'true')
    };
}

/** `<operation>Response` with its result. Lists become repeated elements, null an element that is nil. */
export function soapAnswer(namespace: string, operation: string, result: unknown, header?: Readonly<Record<string, unknown>>): HttpAnswer {
    const content = Array.isArray(result) ? result.map((item) => element('result', item)).join('') : element('result', result);
    return envelope(200, namespace, `<${operation}Response>${content}</${operation}Response>`, header);
}

export function faultAnswer({ code, message }: SoapFault): HttpAnswer {
    const isClient = code.includes(':');
    const faultCode = isClient ? code : `sf:${code}`;
    const text = isClient ? message : `${code}: ${message}`;
    const fault = `<soapenv:Fault>${element('faultcode', faultCode)}${element('faultstring', text)}</soapenv:Fault>`;
    return envelope(500, 'urn:fault.partner.soap.sforce.com', fault);
}

function envelope(status: number, namespace: string, body: string, header: Readonly<Record<string, unknown>> = {}): HttpAnswer {
    const headers = Object.entries(header).map(([name, value]) => element(name, value));
    const head = headers.length === 0 ? '' : `<soapenv:Header>${headers.join('')}</soapenv:Header>`;
    const text =
        '<?xml version="1.0" encoding="UTF-8"?>' +
        `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com" ` +
        `xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${head}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
    return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: new TextEncoder().encode(text) };
}

function element(name: string, value: unknown): string {
    if (value === null || value === undefined) return `<${name} xsi:nil="true"/>`;
    if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
    if (typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`;
    const children = Object.entries(value).map(([child, content]) => element(child, content));
    return `<${name}>${children.join('')}</${name}>`;
}

/** Control characters have no form in XML 1.0. */
function escaped(text: string): string {
    const plain = text.replace(/\p{Cc}/gu, (character) => ('\t\n\r'.includes(character) ? character : '\ufffd'));
    return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
