import { readXml, type Problem, type SourceFile } from '../project';
import { isCustom, type ProjectSchema } from './schema';

const LISTVIEW_STANDARD = /^[A-Z_.]+$/;

/** Names inside list views, pages, labels and applications that must exist: an org says so only at deployment. */
export function checkReferences(files: readonly SourceFile[], schema: ProjectSchema): Problem[] {
    return [...checkListViews(files, schema), ...checkFlexiPages(files), ...checkLabels(files), ...checkApplications(files)];
}

function checkListViews(files: readonly SourceFile[], schema: ProjectSchema): Problem[] {
    return files
        .filter((file) => file.name.endsWith('.listView-meta.xml'))
        .flatMap((file) => {
            const object = /\/objects\/([^/]+)\//.exec(file.path)![1]!;
            const xml = readXml<{ columns?: string[]; filters?: { field: string }[] }>(file);
            const names = [...(xml.columns ?? []), ...(xml.filters ?? []).map((filter) => filter.field)];
            return names
                .filter((name) => !LISTVIEW_STANDARD.test(name) && isCustom(name) && !schema.fields.has(`${object}.${name}`))
                .map((name) => ({ file: file.path, message: `field ${object}.${name} is not there` }));
        });
}

/** Components of ours on a page: a bundle of that name, made for that kind of page. Namespaced ones are the platform's. */
function checkFlexiPages(files: readonly SourceFile[]): Problem[] {
    const bundles = new Set(
        files.filter((file) => file.name.endsWith('.js-meta.xml')).map((file) => file.name.replace('.js-meta.xml', ''))
    );
    return files
        .filter((file) => file.name.endsWith('.flexipage-meta.xml'))
        .flatMap((file) =>
            [...file.text.matchAll(/<componentName>([^<]+)<\/componentName>/g)]
                .map((match) => match[1]!)
                .filter((name) => !name.includes(':') && !bundles.has(name))
                .map((name) => ({ file: file.path, message: `component ${name} is not there` }))
        );
}

function checkLabels(files: readonly SourceFile[]): Problem[] {
    const labels = new Set(
        files
            .filter((file) => file.name.endsWith('.labels-meta.xml'))
            .flatMap((file) => (readXml<{ labels?: { fullName: string }[] }>(file).labels ?? []).map((label) => label.fullName))
    );
    return files
        .filter((file) => /\.(cls|ts)$/.test(file.name))
        .flatMap((file) =>
            [...file.text.matchAll(/@salesforce\/label\/c\.(\w+)|\b(?:System\.)?Label\.(\w+)/g)]
                .map((match) => match[1] ?? match[2]!)
                .filter((name) => !labels.has(name))
                .map((name) => ({ file: file.path, message: `label ${name} is not there` }))
        );
}

function checkApplications(files: readonly SourceFile[]): Problem[] {
    const tabs = new Set(files.filter((file) => file.name.endsWith('.tab-meta.xml')).map((file) => file.name.replace('.tab-meta.xml', '')));
    const pages = new Set(
        files.filter((file) => file.name.endsWith('.flexipage-meta.xml')).map((file) => file.name.replace('.flexipage-meta.xml', ''))
    );
    return files
        .filter((file) => file.name.endsWith('.app-meta.xml'))
        .flatMap((file) => {
            const xml = readXml<{ tabs?: string[]; actionOverrides?: { content?: string }[] }>(file);
            const missingTabs = (xml.tabs ?? []).filter((tab) => !tab.startsWith('standard-') && !tabs.has(tab)).map((tab) => `tab ${tab}`);
            const missingPages = (xml.actionOverrides ?? [])
                .map((override) => override.content)
                .filter((page) => page !== undefined && !pages.has(page))
                .map((page) => `page ${page}`);
            return [...missingTabs, ...missingPages].map((what) => ({ file: file.path, message: `${what} is not there` }));
        });
}
