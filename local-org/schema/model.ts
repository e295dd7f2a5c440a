import type { ApexType } from '../apex/types.ts';

/** Type names of a describe result. */
export type FieldType =
    | 'id'
    | 'string'
    | 'textarea'
    | 'picklist'
    | 'multipicklist'
    | 'combobox'
    | 'boolean'
    | 'int'
    | 'long'
    | 'double'
    | 'currency'
    | 'percent'
    | 'date'
    | 'datetime'
    | 'time'
    | 'reference'
    | 'email'
    | 'phone'
    | 'url'
    | 'address'
    | 'location'
    | 'base64'
    | 'encryptedstring'
    | 'anytype';

export interface PicklistValue {
    readonly value: string;
    readonly label: string;
    readonly active: boolean;
    readonly default: boolean;
}

export interface FieldInfo {
    readonly object: string;
    readonly name: string;
    readonly label: string;
    readonly type: FieldType;
    readonly apexType: ApexType;
    readonly custom: boolean;
    /** Where the field is declared; undefined for standard fields. */
    readonly file: string | undefined;
    readonly length: number | undefined;
    /** Digits in all, and behind the point. Numbers are stored as integers of 10^-scale. */
    readonly precision: number | undefined;
    readonly scale: number | undefined;
    readonly nillable: boolean;
    readonly createable: boolean;
    readonly updateable: boolean;
    /** Must have a value after an insert; the platform does not fill it. */
    readonly required: boolean;
    /** The platform fills it where an insert leaves it out (booleans, the owner, fields with a default value). */
    readonly defaultedOnCreate: boolean;
    readonly unique: boolean;
    readonly caseSensitive: boolean;
    readonly externalId: boolean;
    readonly idLookup: boolean;
    readonly nameField: boolean;
    readonly encrypted: boolean;
    readonly htmlFormatted: boolean;
    /** 'E-{000000}' for auto-numbers. */
    readonly autoNumber: string | undefined;
    /** Formula source; such a field is calculated and never written. */
    readonly formula: string | undefined;
    readonly formulaTreatsBlanksAsZero: boolean;
    /** Formula source of the default value. */
    readonly defaultValue: string | undefined;
    readonly referenceTo: readonly string[];
    /** Name of the parent in a query path: 'Account__r', 'Owner'. */
    readonly relationshipName: string | undefined;
    readonly onParentDelete: 'cascade' | 'restrict' | 'clear' | undefined;
    readonly picklist: readonly PicklistValue[];
    readonly restrictedPicklist: boolean;
    readonly description: string | undefined;
    readonly helpText: string | undefined;
    /** What SOQL may do with it. */
    readonly filterable: boolean;
    readonly sortable: boolean;
    readonly groupable: boolean;
    readonly aggregatable: boolean;
    /** The compound field that this one is a part of: BillingCity → BillingAddress. */
    readonly compoundField: string | undefined;
}

export interface ChildRelationship {
    /** Name in a subquery: 'Items__r', 'Contacts'. Empty where the relationship has none and serves deletes alone. */
    readonly name: string;
    readonly child: string;
    readonly field: string;
    readonly onParentDelete: 'cascade' | 'restrict' | 'clear';
}

export type ObjectKind = 'standard' | 'custom' | 'event' | 'metadata' | 'setting';

export interface ObjectInfo {
    readonly name: string;
    readonly label: string;
    readonly pluralLabel: string;
    readonly kind: ObjectKind;
    readonly file: string | undefined;
    readonly keyPrefix: string;
    readonly createable: boolean;
    readonly updateable: boolean;
    readonly deletable: boolean;
    readonly queryable: boolean;
    /** 'Private', 'Read', 'ReadWrite', 'ControlledByParent'; external: for guests and portal users. */
    readonly sharingModel: string;
    readonly externalSharingModel: string;
    readonly settingType: 'Hierarchy' | 'List' | undefined;
    readonly publishImmediately: boolean;
    /** In the order of declaration; `field` finds one without regard to case. */
    readonly fields: readonly FieldInfo[];
    readonly childRelationships: readonly ChildRelationship[];
    field(name: string): FieldInfo | undefined;
    /** The reference field behind a relationship name: 'Account__r' → Account__c. */
    parentField(relationshipName: string): FieldInfo | undefined;
    childRelationship(name: string): ChildRelationship | undefined;
}

export interface Schema {
    readonly objects: readonly ObjectInfo[];
    object(name: string): ObjectInfo | undefined;
    objectOfId(id: string): ObjectInfo | undefined;
}
