import type { Component, ProjectMetadata, XmlElement } from '../../../local-org/metadata/model.ts';
import { problemAt } from '../metadata/project.ts';
import type { Problem } from '../metadata/project.ts';

/** Places of Lightning Experience where a component can stand. */
const TARGETS = new Set(
    [
        'AppPage',
        'Dashboard',
        'FlowScreen',
        'GlobalAction',
        'HomePage',
        'RecordAction',
        'RecordPage',
        'Tab',
        'UrlAddressable',
        'UtilityBar'
    ].map((place) => `lightning__${place}`)
);
const TYPES = new Set(['Boolean', 'Color', 'ContentReference', 'Integer', 'String']);
const FORM_FACTORS = new Set(['Large', 'Small']);

/** What a component's js-meta.xml says to App Builder. Whether its properties and objects exist is looked at with what an org would refuse. */
export function checkExposure(metadata: ProjectMetadata): Problem[] {
    return metadata.ofType('LightningComponentBundle').flatMap((bundle) => {
        const targets = bundle.xml.child('targets')?.all('target') ?? [];
        const known = new Set(targets.map((target) => target.text));
        const configs = bundle.xml.child('targetConfigs')?.all('targetConfig') ?? [];
        return [
            ...checkExposed(bundle, targets),
            ...targets.flatMap((target) =>
                TARGETS.has(target.text) ? [] : [problemAt(bundle, `there is no target ${target.text}`, target)]
            ),
            ...configs.flatMap((config) => checkConfig(bundle, config, known))
        ];
    });
}

function checkExposed(bundle: Component, targets: readonly XmlElement[]): Problem[] {
    if (!bundle.xml.flag('isExposed')) return targets.length === 0 ? [] : [problemAt(bundle, 'has targets and is not exposed', targets[0])];
    return [
        ...(targets.length > 0 ? [] : [problemAt(bundle, 'is exposed and has no target')]),
        ...['masterLabel', 'description'].filter((name) => !bundle.xml.value(name)).map((name) => problemAt(bundle, `has no ${name}`))
    ];
}

function checkConfig(bundle: Component, config: XmlElement, known: ReadonlySet<string>): Problem[] {
    const named = (config.attributes['targets'] ?? '').split(',').map((target) => target.trim());
    const factors = config.child('supportedFormFactors')?.all('supportedFormFactor') ?? [];
    return [
        ...named.filter((target) => !known.has(target)).map((target) => problemAt(bundle, `${target} is none of its targets`, config)),
        ...factors.flatMap((factor) => {
            const type = factor.attributes['type'] ?? '';
            return FORM_FACTORS.has(type) ? [] : [problemAt(bundle, `there is no form factor ${type}`, factor)];
        }),
        ...config.all('property').flatMap((property) => checkProperty(bundle, property))
    ];
}

function checkProperty(bundle: Component, property: XmlElement): Problem[] {
    const { name = '', type = '', min, max, default: preset } = property.attributes;
    const report = (message: string): Problem => problemAt(bundle, `${name} ${message}`, property);
    const outside = (limit: string | undefined, sign: number): boolean =>
        limit !== undefined && preset !== undefined && sign * (Number(preset) - Number(limit)) > 0;
    return [
        ...(TYPES.has(type) ? [] : [report(`is of no type that a page knows: ${type}`)]),
        ...['label', 'description'].filter((fact) => !property.attributes[fact]).map((fact) => report(`has no ${fact}`)),
        ...(type !== 'Integer' && (min !== undefined || max !== undefined) ? [report('has a limit, and is no Integer')] : []),
        ...(outside(min, -1) || outside(max, 1) ? [report('begins outside its limits')] : [])
    ];
}
