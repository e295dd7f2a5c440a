import type { Component, XmlElement } from '../../metadata/model.ts';
import type { ChildRelationship, ObjectInfo } from '../../schema/model.ts';
import { isForeign } from '../findings.ts';
import type { Findings } from '../findings.ts';

/** What a report may name besides fields: counts, and columns that it makes itself. */
const COMPUTED = /^(RowCount|FORMULA\d+|BucketField_\d+|CDF\d+|Dimension\d*)$/i;
/** Standard report types of custom objects: 'CustomEntity$A__c', 'CustomEntityCustomEntity$A__c$B__c', with a lookup after an @. */
const OF_CUSTOM_OBJECTS = /^(?:CustomEntity)+\$([\w$]+)(?:@.*)?$/;

/** Custom report types, reports and dashboards: every column is a field of what the report is about. */
export function checkReports(findings: Findings): void {
    for (const type of findings.metadata.ofType('ReportType')) checkReportType(findings, type);
    for (const report of findings.metadata.ofType('Report')) checkReport(findings, report);
    for (const dashboard of findings.metadata.ofType('Dashboard')) checkDashboard(findings, dashboard);
}

function checkReportType(findings: Findings, type: Component): void {
    const base = findings.requireObject(type, type.xml.child('baseObject'));
    if (!base) return;
    let parent: ObjectInfo | undefined = base;
    for (let join = type.xml.child('join'); join && parent; join = join.child('join')) {
        const name: XmlElement | undefined = join.child('relationship');
        const relationship: ChildRelationship | undefined = name && parent.childRelationship(name.text);
        if (name && !relationship && /__r$/.test(name.text)) {
            findings.report(type, name, `The object ${parent.name} has no child relationship named ${name.text}.`);
        }
        parent = relationship && findings.schema.object(relationship.child);
    }
    for (const column of type.xml.all('sections').flatMap((section) => section.all('columns'))) {
        const field = column.child('field');
        const object = tableObject(findings, column.value('table') ?? base.name);
        if (field && object) findings.requireField(type, field, object);
    }
}

/** 'Base', or 'Base.Children__r' for what is joined to it. */
function tableObject(findings: Findings, table: string): ObjectInfo | undefined {
    const [base = '', ...relationships] = table.split('.');
    let object = findings.schema.object(base);
    for (const name of relationships) {
        const child = object?.childRelationship(name)?.child;
        object = child === undefined ? undefined : findings.schema.object(child);
    }
    return object;
}

function checkReport(findings: Findings, report: Component): void {
    const element = report.xml.child('reportType');
    const name = element?.text ?? '';
    const objects = OF_CUSTOM_OBJECTS.exec(name)?.[1]?.split('$');
    for (const object of objects ?? []) if (object.endsWith('__c')) findings.requireObject(report, element, object);
    const ownType = !objects && name.endsWith('__c') ? name.slice(0, -'__c'.length) : undefined;
    if (ownType !== undefined && !findings.requireComponent(report, element, 'ReportType', ownType)) return;
    const type = ownType === undefined ? undefined : findings.metadata.find('ReportType', ownType);
    const known = type && columnsOf(type);
    for (const column of columnElements(report.xml)) {
        if (COMPUTED.test(column.text) || column.text === '') continue;
        const there = known ? known.has(column.text.toLowerCase()) : isColumn(findings, column.text);
        if (!there) findings.report(report, column, `In field: ${column.name} - no column named ${column.text} in the report type ${name}`);
    }
    checkGroupings(findings, report);
}

/** As reports name them: 'Base$Field', of joined objects 'Base.Children__r$Field'. */
function columnsOf(type: Component): Set<string> {
    const columns = type.xml.all('sections').flatMap((section) => section.all('columns'));
    return new Set(columns.map((column) => `${column.value('table')}$${column.value('field')}`.toLowerCase()));
}

function columnElements(report: XmlElement): XmlElement[] {
    const within = (parents: readonly XmlElement[], child: string): XmlElement[] => parents.flatMap((parent) => parent.all(child));
    const buckets = new Set(report.all('buckets').map((bucket) => bucket.value('developerName')));
    const chart = report.all('chart');
    const filter = report.all('filter');
    return [
        ...within(report.all('columns'), 'field'),
        ...within(report.all('groupingsDown'), 'field'),
        ...within(report.all('groupingsAcross'), 'field'),
        ...within(within(filter, 'criteriaItems'), 'column'),
        ...within(report.all('timeFrameFilter'), 'dateColumn'),
        ...within(report.all('buckets'), 'sourceColumnName'),
        ...within(within(chart, 'chartSummaries'), 'column'),
        ...within(chart, 'groupingColumn'),
        ...within(chart, 'secondaryGroupingColumn'),
        ...report.all('sortColumn')
    ].filter((column) => !buckets.has(column.text));
}

/** Columns of standard report types have names of their own, in capitals; custom fields stand as 'Object.Field__c'. */
function isColumn(findings: Findings, name: string): boolean {
    const [objectName = '', ...path] = name.replace('$', '.').split('.');
    if (!/__c$/i.test(path.at(-1) ?? '')) return true;
    const object = findings.schema.object(objectName);
    if (isForeign(objectName)) return true;
    if (!object) return !/__c$/i.test(objectName);
    return findings.hasField(object, path);
}

function checkGroupings(findings: Findings, report: Component): void {
    const columns = new Set(report.xml.all('columns').map((column) => column.value('field')));
    for (const grouping of [...report.xml.all('groupingsDown'), ...report.xml.all('groupingsAcross')]) {
        const field = grouping.child('field');
        if (field && columns.has(field.text)) findings.report(report, field, `The grouping ${field.text} can't be a column as well.`);
    }
}

/** Reports of folders that the project does not hold may be the org's own. */
function checkDashboard(findings: Findings, dashboard: Component): void {
    const folders = new Set(findings.metadata.ofType('ReportFolder').map((folder) => folder.fullName));
    const visit = (element: XmlElement): void => {
        if (element.name === 'report' && folders.has(element.text.split('/')[0]!)) findings.requireComponent(dashboard, element, 'Report');
        element.children.forEach(visit);
    };
    visit(dashboard.xml);
}
