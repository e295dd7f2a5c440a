import type { SObject } from '../apex/runtime/sobject.ts';
import type { RunningUser } from '../automation/transaction.ts';
import { UnsupportedError } from '../errors.ts';
import type { Component, ProjectMetadata, XmlElement } from '../metadata/model.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';
import type { GrantedRows } from './permission-rows.ts';
import { DETAILS, GOVERNED, OPEN_TO_GUESTS, OPEN_TO_USERS, SETUP_PERMISSIONS } from './permission-facts.ts';

export interface ObjectAccess {
    readonly create: boolean;
    readonly read: boolean;
    readonly edit: boolean;
    readonly delete: boolean;
    /** Every row, whoever owns it. */
    readonly viewAll: boolean;
    readonly modifyAll: boolean;
}

interface FieldAccess {
    readonly read: boolean;
    readonly edit: boolean;
}

const EVERYTHING: ObjectAccess = { create: true, read: true, edit: true, delete: true, viewAll: true, modifyAll: true };
const NOTHING: ObjectAccess = { create: false, read: false, edit: false, delete: false, viewAll: false, modifyAll: false };
const READ_ONLY: ObjectAccess = { ...NOTHING, read: true };
const READ_WRITE: ObjectAccess = { create: true, read: true, edit: true, delete: true, viewAll: false, modifyAll: false };

/** Of a tab: in the app's navigation, by its address alone, or not at all. */
export type TabVisibility = 'Visible' | 'Available' | 'None';

/** As profiles and as permission sets say it. */
const TAB_VISIBILITIES: Readonly<Record<string, TabVisibility>> = {
    Visible: 'Visible',
    DefaultOn: 'Visible',
    Available: 'Available',
    DefaultOff: 'Available'
};

/** A right as metadata and as rows of ObjectPermissions name it. */
interface ObjectRight {
    readonly element: string;
    readonly field: string;
}

const RIGHTS = {
    create: { element: 'allowCreate', field: 'PermissionsCreate' },
    read: { element: 'allowRead', field: 'PermissionsRead' },
    edit: { element: 'allowEdit', field: 'PermissionsEdit' },
    delete: { element: 'allowDelete', field: 'PermissionsDelete' },
    viewAll: { element: 'viewAllRecords', field: 'PermissionsViewAllRecords' },
    modifyAll: { element: 'modifyAllRecords', field: 'PermissionsModifyAllRecords' }
} as const satisfies Record<string, ObjectRight>;

/** Files of the platform's own profiles, which bear other names than the profiles. */
const PROFILE_FILES: Readonly<Record<string, string>> = { 'System Administrator': 'Admin', 'Standard User': 'Standard' };

/** The profile's name, by that of its file. */
export function profileName(fileName: string): string {
    return Object.entries(PROFILE_FILES).find(([, file]) => file === fileName)?.[0] ?? fileName;
}

function profileNamed(metadata: ProjectMetadata, name: string): Component | undefined {
    const wanted = (PROFILE_FILES[name] ?? name).toLowerCase();
    return metadata.ofType('Profile').find(({ fullName }) => decodeURIComponent(fullName).toLowerCase() === wanted);
}

/** Fields that come with their record: no permission set lists them. */
const ALWAYS_READABLE = new Set([
    'Id',
    'IsDeleted',
    'OwnerId',
    'RecordTypeId',
    'CreatedDate',
    'CreatedById',
    'LastModifiedDate',
    'LastModifiedById'
]);

/**
 * What one user may do, from their profile and the permission sets and permission set groups assigned to them. An
 * administrator may do everything. A profile that the project does not hold grants nothing beyond what every user has.
 */
export class UserAccess {
    readonly user: RunningUser;
    private readonly schema: Schema;
    private readonly metadata: ProjectMetadata;
    private readonly objects = new Map<string, ObjectAccess>();
    private readonly fields = new Map<string, FieldAccess>();
    private readonly recordTypes = new Set<string>();
    private readonly defaultRecordTypes = new Set<string>();
    private readonly apexClasses = new Set<string>();
    private readonly pages = new Set<string>();
    private readonly customPermissions = new Set<string>();
    private readonly userPermissions = new Set<string>();
    private readonly openTypes = new Set<string>();
    private readonly tabs = new Map<string, TabVisibility>();

    /** `granted`: what rows made by Apex add to a permission set. */
    constructor(
        schema: Schema,
        metadata: ProjectMetadata,
        user: RunningUser,
        granted: (name: string) => GrantedRows | undefined = () => undefined
    ) {
        this.schema = schema;
        this.metadata = metadata;
        this.user = user;
        const profile = user.profile === undefined ? undefined : profileNamed(metadata, user.profile);
        if (profile) this.add(profile.xml);
        for (const name of user.permissionSets) {
            const rows = granted(name);
            for (const permissionSet of this.permissionSetsNamed(name, rows !== undefined)) this.add(permissionSet.xml);
            if (rows) this.addRows(rows);
        }
    }

