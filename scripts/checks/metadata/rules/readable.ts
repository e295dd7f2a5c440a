import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Component, ProjectMetadata, XmlElement } from '../../../../local-org/metadata/model.ts';
import { problemAt } from '../project.ts';
import type { Problem } from '../project.ts';

/** Layouts put from this section on what no reader of the record asks for. */
const SYSTEM = 'System';
const TECHNICAL_NAME = /_(Minor|Key|Ms)__c$/;
const TECHNICAL_HELP = /^For support only\b/;

/** What people look at: every object under a tab can be found and read, amounts come with their currency, and what is technical comes last. */
export function checkReadable(metadata: ProjectMetadata): Problem[] {
    return [...checkTabs(metadata), ...checkIcons(metadata), ...checkHelp(metadata), ...checkLayouts(metadata), ...checkColumns(metadata)];
}

function checkTabs(metadata: ProjectMetadata): Problem[] {
    return metadata
        .ofType('CustomTab')
        .filter((tab) => tab.xml.flag('customObject'))
        .flatMap((tab) => {
            const object = metadata.find('CustomObject', tab.fullName);
            if (!object) return [];
            const report = (message: string): Problem => problemAt(object, `has a tab and ${message}`);
            const views = metadata.ofType('ListView').filter((view) => view.fullName.startsWith(`${tab.fullName}.`));
            const searched = object.xml.child('searchLayouts')?.all('searchResultsAdditionalFields') ?? [];
            return [
                ...(object.xml.value('compactLayoutAssignment') ? [] : [report('no compact layout')]),
                ...(views.length > 1 ? [] : [report('no list view beside the one of all records')]),
                ...(layoutsOf(metadata, tab.fullName).length > 0 ? [] : [report('no layout')]),
                ...(searched.length > 0 ? [] : [report('shows nothing but a name where it is searched for')])
            ];
        });
}

/** Tabs are told apart by their icons where there is no room for words. */
function checkIcons(metadata: ProjectMetadata): Problem[] {
    const tabs = Map.groupBy(metadata.ofType('CustomTab'), (tab) => tab.xml.value('motif'));
    return [...tabs.values()].flatMap(([first, ...others]) =>
        others.map((tab) => problemAt(tab, `has the icon of the tab ${first!.fullName}`, tab.xml.child('motif')))
    );
}

/** A help text that repeats what stands beside it helps nobody. */
function checkHelp(metadata: ProjectMetadata): Problem[] {
    return metadata.ofType('CustomField').flatMap((field) => {
        const help = plain(field.xml.value('inlineHelpText'));
        const repeats = help !== '' && [field.xml.value('label'), field.xml.value('description')].some((text) => plain(text) === help);
        return repeats ? [problemAt(field, 'the help text repeats the label or the description', field.xml.child('inlineHelpText'))] : [];
    });
}

