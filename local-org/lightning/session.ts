import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OrgGateway, OrgUser } from './gateway.ts';
import { HttpProblem, cookie } from './http.ts';

const COOKIE = 'local-org-user';
const SCHEME_COOKIE = 'local-org-scheme';

/** Who acts: chosen in the page's header, kept in a cookie. */
export async function actingUser(request: IncomingMessage, org: OrgGateway): Promise<OrgUser> {
    const users = await org.users();
    const wanted = cookie(request, COOKIE);
    const user = users.find((candidate) => candidate.username === wanted) ?? users[0];
    if (!user) throw new HttpProblem(500, 'This org has no user who can open Lightning pages.');
    return user;
}

/** Light unless the page's header was asked for dark, which it keeps in a cookie. */
export function colorScheme(request: IncomingMessage): 'light' | 'dark' {
    return cookie(request, SCHEME_COOKIE) === 'dark' ? 'dark' : 'light';
}

export async function actAs(username: string, org: OrgGateway, response: ServerResponse): Promise<void> {
    const users = await org.users();
    if (!users.some((user) => user.username === username)) throw new HttpProblem(404, `There is no user ${username}.`);
    response.setHeader('set-cookie', `${COOKIE}=${encodeURIComponent(username)}; Path=/; HttpOnly; SameSite=Strict`);
}
