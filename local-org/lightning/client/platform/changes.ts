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
/** Number of the last change that this page was told of, or that happened before it read anything. */
let known = 0;

export function knowsUpTo(change: number): void {
    known = change;
}

/** Calls back when records of the org changed, whoever changed them. Returns what ends it. */
export function onChange(listener: Listener): () => void {
    listeners.add(listener);
    listen();
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

/**
 * A browser has few lines to a server, for all of its tabs together: one that is not looked at gives its line back, and is told what it
 * missed when somebody looks again.
 */
function listen(): void {
    if (document.hidden) {
        source?.close();
        source = undefined;
    } else if (listeners.size > 0) source ??= open();
}

document.addEventListener('visibilitychange', listen);

function open(): EventSource {
    const events = new EventSource(`/lightning/_/events?after=${known}`);
    events.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
        known = Number(lastEventId);
        const recordIds = JSON.parse(data) as string[] | null;
        if (recordIds) announce(recordIds);
        else announceAll();
    };
    return events;
}