function plain(text: string | undefined): string {
    return (text ?? '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
}

function checkLayouts(metadata: ProjectMetadata): Problem[] {
    const readable = readableFields(metadata);
    return metadata.ofType('Layout').flatMap((layout) => {
        const object = layout.fullName.slice(0, layout.fullName.indexOf('-'));
        const sections = layout.xml.all('layoutSections');
        const system = sections.findIndex((section) => section.value('label') === SYSTEM);
        const before = sections.slice(0, system < 0 ? sections.length : system).flatMap(fieldsIn);
        const shown = new Set([...sections.flatMap(fieldsIn).map((element) => element.text), ...fieldsInComponents(metadata, object)]);
        const missing = fieldsOf(metadata, object)
            .filter((field) => readable.has(field.fullName) && !shown.has(nameOf(field)))
            .map((field) => problemAt(layout, `people may read ${nameOf(field)}, and it is not on the layout`));
        const misplaced = before.flatMap((element) => {
            const field = metadata.find('CustomField', `${object}.${element.text}`);
            if (!field) return [];
            if (isTechnical(field))
                return [problemAt(layout, `${element.text} is technical: it belongs into the section ${SYSTEM}`, element)];
            return hasText(metadata, field) ? [problemAt(layout, `${element.text} has a text with its currency: show that`, element)] : [];
        });
        return [...missing, ...misplaced];
    });
}

/** Lists, related lists and highlights. */
function checkColumns(metadata: ProjectMetadata): Problem[] {
    const check = (part: Component, object: string, columns: readonly XmlElement[], technical: boolean): Problem[] =>
        columns.flatMap((column) => {
            const field = metadata.find('CustomField', `${object}.${column.text}`);
            if (!field) return [];
            if (hasText(metadata, field)) return [problemAt(part, `${column.text} has a text with its currency: show that`, column)];
            return technical && isTechnical(field) ? [problemAt(part, `${column.text} is technical: no highlight`, column)] : [];
        });
    const objectOf = (part: Component): string => part.fullName.split('.')[0] ?? '';
    const related = metadata.ofType('Layout').flatMap((layout) =>
        layout.xml.all('relatedLists').flatMap((list) => {
            const object = (list.value('relatedList') ?? '').split('.')[0] ?? '';
            return check(layout, object, list.all('fields'), false);
        })
    );
    return [
        ...metadata.ofType('ListView').flatMap((view) => check(view, objectOf(view), view.xml.all('columns'), false)),
        ...metadata.ofType('CompactLayout').flatMap((layout) => check(layout, objectOf(layout), layout.xml.all('fields'), true)),
        ...related
    ];
}

function layoutsOf(metadata: ProjectMetadata, object: string): Component[] {
    return metadata.ofType('Layout').filter((layout) => layout.fullName.startsWith(`${object}-`));
}

function fieldsIn(section: XmlElement): XmlElement[] {
    return section.all('layoutColumns').flatMap((column) => column.all('layoutItems').flatMap((item) => item.all('field')));
}

/** What components on the object's own page read, so that its layout need not show it a second time. */
function fieldsInComponents(metadata: ProjectMetadata, object: string): string[] {
    const pages = metadata.ofType('FlexiPage').filter((page) => page.xml.value('sobjectType') === object);
    const instances = pages.flatMap((page) => page.xml.all('flexiPageRegions')).flatMap((region) => region.all('itemInstances'));
    const names = new Set(instances.map((item) => item.child('componentInstance')?.value('componentName')));
    return metadata
        .ofType('LightningComponentBundle')
        .filter((bundle) => names.has(bundle.fullName))
        .flatMap((bundle) => scriptsOf(join(metadata.root, dirname(bundle.file))))
        .flatMap((script) => [...script.matchAll(/@salesforce\/schema\/(\w+)\.(\w+)/g)])
        .filter(([, of]) => of === object)
        .map(([, , field]) => field ?? '');
}

function scriptsOf(folder: string): string[] {
    return readdirSync(folder)
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(join(folder, name), 'utf8'));
}

function fieldsOf(metadata: ProjectMetadata, object: string): Component[] {
    return metadata.ofType('CustomField').filter((field) => field.fullName.startsWith(`${object}.`));
}

function nameOf(field: Component): string {
    return field.fullName.split('.')[1] ?? '';
}

function isTechnical(field: Component): boolean {
    return TECHNICAL_NAME.test(field.fullName) || TECHNICAL_HELP.test(field.xml.value('inlineHelpText') ?? '');
}

/** Whether the amount stands in a text as well: Total__c in Total_Text__c. */
function hasText(metadata: ProjectMetadata, field: Component): boolean {
    return metadata.find('CustomField', field.fullName.replace(/__c$/, '_Text__c')) !== undefined;
}

/** What a permission set shows, and what nobody can hide. */
function readableFields(metadata: ProjectMetadata): Set<string> {
    const permitted = metadata
        .ofType('PermissionSet')
        .flatMap((set) => set.xml.all('fieldPermissions'))
        .filter((entry) => entry.flag('readable'))
        .map((entry) => entry.value('field') ?? '');
    const required = metadata.ofType('CustomField').filter((field) => field.xml.flag('required'));
    return new Set([...permitted, ...required.map((field) => field.fullName)]);
}
