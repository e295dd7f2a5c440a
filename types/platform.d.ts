/** The platform modules that @salesforce/lightning-types does not describe, as far as they are used here. */

declare module '@salesforce/apex' {
    import type { WireAdapterConstructor } from 'lwc';

    export interface ApexError {
        body?: { message?: string; exceptionType?: string } | { message?: string }[];
        message?: string;
        status?: number;
    }

    /** What `@wire` of an Apex method holds; both are absent until the first answer. */
    export interface WiredResult<T> {
        data?: T;
        error?: ApexError;
    }

    /** An imported Apex method can be called and can be wired. */
    export type ApexMethod<P extends Record<string, unknown>, R> = ((parameters: P) => Promise<R>) &
        WireAdapterConstructor<P, WiredResult<R>>;

    export function refreshApex(wired: WiredResult<unknown>): Promise<void>;
    export function getSObjectValue(record: object, field: unknown): unknown;
}

declare module '@salesforce/schema/*' {
    const reference: { fieldApiName: string; objectApiName: string };
    export default reference;
}

declare module '@salesforce/label/*' {
    const label: string;
    export default label;
}

declare module '@salesforce/i18n/*' {
    const value: string;
    export default value;
}

declare module '@salesforce/customPermission/*' {
    const held: boolean | undefined;
    export default held;
}

declare module 'lightning/uiRecordApi' {
    import type { WireAdapterConstructor } from 'lwc';

    export interface FieldId {
        fieldApiName: string;
        objectApiName: string;
    }

    export interface FieldValue {
        displayValue: string | null;
        value: unknown;
    }

    export interface RecordRepresentation {
        apiName: string;
        id: string;
        fields: Record<string, FieldValue>;
    }

    export interface FetchError {
        body?: { message: string };
        status?: number;
        statusText?: string;
    }

    export interface RecordResult {
        data?: RecordRepresentation;
        error?: FetchError;
    }

    export interface GetRecordConfig {
        recordId: string | undefined;
        fields?: (string | FieldId)[];
        optionalFields?: (string | FieldId)[];
        [key: string]: unknown;
    }

    export const getRecord: WireAdapterConstructor<GetRecordConfig, RecordResult>;
    export function getFieldValue(
        record: RecordRepresentation | undefined,
        field: FieldId | string
    ): string | number | boolean | null | undefined;
    export function notifyRecordUpdateAvailable(records: { recordId: string }[]): Promise<void>;
}

declare module 'lightning/platformShowToastEvent' {
    export interface ToastConfig {
        title: string;
        message?: string;
        messageData?: (string | { url: string; label: string })[];
        variant?: 'info' | 'success' | 'warning' | 'error';
        mode?: 'dismissible' | 'pester' | 'sticky';
    }

    export class ShowToastEvent extends CustomEvent<ToastConfig> {
        constructor(config: ToastConfig);
    }
}

declare module 'lightning/navigation' {
    import type { LightningElement, WireAdapterConstructor } from 'lwc';

    export interface PageReference {
        type: string;
        attributes?: Record<string, unknown>;
        state?: Record<string, string>;
    }

    const Navigate: unique symbol;
    const GenerateUrl: unique symbol;

    interface NavigationMembers {
        [Navigate](page: PageReference, replace?: boolean): void;
        [GenerateUrl](page: PageReference): Promise<string>;
    }

    /** Omit keeps the statics and drops the constructor, so that the class can be extended and given to createElement. */
    type NavigationConstructor = Omit<typeof LightningElement, 'prototype'> & {
        new (): LightningElement & NavigationMembers;
        readonly prototype: LightningElement & NavigationMembers;
    };

    interface NavigationMixinFunction {
        (base: typeof LightningElement): NavigationConstructor;
        readonly Navigate: typeof Navigate;
        readonly GenerateUrl: typeof GenerateUrl;
    }

    export const NavigationMixin: NavigationMixinFunction;
    export const CurrentPageReference: WireAdapterConstructor<Record<string, never>, PageReference>;
}

declare module 'lightning/refresh' {
    /** Asks that what stands in the same container is read again. */
    export class RefreshEvent extends CustomEvent<undefined> {
        constructor();
    }

    /** @param handler answers whether the components inside may go on with theirs */
    export function registerRefreshHandler(element: unknown, handler: () => Promise<boolean>): number;
    export function unregisterRefreshHandler(id: number): void;
}
