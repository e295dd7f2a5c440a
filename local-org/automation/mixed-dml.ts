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
        'User',
        'UserRole'
    ].map((name) => name.toLowerCase())
);

/** Remembers what kind of object one transaction (or one block of System.runAs) saved first. */
export class MixedDml {
    private first: { readonly object: string; readonly setup: boolean } | null = null;

    check(object: string): DmlError | null {
        const setup = SETUP.has(object.toLowerCase());
        this.first ??= { object, setup };
        if (this.first.setup === setup) return null;
        const text = 'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa)';
        return dmlError('MIXED_DML_OPERATION', `${text}: ${object}, original object: ${this.first.object}`);
    }
}
