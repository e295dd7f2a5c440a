import type { Component, ProjectMetadata, XmlElement } from '../../metadata/model.ts';
import { missingPage, readPage, standardPage, type PageModel } from './page.ts';

export interface AppTab {
    readonly name: string;
    /** The object whose list the tab shows. */
    readonly object: string | undefined;
    /** The Lightning page that the tab shows; of the Home tab, its own name. A tab with neither is one that this host does not have. */
    readonly page: string | undefined;
    /** Label of a tab without an object. */
    readonly label: string | undefined;
}

/** The tab that leads home, whatever page the app has for it. */
export const HOME_TAB = 'standard-home';

export interface AppModel {
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly headerColor: string | undefined;
    readonly tabs: readonly AppTab[];
}

/** The Lightning app of the project; a plain one with the project's own tabs where it has none. */
export function readApp(metadata: ProjectMetadata): AppModel {
    const app = lightningApp(metadata);
    const names = app?.xml.all('tabs').map((tab) => tab.text) ?? [
        'standard-Account',
        ...metadata.ofType('CustomTab').map((tab) => tab.fullName)
    ];
    return {
        name: app?.fullName ?? '',
        label: app?.xml.value('label') ?? 'Lightning Experience',
        description: app?.xml.value('description') ?? '',
        headerColor: app?.xml.child('brand')?.value('headerColor'),
        tabs: names.map((name) => readTab(metadata, name))
    };
}

/** The record page of an object: what the app overrides, else what the object does, else the standard one. */
export function recordPage(metadata: ProjectMetadata, object: string): PageModel {
    const app =
        lightningApp(metadata)
            ?.xml.all('actionOverrides')
            .filter((override) => isFor(override, object)) ?? [];
    const own = metadata.find('CustomObject', object)?.xml.all('actionOverrides') ?? [];
    const name = [...app, ...own].find(showsPage)?.value('content');
    return (name === undefined ? undefined : readPage(metadata, name)) ?? standardPage(object);
}

/** Standard objects whose icon is not named like them. */
const ODD_ICONS: Readonly<Record<string, string>> = { Order: 'standard:orders', User: 'standard:user' };

/** The Lightning page of an app page's tab; of the Home tab, the one that the app has for it. */
export function appPage(metadata: ProjectMetadata, tab: string): PageModel | undefined {
    if (tab === HOME_TAB) return homePage(metadata);
    const page = metadata.find('CustomTab', tab)?.xml.value('flexiPage');
    return page === undefined ? undefined : readPage(metadata, page);
}

/** Icon of a tab: standard objects have their own, custom ones the motif ('Custom17: Sack') of their tab. */
export function objectIcon(metadata: ProjectMetadata, object: string): string {
    if (object in ODD_ICONS) return ODD_ICONS[object]!;
    if (!object.includes('__')) return `standard:${object.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()}`;
    const motif = /^Custom(\d+)/.exec(metadata.find('CustomTab', object)?.xml.value('motif') ?? '')?.[1];
    return motif ? `custom:custom${Number(motif)}` : 'standard:custom';
}

/** Undefined where the app has no Home tab: then it opens with its first one. */
function homePage(metadata: ProjectMetadata): PageModel | undefined {
    const app = lightningApp(metadata);
    if (!app?.xml.all('tabs').some((tab) => tab.text === HOME_TAB)) return undefined;
    const name = app.xml
        .all('actionOverrides')
        .find((override) => isFor(override, HOME_TAB) && override.value('actionName') === 'Tab' && isPage(override))
        ?.value('content');
    if (name === undefined) return missingPage('Home', 'the Home page that an app has without one of its own');
    const page = metadata.find('FlexiPage', name);
    if (!page) return missingPage('Home', `the Home page ${name}, which the project does not hold`);
    const type = page.xml.value('type');
    if (type !== 'HomePage') return missingPage('Home', `${name} as Home page: its type is ${type}, not HomePage`);
    return readPage(metadata, name);
}

function lightningApp(metadata: ProjectMetadata): Component | undefined {
    return metadata.ofType('CustomApplication').find((app) => app.xml.value('uiType') === 'Lightning');
}

function readTab(metadata: ProjectMetadata, name: string): AppTab {
    const standard = /^standard-(\w+)$/.exec(name)?.[1];
    const tab = metadata.find('CustomTab', name);
    const isObject = standard ? /^[A-Z]/.test(standard) && standard !== 'Dashboard' : tab?.xml.flag('customObject') === true;
    return {
        name,
        object: isObject ? (standard ?? name) : undefined,
        page: name === HOME_TAB ? name : tab?.xml.value('flexiPage'),
        label: name === HOME_TAB ? 'Home' : (tab?.xml.value('label') ?? standard ?? name)
    };
}

function isFor(override: XmlElement, object: string): boolean {
    return override.value('pageOrSobjectType')?.toLowerCase() === object.toLowerCase();
}

function showsPage(override: XmlElement): boolean {
    return override.value('actionName') === 'View' && isPage(override);
}

function isPage(override: XmlElement): boolean {
    const form = override.value('formFactor');
    return override.value('type')?.toLowerCase() === 'flexipage' && (form === undefined || form === 'Large');
}
