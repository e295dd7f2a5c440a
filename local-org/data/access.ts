import type { RunningUser } from '../automation/transaction.ts';
import { UnsupportedError } from '../errors.ts';
import type { Component, ProjectMetadata, XmlElement } from '../metadata/model.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';
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
 * What one user may do, from the permission sets and permission set groups assigned to them. An administrator may do
 * everything. Profiles grant nothing beyond what every user has: the users of a local org stand on a minimum profile.
 */
export class UserAccess {
    readonly user: RunningUser;
    private readonly schema: Schema;
    private readonly metadata: ProjectMetadata;
    private readonly objects = new Map<string, ObjectAccess>();
    private readonly fields = new Map<string, FieldAccess>();
    private readonly apexClasses = new Set<string>();
    private readonly pages = new Set<string>();
    private readonly customPermissions = new Set<string>();
    private readonly userPermissions = new Set<string>();
    private readonly openTypes = new Set<string>();

    constructor(schema: Schema, metadata: ProjectMetadata, user: RunningUser) {
        this.schema = schema;
        this.metadata = metadata;
        this.user = user;
        for (const name of user.permissionSets) for (const permissionSet of this.permissionSetsNamed(name)) this.add(permissionSet.xml);
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

    private permissionSetsNamed(name: string): Component[] {
        const permissionSet = this.metadata.find('PermissionSet', name);
        if (permissionSet) return [permissionSet];
        const group = this.metadata.find('PermissionSetGroup', name);
        if (!group) throw new UnsupportedError(`the permission set ${name}, which the project does not hold`);
        const position = { file: group.file, line: group.xml.line, column: 1 };
        if (group.xml.all('mutingPermissionSets').length > 0) throw new UnsupportedError('muting permission sets', position);
        return group.xml.all('permissionSets').flatMap((member) => this.permissionSetsNamed(member.text));
    }

    private add(xml: XmlElement): void {
        for (const element of xml.all('objectPermissions')) this.addObject(element);
        for (const element of xml.all('fieldPermissions')) {
            const name = (element.value('field') ?? '').toLowerCase();
            const known = this.fields.get(name);
            const edit = element.flag('editable') || (known?.edit ?? false);
            this.fields.set(name, { read: element.flag('readable') || edit || (known?.read ?? false), edit });
        }
        collect(xml, 'classAccesses', 'apexClass', this.apexClasses);
        collect(xml, 'pageAccesses', 'apexPage', this.pages);
        collect(xml, 'customPermissions', 'name', this.customPermissions);
        collect(xml, 'userPermissions', 'name', this.userPermissions);
        collect(xml, 'customMetadataTypeAccesses', 'name', this.openTypes);
        collect(xml, 'customSettingAccesses', 'name', this.openTypes);
    }

    /** Each right implies those that it makes no sense without. */
    private addObject(element: XmlElement): void {
        const name = (element.value('object') ?? '').toLowerCase();
        const known = this.objects.get(name) ?? NOTHING;
        const modifyAll = known.modifyAll || element.flag('modifyAllRecords');
        const viewAll = known.viewAll || modifyAll || element.flag('viewAllRecords');
        const remove = known.delete || modifyAll || element.flag('allowDelete');
        const edit = known.edit || remove || element.flag('allowEdit');
        const create = known.create || element.flag('allowCreate');
        const read = known.read || viewAll || edit || create || element.flag('allowRead');
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
