import { KINDS, OBJECT_PARTS } from '../../metadata/types.ts';

/** Folder and suffix of a type in a package, in the platform's spelling (Metadata API Developer Guide, "Metadata Types"). */
const FOLDERS: Readonly<Record<string, readonly [directory: string, suffix: string]>> = {
    ApexClass: ['classes', 'cls'],
    ApexPage: ['pages', 'page'],
    ApexTestSuite: ['testSuites', 'testSuite'],
    ApexTrigger: ['triggers', 'trigger'],
    AuraDefinitionBundle: ['aura', ''],
    CustomApplication: ['applications', 'app'],
    CustomLabels: ['labels', 'labels'],
    CustomMetadata: ['customMetadata', 'md'],
    CustomNotificationType: ['notificationtypes', 'notiftype'],
    CustomObject: ['objects', 'object'],
    CustomObjectTranslation: ['objectTranslations', 'objectTranslation'],
    CustomPermission: ['customPermissions', 'customPermission'],
    CustomSite: ['sites', 'site'],
    CustomTab: ['tabs', 'tab'],
    Dashboard: ['dashboards', 'dashboard'],
    EmailTemplate: ['email', 'email'],
    ExternalCredential: ['externalCredentials', 'externalCredential'],
    FlexiPage: ['flexipages', 'flexipage'],
    Flow: ['flows', 'flow'],
    GlobalValueSet: ['globalValueSets', 'globalValueSet'],
    Layout: ['layouts', 'layout'],
    LightningComponentBundle: ['lwc', ''],
    NamedCredential: ['namedCredentials', 'namedCredential'],
    PermissionSet: ['permissionsets', 'permissionset'],
    PermissionSetGroup: ['permissionsetgroups', 'permissionsetgroup'],
    PlatformEventSubscriberConfig: ['PlatformEventSubscriberConfigs', 'platformEventSubscriberConfig'],
    Profile: ['profiles', 'profile'],
    QuickAction: ['quickActions', 'quickAction'],
    RemoteSiteSetting: ['remoteSiteSettings', 'remoteSite'],
    Report: ['reports', 'report'],
    ReportType: ['reportTypes', 'reportType'],
    StandardValueSet: ['standardValueSets', 'standardValueSet'],
    StaticResource: ['staticresources', 'resource'],
    Translations: ['translations', 'translation'],
    Workflow: ['workflows', 'workflow']
};

/** Path of a component in a package; parts of an object stand in the object's file. Undefined for types without a known place. */
export function placeOf(type: string, fullName: string): string | undefined {
    const isPart = Object.values(OBJECT_PARTS).some((part) => part.type === type);
    const [directory, suffix] = FOLDERS[isPart ? 'CustomObject' : type === 'CustomLabel' ? 'CustomLabels' : type] ?? [];
    if (directory === undefined) return undefined;
    const name = isPart ? fullName.split('.')[0] : type === 'CustomLabel' ? 'CustomLabels' : fullName;
    return `${directory}/${name}${suffix === '' ? '' : `.${suffix}`}`;
}

/** A DescribeMetadataResult of the types whose place in a package is known here. */
export function describeMetadata() {
    const kinds = new Map(Object.values(KINDS).map((kind) => [kind.type, kind]));
    const parts = Object.values(OBJECT_PARTS).map(({ type }) => type);
    return {
        metadataObjects: Object.entries(FOLDERS).map(([xmlName, [directoryName, suffix]]) => ({
            ...(xmlName === 'CustomObject' ? { childXmlNames: parts } : {}),
            directoryName,
            inFolder: kinds.get(xmlName)?.inFolder !== undefined,
            metaFile: kinds.get(xmlName)?.body !== undefined || xmlName === 'StaticResource',
            ...(suffix === '' ? {} : { suffix }),
            xmlName
        })),
        organizationNamespace: '',
        partialSaveAllowed: false,
        testRequired: false
    };
}
