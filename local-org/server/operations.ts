import { ProblemList } from '../errors.ts';
import { ApexException } from '../apex/runtime/exceptions.ts';
import { callController, isCacheable } from '../automation/controllers.ts';
import { handleApexRest } from '../automation/rest.ts';
import type { OrgHost } from './org-host.ts';
import type { HttpAnswer, HttpMessage } from './protocol.ts';
import { errorAnswer } from './protocol.ts';
import { BadValue } from '../automation/record-from-json.ts';
import { recordToJson, type JsonRecord } from './rest/record-json.ts';
import { runClientQuery } from './rest/query.ts';
import type { Answer } from './rest/call.ts';
import { handleRest } from './rest/router.ts';
import { handleSoap } from './soap/soap.ts';
import type { TransactionLog } from './transaction-log.ts';

/** Jobs that one call of `idle` runs at the most. */
const IDLE_JOBS = 10_000;

export interface AnonymousResult {
    readonly success: boolean;
    readonly compileProblem?: string;
    readonly exception?: string;
    readonly logs: readonly string[];
}

export type QueryOutcome = { readonly records: readonly JsonRecord[] } | { readonly refused: string };

/**
 * Everything that the front asks of the org, by name. Arguments and results cross a thread boundary: plain data only.
 */
export function operationsOf(host: OrgHost, log: TransactionLog) {
    return {
        /** Apex REST; without a username, as the guest of the Site that serves the path. */
        apexRest(username: string | null, request: HttpMessage): HttpAnswer {
            const { org } = host;
            const who = username ?? org.siteGuest(request.path);
            if (!who) return errorAnswer(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
            return handleApexRest(org, { ...request, user: org.user(who) });
        },
        rest(username: string, request: HttpMessage): Answer {
            return handleRest(host.org, host.services, host.org.user(username), request);
        },
        /** Without a username, the request showed no session that is known. */
        soap(username: string | null, request: HttpMessage): HttpAnswer {
            return handleSoap(host.org, host.services, username === null ? null : host.org.user(username), request);
        },
        query(username: string, soql: string): QueryOutcome {
            const { org } = host;
            try {
                return org.transact('synchronous', org.user(username), (transaction) => ({
                    records: runClientQuery(transaction, soql).rows.map((row) => recordToJson(row, ''))
                }));
            } catch (error) {
                if (error instanceof BadValue) return { refused: error.message };
                throw error;
            }
        },
        controller: (username: string, method: string, parameters: Readonly<Record<string, unknown>>) =>
            callController(host.org, host.org.user(username), method, parameters),
        isCacheable: (method: string) => isCacheable(host.org, method),
        anonymous(username: string, source: string): AnonymousResult {
            const { org } = host;
            const logs: string[] = [];
            try {
                const block = org.program.anonymous(source);
                org.transact('synchronous', org.user(username), (transaction) => {
                    transaction.onDebug = (_level, message) => logs.push(message);
                    block();
                });
                return { success: true, logs };
            } catch (error) {
                if (error instanceof ProblemList) return { success: false, compileProblem: error.message, logs };
                if (error instanceof ApexException) return { success: false, exception: `${error.apexTypeName}: ${error.message}`, logs };
                throw error;
            }
        },
        facts: () => ({ ...host.org.facts, defaultUsername: host.org.defaultUsername }),
        /** Who can open pages; the automated process has no profile. */
        users: () => host.org.users.all().filter((user) => !user.guest && user.profile !== undefined),
        objectOf: (recordId: string) => host.org.schema.objectOfId(recordId)?.name,
        describe: (username: string, object: string) => host.org.describeFor(username, object),
        hasCustomPermission: (username: string, name: string) => host.org.access(username).hasCustomPermission(name),
        tabVisibilities: (username: string, tabs: readonly string[]) => {
            const access = host.org.access(username);
            return tabs.map((tab) => access.tabVisibility(tab));
        },
        setClock: (now: number | null) => host.org.setClock(now),
        idle: () => host.org.background.runUntilIdle(IDLE_JOBS),
        transactions: (clear: boolean) => log.read(clear),
        close: () => {
            host.services.deployments.close();
            host.org.close();
        }
    };
}

export type Operations = ReturnType<typeof operationsOf>;
