import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import { getJson } from 'platform/server';
import type { Context } from 'platform/model';

const place = document.querySelector('#app')!;

/** The engine's shadow must be in place before a component is defined, so the application is loaded after it. */
async function start(): Promise<void> {
    const context = await getJson<Context>('context');
    document.documentElement.lang = context.user.locale.replaceAll('_', '-');
    const { default: App } = await import('one/app');
    const app = Object.assign(createElement('one-app', { is: App }), { context });
    place.replaceChildren(app);
}

start().catch((error: unknown) => {
    place.textContent = `The page could not be started: ${error instanceof Error ? error.message : String(error)}`;
});
