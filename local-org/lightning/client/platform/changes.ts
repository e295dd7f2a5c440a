/** What changed in the org, or everything, when somebody asks for a refresh. */
export class Changes {
    private readonly recordIds: readonly string[] | undefined;

    constructor(recordIds?: readonly string[]) {
        this.recordIds = recordIds;
    }

    has(recordId: string): boolean {
        return this.recordIds?.includes(recordId) ?? true;
    }

    /** Whether a record of the object with this prefix of ids is among them. */
    hasKind(keyPrefix: string): boolean {
        return this.recordIds?.some((id) => id.startsWith(keyPrefix)) ?? true;
    }
}

type Listener = (changes: Changes) => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;

/** Calls back when records of the org changed, whoever changed them. Returns what ends it. */
export function onChange(listener: Listener): () => void {
    listeners.add(listener);
    source ??= open();
    return () => listeners.delete(listener);
}

export function announce(recordIds: readonly string[]): void {
    tell(new Changes(recordIds));
}

/** Whatever follows a record reads it again. */
export function announceAll(): void {
    tell(new Changes());
}

function tell(changes: Changes): void {
    for (const listener of [...listeners]) listener(changes);
}

function open(): EventSource {
    const events = new EventSource('/lightning/_/events');
    events.onmessage = (event: MessageEvent<string>) => announce(JSON.parse(event.data) as string[]);
    return events;
}
