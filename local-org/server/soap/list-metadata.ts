import type { XmlElement } from '../../metadata/model.ts';
import type { OrgRuntime } from '../../org.ts';
import { makeId } from '../../schema/ids.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import { placeOf } from './describe-metadata.ts';

/** Queries of one call (Metadata API Developer Guide, "listMetadata()"). */
const QUERIES = 3;

/** FileProperties of what is deployed; the platform's own components are not among them. */
export function listMetadata(org: OrgRuntime, operation: XmlElement): object[] {
    const queries = operation.all('queries');
    if (queries.length > QUERIES) throw new BadValue('LIMIT_EXCEEDED', `A call takes at most ${QUERIES} queries`);
    const types = queries.map((query) => query.value('type') ?? '');
    const unknown = types.find((type) => placeOf(type, '') === undefined);
    if (unknown !== undefined) throw new BadValue('INVALID_TYPE', `Unknown type:${unknown}`);
    const user = org.user(org.defaultUsername);
    const now = new Date(org.clock.now()).toISOString();
    return types.flatMap((type) =>
        org.metadata.ofType(type).map(({ fullName }, index) => ({
            createdById: user.id,
            createdByName: user.name,
            createdDate: now,
            fileName: placeOf(type, fullName),
            fullName,
            id: makeId('000', index + 1),
            lastModifiedById: user.id,
            lastModifiedByName: user.name,
            lastModifiedDate: now,
            manageableState: 'unmanaged',
            type
        }))
    );
}
