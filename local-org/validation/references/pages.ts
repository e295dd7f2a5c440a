import type { Component, XmlElement } from '../../metadata/model.ts';
import type { ObjectInfo } from '../../schema/model.ts';
import type { Findings } from '../findings.ts';
import { isForeign } from '../findings.ts';

/** The target that a component needs to stand on a page of each type. */
const TARGETS: Readonly<Record<string, string>> = {
    RecordPage: 'lightning__RecordPage',
    AppPage: 'lightning__AppPage',
    HomePage: 'lightning__HomePage',
    UtilityBar: 'lightning__UtilityBar'
};

/** Properties of standard components whose value names a part of the page. */
const FACETS: Readonly<Record<string, readonly string[]>> = {
    'flexipage:tabset': ['tabs'],
    'flexipage:tab': ['body'],
    'flexipage:accordion': ['sections'],
    'flexipage:accordionSection': ['body'],
    'flexipage:fieldSection': ['columns'],
    'flexipage:column': ['body']
};

/** Lightning pages: their components, the properties set on them, and the fields that they name. */
export function checkPages(findings: Findings): void {
    for (const page of findings.metadata.ofType('FlexiPage')) new PageCheck(findings, page).run();
}

class PageCheck {
    private readonly findings: Findings;
    private readonly page: Component;
    private readonly object: ObjectInfo | undefined;
    private readonly regions: readonly XmlElement[];

    constructor(findings: Findings, page: Component) {
        this.findings = findings;
        this.page = page;
        this.object = findings.requireObject(page, page.xml.child('sobjectType'));
        this.regions = page.xml.all('flexiPageRegions');
    }

    run(): void {
        const instances = this.regions.flatMap((region) => [
            ...region.all('componentInstances'),
            ...region.all('itemInstances').flatMap((item) => item.all('componentInstance'))
        ]);
        const fields = this.regions.flatMap((region) => region.all('itemInstances')).flatMap((item) => item.all('fieldInstance'));
        for (const instance of instances) this.checkInstance(instance);
        for (const field of fields) this.checkField(field.child('fieldItem'));
        this.checkUnique(this.regions, 'name');
        this.checkUnique([...instances, ...fields], 'identifier');
    }

    private checkInstance(instance: XmlElement): void {
        const element = instance.child('componentName');
        if (!element) return;
        const written = element.text;
        if (written.includes(':') && !written.startsWith('c:')) return this.checkStandard(instance, written);
        const name = written.replace(/^c:/, '');
        if (isForeign(name) || this.findings.metadata.find('AuraDefinitionBundle', name)) return;
        const bundle = this.findings.metadata.find('LightningComponentBundle', name);
        if (!bundle) {
            this.report(element, `We couldn't retrieve the design time component information for component c:${name}.`);
            return;
        }
        this.checkBundle(instance, element, bundle);
    }

    private checkBundle(instance: XmlElement, element: XmlElement, bundle: Component): void {
        const target = TARGETS[this.page.xml.value('type') ?? ''];
        const targets = bundle.xml.child('targets')?.all('target') ?? [];
        if (!bundle.xml.flag('isExposed') || (target && !targets.some((known) => known.text === target))) {
            this.report(
                element,
                `The component c:${bundle.fullName} isn't available for pages of the type ${this.page.xml.value('type')}.`
            );
            return;
        }
        if (!target) return;
        const configs = (bundle.xml.child('targetConfigs')?.all('targetConfig') ?? []).filter((config) =>
            (config.attributes['targets'] ?? '').split(',').some((known) => known.trim() === target)
        );
        this.checkObjects(element, bundle, configs);
        const declared = new Map(
            configs.flatMap((config) => config.all('property')).map((property) => [property.attributes['name'], property])
        );
        // What a utility bar says about the item itself is marked as decoration.
        const given = instance.all('componentInstanceProperties').filter((property) => property.value('type') !== 'decorator');
        for (const property of given) {
            const name = property.value('name') ?? '';
            const declaration = declared.get(name);
            if (!declaration) this.report(property, `Invalid property [${name}] in component [c:${bundle.fullName}]`);
            else this.checkValue(property.child('value'), name, bundle, declaration.attributes);
        }
        for (const [name, declaration] of declared) {
            const { required, default: preset } = declaration.attributes;
            if (required !== 'true' || preset !== undefined || given.some((property) => property.value('name') === name)) continue;
            this.report(element, `Missing required property [${name}] in component [c:${bundle.fullName}]`);
        }
    }

    private checkObjects(element: XmlElement, bundle: Component, configs: readonly XmlElement[]): void {
        const objects = configs.flatMap((config) => config.child('objects')?.all('object') ?? []).map((object) => object.text);
        const own = this.page.xml.value('sobjectType');
        if (own === undefined || objects.length === 0 || objects.includes('*') || objects.includes(own)) return;
        this.report(element, `The component c:${bundle.fullName} isn't available for pages of ${own}.`);
    }

    private checkValue(value: XmlElement | undefined, name: string, bundle: Component, rule: Readonly<Record<string, string>>): void {
        if (!value || value.text.startsWith('{!')) return;
        const wrong = (): void =>
            this.report(value, `Invalid value [${value.text}] of property [${name}] in component [c:${bundle.fullName}]`);
        const text = value.text;
        if (rule['type'] === 'Boolean' && text !== 'true' && text !== 'false') wrong();
        if (rule['type'] !== 'Integer') return;
        const number = Number(text);
        const outside =
            (rule['min'] !== undefined && number < Number(rule['min'])) || (rule['max'] !== undefined && number > Number(rule['max']));
        if (!/^-?\d+$/.test(text) || outside) wrong();
    }

    private checkStandard(instance: XmlElement, component: string): void {
        for (const property of instance.all('componentInstanceProperties')) {
            const name = property.value('name') ?? '';
            const value = property.child('value');
            if (!value) continue;
            if (FACETS[component]?.includes(name) && !this.regions.some((region) => region.value('name') === value.text)) {
                this.report(value, `The page has no facet named ${value.text}.`);
            }
            if (component === 'force:relatedListSingleContainer' && name === 'relatedListApiName') this.checkRelatedList(value);
        }
    }

    private checkRelatedList(value: XmlElement): void {
        const { object } = this;
        if (!object || !/__r$/i.test(value.text) || isForeign(value.text) || object.childRelationship(value.text)) return;
        this.report(value, `The object ${object.name} has no related list named ${value.text}.`);
    }

    private checkField(element: XmlElement | undefined): void {
        const path = /^Record\.(.+)$/.exec(element?.text ?? '')?.[1];
        if (element && path !== undefined && this.object) this.findings.requireField(this.page, element, this.object, path);
    }

    private checkUnique(elements: readonly XmlElement[], child: string): void {
        const seen = new Set<string>();
        for (const element of elements) {
            const name = element.value(child);
            if (name === undefined) continue;
            if (seen.has(name)) this.report(element, `The ${child} ${name} is used more than once on the page.`);
            seen.add(name);
        }
    }

    private report(element: XmlElement, problem: string): void {
        this.findings.report(this.page, element, problem);
    }
}
