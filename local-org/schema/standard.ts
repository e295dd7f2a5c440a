import { readFileSync } from 'node:fs';
import { makeField } from './fields.ts';
import type { FieldInfo, FieldType, ObjectInfo, PicklistValue } from './model.ts';

type PicklistFact = string | { v: string; l?: string; d?: boolean };

interface FieldFact {
    type: string;
    label?: string;
    length?: number;
    precision?: number;
    scale?: number;
    digits?: number;
    nillable?: boolean;
    createable?: boolean;
    updateable?: boolean;
    requiredOnCreate?: boolean;
    defaultedOnCreate?: boolean;
    defaultValue?: string;
    unique?: boolean;
    caseSensitive?: boolean;
    externalId?: boolean;
    idLookup?: boolean;
    nameField?: boolean;
    htmlFormatted?: boolean;
    autoNumber?: boolean;
    optional?: boolean;
    compoundFieldName?: string;
    referenceTo?: string[];
    relationshipName?: string;
    onParentDelete?: 'cascade' | 'restrict' | 'clear' | 'mixed';
    picklist?: string | PicklistFact[];
    picklistDefault?: string;
    restrictedPicklist?: boolean;
    not?: string[];
}

export interface ChildFact {
    child: string;
    field: string;
    name?: string;
    cascadeDelete?: boolean;
    restrictedDelete?: boolean;
}

interface ObjectFact {
    label: string;
    labelPlural: string;
    keyPrefix: string | null;
    /** Orgs have it only where this feature is switched on, which the local org never does. */
    feature?: string;
    createable?: boolean;
    updateable?: boolean;
    deletable?: boolean;
    queryable?: boolean;
    fields: Record<string, FieldFact>;
    featureFields?: Record<string, string>;
    childRelationships: ChildFact[];
}

interface Facts {
    standardValueSets: Record<string, { columns: string[]; rows: unknown[][] }>;
    sharedPicklists: Record<string, PicklistFact[]>;
    externalObjects: Record<string, unknown>;
    objects: Record<string, ObjectFact>;
}

/** Where its data comes from: schema/facts/README.md. */
const facts = JSON.parse(readFileSync(new URL('facts/standard-objects.json', import.meta.url), 'utf8')) as Facts;

/** Autonumbers of standard objects; the facts tell which fields they are, not how they look. */
const AUTO_NUMBER_FORMAT = '{00000000}';
/** Digits behind the point where the describe of a decimal field gives none. */
const DEFAULT_SCALE = 2;

/**
 * Org-wide defaults of a new org, internal and external (Salesforce Help, "Default Organization-Wide Access
 * Settings"). Objects that are not listed belong to the setup and are open to internal users.
 */
const SHARING: Readonly<Record<string, readonly [string, string]>> = {
    Account: ['ReadWrite', 'Private'],
    AccountContactRelation: ['ControlledByParent', 'ControlledByParent'],
    AccountContactRole: ['ControlledByParent', 'ControlledByParent'],
    Asset: ['ControlledByParent', 'ControlledByParent'],
    Attachment: ['ControlledByParent', 'ControlledByParent'],
    Campaign: ['ReadWrite', 'Private'],
    CampaignMember: ['ControlledByParent', 'ControlledByParent'],
    Case: ['ReadWrite', 'Private'],
    CaseComment: ['ControlledByParent', 'ControlledByParent'],
    Contact: ['ControlledByParent', 'ControlledByParent'],
    Contract: ['ReadWrite', 'Private'],
    Event: ['Private', 'Private'],
    Lead: ['ReadWrite', 'Private'],
    Note: ['ControlledByParent', 'ControlledByParent'],
    Opportunity: ['ReadWrite', 'Private'],
    OpportunityContactRole: ['ControlledByParent', 'ControlledByParent'],
    OpportunityLineItem: ['ControlledByParent', 'ControlledByParent'],
    Order: ['ControlledByParent', 'ControlledByParent'],
    OrderItem: ['ControlledByParent', 'ControlledByParent'],
    Task: ['Private', 'Private'],
    User: ['Read', 'Private']
};

export type StandardObject = Omit<ObjectInfo, 'childRelationships' | 'field' | 'parentField' | 'childRelationship'> & {
    readonly childFacts: readonly ChildFact[];
};

