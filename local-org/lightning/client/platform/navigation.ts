import type { LightningElement, WireAdapter, WireDataCallback } from 'lwc';
import { words } from 'platform/language';
import { showToast } from 'platform/toast';

export interface PageReference {
    type: string;
    attributes?: Record<string, unknown>;
    state?: Record<string, string>;
}

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** Address of a page; undefined for a page that this host does not have. */
export function urlOf({ type, attributes = {}, state = {} }: PageReference): string | undefined {
    const query = new URLSearchParams(state).toString();
    const search = query ? `?${query}` : '';
    switch (type) {
        case 'standard__recordPage': {
            if (!isAction(attributes, 'view')) return undefined;
            const object = attributes['objectApiName'] ? `${String(attributes['objectApiName'])}/` : '';
            return `/lightning/r/${object}${String(attributes['recordId'])}/view${search}`;
        }
        case 'standard__recordRelationshipPage': {
            if (!isAction(attributes, 'view')) return undefined;
            const object = attributes['objectApiName'] ? `${String(attributes['objectApiName'])}/` : '';
            return `/lightning/r/${object}${String(attributes['recordId'])}/related/${String(attributes['relationshipApiName'])}/view${search}`;
        }
        case 'standard__objectPage':
            if (!isAction(attributes, 'list', 'home')) return undefined;
            return `/lightning/o/${String(attributes['objectApiName'])}/list${search}`;
        case 'standard__navItemPage':
            return `/lightning/n/${String(attributes['apiName'])}${search}`;
        case 'standard__namedPage':
            return attributes['pageName'] === 'home' ? `/lightning/page/home${search}` : undefined;
        case 'standard__webPage':
            return String(attributes['url']);
        default:
            return undefined;
    }
}

/** Pages to make and change records are not here. */
function isAction(attributes: Record<string, unknown>, ...actions: string[]): boolean {
    const action = attributes['actionName'];
    return action === undefined || actions.includes(action as string);
}

/** What a component asked for and this host does not have, as a person reads it. */
function missing({ type, attributes = {} }: PageReference): string {
    const name = attributes['actionName'] ?? attributes['pageName'];
    return words.noPageType(name === undefined ? type : `${type} (${String(name)})`);
}

/** The page at an address of this host. */
export function pageAt(url: URL): PageReference {
    const state = Object.fromEntries(url.searchParams);
    const list = /^\/lightning\/o\/(\w+)\/list$/.exec(url.pathname)?.[1];
    if (list) return { type: 'standard__objectPage', attributes: { objectApiName: list, actionName: 'list' }, state };
    const related = /^\/lightning\/r\/((\w+)\/)?(\w+)\/related\/(\w+)\/view$/.exec(url.pathname);
    if (related) {
        const [, , objectApiName, recordId, relationshipApiName] = related;
        const attributes = { recordId, objectApiName, relationshipApiName, actionName: 'view' };
        return { type: 'standard__recordRelationshipPage', attributes, state };
    }
    const [, , objectApiName, recordId] = /^\/lightning\/r\/((\w+)\/)?(\w+)\/view$/.exec(url.pathname) ?? [];
    if (recordId) return { type: 'standard__recordPage', attributes: { recordId, objectApiName, actionName: 'view' }, state };
    if (url.pathname === '/lightning/page/home') return { type: 'standard__namedPage', attributes: { pageName: 'home' }, state };
    return { type: 'standard__navItemPage', attributes: { apiName: url.pathname.split('/').at(-1) }, state };
}

export function navigate(page: PageReference, replace = false): void {
    const url = urlOf(page);
    if (url === undefined) {
        showToast({ title: missing(page), variant: 'error', mode: 'sticky' });
        throw new Error(missing(page));
    }
    if (page.type === 'standard__webPage') window.open(url, '_blank', 'noopener');
    else if (replace) location.replace(url);
    else location.assign(url);
}

export function NavigationMixin<T extends new () => LightningElement>(base: T): T {
    const constructor: new () => LightningElement = base;
    class Navigating extends constructor {
        [Navigate](page: PageReference, replace?: boolean): void {
            navigate(page, replace);
        }

        [GenerateUrl](page: PageReference): Promise<string> {
            const url = urlOf(page);
            return url === undefined ? Promise.reject(new Error(missing(page))) : Promise.resolve(url);
        }
    }
    return Navigating as unknown as T;
}

NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

export class CurrentPageReference implements WireAdapter {
    private readonly emit: WireDataCallback;
    private readonly tell = (): void => this.emit(pageAt(new URL(location.href)));

    constructor(emit: WireDataCallback) {
        this.emit = emit;
    }

    connect(): void {
        window.addEventListener('page-change', this.tell);
        this.tell();
    }

    disconnect(): void {
        window.removeEventListener('page-change', this.tell);
    }

    update(): void {
        // It has no parameters.
    }
}
