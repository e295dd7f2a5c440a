import type { Component, XmlElement } from '../../metadata/model.ts';
import type { Findings } from '../findings.ts';

/** Parts of a language file and the components whose labels they hold. */
const PARTS: Readonly<Record<string, string>> = {
    customApplications: 'CustomApplication',
    customLabels: 'CustomLabel',
    customTabs: 'CustomTab',
    flowDefinitions: 'Flow',
    quickActions: 'QuickAction',
    reportTypes: 'ReportType'
};

/** Translations name what they translate, each thing once. */
export function checkTranslations(findings: Findings): void {
    const { metadata } = findings;
    for (const language of metadata.ofType('Translations')) {
        for (const [part, type] of Object.entries(PARTS)) {
            const elements = language.xml.all(part);
            for (const element of elements) {
                const name = element.child(type === 'Flow' ? 'fullName' : 'name');
                if (name && !name.text.startsWith('standard-')) findings.requireComponent(language, name, type);
            }
            reportTwins(findings, language, elements);
        }
    }
    for (const translation of metadata.ofType('CustomObjectTranslation')) checkObject(findings, translation);
    for (const translation of metadata.components) if (translation.xml.name === 'CustomFieldTranslation') checkField(findings, translation);
    for (const workflow of metadata.ofType('Workflow')) checkAlerts(findings, workflow);
}

/** 'Account-de': the object, a hyphen and the language. */
function checkObject(findings: Findings, translation: Component): void {
    const { xml, fullName } = translation;
    const object = findings.requireObject(translation, xml, fullName.slice(0, fullName.lastIndexOf('-')));
    if (!object) return;
    for (const field of xml.all('fields')) {
        const name = field.child('name');
        if (name) findings.requireField(translation, name, object);
    }
    reportTwins(findings, translation, xml.all('fields'));
    for (const [part, type] of [
        ['validationRules', 'ValidationRule'],
        ['recordTypes', 'RecordType'],
        ['webLinks', 'WebLink']
    ] as const) {
        for (const element of xml.all(part)) {
            const name = element.child('name');
            findings.requireComponent(translation, name, type, name && `${object.name}.${name.text}`);
        }
    }
}

/** In a file of its own, in the folder of the object's translation. */
function checkField(findings: Findings, translation: Component): void {
    const folder = translation.file.split('/').at(-2) ?? '';
    const object = findings.schema.object(folder.slice(0, folder.lastIndexOf('-')));
    const name = translation.xml.child('name');
    if (object && name) findings.requireField(translation, name, object);
}

function reportTwins(findings: Findings, component: Component, elements: readonly XmlElement[]): void {
    const seen = new Set<string>();
    for (const element of elements) {
        const name = (element.value('name') ?? element.value('fullName') ?? '').toLowerCase();
        if (seen.has(name))
            findings.report(component, element, `Duplicate name specified: ${element.value('name') ?? element.value('fullName')}`);
        seen.add(name);
    }
}

/** E-mail alerts name a template and fields of their object. */
function checkAlerts(findings: Findings, workflow: Component): void {
    const object = findings.requireObject(workflow, workflow.xml, workflow.fullName);
    for (const alert of workflow.xml.all('alerts')) {
        findings.requireComponent(workflow, alert.child('template'), 'EmailTemplate');
        for (const recipient of alert.all('recipients')) {
            const field = recipient.child('field');
            if (object && field) findings.requireField(workflow, field, object);
        }
    }
}
