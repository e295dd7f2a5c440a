type Listener = (recordIds: readonly string[]) => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;

/** Calls back when records of the org changed, whoever changed them. Returns what ends it. */
export function onChange(listener: Listener): () => void {
    listeners.add(listener);
    source ??= open();
    return () => listeners.delete(listener);
}

export function announce(recordIds: readonly string[]): void {
    for (const listener of [...listeners]) listener(recordIds);
}

function open(): EventSource {
    const events = new EventSource('/lightning/_/events');
    events.onmessage = (event: MessageEvent<string>) => announce(JSON.parse(event.data) as string[]);
    return events;
}
