import { definePlatformClass } from '../declare.ts';

/** System.AccessLevel: whose rights count. */
export class AccessLevel {
    readonly mode: 'user' | 'system';

    constructor(mode: 'user' | 'system') {
        this.mode = mode;
    }

    toString(): string {
        return this.mode === 'user' ? 'USER_MODE' : 'SYSTEM_MODE';
    }
}

const USER_MODE = new AccessLevel('user');
const SYSTEM_MODE = new AccessLevel('system');

definePlatformClass({
    name: 'System.AccessLevel',
    jsClass: AccessLevel,
    properties: {
        'static AccessLevel USER_MODE { get; }': { get: () => USER_MODE },
        'static AccessLevel SYSTEM_MODE { get; }': { get: () => SYSTEM_MODE }
    }
});

/** Database.DMLOptions. What it holds beside optAllOrNone has no effect here: no duplicate rules, no e-mail, no assignment rules run. */
export class DmlOptions {
    optAllOrNone: boolean | null = null;
    allowFieldTruncation: boolean | null = null;
    localeOptions: string | null = null;
    readonly duplicateRuleHeader = new DuplicateRuleHeader();
    readonly emailHeader = new EmailHeader();
    readonly assignmentRuleHeader = new AssignmentRuleHeader();
}

class DuplicateRuleHeader {
    allowSave: boolean | null = null;
    runAsCurrentUser: boolean | null = null;
}

class EmailHeader {
    triggerAutoResponseEmail: boolean | null = null;
    triggerOtherEmail: boolean | null = null;
    triggerUserEmail: boolean | null = null;
}

class AssignmentRuleHeader {
    assignmentRuleId: string | null = null;
    useDefaultRule: boolean | null = null;
}

function field<T>(name: keyof T) {
    return {
        get: (self: T) => self[name],
        set: (self: T, value: T[keyof T]) => {
            self[name] = value;
        }
    };
}

definePlatformClass({
    name: 'Database.DMLOptions',
    jsClass: DmlOptions,
    constructors: { '()': () => new DmlOptions() },
    properties: {
        'Boolean OptAllOrNone { get; set; }': field<DmlOptions>('optAllOrNone'),
        'Boolean AllowFieldTruncation { get; set; }': field<DmlOptions>('allowFieldTruncation'),
        'String LocaleOptions { get; set; }': field<DmlOptions>('localeOptions'),
        'Database.DMLOptions.DuplicateRuleHeader DuplicateRuleHeader { get; }': {
            get: (options: DmlOptions) => options.duplicateRuleHeader
        },
        'Database.DMLOptions.EmailHeader EmailHeader { get; }': { get: (options: DmlOptions) => options.emailHeader },
        'Database.DMLOptions.AssignmentRuleHeader AssignmentRuleHeader { get; }': {
            get: (options: DmlOptions) => options.assignmentRuleHeader
        }
    }
});
definePlatformClass({
    name: 'Database.DMLOptions.DuplicateRuleHeader',
    jsClass: DuplicateRuleHeader,
    properties: {
        'Boolean AllowSave { get; set; }': field<DuplicateRuleHeader>('allowSave'),
        'Boolean RunAsCurrentUser { get; set; }': field<DuplicateRuleHeader>('runAsCurrentUser')
    }
});
definePlatformClass({
    name: 'Database.DMLOptions.EmailHeader',
    jsClass: EmailHeader,
    properties: {
        'Boolean TriggerAutoResponseEmail { get; set; }': field<EmailHeader>('triggerAutoResponseEmail'),
        'Boolean TriggerOtherEmail { get; set; }': field<EmailHeader>('triggerOtherEmail'),
        'Boolean TriggerUserEmail { get; set; }': field<EmailHeader>('triggerUserEmail')
    }
});
definePlatformClass({
    name: 'Database.DMLOptions.AssignmentRuleHeader',
    jsClass: AssignmentRuleHeader,
    properties: {
        'Id AssignmentRuleId { get; set; }': field<AssignmentRuleHeader>('assignmentRuleId'),
        'Boolean UseDefaultRule { get; set; }': field<AssignmentRuleHeader>('useDefaultRule')
    }
});
