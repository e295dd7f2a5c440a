import * as ts from 'typescript';
import { XMLParser } from 'fast-xml-parser';
import type { ApiTypes, Member } from './api-types';

type XmlNode = Record<string, XmlNode[]> & { '#text'?: string };

const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: true,
    trimValues: true,
    parseTagValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true
});

/**
 * What the Metadata API would refuse in one file: unknown, repeated, ungrouped or missing elements, and values outside
 * their enumeration. Elements out of the platform's own order are reported too, so that a retrieve changes nothing.
 */
export function validateMetadata(xml: string, types: ApiTypes): string[] {
    const root = (parser.parse(xml) as XmlNode[]).find((node) => tagOf(node) !== '#text');
    if (!root) return ['no root element'];
    const rootName = tagOf(root);
    if (!types.has(rootName)) return [`unknown root <${rootName}>`];
    const problems: string[] = [];
    visit(rootName, root[rootName] ?? [], rootName, types, problems);
    return problems;
}

function visit(typeName: string, children: readonly XmlNode[], path: string, types: ApiTypes, problems: string[]): void {
    const members = types.members(typeName);
    const seen = new Set<string>();
    let previous = '';
    let furthest = -1;
    for (const node of children) {
        const name = tagOf(node);
        if (name === '#text') continue;
        const position = members.findIndex((member) => member.name === name);
        const member = members[position];
        if (!member) {
            problems.push(`${path}: unknown element <${name}> in ${typeName}`);
            continue;
        }
        if (seen.has(name) && name !== previous) problems.push(`${path}: <${name}> is not grouped`);
        if (seen.has(name) && !member.many) problems.push(`${path}: <${name}> appears twice, allowed once`);
        if (position < furthest && name !== 'fullName') problems.push(`${path}: <${name}> stands after <${members[furthest]!.name}>`);
        if (name !== 'fullName') furthest = Math.max(furthest, position);
        seen.add(name);
        previous = name;
        checkValue(member, node[name] ?? [], `${path}/${name}`, types, problems);
    }
    for (const member of members) {
        if (member.required && !seen.has(member.name)) problems.push(`${path}: missing required <${member.name}> in ${typeName}`);
    }
}

function checkValue(member: Member, children: readonly XmlNode[], path: string, types: ApiTypes, problems: string[]): void {
    const values = types.valuesOf(member.type);
    const structure = types.structureOf(member.type);
    if (structure) {
        visit(structure, children, path, types, problems);
        return;
    }
    const text = children.map((child) => child['#text'] ?? '').join('');
    if (values && !values.includes(text)) problems.push(`${path}: "${text}" is not one of ${values.join(', ')}`);
    if (member.type.kind === ts.SyntaxKind.BooleanKeyword && !/^(true|false)$/.test(text))
        problems.push(`${path}: "${text}" is not a boolean`);
    if (member.type.kind === ts.SyntaxKind.NumberKeyword && (text === '' || Number.isNaN(Number(text)))) {
        problems.push(`${path}: "${text}" is not a number`);
    }
}

function tagOf(node: XmlNode): string {
    return Object.keys(node).find((key) => key !== ':@') ?? '#text';
}
