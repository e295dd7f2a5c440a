import { type Problem, type SourceFile } from './project';

/** From the ground up: a room knows itself and the rooms below it. */
export const ROOMS = [
    'shared',
    'stripe-api',
    'customers',
    'mrr',
    'payments',
    'revenue',
    'intake',
    'operations',
    'automation',
    'pages/words',
    'pages/charts',
    'pages/frame',
    'pages/overview',
    'pages/account',
    'pages/monitor',
    'pages/home',
    'setup'
] as const;

interface Source {
    readonly file: SourceFile;
    readonly room: string;
    /** As others name it: a class, or `c/bundle`. */
    readonly name: string;
}

/** Apex and components that name a class or component of a room above their own. Comments and strings of Apex do not count. */
export function checkRooms(files: readonly SourceFile[]): Problem[] {
    const sources = files.flatMap(sourceOf);
    const roomOf = new Map(sources.map(({ name, room }) => [name, room]));
    const problems: Problem[] = [];
    for (const { file, room, name: own } of sources) {
        const level = levelOf(room);
        if (level < 0) problems.push({ file: file.path, message: `${room} is not one of the rooms ${ROOMS.join(', ')}` });
        for (const name of namesIn(file)) {
            const other = roomOf.get(name);
            if (other && name !== own && levelOf(other) > level)
                problems.push({ file: file.path, message: `knows ${name} of the room above it, ${other}` });
        }
    }
    return problems;
}

function sourceOf(file: SourceFile): Source[] {
    const [, path, kind, bundle] = /^force-app\/main\/(.+?)\/(classes|triggers|lwc)\/(?:([^/]+)\/)?[^/]+$/.exec(file.path) ?? [];
    if (path === undefined) return [];
    if (kind !== 'lwc') return /\.(cls|trigger)$/.test(file.name) ? [{ file, room: path, name: file.name.replace(/\.\w+$/, '') }] : [];
    return bundle !== undefined && /\.(ts|html)$/.test(file.name) ? [{ file, room: path, name: `c/${bundle}` }] : [];
}

function levelOf(room: string): number {
    return (ROOMS as readonly string[]).indexOf(room);
}

function namesIn(file: SourceFile): Set<string> {
    if (file.name.endsWith('.html')) return new Set([...file.text.matchAll(/<c-([a-z\d-]+)/g)].map(([, name]) => `c/${camelCase(name!)}`));
    if (file.name.endsWith('.ts'))
        return new Set([...file.text.matchAll(/'(?:@salesforce\/apex\/(\w+)\.\w+|(c\/\w+))'/g)].map(([, apex, bundle]) => apex ?? bundle!));
    return new Set(codeOf(file.text).match(/\b[A-Za-z]\w*\b/g) ?? []);
}

function camelCase(name: string): string {
    return name.replace(/-([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

function codeOf(apex: string): string {
    return apex.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\])*'/g, ' ');
}
