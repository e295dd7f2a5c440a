import type { WireAdapter, WireConfigValue, WireDataCallback } from 'lwc';
import { onChange, type Changes } from 'platform/changes';
import { Latest } from 'platform/latest';

/** How a wire asks the server. */
export interface Asking<C> {
    /** Path below the API; undefined while the configuration lacks something. Throws what the wire gives as its error. */
    path(config: C): string | undefined;
    /** Whether these changes change the answer. */
    concerns(config: C, changes: Changes): boolean;
    read(path: string): Promise<unknown>;
}

/** A wire adapter over one question to the server; it asks again when the org changes what it told. */
export function serverWire<C>({ path, concerns, read }: Asking<C>): new (emit: WireDataCallback) => WireAdapter {
    return class implements WireAdapter {
        private readonly emit: WireDataCallback;
        private config: C | undefined;
        private readonly latest = new Latest();
        private unsubscribe: (() => void) | undefined;

        constructor(emit: WireDataCallback) {
            this.emit = emit;
            this.emit({ data: undefined, error: undefined });
        }

        connect(): void {
            this.unsubscribe = onChange((changes) => {
                if (this.config !== undefined && concerns(this.config, changes)) void this.run();
            });
            void this.run();
        }

        disconnect(): void {
            this.unsubscribe?.();
            this.unsubscribe = undefined;
            this.latest.forget();
        }

        update(config: WireConfigValue): void {
            this.config = config as C;
            void this.run();
        }

        private async run(): Promise<void> {
            if (!this.unsubscribe || this.config === undefined) return;
            const counts = this.latest.ask();
            try {
                const wanted = path(this.config);
                if (wanted === undefined) return;
                const data = await read(wanted);
                if (counts()) this.emit({ data, error: undefined });
            } catch (error) {
                if (counts()) this.emit({ data: undefined, error });
            }
        }
    };
}

/** The error of a wire that this host does not have in this form. */
export function refusal(feature: string): object {
    return { status: 501, body: { message: `The local org does not support ${feature}.` } };
}
