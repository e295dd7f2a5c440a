import type { SObject } from '../apex/runtime/sobject.ts';
import { apexException } from '../apex/runtime/exceptions.ts';
import { addedMembers } from '../data/permission-rows.ts';
import type { Store } from '../data/store.ts';
import type { RunningUser } from './transaction.ts';

/** Objects whose rows decide who a user is and what the user may do. */
const IDENTITY = new Set([
    'User',
    'Profile',
    'PermissionSet',
    'PermissionSetAssignment',
    'ObjectPermissions',
    'FieldPermissions',
    'SetupEntityAccess',
    'PermissionSetGroup',
    'PermissionSetGroupComponent'
]);

export const ADMINISTRATOR_PROFILE = 'System Administrator';

/** The users of the org, as their rows describe them; tests insert some of their own. */
export class UserDirectory {
    private readonly store: Store;
    private readonly known = new Map<string, RunningUser>();
    private readonly profiles = new Map<string, string | null>();
    private automatedProcessId = '';

    constructor(store: Store) {
        this.store = store;
    }

    setAutomatedProcess(id: string): void {
        this.automatedProcessId = id;
    }

    get automatedProcess(): RunningUser {
        return this.byId(this.automatedProcessId);
    }

    byId(id: string): RunningUser {
        let user = this.known.get(id);
        if (!user) {
            const row = this.store.read('User', [id]).get(id);
            if (!row) throw new Error(`There is no user with the id ${id}.`);
            this.known.set(id, (user = this.describe(row)));
        }
        return user;
    }

    find(username: string): RunningUser | undefined {
        const row = this.store.find('User', 'Username', [username.toLowerCase()])[0];
        return row ? this.byId(row.id!) : undefined;
    }

    /** Whom System.runAs names: the record needs an Id that is in the database. */
    fromRecord(record: SObject | null): RunningUser {
        if (record?.id === null || record === null)
            throw apexException('System.NullPointerException', 'Attempt to de-reference a null object');
        return this.byId(record.id);
    }

    all(): RunningUser[] {
        return this.store.all('User').map((row) => this.byId(row.id!));
    }

    profileOf(userOrProfileId: string): string | null {
        let profile = this.profiles.get(userOrProfileId);
        if (profile === undefined) {
            profile =
                (this.store.read('User', [userOrProfileId]).get(userOrProfileId)?.fields.get('ProfileId') as string | null | undefined) ??
                null;
            this.profiles.set(userOrProfileId, profile);
        }
        return profile;
    }

    /** Rows of this object are about to change: what was known of the users may be wrong. */
    savingRowsOf(object: string): void {
        if (IDENTITY.has(object)) this.forget();
    }

    forget(): void {
        this.known.clear();
        this.profiles.clear();
    }

    private describe(row: SObject): RunningUser {
        const text = (field: string): string => (row.fields.get(field) as string | null | undefined) ?? '';
        const profileId = text('ProfileId');
        const profile = profileId === '' ? undefined : this.store.read('Profile', [profileId]).get(profileId);
        return {
            id: row.id!,
            username: text('Username'),
            name: text('Name'),
            email: text('Email'),
            guest: text('UserType') === 'Guest',
            permissionSets: this.permissionSetsOf(row.id!),
            ...(profile ? { profile: profile.fields.get('Name') as string } : {}),
            administrator: profile?.fields.get('Name') === ADMINISTRATOR_PROFILE,
            timeZone: text('TimeZoneSidKey') || 'UTC',
            locale: text('LocaleSidKey') || 'en_US',
            language: text('LanguageLocaleKey') || 'en_US'
        };
    }

    private permissionSetsOf(userId: string): string[] {
        const assignments = this.store.find('PermissionSetAssignment', 'AssigneeId', [userId]);
        const names = (object: string, lookup: string, name: string): string[] => {
            const ids = assignments.map((row) => row.fields.get(lookup) as string | null).filter((id) => id !== null);
            return [...this.store.read(object, ids).values()].map((row) => row.fields.get(name) as string);
        };
        const groups = names('PermissionSetGroup', 'PermissionSetGroupId', 'DeveloperName');
        return [
            ...names('PermissionSet', 'PermissionSetId', 'Name'),
            ...groups,
            ...groups.flatMap((group) => addedMembers(this.store, group))
        ];
    }
}
