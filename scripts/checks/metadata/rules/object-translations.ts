import type { Component, ProjectMetadata, XmlElement } from '../../../../local-org/metadata/model.ts';
import { problemAt } from '../project.ts';
import type { Problem } from '../project.ts';

/** Most characters of translated texts. */
const LONGEST = { label: 40, help: 255 };

interface Texts {
    readonly component: Component;
    readonly language: string;
}

/** Every language names every object, field, value, section and related list, with help, and nothing that is not there. */
export function checkObjectTranslations(metadata: ProjectMetadata): Problem[] {
    return metadata.ofType('Translations').flatMap((component) => {
        const texts = { component, language: component.fullName };
        return [...checkObjects(metadata, texts), ...checkTabs(metadata, texts), ...checkValueSets(metadata, texts)];
    });
}

function checkObjects(metadata: ProjectMetadata, { component, language }: Texts): Problem[] {
    const fields = Map.groupBy(metadata.ofType('CustomField'), (field) => field.fullName.split('.')[0] ?? '');
    return [...fields].flatMap(([object, ofObject]) => {
        if (object.endsWith('__e')) return [];
        const translation = metadata.find('CustomObjectTranslation', `${object}-${language}`);
        if (!translation) return [problemAt(component, `the object ${object} has no ${language} texts`)];
        return [
            ...checkNames(metadata, object, translation),
            ...ofObject.flatMap((field) => checkField(field, translation)),
            ...checkSections(metadata, object, translation)
        ];
    });
}

/** A custom object has a name in singular and plural, and its records have one. */
function checkNames(metadata: ProjectMetadata, object: string, translation: Component): Problem[] {
    if (!object.includes('__')) return [];
    const plurals = new Set(translation.xml.all('caseValues').map((value) => value.value('plural')));
    const named = metadata.find('CustomObject', object)?.xml.child('nameField') === undefined || translation.xml.value('nameFieldLabel');
    return [
        ...(plurals.size === 2 ? [] : [problemAt(translation, 'the object has no name in singular and plural')]),
        ...(named ? [] : [problemAt(translation, 'the name field has no label')])
    ];
}

function checkField(field: Component, translation: Component): Problem[] {
    const name = field.fullName.split('.')[1] ?? '';
    const texts = translation.xml.all('fields').find((candidate) => candidate.value('name') === name);
    if (!texts) return [problemAt(translation, `the field ${name} has no texts`)];
    const report = (message: string): Problem => problemAt(translation, `${name} ${message}`, texts);
    const long = (Object.keys(LONGEST) as (keyof typeof LONGEST)[])
        .filter((part) => [...(texts.value(part) ?? '')].length > LONGEST[part])
        .map((part) => report(`has a ${part} of more than ${LONGEST[part]} characters`));
    const without = [
        ['label', 'label', 'label'],
        ['inlineHelpText', 'help', 'help text'],
        ['relationshipLabel', 'relationshipLabel', 'name of its related list']
    ] as const;
    const missing = without
        .filter(([source, target]) => field.xml.value(source) && !texts.value(target))
        .map(([, , words]) => report(`has no ${words}`));
    return [...missing, ...long, ...compare(valuesOf(field), texts.all('picklistValues'), 'masterLabel', report)];
}

function valuesOf(field: Component): string[] {
    const values = field.xml.child('valueSet')?.child('valueSetDefinition')?.all('value') ?? [];
    return values.map((value) => value.value('label') ?? '');
}

/** Sections of a layout are told by their label. */
function checkSections(metadata: ProjectMetadata, object: string, translation: Component): Problem[] {
    return metadata
        .ofType('Layout')
        .filter((layout) => layout.fullName.startsWith(`${object}-`))
        .flatMap((layout) => {
            const name = layout.fullName.slice(object.length + 1);
            const sections = layout.xml.all('layoutSections').map((section) => section.value('label') ?? '');
            const texts = translation.xml.all('layouts').find((candidate) => candidate.value('layout') === name);
            const report = (message: string): Problem => problemAt(translation, `the layout ${name} ${message}`, texts);
            return compare(sections, texts?.all('sections') ?? [], 'section', report);
        });
}

/** Tabs of objects are called like the object; the others have a label of their own. */
function checkTabs(metadata: ProjectMetadata, { component }: Texts): Problem[] {
    const translated = (list: string): Set<string> => new Set(component.xml.all(list).map((element) => element.value('name') ?? ''));
    const without = (type: string, list: string): Problem[] =>
        metadata
            .ofType(type)
            .filter((part) => part.xml.value('label') !== undefined && !translated(list).has(part.fullName))
            .map((part) => problemAt(component, `the ${type} ${part.fullName} has no label`));
    return [...without('CustomTab', 'customTabs'), ...without('CustomApplication', 'customApplications')];
}

function checkValueSets(metadata: ProjectMetadata, { component, language }: Texts): Problem[] {
    return metadata.ofType('GlobalValueSet').flatMap((set) => {
        const translation = metadata.find('GlobalValueSetTranslation', `${set.fullName}-${language}`);
        if (!translation) return [problemAt(component, `the value set ${set.fullName} has no ${language} texts`)];
        const values = set.xml.all('customValue').map((value) => value.value('label') ?? value.value('fullName') ?? '');
        const report = (message: string): Problem => problemAt(translation, message);
        return compare(values, translation.xml.all('valueTranslation'), 'masterLabel', report);
    });
}

/** What there is and what is translated, told by the same words. */
function compare(
    originals: readonly string[],
    translations: readonly XmlElement[],
    key: string,
    report: (message: string) => Problem
): Problem[] {
    const known = new Set(translations.map((element) => element.value(key) ?? ''));
    return [
        ...[...new Set(originals)].filter((text) => !known.has(text)).map((text) => report(`has no text for "${text}"`)),
        ...[...known].filter((text) => !originals.includes(text)).map((text) => report(`has a text for "${text}", which is not there`))
    ];
}
