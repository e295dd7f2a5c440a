import type { Component, ProjectMetadata, XmlElement } from '../../metadata/model.ts';
import type { FieldDescription, ObjectDescription } from '../gateway.ts';
import { standardWords } from './standard-labels.ts';

/** Text of a custom label in a language; in the label's own where nobody translated it. */
export function labelText(metadata: ProjectMetadata, name: string, language: string): string | undefined {
    const label = metadata.find('CustomLabel', name);
    return label && (named(translations(metadata, language), 'customLabels', name, 'label') ?? label.xml.value('value'));
}

/** Translated label of a tab; undefined where there is none. */
export function tabLabel(metadata: ProjectMetadata, tab: string, language: string): string | undefined {
    return named(translations(metadata, language), 'customTabs', tab, 'label');
}

/** Translated label of an application; undefined where there is none. */
export function appLabel(metadata: ProjectMetadata, app: string, language: string): string | undefined {
    return named(translations(metadata, language), 'customApplications', app, 'label');
}

/** An object whose labels, and those of its fields, are in a language as far as somebody translated them. */
export function translatedObject(metadata: ProjectMetadata, described: ObjectDescription, language: string): ObjectDescription {
    const object = standardWords(described, language);
    const translation = objectTexts(metadata, object.name, language);
    if (!translation) return object;
    const plural = (wanted: string): string | undefined =>
        translation
            .all('caseValues')
            .find((value) => value.value('plural') === wanted)
            ?.value('value');
    return {
        ...object,
        label: plural('false') ?? object.label,
        labelPlural: plural('true') ?? object.labelPlural,
        fields: object.fields.map((field) => {
            const words = translation.all('fields').find((candidate) => candidate.value('name') === field.name);
            const label = (field.nameField ? translation.value('nameFieldLabel') : undefined) ?? words?.value('label');
            return {
                ...field,
                label: label ?? field.label,
                helpText: words?.value('help') ?? field.helpText,
                picklist: translatedValues(metadata, `${object.name}.${field.name}`, field.picklist, words, language)
            };
        })
    };
}

/** Translations tell values by their label: those of the field, or of the global value set that it takes them from. */
function translatedValues(
    metadata: ProjectMetadata,
    fieldName: string,
    values: FieldDescription['picklist'],
    words: XmlElement | undefined,
    language: string
): FieldDescription['picklist'] {
    const set = metadata.find('CustomField', fieldName)?.xml.child('valueSet')?.value('valueSetName');
    const ofSet = set && inLanguage(metadata, 'GlobalValueSetTranslation', language, (key) => `${set}-${key}`)?.xml.all('valueTranslation');
    const known = ofSet || words?.all('picklistValues') || [];
    return values.map(({ value, label }) => ({
        value,
        label: known.find((word) => word.value('masterLabel') === label)?.value('translation') ?? label
    }));
}

/** What a section of the object's page layout is called in a language. */
export function sectionLabel(metadata: ProjectMetadata, object: string, section: string, language: string): string {
    return (
        objectTexts(metadata, object, language)
            ?.all('layouts')
            .flatMap((layout) => layout.all('sections'))
            .find((candidate) => candidate.value('section') === section)
            ?.value('label') ?? section
    );
}

/** What the list of an object's records is called on the record that its field leads to; undefined where only the object has a name. */
export function relatedListLabel(metadata: ProjectMetadata, object: string, field: string, language: string): string | undefined {
    const words = objectTexts(metadata, object, language)
        ?.all('fields')
        .find((candidate) => candidate.value('name') === field);
    return words?.value('relationshipLabel') ?? metadata.find('CustomField', `${object}.${field}`)?.xml.value('relationshipLabel');
}

function objectTexts(metadata: ProjectMetadata, object: string, language: string): XmlElement | undefined {
    return inLanguage(metadata, 'CustomObjectTranslation', language, (key) => `${object}-${key}`)?.xml;
}

function translations(metadata: ProjectMetadata, language: string): XmlElement | undefined {
    return inLanguage(metadata, 'Translations', language, (key) => key)?.xml;
}

/** A translation into Austrian German may be missing where one into German is there. */
function inLanguage(
    metadata: ProjectMetadata,
    type: string,
    language: string,
    fullName: (language: string) => string
): Component | undefined {
    return metadata.find(type, fullName(language)) ?? metadata.find(type, fullName(language.split('_')[0]!));
}

function named(translation: XmlElement | undefined, list: string, name: string, value: string): string | undefined {
    return translation
        ?.all(list)
        .find((item) => item.value('name') === name)
        ?.value(value);
}