    object(name: string): ObjectAccess {
        if (this.user.administrator) return EVERYTHING;
        const object = this.schema.object(name);
        if (!object) return NOTHING;
        const access = this.objectAccess(object);
        if (this.hasUserPermission('ModifyAllData')) return EVERYTHING;
        return this.hasUserPermission('ViewAllData') ? { ...access, read: true, viewAll: true } : access;
    }

    canReadField(object: string, field: string): boolean {
        return this.fieldAccess(object, field).read;
    }

    /** Whether the user may set the field, on a new record or an old one. The object decides about the record. */
    canEditField(object: string, field: string): boolean {
        return this.fieldAccess(object, field).edit;
    }

    /** Whether the user may choose it for new records: 'Account.Partner'. */
    hasRecordType(name: string): boolean {
        return this.user.administrator || this.recordTypes.has(name.toLowerCase());
    }

    /** The developer name, in lower case, of what new records of the user get where nothing else is said: the profile decides. */
    defaultRecordType(object: string): string | undefined {
        const start = `${object}.`.toLowerCase();
        const found = [...this.defaultRecordTypes].find((name) => name.startsWith(start));
        return found?.slice(start.length);
    }

    hasApexClass(name: string): boolean {
        return this.user.administrator || this.apexClasses.has(name.toLowerCase());
    }

    hasPage(name: string): boolean {
        return this.user.administrator || this.pages.has(name.toLowerCase());
    }

    /** Custom permissions must be granted, to administrators too. */
    hasCustomPermission(name: string): boolean {
        return this.customPermissions.has(name.toLowerCase());
    }

    /** Tabs of the project must be granted; those of the platform are visible with the profiles that come with it. */
    tabVisibility(name: string): TabVisibility {
        if (this.user.administrator || name.startsWith('standard-')) return 'Visible';
        return this.tabs.get(name.toLowerCase()) ?? 'None';
    }

    /** A permission of the platform, by its API name: 'ViewAllData', 'ManageUsers'. */
    hasUserPermission(name: string): boolean {
        return this.user.administrator || this.userPermissions.has(name.toLowerCase());
    }

    /** Whether rows of the object may be opened to the user by sharing rules, which the local org does not know. */
    refuseSharingRules(object: ObjectInfo): void {
        const rules = this.metadata.find('SharingRules', object.name);
        if (!rules) return;
        throw new UnsupportedError(`sharing rules (${object.name})`, { file: rules.file, line: rules.xml.line, column: 1 });
    }

    private objectAccess(object: ObjectInfo): ObjectAccess {
        const { guest } = this.user;
        switch (object.kind) {
            case 'custom':
            case 'event':
                return this.objects.get(object.name.toLowerCase()) ?? NOTHING;
            case 'metadata':
            case 'setting':
                return this.openTypes.has(object.name.toLowerCase()) || this.hasUserPermission('CustomizeApplication')
                    ? READ_ONLY
                    : NOTHING;
            default:
        }
        if (GOVERNED.has(object.name)) return this.objects.get(object.name.toLowerCase()) ?? NOTHING;
        const detail = DETAILS[object.name];
        if (detail) return this.detailAccess(detail.parent);
        if (guest) return OPEN_TO_GUESTS.has(object.name) ? READ_ONLY : NOTHING;
        if (OPEN_TO_USERS.has(object.name)) return READ_WRITE;
        const permission = SETUP_PERMISSIONS[object.name];
        return permission !== undefined && this.hasUserPermission(permission) ? READ_WRITE : READ_ONLY;
    }

    /** Who may edit the parent may add, change and remove its details. */
    private detailAccess(parent: string): ObjectAccess {
        const { read, edit, viewAll, modifyAll } = this.object(parent);
        return { read, create: edit, edit, delete: edit, viewAll, modifyAll };
    }

    private fieldAccess(objectName: string, fieldName: string): FieldAccess {
        const object = this.schema.object(objectName);
        const field = object?.field(fieldName);
        if (!object || !field) return { read: false, edit: false };
        const writable = field.createable || field.updateable;
        if (this.user.administrator) return { read: true, edit: writable };
        if (!isPermissionable(object, field)) return { read: true, edit: writable };
        const key = field.compoundField !== undefined && !field.custom ? field.compoundField : field.name;
        const granted = this.fields.get(`${object.name}.${key}`.toLowerCase());
        return { read: granted?.read ?? false, edit: (granted?.edit ?? false) && writable };
    }

