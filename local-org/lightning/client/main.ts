import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import { knowsUpTo } from 'platform/changes';
import { getJson } from 'platform/server';
import type { Context } from 'platform/model';

const content = document.querySelector('#content')!;
const header = document.querySelector('#header')!;

/** The engine's shadow must be in place before a component is defined, so the application is loaded after it. */
async function start(): Promise<void> {
    const context = await getJson<Context>('context');
    knowsUpTo(context.change);
    document.documentElement.lang = context.user.language.replaceAll('_', '-');
    const [{ default: Header }, { default: App }] = await Promise.all([import('one/header'), import('one/app')]);
    header.append(Object.assign(createElement('one-header', { is: Header }), { context }));
    content.replaceChildren(Object.assign(createElement('one-app', { is: App }), { context }));
}

start().catch((error: unknown) => {
    content.textContent = `The page could not be started: ${error instanceof Error ? error.message : String(error)}`;
});
