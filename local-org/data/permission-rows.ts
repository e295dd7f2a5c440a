import type { SObject } from '../apex/runtime/sobject.ts';
import { UnsupportedError } from '../errors.ts';
import type { XmlElement } from '../metadata/model.ts';
import type { Store } from './store.ts';

/** What rows grant through a permission set, beside what its metadata says. */
export interface GrantedRows {
    /** The PermissionSet itself: its user permissions are fields of it. */
    readonly permissionSet: SObject;
    readonly objects: readonly SObject[];
    readonly fields: readonly SObject[];
    /** Names of Apex classes. */
    readonly apexClasses: readonly string[];
}

/** Rows of ObjectPermissions and FieldPermissions that say what a permission set's metadata grants. */
export function permissionRows(permissionSet: string, xml: XmlElement): { object: string; rows: Record<string, unknown>[] }[] {
    const objects = xml.all('objectPermissions').map((element) => ({
        ParentId: permissionSet,
        SobjectType: element.value('object'),
        PermissionsCreate: element.flag('allowCreate'),
        PermissionsRead: element.flag('allowRead'),
        PermissionsEdit: element.flag('allowEdit'),
        PermissionsDelete: element.flag('allowDelete'),
        PermissionsViewAllRecords: element.flag('viewAllRecords'),
        PermissionsModifyAllRecords: element.flag('modifyAllRecords')
    }));
    const fields = xml.all('fieldPermissions').map((element) => ({
        ParentId: permissionSet,
        SobjectType: element.value('field')?.split('.')[0],
        Field: element.value('field'),
        PermissionsRead: element.flag('readable'),
        PermissionsEdit: element.flag('editable')
    }));
    return [
        { object: 'ObjectPermissions', rows: objects },
        { object: 'FieldPermissions', rows: fields }
    ];
}

/** The rows of ObjectPermissions, FieldPermissions and SetupEntityAccess below a permission set; undefined where there is no such set. */
export function grantedRows(store: Store, name: string): GrantedRows | undefined {
    const permissionSet = store.find('PermissionSet', 'Name', [name])[0];
    if (!permissionSet) return undefined;
    const below = (object: string): SObject[] => store.find(object, 'ParentId', [permissionSet.id]);
    return {
        permissionSet,
        objects: below('ObjectPermissions'),
        fields: below('FieldPermissions'),
        apexClasses: below('SetupEntityAccess').map((row) => apexClassOf(store, row))
    };
}

/** Names of the permission sets that rows of PermissionSetGroupComponent put into a group. */
export function addedMembers(store: Store, group: string): string[] {
    const row = store.find('PermissionSetGroup', 'DeveloperName', [group])[0];
    if (!row) return [];
    const components = store.find('PermissionSetGroupComponent', 'PermissionSetGroupId', [row.id]);
    const ids = components.map((component) => component.fields.get('PermissionSetId') as string);
    return [...store.read('PermissionSet', ids).values()].map((permissionSet) => permissionSet.fields.get('Name') as string);
}

function apexClassOf(store: Store, access: SObject): string {
    const id = access.fields.get('SetupEntityId') as string;
    const found = store.read('ApexClass', [id]).get(id);
    if (!found) throw new UnsupportedError(`a row of SetupEntityAccess about ${id}, which is no Apex class`);
    return found.fields.get('Name') as string;
}
