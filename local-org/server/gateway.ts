import { GatewayError, type OrgGateway } from '../lightning/gateway.ts';
import type { OrgWorker } from './org-worker.ts';

/** Version of the API that pages speak. */
const DATA = '/services/data/v66.0';

/** The org as the Lightning pages see it. */
export function gatewayOf(org: OrgWorker): OrgGateway {
    return {
        organization: async () => {
            const { name, isSandbox, currency } = await org.call('facts');
            return { name, isSandbox, currency };
        },
        users: async () => {
            const { defaultUsername } = await org.call('facts');
            const users = await org.call('users');
            return [...users].sort((a, b) => Number(b.username === defaultUsername) - Number(a.username === defaultUsername));
        },
        describe: (username, object) => org.call('describe', username, object),
        objectOf: (recordId) => org.call('objectOf', recordId),
        query: async (username, soql) => {
            const outcome = await org.call('query', username, soql);
            if ('refused' in outcome) throw new GatewayError('INVALID_QUERY', outcome.refused);
            return outcome.records;
        },
        callController: (username, method, parameters) => org.call('controller', username, method, parameters),
        isCacheable: (method) => org.call('isCacheable', method),
        hasCustomPermission: (username, name) => org.call('hasCustomPermission', username, name),
        tabVisibilities: (username, tabs) => org.call('tabVisibilities', username, tabs),
        rest: async (username, method, path, body) => {
            const answer = await org.call('rest', username, {
                method,
                path: `${DATA}${path}`,
                query: '',
                headers: { 'content-type': 'application/json' },
                body: body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body)),
                remoteAddress: '127.0.0.1'
            });
            const text = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('utf8');
            return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
        },
        onChange: (listener) => org.onChange(listener)
    };
}
