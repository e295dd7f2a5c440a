import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../../metadata/load.ts';
import { appPage, objectIcon, readApp, recordPage } from '../metadata/app.ts';
import { readPage, type PageModel } from '../metadata/page.ts';
import { bundle, instance, makeProject, page, region, xml } from './project.ts';

const STANDARD = 'flexipage:recordHomeTemplateDesktop';
const CONFIG =
    '<targetConfigs><targetConfig targets="lightning__RecordPage"><property name="rows" type="Integer"/><property name="wide" type="Boolean"/></targetConfig></targetConfigs>';

function read(content: string, more: Readonly<Record<string, string>> = {}): PageModel {
    const project = makeProject({ 'flexipages/A.flexipage-meta.xml': content, ...more });
    try {
        return readPage(loadProject(project.root), 'A')!;
    } finally {
        project.remove();
    }
}

test('regions stand where the template puts them', () => {
    const model = read(
        page(
            STANDARD,
            region('header', 'Region', instance('force:highlightsPanel', 'h')),
            region('main', 'Region'),
            region('sidebar', 'Region')
        )
    );
    assert.deepEqual(
        model.rows.map((row) => row.map(({ region: name, span }) => `${name} ${span}`)),
        [['header 12'], ['main 8', 'sidebar 4']]
    );
    assert.equal(model.rows[0]![0]!.nodes[0]!.component, 'force:highlightsPanel');
    assert.deepEqual(model.unsupported, []);
});

test('facets become children of the tabs that name them', () => {
    const model = read(
        page(
            STANDARD,
            region('detailContent', 'Facet', instance('force:detailPanel', 'd')),
            region('tabs', 'Facet', instance('flexipage:tab', 't', { body: 'detailContent', title: 'Standard.Tab.detail' })),
            region('main', 'Region', instance('flexipage:tabset', 's', { tabs: 'tabs' }))
        )
    );
    const tabset = model.rows[1]![0]!.nodes[0]!;
    const [tab] = tabset.facets['tabs']!;
    assert.equal(tab!.properties['title'], 'Standard.Tab.detail');
    assert.equal(tab!.facets['body']![0]!.component, 'force:detailPanel');
});

test('a component of the project gets its properties in their types', () => {
    const placed = page(STANDARD, region('main', 'Region', instance('panel', 'c_panel', { rows: '5', wide: 'true', title: '7' })));
    const model = read(placed, bundle('panel', { 'panel.html': '<template></template>' }, CONFIG));
    const [node] = model.rows[1]![0]!.nodes;
    assert.equal(node!.component, 'c:panel');
    assert.deepEqual(node!.properties, { rows: 5, wide: true, title: '7' });
});

test('what this host does not have is named in its place', () => {
    const rule = '<visibilityRule><criteria><leftValue>x</leftValue></criteria></visibilityRule>';
    const model = read(
        page(
            'flexipage:somethingElse',
            region(
                'top',
                'Region',
                instance('runtime_sales:activityPanel', 'a'),
                instance('force:detailPanel', 'd', {}, rule),
                '<itemInstances><fieldInstance><fieldItem>Record.Name</fieldItem></fieldInstance></itemInstances>'
            )
        )
    );
    assert.deepEqual(model.unsupported, ['the page template flexipage:somethingElse']);
    assert.deepEqual(
        model.rows[0]![0]!.nodes.map((node) => node.unsupported),
        [
            'the page component runtime_sales:activityPanel',
            'the visibility rule of force:detailPanel',
            'fields placed on a page (Dynamic Forms)'
        ]
    );
});

const HOME = xml(
    'FlexiPage',
    region('top', 'Region', instance('force:detailPanel', 'd')) +
        region('sidebar', 'Region') +
        '<masterLabel>My Home</masterLabel><template><name>home:desktopTemplate</name></template><type>HomePage</type>'
);

function homeOf(app: string, page = HOME): PageModel | undefined {
    const project = makeProject({
        'flexipages/My_Home.flexipage-meta.xml': page,
        'applications/Sales.app-meta.xml': xml('CustomApplication', `${app}<label>Sales</label><uiType>Lightning</uiType>`)
    });
    try {
        return appPage(loadProject(project.root), 'standard-home');
    } finally {
        project.remove();
    }
}

function homeOverride(content: string): string {
    return `<actionOverrides><actionName>Tab</actionName><content>${content}</content><formFactor>Large</formFactor><type>Flexipage</type><pageOrSobjectType>standard-home</pageOrSobjectType></actionOverrides>`;
}

test('the Home tab shows the page that the app has for it', () => {
    const model = homeOf(`${homeOverride('My_Home')}<tabs>standard-home</tabs>`)!;
    assert.equal(model.label, 'My Home');
    assert.deepEqual(model.unsupported, []);
    assert.deepEqual(
        model.rows.map((row) => row.map(({ region: name, span, beside }) => `${name} ${span}${beside ? ' beside' : ''}`)),
        [['top 8', 'bottomLeft 4', 'bottomRight 4', 'sidebar 4 beside']]
    );
    assert.equal(model.rows[0]![0]!.nodes[0]!.component, 'force:detailPanel');
});

test('a Home tab without a page that this host could show says why; an app without the tab has no home', () => {
    assert.deepEqual(homeOf('<tabs>standard-home</tabs>')!.unsupported, ['the Home page that an app has without one of its own']);
    assert.deepEqual(homeOf(`${homeOverride('Nowhere')}<tabs>standard-home</tabs>`)!.unsupported, [
        'the Home page Nowhere, which the project does not hold'
    ]);
    assert.deepEqual(homeOf(`${homeOverride('My_Home')}<tabs>standard-home</tabs>`, page(STANDARD))!.unsupported, [
        'My_Home as Home page: its type is RecordPage, not HomePage'
    ]);
    assert.equal(homeOf('<tabs>standard-Account</tabs>'), undefined);
});

test('the app decides which page an object has, and which tabs there are', () => {
    const override =
        '<actionOverrides><actionName>View</actionName><content>A</content><formFactor>Large</formFactor><type>Flexipage</type><pageOrSobjectType>Account</pageOrSobjectType></actionOverrides>';
    const project = makeProject({
        'flexipages/A.flexipage-meta.xml': page(STANDARD),
        'applications/Sales.app-meta.xml': xml(
            'CustomApplication',
            `${override}<label>My Sales</label><tabs>standard-Account</tabs><tabs>standard-home</tabs><tabs>Thing__c</tabs><uiType>Lightning</uiType>`
        ),
        'tabs/Thing__c.tab-meta.xml': xml('CustomTab', '<customObject>true</customObject><motif>Custom17: Sack</motif>')
    });
    try {
        const metadata = loadProject(project.root);
        assert.equal(recordPage(metadata, 'Account').label, 'A Page');
        assert.equal(recordPage(metadata, 'Contact').name, 'Contact record page');
        const app = readApp(metadata);
        assert.equal(app.label, 'My Sales');
        assert.deepEqual(
            app.tabs.map((tab) => tab.object),
            ['Account', undefined, 'Thing__c']
        );
        assert.equal(objectIcon(metadata, 'Thing__c'), 'custom:custom17');
        assert.equal(objectIcon(metadata, 'OpportunityLineItem'), 'standard:opportunity_line_item');
    } finally {
        project.remove();
    }
});
