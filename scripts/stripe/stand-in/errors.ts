/** An error as Stripe's API answers it. */
export class StripeFailure extends Error {
    readonly status: number;
    readonly type: string;
    readonly code: string | undefined;
    readonly param: string | undefined;

    constructor(status: number, details: { type?: string; code?: string; param?: string; message: string }) {
        super(details.message);
        this.name = 'StripeFailure';
        this.status = status;
        this.type = details.type ?? 'invalid_request_error';
        this.code = details.code;
        this.param = details.param;
    }

    toJSON(): { error: Record<string, string> } {
        return {
            error: {
                ...(this.code === undefined
                    ? {}
                    : { code: this.code, doc_url: `https://stripe.com/docs/error-codes/${this.code.replace(/_/g, '-')}` }),
                message: this.message,
                ...(this.param === undefined ? {} : { param: this.param }),
                type: this.type
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
