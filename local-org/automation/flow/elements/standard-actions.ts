import { SObject } from '../../../apex/runtime/sobject.ts';
import { UnsupportedError } from '../../../errors.ts';
import { FlowFault } from '../faults.ts';
import type { Interview, Thread } from '../interview.ts';
import type { FlowType } from '../types.ts';
import { scalar } from '../types.ts';
import { saveRows } from '../writes.ts';
import type { Work } from '../writes.ts';

export type Values = Readonly<Record<string, unknown>>;

/** An action that every org has. */
export interface StandardAction {
    readonly inputs: ReadonlyMap<string, { readonly flowType: FlowType; readonly required: boolean }>;
    /** Runs for each interview; a FlowFault is that interview's own. */
    each?(interview: Interview, values: Values): void;
    /** Runs for all at once; gives those that went well. */
    all?(values: ReadonlyMap<Thread, Values>, fail: (thread: Thread, problem: string) => void): readonly Thread[];
}

const TEXT = scalar('String');
const TEXTS: FlowType = { data: 'String', collection: true };

function inputs(required: Record<string, FlowType>, optional: Record<string, FlowType>): StandardAction['inputs'] {
    const all = [
        ...Object.entries(required).map(([name, type]) => [name, type, true] as const),
        ...Object.entries(optional).map(([name, type]) => [name, type, false] as const)
    ];
    return new Map(all.map(([name, flowType, needed]) => [name, { flowType, required: needed }]));
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function texts(value: unknown): string[] {
    if (Array.isArray(value)) return value.map(String);
    return typeof value === 'string' ? value.split(/[,;\s]+/).filter((part) => part !== '') : [];
}

function sendEmail(interview: Interview, values: Values): void {
    const to = [...texts(values['emailAddresses']), ...texts(values['emailAddressesArray'])];
    if (to.length === 0) throw new FlowFault('The email has no recipient: emailAddresses is empty.');
    const wrong = to.find((address) => !ADDRESS.test(address));
    if (wrong !== undefined) throw new FlowFault(`INVALID_EMAIL_ADDRESS: Invalid email address: ${wrong}`);
    const body = String(values['emailBody'] ?? '');
    const rich = values['sendRichBody'] === true;
    interview.run.host.email({
        to,
        cc: [],
        bcc: [],
        targetObjectId: null,
        whatId: null,
        subject: String(values['emailSubject'] ?? ''),
        plainTextBody: rich ? null : body,
        htmlBody: rich ? body : null
    });
}

function notify(interview: Interview, values: Values): void {
    const recipients = texts(values['recipientIds']);
    if (recipients.length === 0) throw new FlowFault('Missing required input parameter: recipientIds');
    interview.run.host.notification({
        recipients,
        typeId: String(values['customNotifTypeId']),
        title: (values['title'] as string | null | undefined) ?? null,
        body: (values['body'] as string | null | undefined) ?? null,
        targetId: (values['targetId'] as string | null | undefined) ?? null
    });
}

/** A post becomes a FeedItem under the record that it is about. */
function post(values: ReadonlyMap<Thread, Values>, fail: (thread: Thread, problem: string) => void): readonly Thread[] {
    const work = new Map<Thread, Work>();
    for (const [thread, own] of values) {
        const subject = String(own['subjectNameOrId'] ?? '');
        if (!/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(subject)) {
            throw new UnsupportedError(`Chatter posts to a user or group by name (${subject})`);
        }
        const row = new SObject('FeedItem');
        row.fields.set('ParentId', subject);
        row.fields.set('Body', own['text'] ?? null);
        work.set(thread, { rows: [row], sources: [] });
    }
    return saveRows('create records', 'insert', work, fail);
}

export const STANDARD_ACTIONS: Record<string, StandardAction> = {
    emailSimple: {
        inputs: inputs(
            { emailSubject: TEXT, emailBody: TEXT },
            { emailAddresses: TEXT, emailAddressesArray: TEXTS, sendRichBody: scalar('Boolean') }
        ),
        each: sendEmail
    },
    customNotificationAction: {
        inputs: inputs({ customNotifTypeId: TEXT, recipientIds: TEXTS, title: TEXT, body: TEXT }, { targetId: TEXT }),
        each: notify
    },
    chatterPost: {
        inputs: inputs({ text: TEXT, subjectNameOrId: TEXT }, {}),
        all: post
    }
};
