import type { Component, XmlElement } from '../../metadata/model.ts';
import type { Findings } from '../findings.ts';
import { checkOverride } from './objects.ts';

/** Applications, tabs, custom metadata records, credentials and what else names other components. */
export function checkSetup(findings: Findings): void {
    const { metadata } = findings;
    for (const app of metadata.ofType('CustomApplication')) checkApplication(findings, app);
    for (const tab of metadata.ofType('CustomTab')) checkTab(findings, tab);
    for (const record of metadata.ofType('CustomMetadata')) checkRecord(findings, record);
    for (const path of metadata.ofType('PathAssistant')) {
        const object = findings.requireObject(path, path.xml.child('entityName'));
        const field = path.xml.child('fieldName');
        if (object && field) findings.requireField(path, field, object);
    }
    for (const config of metadata.ofType('PlatformEventSubscriberConfig')) {
        findings.requireComponent(config, config.xml.child('platformEventConsumer'), 'ApexTrigger');
    }
    for (const suite of metadata.ofType('ApexTestSuite')) {
        for (const element of suite.xml.all('testClassName')) findings.requireComponent(suite, element, 'ApexClass');
    }
    for (const credential of metadata.ofType('NamedCredential')) checkNamedCredential(findings, credential);
    for (const action of metadata.ofType('QuickAction')) {
        findings.requireComponent(action, action.xml.child('lightningWebComponent'), 'LightningComponentBundle');
        findings.requireObject(action, action.xml.child('targetObject'));
    }
    for (const site of metadata.ofType('CustomSite')) checkSite(findings, site);
}

function checkApplication(findings: Findings, app: Component): void {
    for (const element of app.xml.all('tabs')) {
        if (!element.text.startsWith('standard-')) findings.requireComponent(app, element, 'CustomTab');
    }
    findings.requireComponent(app, app.xml.child('utilityBar'), 'FlexiPage');
    for (const override of [...app.xml.all('actionOverrides'), ...app.xml.all('profileActionOverrides')])
        checkOverride(findings, app, override);
}

function checkTab(findings: Findings, tab: Component): void {
    const { xml } = tab;
    if (xml.flag('customObject')) findings.requireObject(tab, xml, tab.fullName);
    findings.requireComponent(tab, xml.child('flexiPage'), 'FlexiPage');
    findings.requireComponent(tab, xml.child('lwcComponent'), 'LightningComponentBundle');
    findings.requireComponent(tab, xml.child('auraComponent'), 'AuraDefinitionBundle');
    findings.requireComponent(tab, xml.child('page'), 'ApexPage');
}

/** 'Type.Record': its values are of fields of the type. */
function checkRecord(findings: Findings, record: Component): void {
    const [typeName = ''] = record.fullName.split('.');
    const type = findings.requireObject(record, record.xml, `${typeName}__mdt`);
    if (!type) return;
    for (const values of record.xml.all('values')) {
        const field = values.child('field');
        if (field) findings.requireField(record, field, type);
    }
}

function checkNamedCredential(findings: Findings, credential: Component): void {
    for (const parameter of credential.xml.all('namedCredentialParameters')) {
        findings.requireComponent(credential, parameter.child('externalCredential'), 'ExternalCredential');
    }
}

/** Pages that every Site has, whether the project brings them or not. */
const SITE_PAGES =
    /^(UnderConstruction|InMaintenance|Exception|FileNotFound|BandwidthExceeded|Unauthorized|SiteTemplate|SiteLogin|SiteRegister|ForgotPassword|ChangePassword|MyProfilePage|AnswersHome|IdeasHome|StdExceptionTemplate|SiteSamples|Communities\w*)$/i;

function checkSite(findings: Findings, site: Component): void {
    const pages: (XmlElement | undefined)[] = [
        'indexPage',
        'serverIsDown',
        'genericErrorPage',
        'fileNotFoundPage',
        'authorizationRequiredPage'
    ].map((name) => site.xml.child(name));
    if (site.xml.value('siteType') !== 'Visualforce') return;
    for (const page of pages) if (page && !SITE_PAGES.test(page.text)) findings.requireComponent(site, page, 'ApexPage');
}
