import { onChange } from 'platform/changes';
import { Latest } from 'platform/latest';
import { getJson } from 'platform/server';
import type { RecordView } from 'platform/model';

const QUIET_MS = 250;

/** Reads a record for a component, and again whenever it changes. Returns what ends it. */
export function followRecord(recordId: string, show: (view: RecordView) => void, fail: (message: string) => void): () => void {
    const latest = new Latest();
    let timer: number | undefined;
    const load = (): void => {
        const counts = latest.ask();
        shared(recordId).then(
            (view) => {
                if (counts()) show(view);
            },
            (error: unknown) => {
                if (counts()) fail(error instanceof Error ? error.message : String(error));
            }
        );
    };
    const unsubscribe = onChange((changes) => {
        if (!changes.has(recordId)) return;
        // What is under way was asked before the change.
        pending.delete(recordId);
        clearTimeout(timer);
        timer = window.setTimeout(load, QUIET_MS);
    });
    load();
    return () => {
        clearTimeout(timer);
        unsubscribe();
        latest.forget();
    };
}

const pending = new Map<string, Promise<RecordView>>();

/** Several components of a page ask for the same record at once: one request serves all. */
function shared(recordId: string): Promise<RecordView> {
    let request = pending.get(recordId);
    if (!request) {
        const asked = getJson<RecordView>(`record/${recordId}`).finally(() => {
            if (pending.get(recordId) === asked) pending.delete(recordId);
        });
        pending.set(recordId, asked);
        request = asked;
    }
    return request;
}
