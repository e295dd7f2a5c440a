import type { ObjectInfo } from '../../../schema/model.ts';
import { currentRuntime } from '../../../automation/runtime.ts';
import { readRows, readRowsBy } from '../../../automation/rows.ts';
import { SObject } from '../../runtime/sobject.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { primitive, sobjectType } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';

/**
 * Static methods of custom settings and custom metadata types. In Apex they stand on the object itself
 * (`Foo__c.getInstance()`); here each kind of object has one class that stands for it: T is the object, and every
 * behaviour gets the object's name first. Reading them counts against no limit, as on the platform.
 */
export const OBJECT_STATICS = {
    hierarchySetting: 'System.HierarchyCustomSetting',
    listSetting: 'System.ListCustomSetting',
    customMetadata: 'System.CustomMetadataType'
} as const;

/** The class whose statics an object has; undefined for objects that have none. */
export function objectStatics(object: ObjectInfo): string | undefined {
    if (object.kind === 'metadata') return OBJECT_STATICS.customMetadata;
    if (object.kind !== 'setting') return undefined;
    return object.settingType === 'List' ? OBJECT_STATICS.listSetting : OBJECT_STATICS.hierarchySetting;
}

definePlatformClass({
    name: OBJECT_STATICS.hierarchySetting,
    typeParameters: ['T'],
    statics: {
        'T getInstance()': (object: string) => merged(object, currentRuntime().user.id),
        'T getInstance(Id userOrProfileId)': merged,
        'T getOrgDefaults()': (object: string) => own(object, currentRuntime().org.facts.id) ?? blank(object),
        'T getValues(Id userOrProfileId)': own
    }
});

definePlatformClass({
    name: OBJECT_STATICS.listSetting,
    typeParameters: ['T'],
    statics: {
        'Map<String, T> getAll()': (object: string) => named(object, 'Name', allRows(object)),
        'T getInstance(String name)': (object: string, name: string) => oneBy(object, 'Name', name),
        'T getValues(String name)': (object: string, name: string) => oneBy(object, 'Name', name)
    }
});

definePlatformClass({
    name: OBJECT_STATICS.customMetadata,
    typeParameters: ['T'],
    statics: {
        'Map<String, T> getAll()': (object: string) => named(object, 'DeveloperName', allRows(object)),
        'T getInstance(String idOrName)': (object: string, idOrName: string | null) => {
            if (idOrName === null) return null;
            return readRows(currentRuntime(), object, [idOrName]).get(idOrName) ?? oneBy(object, 'DeveloperName', idOrName);
        }
    }
});

function allRows(object: string): SObject[] {
    return readRowsBy(currentRuntime(), object, null, []);
}

function oneBy(object: string, field: string, value: string | null): SObject | null {
    return value === null ? null : (readRowsBy(currentRuntime(), object, field, [value])[0] ?? null);
}

function named(object: string, keyField: string, rows: readonly SObject[]): ApexMap {
    return new ApexMap(
        primitive('String'),
        sobjectType(object),
        rows.map((row) => [row.get(keyField), row] as const)
    );
}

/** The row of exactly this owner. */
function own(object: string, ownerId: string | null): SObject | null {
    return oneBy(object, 'SetupOwnerId', ownerId);
}

/** Field by field, the value of the user, else of the user's profile, else of the org. Never null. */
function merged(object: string, userOrProfileId: string | null): SObject {
    const { org } = currentRuntime();
    const owners = [org.facts.id];
    const profileId = userOrProfileId === null ? null : org.users.profileOf(userOrProfileId);
    if (profileId) owners.push(profileId);
    if (userOrProfileId) owners.push(userOrProfileId);
    const result = blank(object);
    for (const ownerId of owners) {
        const row = own(object, ownerId);
        for (const [field, value] of row?.fields ?? []) if (value !== null) result.fields.set(field, value);
    }
    return result;
}

/** A setting that nobody filled in: only the defaults of its checkboxes and fields. */
function blank(object: string): SObject {
    const runtime = currentRuntime();
    const row = new SObject(object);
    for (const [field, value] of runtime.org.defaults.of(object, runtime)) {
        if (runtime.org.schema.object(object)!.field(field)!.createable) row.fields.set(field, value);
    }
    return row;
}