/** The standard objects that the local org knows, as describe results of a plain org show them. */
export function standardObjects(): StandardObject[] {
    return Object.entries(facts.objects)
        .filter(([, fact]) => fact.feature === undefined)
        .map(([name, fact]) => ({
            name,
            label: fact.label,
            pluralLabel: fact.labelPlural,
            kind: 'standard',
            file: undefined,
            keyPrefix: fact.keyPrefix ?? '',
            createable: fact.createable ?? false,
            updateable: fact.updateable ?? false,
            deletable: fact.deletable ?? false,
            queryable: fact.queryable ?? false,
            sharingModel: SHARING[name]?.[0] ?? 'ReadWrite',
            externalSharingModel: SHARING[name]?.[1] ?? 'Private',
            settingType: undefined,
            publishImmediately: false,
            fields: Object.entries(fact.fields)
                .filter(([, field]) => !field.optional)
                .map(([fieldName, field]) => standardField(name, fieldName, field)),
            childFacts: fact.childRelationships
        }));
}

/** Objects that exist in orgs and that the local org has no facts about. */
export function isStandardObjectWithoutFacts(name: string): boolean {
    const wanted = name.toLowerCase();
    return Object.keys(facts.externalObjects).some((known) => known.toLowerCase() === wanted);
}

/** Standard fields that only orgs with some feature have; the schema leaves them out. */
export function isFieldOfSomeFeature(object: string, field: string): boolean {
    const fact = facts.objects[object];
    const known = [...Object.keys(fact?.featureFields ?? {}), ...Object.keys(fact?.fields ?? {})];
    return known.some((name) => name.toLowerCase() === field.toLowerCase());
}

/** Rows of a standard value set, e.g. of OpportunityStage, each as column name → value. */
export function standardValueSet(name: string): Record<string, unknown>[] {
    const set = facts.standardValueSets[name];
    return set ? set.rows.map((row) => Object.fromEntries(set.columns.map((column, at) => [column, row[at]]))) : [];
}

function standardField(object: string, name: string, fact: FieldFact): FieldInfo {
    const type = (fact.type === 'complexvalue' ? 'anytype' : fact.type) as FieldType;
    const isDecimal = type === 'double' || type === 'currency' || type === 'percent';
    if (object === 'FieldDefinition' && name === 'EntityDefinitionId') return definitionLookup(object, name, fact);
    const not = (what: string): boolean => fact.not?.includes(what) ?? false;
    const plain = makeField({ object, name, label: fact.label ?? name, type, length: fact.length, encrypted: type === 'encryptedstring' });
    return {
        ...plain,
        precision: isDecimal ? (fact.precision ?? 18) : undefined,
        scale: isDecimal ? (fact.scale ?? DEFAULT_SCALE) : undefined,
        nillable: fact.nillable ?? false,
        createable: fact.createable ?? false,
        updateable: fact.updateable ?? false,
        required: fact.requiredOnCreate ?? false,
        defaultedOnCreate: fact.defaultedOnCreate ?? false,
        unique: fact.unique ?? false,
        caseSensitive: fact.caseSensitive ?? false,
        externalId: fact.externalId ?? false,
        idLookup: fact.idLookup ?? false,
        nameField: fact.nameField ?? false,
        htmlFormatted: fact.htmlFormatted ?? false,
        autoNumber: fact.autoNumber ? AUTO_NUMBER_FORMAT : undefined,
        referenceTo: fact.referenceTo ?? [],
        relationshipName: fact.relationshipName,
        onParentDelete: fact.onParentDelete === 'mixed' ? 'clear' : fact.onParentDelete,
        picklist: picklistValues(fact),
        restrictedPicklist: fact.restrictedPicklist ?? false,
        filterable: plain.filterable && !not('filterable'),
        sortable: plain.sortable && !not('sortable'),
        groupable: plain.groupable && !not('groupable'),
        aggregatable: plain.aggregatable && !not('aggregatable'),
        compoundField: fact.compoundFieldName
    };
}

/** Describe results call it a text; queries follow it all the same. */
function definitionLookup(object: string, name: string, fact: FieldFact): FieldInfo {
    const target = { referenceTo: ['EntityDefinition'], relationshipName: 'EntityDefinition' };
    return makeField({ object, name, label: fact.label ?? name, type: 'reference', length: fact.length, ...target });
}

function picklistValues(fact: FieldFact): PicklistValue[] {
    const items = typeof fact.picklist === 'string' ? facts.sharedPicklists[fact.picklist.slice(1)] : fact.picklist;
    const preset = fact.picklistDefault ?? fact.defaultValue;
    return (items ?? []).map((item) => {
        const value = typeof item === 'string' ? item : item.v;
        const flagged = typeof item !== 'string' && item.d === true;
        return {
            value,
            label: (typeof item === 'string' ? undefined : item.l) ?? value,
            active: true,
            default: flagged || value === preset
        };
    });
}
