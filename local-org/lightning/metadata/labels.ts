import type { Component, ProjectMetadata, XmlElement } from '../../metadata/model.ts';
import type { ObjectDescription } from '../gateway.ts';

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
export function translatedObject(metadata: ProjectMetadata, object: ObjectDescription, language: string): ObjectDescription {
    const translation = inLanguage(metadata, 'CustomObjectTranslation', language, (key) => `${object.name}-${key}`)?.xml;
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
            const label = field.nameField ? translation.value('nameFieldLabel') : words?.value('label');
            return { ...field, label: label ?? field.label, helpText: words?.value('help') ?? field.helpText };
        })
    };
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
