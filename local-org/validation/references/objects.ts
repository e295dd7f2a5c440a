import type { Component, XmlElement } from '../../metadata/model.ts';
import type { ObjectInfo } from '../../schema/model.ts';
import type { Findings } from '../findings.ts';

/** How list views and search layouts name standard fields: in capitals, by lists that the platform keeps for itself. */
const PLATFORM_COLUMN = /^[A-Z][A-Z0-9_]*$/;
const RELATED_OBJECT_FIELD = /^(\w+__c)\.(\w+__c)$/i;

/** Fields that parts of objects and page layouts name. */
export function checkObjectParts(findings: Findings): void {
    const { metadata } = findings;
    for (const view of metadata.ofType('ListView')) {
        const object = objectOf(findings, view);
        if (!object) continue;
        const filters = view.xml.all('filters').flatMap((filter) => filter.all('field'));
        for (const element of [...view.xml.all('columns'), ...filters]) checkColumn(findings, view, element, object);
    }
    for (const layout of metadata.ofType('CompactLayout')) {
        const object = objectOf(findings, layout);
        if (object) for (const element of layout.xml.all('fields')) checkColumn(findings, layout, element, object);
    }
    for (const set of metadata.ofType('FieldSet')) {
        const object = objectOf(findings, set);
        const items = [...set.xml.all('displayedFields'), ...set.xml.all('availableFields')].flatMap((item) => item.all('field'));
        if (object) for (const element of items) findings.requireField(set, element, object);
    }
    for (const rule of metadata.ofType('ValidationRule')) {
        const object = objectOf(findings, rule);
        const element = rule.xml.child('errorDisplayField');
        if (object && element) findings.requireField(rule, element, object);
    }
    for (const type of metadata.ofType('RecordType')) {
        const object = objectOf(findings, type);
        const picklists = type.xml.all('picklistValues').flatMap((values) => values.all('picklist'));
        if (object) for (const element of picklists) checkColumn(findings, type, element, object);
        const layout = type.xml.child('compactLayoutAssignment');
        if (object && layout) checkCompactLayout(findings, type, layout, object);
    }
    for (const object of metadata.ofType('CustomObject')) checkObject(findings, object);
    for (const layout of metadata.ofType('Layout')) checkLayout(findings, layout);
}

function objectOf(findings: Findings, part: Component): ObjectInfo | undefined {
    const [name = ''] = part.fullName.split('.');
    return name.toLowerCase() === 'activity' ? undefined : findings.schema.object(name);
}

function checkColumn(findings: Findings, component: Component, element: XmlElement, object: ObjectInfo): void {
    const path = element.text.split('.');
    if (PLATFORM_COLUMN.test(path.at(-1)!) && !object.field(element.text)) return;
    if (findings.hasField(object, path)) return;
    const kind = component.type === 'ListView' ? 'list view column' : 'field';
    findings.report(component, element, `Could not resolve ${kind}: ${element.text}`);
}

function checkObject(findings: Findings, component: Component): void {
    const object = findings.schema.object(component.fullName);
    const { xml } = component;
    const layout = xml.child('compactLayoutAssignment');
    if (object && layout) checkCompactLayout(findings, component, layout, object);
    for (const override of xml.all('actionOverrides')) checkOverride(findings, component, override);
}

function checkCompactLayout(findings: Findings, component: Component, element: XmlElement, object: ObjectInfo): void {
    if (element.text === 'SYSTEM') return;
    findings.requireComponent(component, element, 'CompactLayout', `${object.name}.${element.text}`);
}

/** Of an object or of an application: which page takes the place of a standard one. */
export function checkOverride(findings: Findings, component: Component, override: XmlElement): void {
    const content = override.child('content');
    const kind = override.value('type')?.toLowerCase();
    if (!content || content.text === '' || content.text.includes('__')) return;
    const types: Record<string, string> = {
        flexipage: 'FlexiPage',
        visualforce: 'ApexPage',
        lightningcomponent: 'AuraDefinitionBundle',
        lwc: 'LightningComponentBundle'
    };
    const type = kind === undefined ? undefined : types[kind];
    const target = override.value('pageOrSobjectType');
    if (target !== undefined && target.includes('__')) findings.requireObject(component, override.child('pageOrSobjectType'));
    if (type) findings.requireComponent(component, content, type, content.text.replace(/^c:/, ''));
}

/** Who makes a record on the page must be able to fill in what it needs; what is there is there once. */
function checkItems(findings: Findings, layout: Component, items: readonly XmlElement[], object: ObjectInfo): void {
    const present = new Set<string>();
    for (const element of items) {
        const name = element.text.toLowerCase();
        if (present.has(name)) findings.report(layout, element, `The layout holds the field ${element.text} twice.`);
        present.add(name);
    }
    if (object.kind !== 'custom') return;
    const wanted = object.fields.filter((field) => (field.custom ? field.required : field.nameField && field.autoNumber === undefined));
    for (const { name } of wanted.filter((field) => !present.has(field.name.toLowerCase()))) {
        findings.report(layout, undefined, `Layout must contain an item for required layout field: ${name}`);
    }
}

/** The object stands before the first dash of a layout's name. */
function checkLayout(findings: Findings, layout: Component): void {
    const name = layout.fullName.slice(0, layout.fullName.indexOf('-'));
    // Layouts of standard objects bear names that no object has, such as CaseClose.
    const object = name.includes('__') ? findings.requireObject(layout, layout.xml, name) : findings.schema.object(name);
    if (!object) return;
    const sections = layout.xml.all('layoutSections').flatMap((section) => section.all('layoutColumns'));
    const items = sections.flatMap((column) => column.all('layoutItems')).flatMap((item) => item.all('field'));
    for (const element of items) findings.requireField(layout, element, object);
    checkItems(findings, layout, items, object);
    for (const list of layout.xml.all('relatedLists')) {
        const element = list.child('relatedList');
        const [, child, field] = RELATED_OBJECT_FIELD.exec(element?.text ?? '') ?? [];
        if (!element || !child || !field) continue;
        const childObject = findings.requireObject(layout, element, child);
        if (!childObject) continue;
        findings.requireField(layout, element, childObject, field);
        for (const column of list.all('fields')) checkColumn(findings, layout, column, childObject);
    }
    for (const element of layout.xml.all('miniLayout').flatMap((mini) => mini.all('fields')))
        checkColumn(findings, layout, element, object);
}
