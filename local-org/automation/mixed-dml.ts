import type { SObject } from '../apex/runtime/sobject.ts';
import { dmlError } from './dml-errors.ts';
import type { DmlError } from './transaction.ts';

/** Objects of which the Apex Developer Guide says that they cannot be saved beside others ("sObjects That Cannot Be Used Together in DML Operations"). */
const SETUP = new Set(
    [
        'FieldPermissions',
        'Group',
        'GroupMember',
        'ObjectPermissions',
        'PermissionSet',
        'PermissionSetAssignment',
        'PermissionSetGroup',
        'PermissionSetGroupComponent',
        'QueueSobject',
        'SetupEntityAccess',
        'UserRole'
    ].map((name) => name.toLowerCase())
);

/** Changes of these make a User a setup object; a new one is one when it has a role (same page of the guide). */
const USER_FIELDS = ['UserRoleId', 'IsActive', 'ForecastEnabled', 'IsPortalEnabled', 'Username', 'ProfileId'];

/** Remembers what kind of object one transaction (or one block of System.runAs) saved first. */
export class MixedDml {
    private first: { readonly object: string; readonly setup: boolean } | null = null;

    check(object: string, operation: string, records: readonly SObject[]): DmlError | null {
        if (object === 'User' && !records.some((record) => isSetupUser(record, operation))) return null;
        const setup = object === 'User' || SETUP.has(object.toLowerCase());
        this.first ??= { object, setup };
        if (this.first.setup === setup) return null;
        const text = 'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa)';
        return dmlError('MIXED_DML_OPERATION', `${text}: ${object}, original object: ${this.first.object}`);
    }
}

function isSetupUser(record: SObject, operation: string): boolean {
    if (operation === 'insert') return (record.fields.get('UserRoleId') ?? null) !== null;
    return USER_FIELDS.some((field) => record.fields.has(field));
}
