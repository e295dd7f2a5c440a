/**
 * What the Lightning pages need of a running org. The server implements it; the pages know nothing else of the org.
 * Every call names the acting user by username, and the org answers with what that user may see.
 */
export interface OrgGateway {
    /** The org, as `@salesforce/i18n` and the page header show it. */
    organization(): Promise<OrganizationFacts>;
    /** Whom one may act as, the default user first. Guests are left out: they have no Lightning Experience. */
    users(): Promise<readonly OrgUser[]>;
    /** Objects that the user may read. Undefined for an object that does not exist or may not be read. */
    describe(username: string, object: string): Promise<ObjectDescription | undefined>;
    /** The object of a record id, by its prefix. */
    objectOf(recordId: string): Promise<string | undefined>;
    /** SOQL in the mode and with the sharing of the user. A refused query rejects with a GatewayError. */
    query(username: string, soql: string): Promise<readonly PlainRecord[]>;
    /** Runs an `@AuraEnabled` method ('Class.method') with JSON parameters. */
    callController(username: string, method: string, parameters: Readonly<Record<string, unknown>>): Promise<ControllerResult>;
    /** Whether an `@AuraEnabled` method is `cacheable=true`; undefined where there is no such method. */
    isCacheable(method: string): Promise<boolean | undefined>;
    hasCustomPermission(username: string, name: string): Promise<boolean>;
    /** Of each tab, by its name in the metadata: in the navigation of an app, by its address alone, or not at all. */
    tabVisibilities(username: string, tabs: readonly string[]): Promise<readonly ('Visible' | 'Available' | 'None')[]>;
    /** A request to the REST API of the org as the user: '/sobjects/Account'. */
    rest(username: string, method: string, path: string, body?: unknown): Promise<RestAnswer>;
    /** Tells about committed changes; returns what ends the subscription. */
    onChange(listener: (recordIds: readonly string[]) => void): () => void;
}

export interface RestAnswer {
    readonly status: number;
    /** JSON; undefined where there is none. */
    readonly body: unknown;
}

export interface OrganizationFacts {
    readonly name: string;
    readonly isSandbox: boolean;
    /** ISO 4217 code of the corporate currency. */
    readonly currency: string;
}

export interface OrgUser {
    readonly id: string;
    readonly username: string;
    readonly name: string;
    readonly email: string;
    /** 'en_US' */
    readonly locale: string;
    /** 'en_US', 'de': what the user reads, whatever the formats. */
    readonly language: string;
    /** 'America/Los_Angeles' */
    readonly timeZone: string;
}

export interface ObjectDescription {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    readonly keyPrefix: string;
    readonly custom: boolean;
    /** Readable fields alone. */
    readonly fields: readonly FieldDescription[];
    /** Named relationships whose child object and field the user may read. */
    readonly childRelationships: readonly { readonly name: string; readonly child: string; readonly field: string }[];
}

export interface FieldDescription {
    readonly name: string;
    readonly label: string;
    /** Type names of a describe result: 'string', 'currency', 'datetime', 'reference' … */
    readonly type: string;
    readonly scale: number | undefined;
    readonly nameField: boolean;
    readonly referenceTo: readonly string[];
    readonly relationshipName: string | undefined;
    readonly helpText: string | undefined;
    /** Of a picklist: what each value is called. */
    readonly picklist: readonly { readonly value: string; readonly label: string }[];
    /** 'html' fields hold markup; it is shown as text. */
    readonly htmlFormatted: boolean;
}

/** A row as the REST API's query gives it: parents nest, subqueries are `{records}`, dates are ISO 8601 text. */
export interface PlainRecord {
    readonly attributes: { readonly type: string };
    readonly [field: string]: unknown;
}

export type ControllerResult =
    | { readonly ok: true; readonly value: unknown }
    /** As Lightning gives it: `error.body.message` and `error.body.exceptionType`. */
    | { readonly ok: false; readonly error: { readonly message: string; readonly exceptionType: string } };

/** A refusal in the org's words. */
export class GatewayError extends Error {
    readonly errorCode: string;

    constructor(errorCode: string, message: string) {
        super(message);
        this.name = 'GatewayError';
        this.errorCode = errorCode;
    }
}
