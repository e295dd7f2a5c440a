/** An e-mail that Apex or a flow sent. */
export interface CapturedEmail {
    readonly to: readonly string[];
    readonly cc: readonly string[];
    readonly bcc: readonly string[];
    readonly targetObjectId: string | null;
    readonly whatId: string | null;
    readonly subject: string | null;
    readonly plainTextBody: string | null;
    readonly htmlBody: string | null;
}

/** A bell notification. */
export interface CapturedNotification {
    readonly recipients: readonly string[];
    readonly typeId: string | null;
    readonly title: string | null;
    readonly body: string | null;
    readonly targetId: string | null;
}

/** The latest messages of either kind: what an org would have sent stays here, to be looked at. */
export class CapturedMessages {
    readonly emails: CapturedEmail[] = [];
    readonly notifications: CapturedNotification[] = [];

    email(message: CapturedEmail): void {
        keep(this.emails, message);
    }

    notification(message: CapturedNotification): void {
        keep(this.notifications, message);
    }
}

const KEPT = 1_000;

function keep<T>(messages: T[], message: T): void {
    messages.push(message);
    if (messages.length > KEPT) messages.shift();
}
