import type { ProjectMetadata } from '../../../../local-org/metadata/model.ts';
import { problemAt } from '../project.ts';
import type { Problem } from '../project.ts';

const PLACEHOLDER = /\{\d+\}/g;

/** Every language knows every label, no other, and fills in the same values. */
export function checkTranslations(metadata: ProjectMetadata): Problem[] {
    const labels = metadata.ofType('CustomLabel');
    return metadata.ofType('Translations').flatMap((language) => {
        const translated = new Map(language.xml.all('customLabels').map((element) => [element.value('name') ?? '', element]));
        const missing = labels
            .filter((label) => !translated.has(label.fullName))
            .map((label) => problemAt(language, `the label ${label.fullName} has no ${language.fullName} text`));
        const others = [...translated].flatMap(([name, element]) => {
            const label = metadata.find('CustomLabel', name);
            if (!label) return [problemAt(language, `there is no label ${name}`, element)];
            const same = placeholders(label.xml.value('value')) === placeholders(element.value('label'));
            return same ? [] : [problemAt(language, `${name} does not fill in the same values as the label`, element)];
        });
        return [...missing, ...others];
    });
}

function placeholders(text: string | undefined): string {
    return [...new Set(text?.match(PLACEHOLDER))].sort().join();
}
