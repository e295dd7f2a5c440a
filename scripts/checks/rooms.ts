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
    'pages',
    'reporting',
    'setup'
] as const;

/** Apex that names a class of a room above its own. Comments and strings do not count. */
export function checkRooms(files: readonly SourceFile[]): Problem[] {
    const sources = files
        .map((file) => ({ file, room: /^force-app\/main\/([^/]+)\//.exec(file.path)?.[1] }))
        .filter(({ file, room }) => room !== undefined && /\.(cls|trigger)$/.test(file.name)) as { file: SourceFile; room: string }[];
    const roomOfClass = new Map(sources.map(({ file, room }) => [file.name.replace(/\.(cls|trigger)$/, ''), room]));
    const problems: Problem[] = [];
    for (const { file, room } of sources) {
        const level = levelOf(room);
        if (level < 0) problems.push({ file: file.path, message: `${room} is not one of the rooms ${ROOMS.join(', ')}` });
        const names = new Set(codeOf(file.text).match(/\b[A-Za-z]\w*\b/g) ?? []);
        for (const name of names) {
            const other = roomOfClass.get(name);
            if (other && levelOf(other) > level)
                problems.push({ file: file.path, message: `knows ${name} of the room above it, ${other}` });
        }
    }
    return problems;
}

function levelOf(room: string): number {
    return (ROOMS as readonly string[]).indexOf(room);
}

function codeOf(apex: string): string {
    return apex.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\])*'/g, ' ');
}
