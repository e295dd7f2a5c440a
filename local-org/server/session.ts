import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The access tokens of a running server. The first one acts as the default user and is also the local secret: whoever
 * shows it as a password may have a token of any other user.
 */
export class Session {
    readonly token: string;
    readonly username: string;
    private readonly organizationId: string;
    private readonly users = new Map<string, string>();

    constructor(organizationId: string, username: string, token = process.env.LOCAL_ORG_TOKEN) {
        this.organizationId = organizationId;
        this.token = token && token.length >= 16 ? token : this.newToken();
        this.username = username;
        this.users.set(this.token, username);
    }

    /** Whose token the header bears; undefined where it bears none that is known. */
    userOf(authorization: string | undefined): string | undefined {
        const shown = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(authorization ?? '')?.[1];
        return shown === undefined ? undefined : this.userOfToken(shown);
    }

    userOfToken(shown: string): string | undefined {
        let found: string | undefined;
        for (const [token, username] of this.users) if (equal(token, shown)) found = username;
        return found;
    }

    isSecret(text: string): boolean {
        return equal(text, this.token);
    }

    tokenFor(username: string): string {
        for (const [token, known] of this.users) if (known === username) return token;
        const token = this.newToken();
        this.users.set(token, username);
        return token;
    }

    private newToken(): string {
        return `${this.organizationId}!${randomBytes(24).toString('base64url')}`;
    }
}

/** In a time that tells nothing of where they differ. */
function equal(left: string, right: string): boolean {
    const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(left), digest(right));
}
