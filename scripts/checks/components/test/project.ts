import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const META = `<?xml version="1.0" encoding="UTF-8" ?>
<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>66.0</apiVersion>
</LightningComponentBundle>
`;

/** What a bundle that says nothing of it has in its js-meta.xml. */
function metaOf(more: string | undefined): string {
    return META.replace('</LightningComponentBundle>', `${more ?? '<isExposed>false</isExposed>'}</LightningComponentBundle>`);
}

const CLASS_META = META.replaceAll('LightningComponentBundle', 'ApexClass');

/** Text by ending; with `js: ''` there is no JavaScript. `meta` is more of the js-meta.xml. */
export type BundleFiles = Readonly<Partial<Record<'html' | 'ts' | 'css' | 'js' | 'meta', string>>>;

export interface Sources {
    /** By name of the bundle. */
    readonly bundles: Readonly<Record<string, BundleFiles>>;
    readonly classes: Readonly<Record<string, string>>;
    readonly labels: readonly string[];
    /** Declarations of Apex methods. */
    readonly declarations: string;
}

/** A project in a temporary folder, with the types and the packages of this one. */
export class SmallProject {
    readonly root = mkdtempSync(join(tmpdir(), 'components-'));

    constructor({ bundles, classes, labels, declarations }: Sources) {
        symlinkSync(join(ROOT, 'node_modules'), join(this.root, 'node_modules'), 'dir');
        cpSync(join(ROOT, 'types'), join(this.root, 'types'), { recursive: true });
        this.write('types/apex.d.ts', declarations);
        this.write('sfdx-project.json', '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"66.0"}');
        this.write('force-app/labels/CustomLabels.labels-meta.xml', labelsFile(labels));
        for (const [name, body] of Object.entries(classes)) {
            this.write(`force-app/classes/${name}.cls`, body);
            this.write(`force-app/classes/${name}.cls-meta.xml`, CLASS_META);
        }
        for (const [name, { meta, ...files }] of Object.entries(bundles)) {
            this.write(`force-app/lwc/${name}/${name}.js-meta.xml`, metaOf(meta));
            for (const [ending, text] of Object.entries(files))
                if (text !== '') this.write(`force-app/lwc/${name}/${name}.${ending}`, text);
            if (files.ts !== undefined && files.js === undefined) this.write(`force-app/lwc/${name}/${name}.js`, built(files.ts));
        }
        this.write('tsconfig.lwc.json', settings(Object.keys(bundles)));
    }

    remove(): void {
        rmSync(this.root, { recursive: true, force: true });
    }

    private write(file: string, text: string): void {
        const path = join(this.root, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
    }
}

function settings(bundles: readonly string[]): string {
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.lwc.json'), (file) => ts.sys.readFile(file)) as {
        config: { compilerOptions: object };
    };
    const paths = Object.fromEntries(bundles.map((name) => [`c/${name}`, [`./force-app/lwc/${name}/${name}.ts`]]));
    return JSON.stringify({ ...config, compilerOptions: { ...config.compilerOptions, paths } });
}

function built(text: string): string {
    const { ESNext: target } = ts.ScriptTarget;
    return ts.transpileModule(text, { compilerOptions: { target, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true } }).outputText;
}

function labelsFile(names: readonly string[]): string {
    const labels = names.map(
        (name) =>
            `<labels><fullName>${name}</fullName><language>en_US</language><protected>true</protected><shortDescription>${name}</shortDescription><value>${name}</value></labels>`
    );
    return `<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata">${labels.join('\n')}</CustomLabels>`;
}
