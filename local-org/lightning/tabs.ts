import type { OrgGateway } from './gateway.ts';
import { HOME_TAB, type AppModel, type AppTab } from './metadata/app.ts';

export const HOME = '/lightning/page/home';

/** The tabs of an app that a user finds in its navigation. Who may not read an object has no use for its tab. */
export async function visibleTabs({ tabs }: AppModel, org: OrgGateway, username: string): Promise<AppTab[]> {
    const visibilities = await org.tabVisibilities(
        username,
        tabs.map(({ name }) => name)
    );
    const granted = tabs.filter((_tab, index) => visibilities[index] === 'Visible');
    const readable = await Promise.all(
        granted.map(async ({ object }) => object === undefined || (await org.describe(username, object)) !== undefined)
    );
    return granted.filter((_tab, index) => readable[index]);
}

export function tabUrl({ name, object }: AppTab): string {
    if (object !== undefined) return `/lightning/o/${object}/list`;
    return name === HOME_TAB ? HOME : `/lightning/n/${name}`;
}

/** Where a user begins: at home, or at the first tab of an app without one. */
export async function startPage(app: AppModel, org: OrgGateway, username: string): Promise<string> {
    if (app.tabs.some(({ name }) => name === HOME_TAB)) return HOME;
    const [first] = (await visibleTabs(app, org, username)).filter((tab) => tab.object ?? tab.page);
    return first ? tabUrl(first) : '/lightning/o/Account/list';
}
