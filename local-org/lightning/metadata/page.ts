import type { ProjectMetadata, XmlElement } from '../../metadata/model.ts';

export type PropertyValue = string | number | boolean;

/** One component on a page. `facets` are the named slots that hold other components. */
export interface PageNode {
    /** 'force:highlightsPanel'; a component of the project as 'c:name'. */
    readonly component: string;
    readonly identifier: string;
    readonly properties: Readonly<Record<string, PropertyValue>>;
    readonly facets: Readonly<Record<string, readonly PageNode[]>>;
    /** What this host cannot do about the component; it is shown instead of it. */
    readonly unsupported?: string;
}

export interface PageColumn {
    readonly region: string;
    /** Of twelve. */
    readonly span: number;
    /** Whether it stands beside all lines of its row. */
    readonly beside?: true;
    readonly nodes: readonly PageNode[];
}

export interface PageModel {
    readonly name: string;
    readonly label: string;
    readonly rows: readonly (readonly PageColumn[])[];
    readonly unsupported: readonly string[];
}

type Row = readonly (readonly [region: string, span: number, beside?: 'beside'])[];

/** Where the regions of the page templates stand. */
const TEMPLATES: Readonly<Record<string, readonly Row[]>> = {
    'flexipage:recordHomeTemplateDesktop': [
        [['header', 12]],
        [
            ['main', 8],
            ['sidebar', 4]
        ]
    ],
    'flexipage:recordHomeWithSubheaderTemplateDesktop': [
        [['header', 12]],
        [['subheader', 12]],
        [
            ['main', 8],
            ['sidebar', 4]
        ]
    ],
    'flexipage:recordHomeThreeColTemplateDesktop': [
        [['header', 12]],
        [
            ['leftsidebar', 3],
            ['main', 6],
            ['rightsidebar', 3]
        ]
    ],
    'flexipage:defaultAppHomeTemplate': [[['main', 12]]],
    'home:desktopTemplate': [
        [
            ['top', 8],
            ['bottomLeft', 4],
            ['bottomRight', 4],
            ['sidebar', 4, 'beside']
        ]
    ]
};

/** Components that this host has, besides those of the project. */
const STANDARD = new Set([
    'force:highlightsPanel',
    'force:detailPanel',
    'force:relatedListContainer',
    'force:relatedListSingleContainer',
    'flexipage:tabset',
    'flexipage:tab'
]);

/** Properties of standard components whose value names a facet. */
const FACET_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
    'flexipage:tabset': ['tabs'],
    'flexipage:tab': ['body']
};

/** Reads a FlexiPage. What it holds and this host does not know stays in place, with the reason. */
export function readPage(metadata: ProjectMetadata, name: string): PageModel | undefined {
    const component = metadata.find('FlexiPage', name);
    if (!component) return undefined;
    const reader = new PageReader(metadata, component.xml);
    const template = component.xml.child('template')?.value('name') ?? '';
    const rows = TEMPLATES[template];
    return {
        name: component.fullName,
        label: component.xml.value('masterLabel') ?? component.fullName,
        rows: (rows ?? reader.stacked()).map((row) =>
            row.map(([region, span, beside]) => ({ region, span, nodes: reader.nodes(region), ...(beside ? { beside: true } : {}) }))
        ),
        unsupported: rows ? [] : [`the page template ${template}`]
    };
}

/** A page of which this host can show nothing but why. */
export function missingPage(label: string, unsupported: string): PageModel {
    return { name: label, label, rows: [], unsupported: [unsupported] };
}

/** The page of an object that has none of its own. */
export function standardPage(object: string): PageModel {
    const node = (component: string, facets: PageNode['facets'] = {}, properties: PageNode['properties'] = {}): PageNode => ({
        component,
        identifier: component,
        properties,
        facets
    });
    const tab = (title: string, component: string): PageNode => ({
        ...node('flexipage:tab', { body: [node(component)] }, { title }),
        identifier: title
    });
    const tabs = [tab('Standard.Tab.detail', 'force:detailPanel'), tab('Standard.Tab.relatedLists', 'force:relatedListContainer')];
    return {
        name: `${object} record page`,
        label: object,
        rows: [
            [{ region: 'header', span: 12, nodes: [node('force:highlightsPanel')] }],
            [{ region: 'main', span: 12, nodes: [node('flexipage:tabset', { tabs })] }]
        ],
        unsupported: []
    };
}

class PageReader {
    private readonly metadata: ProjectMetadata;
    private readonly regions: ReadonlyMap<string, XmlElement>;

    constructor(metadata: ProjectMetadata, page: XmlElement) {
        this.metadata = metadata;
        this.regions = new Map(page.all('flexiPageRegions').map((region) => [region.value('name') ?? '', region]));
    }

    /** Every region of an unknown template, one below the other. */
    stacked(): Row[] {
        const names = [...this.regions].filter(([, region]) => region.value('type') === 'Region').map(([name]) => name);
        return names.map((name) => [[name, 12]]);
    }

    nodes(region: string): PageNode[] {
        const element = this.regions.get(region);
        if (!element) return [];
        const fields = element.all('itemInstances').flatMap((item) => item.all('fieldInstance'));
        return [
            ...element.all('componentInstances').map((instance) => this.node(instance)),
            ...element
                .all('itemInstances')
                .flatMap((item) => item.all('componentInstance'))
                .map((instance) => this.node(instance)),
            ...fields.map((field) => refused(field.value('fieldItem') ?? 'field', 'fields placed on a page (Dynamic Forms)'))
        ];
    }

    private node(instance: XmlElement): PageNode {
        const written = instance.value('componentName') ?? '';
        const bundle = written.startsWith('c:') ? written.slice(2) : written;
        const own = bundle.includes(':') ? undefined : this.metadata.find('LightningComponentBundle', bundle);
        const component = own ? `c:${own.fullName}` : written;
        if (!own && !STANDARD.has(component)) return refused(component, `the page component ${component}`);
        if (instance.child('visibilityRule')) return refused(component, `the visibility rule of ${component}`);
        const properties: Record<string, PropertyValue> = {};
        const facets: Record<string, readonly PageNode[]> = {};
        for (const property of instance.all('componentInstanceProperties')) {
            const name = property.value('name') ?? '';
            const value = property.value('value');
            if (value === undefined) continue;
            if (FACET_PROPERTIES[component]?.includes(name)) facets[name] = this.nodes(value);
            else properties[name] = typed(value, own && propertyType(own.xml, name));
        }
        return { component, identifier: instance.value('identifier') ?? component, properties, facets };
    }
}

function refused(component: string, unsupported: string): PageNode {
    return { component, identifier: component, properties: {}, facets: {}, unsupported };
}

/** The type that the bundle's js-meta.xml gives a property of its record page. */
function propertyType(bundle: XmlElement, name: string): string | undefined {
    const properties =
        bundle
            .child('targetConfigs')
            ?.all('targetConfig')
            .flatMap((config) => config.all('property')) ?? [];
    return properties.find((property) => property.attributes['name'] === name)?.attributes['type'];
}

function typed(value: string, type: string | undefined): PropertyValue {
    if (type === 'Integer') return Number(value);
    if (type === 'Boolean') return value === 'true';
    return value;
}
