/** How one kind of file in source format is named, and which Metadata API type it holds. */
export interface FileKind {
    readonly type: string;
    /** Extension of the body beside the metadata file. */
    readonly body?: string;
    /** The component is the folder around the file. */
    readonly bundle?: boolean;
    /** The full name begins with the folders below this one: reports/Sales/Won → Sales/Won. */
    readonly inFolder?: string;
}

/** Metadata API Developer Guide, "Metadata Types": the suffix of each type in source format, in lower case. */
export const KINDS: Readonly<Record<string, FileKind>> = {
    object: { type: 'CustomObject' },
    objecttranslation: { type: 'CustomObjectTranslation' },
    globalvalueset: { type: 'GlobalValueSet' },
    globalvaluesettranslation: { type: 'GlobalValueSetTranslation' },
    standardvalueset: { type: 'StandardValueSet' },
    md: { type: 'CustomMetadata' },
    labels: { type: 'CustomLabels' },
    translation: { type: 'Translations' },
    cls: { type: 'ApexClass', body: 'cls' },
    trigger: { type: 'ApexTrigger', body: 'trigger' },
    dwl: { type: 'DataWeaveResource', body: 'dwl' },
    page: { type: 'ApexPage', body: 'page' },
    component: { type: 'ApexComponent', body: 'component' },
    testsuite: { type: 'ApexTestSuite' },
    flow: { type: 'Flow' },
    flowdefinition: { type: 'FlowDefinition' },
    flowtest: { type: 'FlowTest' },
    workflow: { type: 'Workflow' },
    approvalprocess: { type: 'ApprovalProcess' },
    permissionset: { type: 'PermissionSet' },
    permissionsetgroup: { type: 'PermissionSetGroup' },
    mutingpermissionset: { type: 'MutingPermissionSet' },
    profile: { type: 'Profile' },
    role: { type: 'Role' },
    group: { type: 'Group' },
    queue: { type: 'Queue' },
    sharingrules: { type: 'SharingRules' },
    custompermission: { type: 'CustomPermission' },
    namedcredential: { type: 'NamedCredential' },
    externalcredential: { type: 'ExternalCredential' },
    remotesite: { type: 'RemoteSiteSetting' },
    csptrustedsite: { type: 'CspTrustedSite' },
    corswhitelistorigin: { type: 'CorsWhitelistOrigin' },
    connectedapp: { type: 'ConnectedApp' },
    site: { type: 'CustomSite' },
    network: { type: 'Network' },
    flexipage: { type: 'FlexiPage' },
    app: { type: 'CustomApplication' },
    tab: { type: 'CustomTab' },
    layout: { type: 'Layout' },
    quickaction: { type: 'QuickAction' },
    prompt: { type: 'Prompt' },
    pathassistant: { type: 'PathAssistant' },
    platformeventsubscriberconfig: { type: 'PlatformEventSubscriberConfig' },
    platformeventchannel: { type: 'PlatformEventChannel' },
    platformeventchannelmember: { type: 'PlatformEventChannelMember' },
    notiftype: { type: 'CustomNotificationType' },
    resource: { type: 'StaticResource' },
    reporttype: { type: 'ReportType' },
    report: { type: 'Report', inFolder: 'reports' },
    reportfolder: { type: 'ReportFolder', inFolder: 'reports' },
    dashboard: { type: 'Dashboard', inFolder: 'dashboards' },
    dashboardfolder: { type: 'DashboardFolder', inFolder: 'dashboards' },
    email: { type: 'EmailTemplate', body: 'email', inFolder: 'email' },
    emailfolder: { type: 'EmailFolder', inFolder: 'email' },
    documentfolder: { type: 'DocumentFolder', inFolder: 'documents' },
    letter: { type: 'Letterhead' },
    duplicaterule: { type: 'DuplicateRule' },
    matchingrule: { type: 'MatchingRules' },
    assignmentrules: { type: 'AssignmentRules' },
    autoresponserules: { type: 'AutoResponseRules' },
    escalationrules: { type: 'EscalationRules' },
    homepagelayout: { type: 'HomePageLayout' },
    homepagecomponent: { type: 'HomePageComponent' },
    weblink: { type: 'WebLink' },
    settings: { type: 'Settings' },
    cachepartition: { type: 'PlatformCachePartition' },
    messagechannel: { type: 'LightningMessageChannel' },
    externalserviceregistration: { type: 'ExternalServiceRegistration' },
    topicsforobjects: { type: 'TopicsForObjects' },
    js: { type: 'LightningComponentBundle', bundle: true }
};

/** Parts of an object, each in its own file below objects/<Object>/<folder>/, or inline in the object's file. */
export const OBJECT_PARTS: Readonly<Record<string, { readonly type: string; readonly inline: string }>> = {
    field: { type: 'CustomField', inline: 'fields' },
    validationrule: { type: 'ValidationRule', inline: 'validationRules' },
    listview: { type: 'ListView', inline: 'listViews' },
    compactlayout: { type: 'CompactLayout', inline: 'compactLayouts' },
    recordtype: { type: 'RecordType', inline: 'recordTypes' },
    fieldset: { type: 'FieldSet', inline: 'fieldSets' },
    weblink: { type: 'WebLink', inline: 'webLinks' },
    businessprocess: { type: 'BusinessProcess', inline: 'businessProcesses' },
    sharingreason: { type: 'SharingReason', inline: 'sharingReasons' },
    index: { type: 'Index', inline: 'indexes' }
};

/** Aura bundles share suffixes with other types; only their folder tells. */
export const AURA_SUFFIXES: ReadonlySet<string> = new Set(['app', 'cmp', 'design', 'evt', 'intf', 'tokens']);
