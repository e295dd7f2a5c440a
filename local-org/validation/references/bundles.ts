import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Component } from '../../metadata/model.ts';
import type { Findings } from '../findings.ts';
import { isForeign } from '../findings.ts';

/** `@api name`, `@api get name()`, `@api static…` of a component's class, with other decorators and line ends between. */
const API_MEMBER = /@api\s+(?:(?:get|set|async|readonly|declare)\s+)*(\w+)/g;
const IMPORT = /\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;
const PLATFORM_MODULE = /^@salesforce\/(label|apex|schema|customPermission|resourceUrl)\/(.+)$/;

/** Lightning web components: properties that pages may set are the component's own, and what it imports is there. */
export function checkBundles(findings: Findings): void {
    for (const bundle of findings.metadata.ofType('LightningComponentBundle')) {
        checkProperties(findings, bundle);
        for (const file of scriptsOf(findings, bundle)) checkImports(findings, file);
    }
}

interface Script {
    readonly file: string;
    readonly text: string;
}

/** JavaScript that stands beside TypeScript was made from it. */
function scriptsOf(findings: Findings, bundle: Component): Script[] {
    const folder = bundle.bodyFile!;
    const names = readdirSync(join(findings.metadata.root, folder)).filter((name) => /\.(ts|js)$/.test(name) && !name.endsWith('.d.ts'));
    return names
        .filter((name) => !(name.endsWith('.js') && names.includes(name.replace(/\.js$/, '.ts'))))
        .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(join(findings.metadata.root, folder, name), 'utf8') }));
}

/** An org looks for the properties in the component's own class, not in the classes that it extends. */
function checkProperties(findings: Findings, bundle: Component): void {
    const script = scriptsOf(findings, bundle).find(({ file }) => /\/(\w+)\/\1\.(ts|js)$/.test(file));
    if (!script) return;
    const members = new Set([...withoutComments(script.text).matchAll(API_MEMBER)].map((match) => match[1]));
    for (const config of bundle.xml.child('targetConfigs')?.all('targetConfig') ?? []) {
        for (const property of config.all('property')) {
            const name = property.attributes['name'];
            if (name === undefined) findings.report(bundle, property, 'A property has no name.');
            else if (!members.has(name)) {
                findings.report(bundle, property, `The property '${name}' isn't an @api property of the component ${bundle.fullName}.`);
            }
        }
        for (const object of config.child('objects')?.all('object') ?? []) findings.requireObject(bundle, object);
    }
}

function checkImports(findings: Findings, { file, text }: Script): void {
    const code = withoutComments(text);
    for (const match of code.matchAll(IMPORT)) {
        const specifier = match[1] ?? match[2]!;
        const problem = importProblem(findings, specifier);
        if (problem) findings.reportAt(file, code.slice(0, match.index + match[0].length).split('\n').length, problem);
    }
}

function importProblem(findings: Findings, specifier: string): string | undefined {
    const { metadata } = findings;
    const own = /^c\/(\w+)$/.exec(specifier)?.[1];
    if (own !== undefined) {
        const known = metadata.find('LightningComponentBundle', own) ?? metadata.find('AuraDefinitionBundle', own);
        return known ? undefined : `No MODULE named markup://c:${own} found`;
    }
    const [, kind, name = ''] = PLATFORM_MODULE.exec(specifier) ?? [];
    switch (kind) {
        case 'label':
            return !name.startsWith('c.') || metadata.find('CustomLabel', name.slice(2))
                ? undefined
                : `Invalid reference ${name} of type label in file.`;
        case 'apex':
            return apexProblem(findings, name);
        case 'schema':
            return schemaProblem(findings, name);
        case 'customPermission':
            return isForeign(name) || metadata.find('CustomPermission', name) ? undefined : missing(name, 'customPermission');
        case 'resourceUrl':
            return isForeign(name) || metadata.find('StaticResource', name) ? undefined : missing(name, 'resourceUrl');
        default:
            return undefined;
    }
}

function missing(name: string, kind: string): string {
    return `Invalid reference ${name} of type ${kind} in file.`;
}

/** 'Class.method'; a method that components may call is marked as such. */
function apexProblem(findings: Findings, name: string): string | undefined {
    const [className = '', method] = name.split('.');
    if (method === undefined || !findings.program || isForeign(className) || name.split('.').length > 2) return undefined;
    if (!findings.metadata.find('ApexClass', className)) return `Unable to find Apex action class referenced as '${className}'.`;
    // What is wrong with a class that does not compile is said elsewhere.
    const refused = findings.program.refused.some((unit) => unit.name.toLowerCase() === className.toLowerCase());
    const owner = refused ? undefined : findings.program.findClass(className);
    if (!owner) return undefined;
    const found = owner.methods.find((candidate) => candidate.name.toLowerCase() === method.toLowerCase());
    const enabled = found?.annotations.some((annotation) => annotation.name.toLowerCase() === 'auraenabled');
    return found && enabled ? undefined : `Unable to find Apex action method referenced as '${name}'.`;
}

function schemaProblem(findings: Findings, name: string): string | undefined {
    const [objectName = '', ...path] = name.split('.');
    const object = findings.schema.object(objectName);
    if (!object) return /__(c|e|mdt)$/i.test(objectName) && !isForeign(objectName) ? missing(name, 'sobjectClass') : undefined;
    return path.length === 0 || findings.hasField(object, path) ? undefined : missing(name, 'sobjectField');
}

/** Comments become blanks, so that lines and places stay. */
function withoutComments(text: string): string {
    return text.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/.*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}
