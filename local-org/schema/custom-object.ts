import type { Component } from '../metadata/model.ts';
import { auditFields, makeField, systemFields } from './fields.ts';
import type { FieldInfo, ObjectInfo, ObjectKind } from './model.ts';
import type { Reporter } from './problems.ts';

export type ObjectFacts = Omit<ObjectInfo, 'keyPrefix' | 'fields' | 'childRelationships' | 'field' | 'parentField' | 'childRelationship'>;

const NAME_LENGTH = 80;
const DEVELOPER_NAME_LENGTH = 40;

/** What the suffix of an object's API name says; undefined for objects that the local org cannot keep. */
export function kindOf(component: Component): ObjectKind | undefined {
    const suffix = /__([a-z]+)$/i.exec(component.fullName)?.[1]?.toLowerCase();
    if (suffix === 'c') return component.xml.value('customSettingsType') === undefined ? 'custom' : 'setting';
    if (suffix === 'e') return 'event';
    if (suffix === 'mdt') return 'metadata';
    return suffix === undefined ? 'standard' : undefined;
}

export function readCustomObject(component: Component, kind: ObjectKind, controlledByParent: boolean, reporter: Reporter): ObjectFacts {
    const { xml, fullName: name } = component;
    const label = xml.value('label');
    if (label === undefined) reporter.wrong(component, `Required field is missing: label (${name})`);
    if (kind === 'custom' && !xml.child('nameField')) reporter.wrong(component, `Required field is missing: nameField (${name})`);
    if (kind === 'custom' && xml.value('sharingModel') === undefined)
        reporter.wrong(component, `Required field is missing: sharingModel (${name})`);
    const sharingModel = controlledByParent ? 'ControlledByParent' : (xml.value('sharingModel') ?? 'ReadWrite');
    const writable = kind === 'custom' || kind === 'setting';
    return {
        name,
        label: label ?? name,
        pluralLabel: xml.value('pluralLabel') ?? label ?? name,
        kind,
        file: component.file,
        createable: writable || kind === 'event',
        updateable: writable,
        deletable: writable,
        queryable: kind !== 'event',
        sharingModel,
        externalSharingModel: controlledByParent ? 'ControlledByParent' : (xml.value('externalSharingModel') ?? 'Private'),
        settingType: kind === 'setting' ? (xml.value('customSettingsType') === 'List' ? 'List' : 'Hierarchy') : undefined,
        publishImmediately: kind === 'event' && xml.value('publishBehavior') !== 'PublishAfterCommit'
    };
}

/** The fields that an object has without declaring them. */
export function builtInFields(component: Component, kind: ObjectKind, hasMaster: boolean, hasTab: boolean): FieldInfo[] {
    const object = component.fullName;
    switch (kind) {
        case 'metadata':
            return metadataTypeFields(object);
        case 'event':
            return eventFields(object);
        case 'setting':
            return settingFields(object, component);
        default:
            return [
                ...systemFields(object),
                nameField(object, component),
                ...(hasMaster ? [] : [ownerField(object)]),
                ...(component.xml.flag('enableActivities') ? [stampField(object, 'LastActivityDate', 'Last Activity Date', 'date')] : []),
                ...(hasTab
                    ? [
                          stampField(object, 'LastViewedDate', 'Last Viewed Date', 'datetime'),
                          stampField(object, 'LastReferencedDate', 'Last Referenced Date', 'datetime')
                      ]
                    : [])
            ];
    }
}

function nameField(object: string, component: Component): FieldInfo {
    const xml = component.xml.child('nameField');
    const label = xml?.value('label') ?? 'Name';
    const shared = { object, name: 'Name', label, type: 'string', length: NAME_LENGTH, nameField: true, idLookup: true } as const;
    if (xml?.value('type') === 'AutoNumber') {
        return makeField({ ...shared, autoNumber: xml.value('displayFormat') ?? '{0}', defaultedOnCreate: true });
    }
    // The platform puts the id where an insert gives no name.
    return makeField({ ...shared, nillable: true, createable: true, updateable: true, defaultedOnCreate: true });
}

function ownerField(object: string): FieldInfo {
    return makeField({
        object,
        name: 'OwnerId',
        label: 'Owner ID',
        type: 'reference',
        length: 18,
        createable: true,
        updateable: true,
        defaultedOnCreate: true,
        referenceTo: ['Group', 'User'],
        relationshipName: 'Owner'
    });
}

function stampField(object: string, name: string, label: string, type: 'date' | 'datetime'): FieldInfo {
    return makeField({ object, name, label, type, nillable: true });
}

function settingFields(object: string, component: Component): FieldInfo[] {
    const isList = component.xml.value('customSettingsType') === 'List';
    return [
        ...systemFields(object),
        makeField({
            object,
            name: 'Name',
            label: 'Name',
            type: 'string',
            length: 38,
            nillable: !isList,
            createable: true,
            updateable: true,
            required: isList,
            unique: isList,
            nameField: true
        }),
        makeField({
            object,
            name: 'SetupOwnerId',
            label: 'Location',
            type: 'reference',
            length: 18,
            createable: true,
            updateable: true,
            defaultedOnCreate: true,
            unique: !isList,
            caseSensitive: true,
            referenceTo: ['Organization', 'Profile', 'User'],
            relationshipName: 'SetupOwner'
        })
    ];
}

function metadataTypeFields(object: string): FieldInfo[] {
    const text = (name: string, label: string, length: number, rest: Partial<FieldInfo> = {}): FieldInfo =>
        makeField({ object, name, label, type: 'string', length, ...rest });
    return [
        makeField({ object, name: 'Id', label: 'Custom Metadata Record ID', type: 'id', length: 18, idLookup: true }),
        text('DeveloperName', 'Custom Metadata Record Name', DEVELOPER_NAME_LENGTH),
        text('MasterLabel', 'Label', DEVELOPER_NAME_LENGTH, { nameField: true }),
        makeField({
            object,
            name: 'Language',
            label: 'Master Language',
            type: 'picklist',
            length: DEVELOPER_NAME_LENGTH,
            picklist: [{ value: 'en_US', label: 'English', active: true, default: true }]
        }),
        text('NamespacePrefix', 'Namespace Prefix', 15, { nillable: true }),
        text('Label', 'Label', DEVELOPER_NAME_LENGTH),
        text('QualifiedApiName', 'Qualified API Name', 70),
        makeField({ object, name: 'SystemModstamp', label: 'System Modstamp', type: 'datetime' })
    ];
}

function eventFields(object: string): FieldInfo[] {
    return [
        makeField({ object, name: 'ReplayId', label: 'Replay ID', type: 'string', length: 1000, nillable: true }),
        makeField({ object, name: 'EventUuid', label: 'Event UUID', type: 'string', length: 36, nillable: true }),
        ...auditFields(object).filter((field) => field.name.startsWith('Created'))
    ];
}
