export interface FailureDetails {
    type?: string;
    code?: string;
    param?: string;
    declineCode?: string;
    charge?: string;
    message: string;
}

/** An error as Stripe's API answers it. */
export class StripeFailure extends Error {
    readonly status: number;
    readonly details: FailureDetails;

    constructor(status: number, details: FailureDetails) {
        super(details.message);
        this.name = 'StripeFailure';
        this.status = status;
        this.details = details;
    }

    toJSON(): { error: Record<string, string> } {
        const { code, param, charge, declineCode, type = 'invalid_request_error' } = this.details;
        return {
            error: {
                ...(charge === undefined ? {} : { charge }),
                ...(code === undefined ? {} : { code, doc_url: `https://stripe.com/docs/error-codes/${code.replace(/_/g, '-')}` }),
                ...(declineCode === undefined ? {} : { decline_code: declineCode }),
                message: this.message,
                ...(param === undefined ? {} : { param }),
                type
            }
        };
    }
}

export function invalid(message: string, param?: string, code?: string): StripeFailure {
    return new StripeFailure(400, { message, ...(param === undefined ? {} : { param }), ...(code === undefined ? {} : { code }) });
}

export function missing(param: string): StripeFailure {
    return invalid(`Missing required param: ${param}.`, param, 'parameter_missing');
}

/** "No such customer: 'cus_1'": 404 where the id is in the path, 400 where it is a parameter. */
export function noSuch(label: string, id: string, param: string): StripeFailure {
    return new StripeFailure(param === 'id' ? 404 : 400, { message: `No such ${label}: '${id}'`, param, code: 'resource_missing' });
}

export function unrecognizedUrl(method: string, path: string): StripeFailure {
    return new StripeFailure(404, {
        message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/. (The stand-in covers a part of Stripe's API only.)`
    });
}
