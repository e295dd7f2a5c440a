import { onChange } from 'platform/changes';
import { getJson } from 'platform/server';
import type { RecordView } from 'platform/model';

const QUIET_MS = 250;

/** Reads a record for a component, and again whenever it changes. Returns what ends it. */
export function followRecord(recordId: string, show: (view: RecordView) => void, fail: (message: string) => void): () => void {
    let timer: number | undefined;
    const load = (): void => {
        shared(recordId).then(show, (error: unknown) => fail(error instanceof Error ? error.message : String(error)));
    };
    const unsubscribe = onChange((changes) => {
        if (!changes.has(recordId)) return;
        clearTimeout(timer);
        timer = window.setTimeout(load, QUIET_MS);
    });
    load();
    return () => {
        clearTimeout(timer);
        unsubscribe();
    };
}

const pending = new Map<string, Promise<RecordView>>();

/** Several components of a page ask for the same record at once: one request serves all. */
function shared(recordId: string): Promise<RecordView> {
    let request = pending.get(recordId);
    if (!request) {
        request = getJson<RecordView>(`record/${recordId}`).finally(() => pending.delete(recordId));
        pending.set(recordId, request);
    }
    return request;
}
