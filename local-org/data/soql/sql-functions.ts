import type { DatabaseSync } from 'node:sqlite';
import { localMilliseconds } from '../../apex/runtime/values/zone.ts';
import type { Schema } from '../../schema/model.ts';
import { fold } from './conditions.ts';

/** The functions that compiled queries call. `timeZone` gives that of the user whose query runs. */
export function registerSqlFunctions(database: DatabaseSync, schema: Schema, timeZone: () => string): void {
    database.function('fold', { deterministic: true }, (value) => (typeof value === 'string' ? fold(value) : value));
    database.function('user_time', (value) => (value === null ? null : localMilliseconds(timeZone(), Number(value))));
    const rank = picklistRank(schema);
    database.function('picklist_rank', { deterministic: true }, (path, value) =>
        value === null ? null : rank(String(path), String(value))
    );
    database.function('includes_any', { deterministic: true }, (value, wanted) =>
        includesAny(String(value ?? ''), String(wanted)) ? 1 : 0
    );
}

/** Place of a value among those of its picklist field; unknown values come after all others. */
function picklistRank(schema: Schema): (path: string, value: string) => number {
    const ranks = new Map<string, Map<string, number>>();
    return (path, value) => {
        let known = ranks.get(path);
        if (!known) {
            const [object = '', field = ''] = path.split('.');
            const values = schema.object(object)?.field(field)?.picklist ?? [];
            known = new Map(values.map((entry, at) => [fold(entry.value), at]));
            ranks.set(path, known);
        }
        return known.get(fold(value)) ?? known.size;
    };
}

/** Whether a multi-select picklist holds one of the wanted values; 'A;B' wants both. */
function includesAny(value: string, wanted: string): boolean {
    const held = new Set(fold(value).split(';'));
    return (JSON.parse(wanted) as unknown[]).some((entry) =>
        fold(String(entry))
            .split(';')
            .every((part) => held.has(part))
    );
}