    private permissionSetsNamed(name: string, isRow = false): Component[] {
        const permissionSet = this.metadata.find('PermissionSet', name);
        if (permissionSet) return [permissionSet];
        const group = this.metadata.find('PermissionSetGroup', name);
        if (!group && isRow) return [];
        if (!group) throw new UnsupportedError(`the permission set ${name}, which the project does not hold`);
        const position = { file: group.file, line: group.xml.line, column: 1 };
        if (group.xml.all('mutingPermissionSets').length > 0) throw new UnsupportedError('muting permission sets', position);
        return group.xml.all('permissionSets').flatMap((member) => this.permissionSetsNamed(member.text));
    }

    private add(xml: XmlElement): void {
        for (const element of xml.all('objectPermissions'))
            this.addObject(element.value('object') ?? '', (right) => element.flag(right.element));
        for (const element of xml.all('fieldPermissions'))
            this.addField(element.value('field') ?? '', element.flag('readable'), element.flag('editable'));
        collect(xml, 'classAccesses', 'apexClass', this.apexClasses);
        collect(xml, 'pageAccesses', 'apexPage', this.pages);
        collect(xml, 'customPermissions', 'name', this.customPermissions);
        collect(xml, 'userPermissions', 'name', this.userPermissions);
        collect(xml, 'customMetadataTypeAccesses', 'name', this.openTypes);
        collect(xml, 'customSettingAccesses', 'name', this.openTypes);
        for (const element of [...xml.all('tabSettings'), ...xml.all('tabVisibilities')])
            this.addTab(element.value('tab') ?? '', TAB_VISIBILITIES[element.value('visibility') ?? '']);
        for (const element of xml.all('recordTypeVisibilities')) {
            const name = (element.value('recordType') ?? '').toLowerCase();
            if (element.flag('visible')) this.recordTypes.add(name);
            if (element.flag('default')) this.defaultRecordTypes.add(name);
        }
    }

    private addRows({ permissionSet, objects, fields, apexClasses }: GrantedRows): void {
        const flag = (row: SObject, field: string): boolean => row.fields.get(field) === true;
        for (const row of objects) this.addObject(row.fields.get('SobjectType') as string, (right) => flag(row, right.field));
        for (const row of fields)
            this.addField(row.fields.get('Field') as string, flag(row, 'PermissionsRead'), flag(row, 'PermissionsEdit'));
        for (const name of apexClasses) this.apexClasses.add(name.toLowerCase());
        for (const [field, value] of permissionSet.fields)
            if (value === true && field.startsWith('Permissions'))
                this.userPermissions.add(field.slice('Permissions'.length).toLowerCase());
    }

    private addTab(tab: string, visibility: TabVisibility | undefined): void {
        const name = tab.toLowerCase();
        if (visibility && this.tabs.get(name) !== 'Visible') this.tabs.set(name, visibility);
    }

    private addField(fullName: string, readable: boolean, editable: boolean): void {
        const name = fullName.toLowerCase();
        const known = this.fields.get(name);
        const edit = editable || (known?.edit ?? false);
        this.fields.set(name, { read: readable || edit || (known?.read ?? false), edit });
    }

    /** Each right implies those that it makes no sense without. */
    private addObject(objectName: string, has: (right: ObjectRight) => boolean): void {
        const name = objectName.toLowerCase();
        const known = this.objects.get(name) ?? NOTHING;
        const modifyAll = known.modifyAll || has(RIGHTS.modifyAll);
        const viewAll = known.viewAll || modifyAll || has(RIGHTS.viewAll);
        const remove = known.delete || modifyAll || has(RIGHTS.delete);
        const edit = known.edit || remove || has(RIGHTS.edit);
        const create = known.create || has(RIGHTS.create);
        const read = known.read || viewAll || edit || create || has(RIGHTS.read);
        this.objects.set(name, { create, read, edit, delete: remove, viewAll, modifyAll });
    }
}

function collect(xml: XmlElement, list: string, nameElement: string, into: Set<string>): void {
    for (const element of xml.all(list)) {
        const name = element.value(nameElement);
        if (name !== undefined && element.flag('enabled', true)) into.add(name.toLowerCase());
    }
}

/**
 * Whether permission sets decide about the field. They do about optional fields of records; names, owners, audit
 * fields and required fields come with the record, and fields of events, settings and custom metadata with the object.
 */
function isPermissionable(object: ObjectInfo, field: FieldInfo): boolean {
    if (object.kind !== 'custom' && object.kind !== 'standard') return false;
    if (field.nameField || field.compoundField === 'Name' || ALWAYS_READABLE.has(field.name)) return false;
    if (field.custom) return !field.required;
    return GOVERNED.has(object.name) && field.nillable && (field.createable || field.updateable);
}
