import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

export interface TestProject {
    readonly root: string;
    remove(): void;
}

/** A project in a folder of its own: path below the package directory → content. */
export function makeProject(files: Readonly<Record<string, string>>): TestProject {
    const root = mkdtempSync(join(tmpdir(), 'lightning-'));
    writeFileSync(join(root, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'app' }] }));
    mkdirSync(join(root, 'app'));
    for (const [name, content] of Object.entries(files)) {
        const file = join(root, 'app', name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
    }
    return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

export function xml(type: string, content: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${type} ${NAMESPACE}>${content}</${type}>\n`;
}

export function bundle(name: string, files: Readonly<Record<string, string>>, targetConfigs = ''): Record<string, string> {
    const meta = xml('LightningComponentBundle', `<apiVersion>66.0</apiVersion><isExposed>true</isExposed>${targetConfigs}`);
    return Object.fromEntries([
        [`lwc/${name}/${name}.js-meta.xml`, meta],
        ...Object.entries(files).map(([file, content]) => [`lwc/${name}/${file}`, content])
    ]) as Record<string, string>;
}

export function instance(component: string, identifier: string, properties: Readonly<Record<string, string>> = {}, more = ''): string {
    const written = Object.entries(properties).map(
        ([name, value]) => `<componentInstanceProperties><name>${name}</name><value>${value}</value></componentInstanceProperties>`
    );
    return `<itemInstances><componentInstance>${written.join('')}<componentName>${component}</componentName><identifier>${identifier}</identifier>${more}</componentInstance></itemInstances>`;
}

export function region(name: string, type: string, ...instances: string[]): string {
    return `<flexiPageRegions>${instances.join('')}<name>${name}</name><type>${type}</type></flexiPageRegions>`;
}

export function page(template: string, ...regions: string[]): string {
    const rest = `<masterLabel>A Page</masterLabel><sobjectType>Account</sobjectType><template><name>${template}</name></template><type>RecordPage</type>`;
    return xml('FlexiPage', regions.join('') + rest);
}
