import { GatewayError, type OrgGateway, type OrgUser, type RestAnswer } from '../gateway.ts';
import { HttpProblem } from '../http.ts';
import { uiRecord } from './ui-record.ts';
import type { RecordReader } from './record.ts';

/** One refusal of the REST API. */
interface RestError {
    readonly message: string;
    readonly errorCode: string;
    readonly fields?: readonly string[];
}

const VERBS: Readonly<Record<string, string>> = { create: 'POST', update: 'PATCH', delete: 'DELETE' };

/** Creates, updates or deletes a record as `lightning/uiRecordApi` does; answers with the record as it is then. */
export async function saveRecord(
    org: OrgGateway,
    user: OrgUser,
    reader: RecordReader,
    { kind, object, recordId, fields }: Readonly<Record<string, unknown>>
): Promise<object> {
    const verb = VERBS[String(kind)];
    if (!verb) throw new HttpProblem(400, 'Say whether to create, update or delete.');
    const described = kind === 'create' ? await reader.need(String(object)) : await reader.objectOf(String(recordId));
    const id = kind === 'create' ? '' : `/${String(recordId)}`;
    const answer = await org.rest(user.username, verb, `/sobjects/${described.name}${id}`, fields ?? {});
    if (answer.status >= 300) throw refusal(answer, String(kind));
    const saved = kind === 'create' ? (answer.body as { id: string }).id : String(recordId);
    if (kind === 'delete') return { id: saved };
    const written = Object.keys((fields ?? {}) as object).map((name) => `${described.name}.${name}`);
    return uiRecord(reader, saved, [], written);
}

/** In the shape that components find in `error.body`: what is wrong with the record, and with each field. */
function refusal({ status, body }: RestAnswer, kind: string): HttpProblem {
    const errors = Array.isArray(body) ? (body as RestError[]) : [{ message: String(body), errorCode: 'UNKNOWN_EXCEPTION' }];
    const fieldErrors: Record<string, object[]> = {};
    for (const { message, errorCode, fields = [] } of errors)
        for (const field of fields) (fieldErrors[field] ??= []).push({ field, message, errorCode });
    const general = errors.filter(({ fields = [] }) => fields.length === 0).map(({ message, errorCode }) => ({ message, errorCode }));
    return new HttpProblem(status, `An error occurred while trying to ${kind} the record. Please try again.`, {
        errorCode: 'INVALID_OPERATION',
        enhancedErrorType: 'RecordError',
        output: { errors: general, fieldErrors }
    });
}

export function requireOk({ status, body }: RestAnswer): unknown {
    if (status < 300) return body;
    const [first] = Array.isArray(body) ? (body as RestError[]) : [];
    throw new GatewayError(first?.errorCode ?? 'UNKNOWN_EXCEPTION', first?.message ?? `The org answered ${status}.`);
}
