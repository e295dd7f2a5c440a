import { SObject } from '../../apex/runtime/sobject.ts';
import { Store } from '../../data/store.ts';
import type { OrgRuntime } from '../../org.ts';
import { withToolingObjects } from '../../schema/tooling.ts';

const stores = new WeakMap<Store, Store>();

/** The org's records as the Tooling API sees them, with the objects that only it has. */
export function toolingStore(org: OrgRuntime): Store {
    let store = stores.get(org.store);
    if (!store) {
        store = new Store({ schema: withToolingObjects(org.schema), metadata: org.metadata, beside: org.store });
        stores.set(org.store, store);
    }
    return store;
}

type Values = Readonly<Record<string, unknown>>;

/** Values are run-time values of Apex. Gives the id. */
export function insertRow(org: OrgRuntime, object: string, values: Values): string {
    const [outcome] = toolingStore(org).insert(object, [rowOf(object, values)]);
    return outcome!.id!;
}

export function updateRow(org: OrgRuntime, object: string, id: string, values: Values): void {
    toolingStore(org).update(object, [rowOf(object, { ...values, Id: id })]);
}

export function clearRows(org: OrgRuntime, object: string): void {
    const store = toolingStore(org);
    store.purge(
        object,
        store.all(object, { fields: ['Id'] }).map((row) => row.id!)
    );
}

function rowOf(object: string, values: Values): SObject {
    const row = new SObject(object);
    for (const [field, value] of Object.entries(values)) row.fields.set(field, value);
    return row;
}
