import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OrgGateway, OrgUser } from './gateway.ts';
import { HttpProblem, cookie } from './http.ts';
import { isTheme, type Theme } from './theme.ts';

const COOKIE = 'local-org-user';
const THEME_COOKIE = 'local-org-theme';

/** Who acts: chosen in the page's header, kept in a cookie. */
export async function actingUser(request: IncomingMessage, org: OrgGateway): Promise<OrgUser> {
    const users = await org.users();
    const wanted = cookie(request, COOKIE);
    const user = users.find((candidate) => candidate.username === wanted) ?? users[0];
    if (!user) throw new HttpProblem(500, 'This org has no user who can open Lightning pages.');
    return user;
}

/** Light unless the page's header was asked for another theme, which it keeps in a cookie. */
export function themeOf(request: IncomingMessage): Theme {
    const wanted = cookie(request, THEME_COOKIE);
    return isTheme(wanted) ? wanted : 'light';
}

export async function actAs(username: string, org: OrgGateway, response: ServerResponse): Promise<void> {
    const users = await org.users();
    if (!users.some((user) => user.username === username)) throw new HttpProblem(404, `There is no user ${username}.`);
    response.setHeader('set-cookie', `${COOKIE}=${encodeURIComponent(username)}; Path=/; HttpOnly; SameSite=Strict`);
}
