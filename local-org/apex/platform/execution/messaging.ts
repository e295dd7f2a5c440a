import { currentRuntime } from '../../../automation/runtime.ts';
import { apexException } from '../../runtime/exceptions.ts';
import { ApexList } from '../../runtime/values/list.ts';
import type { ApexSet } from '../../runtime/values/set.ts';
import { classType } from '../../types.ts';
import { definePlatformClass, type Behaviour } from '../declare.ts';

/** Messaging.SingleEmailMessage: what it holds is kept, and nothing is sent. */
class EmailMessage {
    toAddresses: ApexList | null = null;
    ccAddresses: ApexList | null = null;
    bccAddresses: ApexList | null = null;
    targetObjectId: string | null = null;
    whatId: string | null = null;
    orgWideEmailAddressId: string | null = null;
    templateId: string | null = null;
    subject: string | null = null;
    plainTextBody: string | null = null;
    htmlBody: string | null = null;
    replyTo: string | null = null;
    senderDisplayName: string | null = null;
    charset: string | null = null;
    saveAsActivity: boolean | null = true;
    useSignature: boolean | null = true;
    bccSender: boolean | null = false;
    treatTargetObjectAsRecipient: boolean | null = true;
}

class SendEmailResult {
    readonly success = true;
}

/** Property names with their types; each has `getX`/`isX` and `setX` too. */
const EMAIL_FIELDS: Readonly<Record<string, string>> = {
    ToAddresses: 'List<String>',
    CcAddresses: 'List<String>',
    BccAddresses: 'List<String>',
    TargetObjectId: 'Id',
    WhatId: 'Id',
    OrgWideEmailAddressId: 'Id',
    TemplateId: 'Id',
    Subject: 'String',
    PlainTextBody: 'String',
    HtmlBody: 'String',
    ReplyTo: 'String',
    SenderDisplayName: 'String',
    Charset: 'String',
    SaveAsActivity: 'Boolean',
    UseSignature: 'Boolean',
    BccSender: 'Boolean',
    TreatTargetObjectAsRecipient: 'Boolean'
};

/** Of these the platform has a getter as well. */
const WITHOUT_GETTER = new Set(['OrgWideEmailAddressId']);

const methods: Record<string, Behaviour> = {};
const properties: Record<string, { get: Behaviour; set: Behaviour }> = {};
for (const [name, type] of Object.entries(EMAIL_FIELDS)) {
    const key = (name[0]!.toLowerCase() + name.slice(1)) as keyof EmailMessage;
    const get = (email: EmailMessage) => email[key];
    const set = (email: EmailMessage, value: never) => void (email[key] = value);
    methods[`void set${name}(${type} value)`] = set;
    if (!WITHOUT_GETTER.has(name)) {
        const verb = name === 'TreatTargetObjectAsRecipient' ? 'is' : 'get';
        methods[`${type} ${verb}${name}()`] = get;
    }
    properties[`${type} ${name} { get; set; }`] = { get, set };
}

definePlatformClass({ name: 'Messaging.Email', abstract: true });
definePlatformClass({
    name: 'Messaging.SingleEmailMessage',
    extends: 'Messaging.Email',
    jsClass: EmailMessage,
    constructors: { '()': () => new EmailMessage() },
    methods,
    properties
});
definePlatformClass({
    name: 'Messaging.SendEmailResult',
    jsClass: SendEmailResult,
    methods: {
        'Boolean isSuccess()': (result: SendEmailResult) => result.success,
        'List<Messaging.SendEmailError> getErrors()': () => new ApexList(classType('Messaging.SendEmailError'))
    }
});
definePlatformClass({ name: 'Messaging.SendEmailError' });

definePlatformClass({
    name: 'System.Messaging',
    statics: {
        'List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails)': sendEmail,
        'List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> emails, Boolean allOrNothing)': sendEmail
    }
});

/** Outside tests the message goes to the org's captured messages at the commit, as a real one goes out only then. */
function sendEmail(emails: ApexList): ApexList {
    const tx = currentRuntime();
    tx.limits.count('emailInvocations');
    const results = [...(emails as Iterable<EmailMessage>)].map((email) => {
        if (!email.toAddresses?.size && email.targetObjectId === null) {
            throw apexException(
                'System.EmailException',
                'SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Add a recipient to send an email.: []'
            );
        }
        const texts = (list: ApexList | null): string[] => (list ? [...list].map(String) : []);
        const captured = {
            to: texts(email.toAddresses),
            cc: texts(email.ccAddresses),
            bcc: texts(email.bccAddresses),
            targetObjectId: email.targetObjectId,
            whatId: email.whatId,
            subject: email.subject,
            plainTextBody: email.plainTextBody,
            htmlBody: email.htmlBody
        };
        tx.afterCommit(() => tx.org.messages.email(captured));
        return new SendEmailResult();
    });
    return new ApexList(classType('Messaging.SendEmailResult'), results);
}

/** Messaging.CustomNotification */
class CustomNotification {
    typeId: string | null = null;
    senderId: string | null = null;
    title: string | null = null;
    body: string | null = null;
    targetId: string | null = null;
    targetPageRef: string | null = null;
}

const setter =
    (name: keyof CustomNotification): Behaviour =>
    (notification: CustomNotification, value: string | null) =>
        void (notification[name] = value);

definePlatformClass({
    name: 'Messaging.CustomNotification',
    jsClass: CustomNotification,
    constructors: { '()': () => new CustomNotification() },
    methods: {
        'void setNotificationTypeId(String id)': setter('typeId'),
        'void setSenderId(String id)': setter('senderId'),
        'void setTitle(String title)': setter('title'),
        'void setBody(String body)': setter('body'),
        'void setTargetId(String targetId)': setter('targetId'),
        'void setTargetPageRef(String pageRef)': setter('targetPageRef'),
        'void send(Set<String> recipients)': (notification: CustomNotification, recipients: ApexSet) => {
            const tx = currentRuntime();
            const { typeId, title, body, targetId, targetPageRef } = notification;
            if (typeId === null || title === null || body === null || (targetId === null && targetPageRef === null)) {
                throw apexException('System.HandledException', 'A custom notification needs a type, a title, a body and a target.');
            }
            const captured = { recipients: [...recipients].map(String), typeId, title, body, targetId };
            tx.afterCommit(() => tx.org.messages.notification(captured));
        }
    }
});
