/** How rights on the standard objects work where no object permission says it. Salesforce Help, "Object Permissions". */

/** Objects of business data, governed by object permissions like custom objects. */
export const GOVERNED: ReadonlySet<string> = new Set([
    'Account',
    'Asset',
    'Campaign',
    'Case',
    'Contact',
    'Contract',
    'Lead',
    'Opportunity',
    'Order',
    'Pricebook2',
    'Product2'
]);

/** Objects whose rights, and where `controlledBy` says so whose visible rows, are those of their parent. */
export const DETAILS: Readonly<Record<string, { readonly parent: string; readonly field: string }>> = {
    AccountContactRelation: { parent: 'Account', field: 'AccountId' },
    AccountContactRole: { parent: 'Account', field: 'AccountId' },
    AccountShare: { parent: 'Account', field: 'AccountId' },
    CampaignMember: { parent: 'Campaign', field: 'CampaignId' },
    CampaignMemberStatus: { parent: 'Campaign', field: 'CampaignId' },
    CaseComment: { parent: 'Case', field: 'ParentId' },
    OpportunityContactRole: { parent: 'Opportunity', field: 'OpportunityId' },
    OpportunityLineItem: { parent: 'Opportunity', field: 'OpportunityId' },
    OrderItem: { parent: 'Order', field: 'OrderId' },
    PricebookEntry: { parent: 'Pricebook2', field: 'Pricebook2Id' }
};

/** Lookups that decide about rows of objects that are governed themselves. */
export const CONTROLLING_LOOKUPS: Readonly<Record<string, string>> = {
    Asset: 'AccountId',
    Attachment: 'ParentId',
    Contact: 'AccountId',
    Note: 'ParentId',
    Order: 'AccountId'
};

/** Objects that every internal user may read and write; their rows decide. */
export const OPEN_TO_USERS: ReadonlySet<string> = new Set([
    'Attachment',
    'CollaborationGroup',
    'ContentDocument',
    'ContentDocumentLink',
    'ContentVersion',
    'EmailMessage',
    'Event',
    'FeedComment',
    'FeedItem',
    'Note',
    'Task'
]);

/** Objects of the setup that a guest may read; the rest of the setup is closed to guests. */
export const OPEN_TO_GUESTS: ReadonlySet<string> = new Set(['Organization', 'RecordType', 'User']);

/** User permissions that make setup objects writable. */
export const SETUP_PERMISSIONS: Readonly<Record<string, string>> = {
    PermissionSetAssignment: 'AssignPermissionSets',
    User: 'ManageUsers',
    UserRole: 'ManageRoles'
};
