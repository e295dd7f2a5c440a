import { fieldNames, type FieldId } from 'platform/fields';
import { getJson } from 'platform/server';
import { refusal, serverWire } from 'platform/wire';

interface Config {
    parentRecordId?: string;
    relatedListId?: string;
    fields?: FieldId[];
    optionalFields?: FieldId[];
    sortBy?: string[];
    pageSize?: number;
    where?: string;
}

interface Related {
    records: { id: string }[];
    /** Of the object that the list holds. */
    keyPrefix: string;
}

/** Prefix of the ids in a related list, by its name: a new record of that kind may belong to it. */
const prefixes = new Map<string, string>();

/** The records of a related list that the acting user may see; provided again when one of their kind changes. */
export const getRelatedListRecords = serverWire<Config>({
    path: ({ parentRecordId, relatedListId, fields, optionalFields, sortBy = [], pageSize = 50, where }) => {
        if (!parentRecordId || !relatedListId) return undefined;
        if (where) throw refusal('getRelatedListRecords with where');
        const query = new URLSearchParams({
            fields: fieldNames(fields).join(','),
            optionalFields: fieldNames(optionalFields).join(','),
            sortBy: sortBy.join(','),
            pageSize: String(pageSize)
        });
        return `related-records/${parentRecordId}/${relatedListId}?${query.toString()}`;
    },
    concerns: ({ relatedListId }, changes) => {
        const prefix = prefixes.get(relatedListId ?? '');
        return prefix !== undefined && changes.hasKind(prefix);
    },
    read: async (path) => {
        const { keyPrefix, ...data } = await getJson<Related>(path);
        prefixes.set(/^related-records\/\w+\/(\w+)/.exec(path)![1]!, keyPrefix);
        return data;
    }
});
