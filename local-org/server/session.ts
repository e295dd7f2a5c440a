import { randomBytes, timingSafeEqual } from 'node:crypto';

/** One access token for each start of the server. It acts as the default user, or as whom the header names. */
export class Session {
    readonly token: string;
    readonly username: string;

    constructor(organizationId: string, username: string, token = process.env.LOCAL_ORG_TOKEN) {
        this.token = token && token.length >= 16 ? token : `${organizationId}!${randomBytes(24).toString('base64url')}`;
        this.username = username;
    }

    /** The bearer of the token; undefined for a request that shows none. */
    accepts(authorization: string | undefined): boolean {
        const shown = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(authorization ?? '')?.[1];
        if (shown === undefined) return false;
        const expected = Buffer.from(this.token);
        const actual = Buffer.from(shown);
        return expected.length === actual.length && timingSafeEqual(expected, actual);
    }
}
