/**
 * EntityDefinition and FieldDefinition describe the schema as rows. These are the columns that a local org can tell;
 * a query for another one is refused. Lookups to them hold the DurableId of a row and not its Id: here the API name,
 * for a field with that of its object in front.
 */
export const DEFINITION_COLUMNS: Readonly<Record<string, ReadonlySet<string>>> = {
    EntityDefinition: new Set([
        'Id',
        'DurableId',
        'QualifiedApiName',
        'NamespacePrefix',
        'DeveloperName',
        'MasterLabel',
        'Label',
        'PluralLabel',
        'KeyPrefix',
        'IsCustomSetting',
        'IsQueryable',
        'IsEverCreatable',
        'IsEverUpdatable',
        'IsEverDeletable',
        'InternalSharingModel',
        'ExternalSharingModel'
    ]),
    FieldDefinition: new Set([
        'Id',
        'DurableId',
        'QualifiedApiName',
        'EntityDefinitionId',
        'NamespacePrefix',
        'DeveloperName',
        'MasterLabel',
        'Label',
        'Length',
        'DataType',
        'IsCalculated',
        'IsHtmlFormatted',
        'IsNameField',
        'IsNillable',
        'Precision',
        'Scale',
        'IsApiFilterable',
        'IsApiSortable',
        'IsApiGroupable',
        'RelationshipName',
        'IsPolymorphicForeignKey',
        'Description'
    ])
};

export function isDefinition(object: string | undefined): boolean {
    return object === 'EntityDefinition' || object === 'FieldDefinition';
}

/** The field of an object that lookups to it hold. */
export function keyField(object: string): 'Id' | 'DurableId' {
    return isDefinition(object) ? 'DurableId' : 'Id';
}
