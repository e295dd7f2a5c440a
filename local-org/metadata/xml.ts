import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { CompileError } from '../errors.ts';
import type { XmlElement } from './model.ts';

const TEXT = '#text';
const CDATA = '__cdata';
const ATTRIBUTES = ':@';
const POSITION = XMLParser.getMetaDataSymbol() as symbol;

const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    processEntities: false,
    cdataPropName: CDATA,
    captureMetaData: true,
    ignoreDeclaration: true,
    ignorePiTags: true
});

type Node = Record<string | symbol, unknown>;

const NAMED_ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

class Element implements XmlElement {
    readonly name: string;
    readonly line: number;
    readonly attributes: Readonly<Record<string, string>>;
    readonly text: string;
    readonly children: readonly XmlElement[];

    constructor(name: string, line: number, attributes: Record<string, string>, text: string, children: readonly XmlElement[]) {
        this.name = name;
        this.line = line;
        this.attributes = attributes;
        this.text = text;
        this.children = children;
    }

    child(name: string): XmlElement | undefined {
        return this.children.find((child) => child.name === name);
    }

    all(name: string): readonly XmlElement[] {
        return this.children.filter((child) => child.name === name);
    }

    value(name: string): string | undefined {
        return this.child(name)?.text;
    }

    flag(name: string, otherwise = false): boolean {
        const text = this.value(name);
        return text === undefined ? otherwise : text.toLowerCase() === 'true';
    }
}

/**
 * The root element of a metadata file. Text is unescaped and trimmed, as Salesforce trims what it stores;
 * text in CDATA is kept as it stands.
 */
export function parseXml(source: string, file: string): XmlElement {
    const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
    const verdict = XMLValidator.validate(text, { allowBooleanAttributes: false });
    if (verdict !== true) {
        const { line, col, msg } = verdict.err;
        throw new CompileError({ file, line: line || 1, column: col || 1 }, `Error parsing file: ${msg}`);
    }
    const reader = new Reader(text, file);
    const roots = nodesOf(text, file).filter((node) => elementName(node) !== undefined);
    if (roots.length === 1) return reader.read(roots[0]!);
    const problem = roots.length === 0 ? 'Start tag expected.' : 'The markup following the root element must be well-formed.';
    throw new CompileError({ file, line: roots[1] ? reader.lineOf(roots[1]) : 1, column: 1 }, `Error parsing file: ${problem}`);
}

/** A document type may bring entities, which nothing here needs and the parser refuses in part. */
function nodesOf(text: string, file: string): Node[] {
    try {
        return parser.parse(text) as Node[];
    } catch (error) {
        throw new CompileError({ file, line: 1, column: 1 }, `Error parsing file: ${(error as Error).message}`);
    }
}

class Reader {
    private readonly file: string;
    private readonly lineStarts: readonly number[];

    constructor(text: string, file: string) {
        this.file = file;
        const starts = [0];
        for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
        this.lineStarts = starts;
    }

    lineOf(node: Node): number {
        const offset = (node[POSITION] as { startIndex?: number } | undefined)?.startIndex ?? 0;
        let low = 0;
        let high = this.lineStarts.length;
        while (high - low > 1) {
            const middle = (low + high) >> 1;
            if (this.lineStarts[middle]! <= offset) low = middle;
            else high = middle;
        }
        return low + 1;
    }

    read(node: Node): XmlElement {
        const name = elementName(node)!;
        const line = this.lineOf(node);
        const children: XmlElement[] = [];
        let text = '';
        let verbatim = false;
        for (const content of node[name] as Node[]) {
            if (TEXT in content) text += this.unescape(String(content[TEXT]), line);
            else if (CDATA in content) {
                text += (content[CDATA] as Node[]).map((part) => String(part[TEXT])).join('');
                verbatim = true;
            } else if (elementName(content) !== undefined) children.push(this.read(content));
        }
        const attributes = Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, string>);
        return new Element(
            name,
            line,
            Object.fromEntries(attributes.map(([key, value]) => [key, this.unescape(value, line)])),
            verbatim ? text : text.trim(),
            children
        );
    }

    private unescape(text: string, line: number): string {
        if (!text.includes('&')) return text;
        return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+))?;?/gi, (entity, decimal, hexadecimal, named) => {
            if (decimal) return String.fromCodePoint(Number(decimal));
            if (hexadecimal) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
            const character = entity.endsWith(';') ? NAMED_ENTITIES[named as string] : undefined;
            if (character !== undefined) return character;
            throw new CompileError({ file: this.file, line, column: 1 }, `Error parsing file: The entity "${entity}" was not declared.`);
        });
    }
}

function elementName(node: Node): string | undefined {
    return Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT && key !== CDATA);
}
