import type { WireAdapter, WireConfigValue, WireDataCallback } from 'lwc';
import { Latest } from 'platform/latest';
import { postJson, ServerError } from 'platform/server';

interface Result {
    data: unknown;
    error: unknown;
}

type Parameters = Record<string, unknown>;

/** Which adapter provided a result, so that `refreshApex` finds it. */
const providers = new WeakMap<Result, ApexAdapter>();

class ApexAdapter implements WireAdapter {
    private readonly method: string;
    private readonly cacheable: boolean;
    private readonly emit: (result: Result) => void;
    private parameters: Parameters | undefined;
    private connected = false;
    private readonly latest = new Latest();

    constructor(method: string, cacheable: boolean, emit: WireDataCallback) {
        this.method = method;
        this.cacheable = cacheable;
        this.emit = emit as (result: Result) => void;
        this.emit({ data: undefined, error: undefined });
    }

    connect(): void {
        this.connected = true;
        void this.run();
    }

    disconnect(): void {
        this.connected = false;
        this.latest.forget();
    }

    update(config: WireConfigValue): void {
        this.parameters = config as Parameters;
        void this.run();
    }

    /** As on the platform, nothing is asked before every parameter has a value. */
    async run(): Promise<void> {
        const { parameters } = this;
        if (!this.connected || !parameters || Object.values(parameters).includes(undefined)) return;
        const counts = this.latest.ask();
        const result = await this.ask(parameters);
        if (!counts()) return;
        providers.set(result, this);
        this.emit(result);
    }

    private async ask(parameters: Parameters): Promise<Result> {
        if (!this.cacheable) {
            const message = `${this.method} can be wired only when it is @AuraEnabled(cacheable=true).`;
            return { data: undefined, error: { status: 400, body: { message } } };
        }
        try {
            return { data: freeze(await call(this.method, parameters)), error: undefined };
        } catch (error) {
            return { data: undefined, error };
        }
    }
}

/** What `@salesforce/apex/Class.method` exports: to call, and to wire. */
export function apexMethod(method: string, cacheable: boolean): object {
    const callable = (parameters?: Parameters): Promise<unknown> => call(method, parameters);
    callable.adapter = class extends ApexAdapter {
        constructor(emit: WireDataCallback) {
            super(method, cacheable, emit);
        }
    };
    return callable;
}

export async function refreshApex(result: Result): Promise<void> {
    await providers.get(result)?.run();
}

export function getSObjectValue(record: Record<string, unknown>, field: string | { fieldApiName: string }): unknown {
    const path = typeof field === 'string' ? field.slice(field.indexOf('.') + 1) : field.fieldApiName;
    return path.split('.').reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], record);
}

async function call(method: string, parameters: Parameters | undefined): Promise<unknown> {
    const { value, error } = await postJson<{ value?: unknown; error?: ServerError['body'] }>(`apex/${method}`, parameters);
    if (error) throw new ServerError(500, error);
    return value;
}

function freeze(value: unknown): unknown {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(freeze);
    }
    return value;
}
