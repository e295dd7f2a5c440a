/**
 * Every exception that Apex can see. Exception classes of the project are emitted as subclasses of this one;
 * platform exceptions are made by `apexException(name, message)`.
 */
export class ApexException extends Error {
    /** 'System.DmlException', 'Outer.MyException' … */
    apexTypeName: string;
    override cause: ApexException | null = null;
    /** What subclasses of the platform carry beside the message, e.g. the rows of a DmlException. */
    details: unknown = undefined;

    constructor(apexTypeName = 'System.Exception', message = 'Script-thrown exception') {
        super(message);
        this.apexTypeName = apexTypeName;
    }
}

export function apexException(apexTypeName: string, message: string, details?: unknown): ApexException {
    const exception = new ApexException(apexTypeName, message);
    exception.details = details;
    return exception;
}

/** A governor limit was passed: no Apex catch block and no flow fault path ever sees it. */
export class LimitExceeded extends ApexException {
    constructor(message: string) {
        super('System.LimitException', message);
    }
}
