/** A value of JSON and where it stands. */
export interface Node {
    /** The way to it from the root, which no other value has. */
    path: string;
    name: string;
    depth: number;
    /** As JSON writes it; blank for what holds other values. */
    text: string;
    kind: 'text' | 'number' | 'other' | 'object' | 'list';
    children: Node[];
    /** What a number means that stands for an instant, in milliseconds. */
    instant: number | undefined;
}

const INSTANT_NAME = /^(created|due_by|.+_at|.+_date|.+_start|.+_end|start|end|arrival_date)$/;
const FIRST_INSTANT = 946_684_800;
const LAST_INSTANT = 4_102_444_800;
/** Deeper than that nobody nests on purpose. */
const DEEPEST = 60;
/** What is open at first: the root, and all that leads to what the event is about. */
const OPEN_AT_FIRST = new Set(['$', '$.data', '$.data.object', '$.data.previous_attributes', '$.related_object', '$.changes']);

/** Undefined where the text is no JSON. */
export function parse(text: string): Node | undefined {
    try {
        return nodeOf('$', '', JSON.parse(text), 0);
    } catch {
        return undefined;
    }
}

export function isOpenAtFirst({ path }: Node): boolean {
    return OPEN_AT_FIRST.has(path);
}

export function all(node: Node): Node[] {
    return [node, ...node.children.flatMap(all)];
}

/** What is seen where some are open. */
export function visible(node: Node, open: ReadonlySet<string>): Node[] {
    return open.has(node.path) ? [node, ...node.children.flatMap((child) => visible(child, open))] : [node];
}

/** The values whose name or text holds the words, in whatever case. */
export function matching(node: Node, words: string): Set<string> {
    const wanted = words.toLowerCase();
    const found = all(node).filter(({ name, text }) => name.toLowerCase().includes(wanted) || text.toLowerCase().includes(wanted));
    return new Set(found.map(({ path }) => path));
}

/** The values, and all that they stand in. */
export function leadingTo(node: Node, found: ReadonlySet<string>): Node[] {
    const below = node.children.flatMap((child) => leadingTo(child, found));
    return below.length > 0 || found.has(node.path) ? [node, ...below] : [];
}

function nodeOf(path: string, name: string, value: unknown, depth: number): Node {
    const node: Node = { path, name, depth, text: '', kind: 'other', children: [], instant: undefined };
    if (value === null || typeof value !== 'object' || depth === DEEPEST) return { ...node, ...leafOf(name, value) };
    const entries = Array.isArray(value) ? value.map((item, index): [string, unknown] => [String(index), item]) : Object.entries(value);
    const children = entries.map(([key, child]) => nodeOf(`${path}.${key}`, key, child, depth + 1));
    return { ...node, kind: Array.isArray(value) ? 'list' : 'object', children };
}

function leafOf(name: string, value: unknown): Pick<Node, 'text' | 'kind' | 'instant'> {
    const text = JSON.stringify(value);
    if (typeof value === 'string') return { text, kind: 'text', instant: undefined };
    if (typeof value !== 'number') return { text, kind: 'other', instant: undefined };
    const isInstant = INSTANT_NAME.test(name) && value >= FIRST_INSTANT && value < LAST_INSTANT;
    return { text, kind: 'number', instant: isInstant ? value * 1000 : undefined };
}
