import { makeField } from './fields.ts';
import type { FieldInfo, FieldType, ObjectInfo, Schema } from './model.ts';

type FieldSpec = FieldType | readonly [type: 'reference', relationship: string, ...targets: string[]];

/**
 * Objects that only the Tooling API has: Apex and the REST API know nothing of them (Tooling API Reference,
 * "Tooling API Objects"). Here are those that record test runs, with the fields that the local org fills.
 */
const OBJECTS: readonly { name: string; label: string; keyPrefix: string; fields: Readonly<Record<string, FieldSpec>> }[] = [
    {
        name: 'ApexTestRunResult',
        label: 'Apex Test Run Result',
        keyPrefix: '05m',
        fields: {
            AsyncApexJobId: ['reference', 'AsyncApexJob', 'AsyncApexJob'],
            UserId: ['reference', 'User', 'User'],
            JobName: 'string',
            IsAllTests: 'boolean',
            Source: 'string',
            Status: 'picklist',
            StartTime: 'datetime',
            EndTime: 'datetime',
            TestTime: 'int',
            TestSetupTime: 'int',
            ClassesEnqueued: 'int',
            ClassesCompleted: 'int',
            MethodsEnqueued: 'int',
            MethodsCompleted: 'int',
            MethodsFailed: 'int',
            CreatedDate: 'datetime'
        }
    },
    {
        name: 'ApexCodeCoverage',
        label: 'Apex Code Coverage',
        keyPrefix: '714',
        fields: {
            ApexTestClassId: ['reference', 'ApexTestClass', 'ApexClass'],
            TestMethodName: 'string',
            ApexClassOrTriggerId: ['reference', 'ApexClassOrTrigger', 'ApexClass', 'ApexTrigger'],
            NumLinesCovered: 'int',
            NumLinesUncovered: 'int',
            Coverage: 'anytype'
        }
    },
    {
        name: 'ApexCodeCoverageAggregate',
        label: 'Apex Code Coverage Aggregate',
        keyPrefix: '715',
        fields: {
            ApexClassOrTriggerId: ['reference', 'ApexClassOrTrigger', 'ApexClass', 'ApexTrigger'],
            NumLinesCovered: 'int',
            NumLinesUncovered: 'int',
            Coverage: 'anytype'
        }
    },
    { name: 'ApexOrgWideCoverage', label: 'Apex Org Wide Coverage', keyPrefix: '716', fields: { PercentCovered: 'int' } }
];

/** The schema as the Tooling API sees it. */
export function withToolingObjects(schema: Schema): Schema {
    const added = OBJECTS.map(({ name, label, keyPrefix, fields }) => toolingObject(name, label, keyPrefix, fields));
    const find = (name: string): ObjectInfo | undefined => added.find((object) => object.name.toLowerCase() === name.toLowerCase());
    return {
        objects: [...schema.objects, ...added],
        object: (name) => schema.object(name) ?? find(name),
        objectOfId: (id) => schema.objectOfId(id) ?? added.find(({ keyPrefix }) => id.startsWith(keyPrefix))
    };
}

function toolingObject(name: string, label: string, keyPrefix: string, specs: Readonly<Record<string, FieldSpec>>): ObjectInfo {
    const fields: FieldInfo[] = [
        makeField({ object: name, name: 'Id', label: `${label} ID`, type: 'id', length: 18 }),
        ...Object.entries(specs).map(([field, spec]) => toolingField(name, field, spec))
    ];
    const byName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
    const byRelationship = new Map(
        fields.flatMap((field) => (field.relationshipName ? [[field.relationshipName.toLowerCase(), field]] : []))
    );
    return {
        name,
        label,
        pluralLabel: `${label}s`,
        kind: 'standard',
        file: undefined,
        keyPrefix,
        createable: false,
        updateable: false,
        deletable: false,
        queryable: true,
        sharingModel: 'ReadWrite',
        externalSharingModel: 'Private',
        settingType: undefined,
        publishImmediately: false,
        fields,
        childRelationships: [],
        field: (wanted) => byName.get(wanted.toLowerCase()),
        parentField: (wanted) => byRelationship.get(wanted.toLowerCase()),
        childRelationship: () => undefined
    };
}

function toolingField(object: string, name: string, spec: FieldSpec): FieldInfo {
    const plain = { object, name, label: name, nillable: true };
    if (typeof spec === 'string') return makeField({ ...plain, type: spec, ...(spec === 'string' ? { length: 255 } : {}) });
    const [type, relationshipName, ...referenceTo] = spec;
    return makeField({ ...plain, type, length: 18, referenceTo, relationshipName });
}
