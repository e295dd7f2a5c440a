import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ProjectMetadata } from '../../metadata/model.ts';
import type { ChangeFeed } from '../events.ts';
import type { OrgGateway, OrgUser } from '../gateway.ts';
import { wordsFor } from '../client/platform/words.ts';
import { HttpProblem, readJson, sendJson } from '../http.ts';
import { HOME_TAB, appPage, objectIcon, readApp } from '../metadata/app.ts';
import { appLabel, tabLabel, translatedObject } from '../metadata/labels.ts';
import type { Modules } from '../modules.ts';
import { actAs, actingUser } from '../session.ts';
import { tabUrl, visibleTabs } from '../tabs.ts';
import { RecordReader } from './record.ts';
import { objectInfo, picklistValues } from './object-info.ts';
import { saveRecord } from './save.ts';
import { relatedRecords, uiRecord } from './ui-record.ts';
import { listView, pageView, recordView, relatedList, relatedLists, type ListRequest } from './views.ts';

/** What the pages ask of the server, as JSON. Everything is read with the rights of the acting user. */
export class Api {
    private readonly org: OrgGateway;
    private readonly metadata: ProjectMetadata;
    private readonly modules: Modules;
    private readonly feed: ChangeFeed;

    constructor(org: OrgGateway, metadata: ProjectMetadata, modules: Modules, feed: ChangeFeed) {
        this.org = org;
        this.metadata = metadata;
        this.modules = modules;
        this.feed = feed;
    }

    async answer(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams): Promise<void> {
        const user = await actingUser(request, this.org);
        if (request.method === 'POST') return this.post(request, response, path, user);
        if (request.method !== 'GET') throw new HttpProblem(405, 'Only GET and POST are answered.');
        sendJson(response, 200, await this.get(path, query, user));
    }

    private async get(path: string, query: URLSearchParams, user: OrgUser): Promise<object> {
        const reader = this.reader(user);
        const [what = '', first = '', second = ''] = path.split('/');
        const names = (key: string): string[] => (query.get(key) ?? '').split(',').filter((name) => name !== '');
        switch (what) {
            case 'context':
                return this.context(reader, user);
            case 'page':
                return pageView(reader, this.metadata, first);
            case 'app-page':
                return this.appPage(first, user);
            case 'record':
                return recordView(reader, this.metadata, first);
            case 'list':
                return listView(reader, this.metadata, first, listRequest(query));
            case 'related':
                return second
                    ? relatedList(reader, this.metadata, first, second, listRequest(query))
                    : relatedLists(reader, this.metadata, first);
            case 'ui-record':
                return uiRecord(reader, first, names('fields'), names('optionalFields'));
            case 'object-info':
                return objectInfo(this.org, user, reader, first);
            case 'picklist':
                return picklistValues(this.org, user, reader, first, second);
            case 'related-records':
                return relatedRecords(reader, first, second, {
                    fields: names('fields'),
                    optionalFields: names('optionalFields'),
                    sortBy: names('sortBy'),
                    pageSize: Number(query.get('pageSize') ?? 50)
                });
            case 'component':
                return this.component(first);
            default:
                throw new HttpProblem(404, `There is nothing at ${path}.`);
        }
    }

    private async post(request: IncomingMessage, response: ServerResponse, path: string, user: OrgUser): Promise<void> {
        const body = await readJson(request);
        if (path === 'user') {
            await actAs(String(body['username'] ?? ''), this.org, response);
            return sendJson(response, 200, {});
        }
        if (path === 'save') return sendJson(response, 200, await saveRecord(this.org, user, this.reader(user), body));
        const method = /^apex\/(\w+\.\w+)$/.exec(path)?.[1];
        if (!method) throw new HttpProblem(404, `There is nothing at ${path}.`);
        const result = await this.org.callController(user.username, method, body);
        if (result.ok) return sendJson(response, 200, { value: result.value ?? null });
        // Like the platform, which carries errors of Apex in an answer that is none.
        sendJson(response, 200, { error: result.error });
    }

    private reader(user: OrgUser): RecordReader {
        return new RecordReader(this.org, user.username, user.language, (object) => translatedObject(this.metadata, object, user.language));
    }

    private async context(reader: RecordReader, user: OrgUser): Promise<object> {
        const app = readApp(this.metadata);
        const tabs = await Promise.all(
            (await visibleTabs(app, this.org, user.username)).map(async (tab) => {
                const { name, object, page, label } = tab;
                const url = tabUrl(tab);
                if (!object)
                    return {
                        name,
                        label: name === HOME_TAB ? wordsFor(user.language).home : (tabLabel(this.metadata, name, user.language) ?? label),
                        page,
                        url
                    };
                const { labelPlural } = await reader.need(object);
                return { name, object, label: labelPlural, url, icon: objectIcon(this.metadata, object) };
            })
        );
        return {
            change: this.feed.current,
            organization: await this.org.organization(),
            app: {
                label: appLabel(this.metadata, app.name, user.language) ?? app.label,
                description: app.description,
                headerColor: app.headerColor
            },
            tabs,
            user: publicFacts(user),
            users: (await this.org.users()).map(publicFacts)
        };
    }

    private async appPage(tab: string, { username, language }: OrgUser): Promise<object> {
        const words = wordsFor(language);
        const page = appPage(this.metadata, tab);
        if (!page && tab === HOME_TAB) throw new HttpProblem(404, words.noHome);
        if (!page) throw new HttpProblem(404, words.noPage(tab));
        const [visibility] = await this.org.tabVisibilities(username, [tab]);
        if (visibility === 'None') throw new HttpProblem(403, words.hiddenTab(tabLabel(this.metadata, tab, language) ?? page.label));
        return { page };
    }

    /** What keeps a component of the project from running here; empty where nothing does. */
    private async component(name: string): Promise<object> {
        const isKnownApex = async (method: string): Promise<boolean> => (await this.org.isCacheable(method)) !== undefined;
        const unsupported = await this.modules.problems(name, isKnownApex);
        for (const problem of unsupported)
            console.error(`The Lightning component ${name} needs what the local org does not have: ${problem}`);
        return { unsupported };
    }
}

function publicFacts({ id, username, name, locale, language, timeZone }: OrgUser): Omit<OrgUser, 'email'> {
    return { id, username, name, locale, language, timeZone };
}

function listRequest(query: URLSearchParams): ListRequest {
    const rows = Number(query.get('rows'));
    const sort = query.get('sort');
    return {
        view: query.get('view') ?? undefined,
        ...(sort === null ? {} : { sort, descending: query.get('descending') === 'true' }),
        ...(Number.isInteger(rows) && rows > 0 ? { rows } : {})
    };
}
