import type { RunningUser } from '../automation/transaction.ts';
import { jsonAnswer, type HttpAnswer, type HttpMessage } from './protocol.ts';
import type { OrgWorker } from './org-worker.ts';
import type { Session } from './session.ts';
import { faultAnswer, readEnvelope, soapAnswer, SoapFault } from './soap/envelope.ts';
import { userInfo } from './soap/user-info.ts';

/** Where clients log in. The password of every user, and the refresh token, is the server's own token. */
export class Authentication {
    private readonly org: OrgWorker;
    private readonly session: Session;

    constructor(org: OrgWorker, session: Session) {
        this.org = org;
        this.session = session;
    }

    /** Undefined for a request that is none of its own. */
    handle(message: HttpMessage): Promise<HttpAnswer> | undefined {
        const { path, method } = message;
        if (path === '/services/oauth2/userinfo') return this.userInfo(message);
        if (path === '/services/oauth2/token') return method === 'POST' ? this.grant(message) : undefined;
        if (path === '/services/oauth2/revoke') return Promise.resolve(jsonAnswer(200, {}));
        if (path.startsWith('/id/')) return this.identity(message);
        if (/^\/services\/Soap\/[uc]\/\d+\.0/.test(path) && /<(\w+:)?login[\s>]/.test(text(message))) return this.soapLogin(message);
        return undefined;
    }

    /** The OAuth 2.0 username-password and refresh token flows. */
    private async grant(message: HttpMessage): Promise<HttpAnswer> {
        const form = new URLSearchParams(text(message));
        const type = form.get('grant_type');
        if (type !== 'password' && type !== 'refresh_token') {
            return jsonAnswer(400, { error: 'unsupported_grant_type', error_description: 'grant type not supported' });
        }
        const secret = (type === 'password' ? form.get('password') : form.get('refresh_token')) ?? '';
        const username = type === 'password' ? (form.get('username') ?? '') : this.session.username;
        const user = this.session.isSecret(secret) ? await this.user(username) : undefined;
        if (!user) {
            const description = type === 'password' ? 'authentication failure' : 'expired access/refresh token';
            return jsonAnswer(400, { error: 'invalid_grant', error_description: description });
        }
        const { id: organizationId } = await this.org.call('facts');
        const url = addressOf(message);
        return jsonAnswer(200, {
            access_token: this.session.tokenFor(user.username),
            instance_url: url,
            id: `${url}/id/${organizationId}/${user.id}`,
            token_type: 'Bearer',
            issued_at: String(Date.now())
        });
    }

    private async soapLogin(message: HttpMessage): Promise<HttpAnswer> {
        const namespace = 'urn:partner.soap.sforce.com';
        try {
            const { operation } = readEnvelope(message.body);
            const isSecret = this.session.isSecret(operation.value('password') ?? '');
            const user = isSecret ? await this.user(operation.value('username') ?? '') : undefined;
            if (!user) throw new SoapFault('INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.');
            const facts = await this.org.call('facts');
            const url = addressOf(message);
            return soapAnswer(namespace, 'login', {
                metadataServerUrl: `${url}/services/Soap/m/66.0/${facts.id}`,
                passwordExpired: false,
                sandbox: facts.isSandbox,
                serverUrl: `${url}/services/Soap/u/66.0/${facts.id}`,
                sessionId: this.session.tokenFor(user.username),
                userId: user.id,
                userInfo: userInfo(facts, user)
            });
        } catch (error) {
            if (error instanceof SoapFault) return faultAnswer(error);
            throw error;
        }
    }

    private async userInfo(message: HttpMessage): Promise<HttpAnswer> {
        const username = this.session.userOf(message.headers.authorization);
        const user = username === undefined ? undefined : await this.user(username);
        if (!user) return badToken();
        const { id } = await this.org.call('facts');
        return jsonAnswer(200, {
            user_id: user.id,
            organization_id: id,
            preferred_username: user.username,
            nickname: user.username,
            name: user.name,
            email: user.email,
            zoneinfo: user.timeZone
        });
    }

    private async identity(message: HttpMessage): Promise<HttpAnswer> {
        const username = this.session.userOf(message.headers.authorization);
        const user = username === undefined ? undefined : await this.user(username);
        if (!user) return badToken();
        const { id } = await this.org.call('facts');
        const url = addressOf(message);
        return jsonAnswer(200, {
            id: `${url}${message.path}`,
            user_id: user.id,
            organization_id: id,
            username: user.username,
            display_name: user.name,
            email: user.email,
            urls: { rest: `${url}/services/data/v{version}/`, query: `${url}/services/data/v{version}/query/` }
        });
    }

    private async user(username: string): Promise<RunningUser | undefined> {
        return (await this.org.call('users')).find((user) => user.username.toLowerCase() === username.toLowerCase());
    }
}

function text(message: HttpMessage): string {
    return new TextDecoder().decode(message.body);
}

/** The identity service says it in one word and not in JSON. */
function badToken(): HttpAnswer {
    return { status: 403, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: new TextEncoder().encode('Bad_OAuth_Token') };
}

/** As the client knows the server. */
function addressOf(message: HttpMessage): string {
    return `http://${message.headers.host ?? '127.0.0.1'}`;
}
