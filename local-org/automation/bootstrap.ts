import type { LocalOrgConfig, UserConfig } from '../config.ts';
import { ConfigError } from '../config.ts';
import type { ApexProgram } from '../apex/program.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import type { OrgRuntime } from '../org.ts';
import { deleteSystemRows, insertSystemRow, updateSystemRow } from './rows.ts';
import { profileName } from '../data/access.ts';
import { permissionRows } from '../data/permission-rows.ts';
import type { XmlElement } from '../metadata/model.ts';
import { ADMINISTRATOR_PROFILE } from './users.ts';

/** The platform's own profiles that tests ask for by name. */
const PROFILES = [ADMINISTRATOR_PROFILE, 'Standard User', 'Minimum Access - Salesforce', 'Guest License User'];
const DEFAULT_PROFILE = 'Minimum Access - Salesforce';
const GUEST_PROFILE = 'Guest License User';

type Rows = Readonly<Record<string, unknown>>;

/** Writes the rows that an org has before anybody works in it. In a database that is kept, only what is missing or has changed. */
export class Bootstrap {
    private readonly org: OrgRuntime;
    private readonly config: LocalOrgConfig;

    constructor(org: OrgRuntime) {
        this.org = org;
        this.config = org.config;
    }

    /** Gives the id of the Organization row, and whether the database was new. `goesOn`: the process has run it until now. */
    run(goesOn = false): { readonly organizationId: string; readonly fresh: boolean } {
        const { store } = this.org;
        store.begin();
        try {
            const fresh = store.all('Organization', { fields: ['Id'] }).length === 0;
            const organizationId = this.organization();
            for (const name of this.profiles())
                this.named('Profile', { Name: name, UserType: name === GUEST_PROFILE ? 'Guest' : 'Standard' });
            this.permissionSets();
            this.users();
            this.sites();
            this.notificationTypes();
            this.pricebook();
            this.forget('EventBusSubscriber');
            if (!goesOn) this.endInterruptedWork();
            store.commit();
            return { organizationId, fresh };
        } catch (error) {
            store.rollback();
            throw error;
        }
    }

    /** One row for each class and trigger, so that jobs can name theirs and Apex can read them. Gives the ids of the classes. */
    apexClasses(program: ApexProgram): Map<string, string> {
        const classes = program.classes.filter(({ name }) => !name.includes('.')).map(({ name }) => name);
        for (const { name, object, events } of program.triggers) {
            const usage = Object.fromEntries(
                events.map((event) => [`Usage${event.replace(/(^| )(\w)/g, (_all, _space, letter) => letter.toUpperCase())}`, true])
            );
            this.source('ApexTrigger', name, { TableEnumOrId: object, ...usage });
        }
        this.keepOnly('ApexClass', classes);
        this.keepOnly(
            'ApexTrigger',
            program.triggers.map(({ name }) => name)
        );
        return new Map(classes.map((name) => [name, this.source('ApexClass', name, {})]));
    }

    /** Of what a deployment took away, no row stays. */
    private keepOnly(type: 'ApexClass' | 'ApexTrigger', names: readonly string[]): void {
        const known = new Set(names);
        const gone = this.org.store.all(type).filter((row) => !known.has(row.fields.get('Name') as string));
        deleteSystemRows(
            this.org,
            type,
            gone.map((row) => row.id!)
        );
    }

    private source(type: 'ApexClass' | 'ApexTrigger', name: string, values: Rows): string {
        const component = this.org.metadata.find(type, name);
        const body = component?.body ?? '';
        return this.named(type, {
            Name: name,
            ApiVersion: ApexDecimal.parse(component?.xml.value('apiVersion') ?? this.org.facts.apiVersion),
            Status: 'Active',
            IsValid: true,
            Body: body,
            LengthWithoutComments: body.length,
            ...values
        });
    }

    /** The rows of `data`, as the default user saves them. */
    data(): void {
        const { org } = this;
        if (this.config.data.length === 0) return;
        org.transact(
            'synchronous',
            org.user(org.defaultUsername),
            (tx) => {
                for (const { object, fields } of this.config.data) {
                    const record = org.recordFromConfig(object, fields);
                    tx.dml({ operation: 'insert', records: [record], allOrNone: true, access: 'system' });
                }
            },
            { name: 'data of config/local-org.json' }
        );
    }

    private organization(): string {
        const { organization } = this.config;
        const existing = this.org.store.all('Organization')[0];
        const values = {
            Name: organization.name,
            IsSandbox: organization.isSandbox,
            TimeZoneSidKey: organization.timeZone,
            DefaultLocaleSidKey: 'en_US',
            LanguageLocaleKey: 'en_US',
            OrganizationType: 'Developer Edition',
            InstanceName: 'LOCAL',
            FiscalYearStartMonth: 1
        };
        if (!existing) return insertSystemRow(this.org, 'Organization', values);
        updateSystemRow(this.org, 'Organization', existing.id!, values);
        return existing.id!;
    }

    /** The platform's own, and those of the project. */
    private profiles(): Set<string> {
        const own = this.org.metadata.ofType('Profile').map(({ fullName }) => profileName(decodeURIComponent(fullName)));
        return new Set([...PROFILES, ...own]);
    }

    private permissionSets(): void {
        for (const { fullName, xml } of this.org.metadata.ofType('PermissionSetGroup')) {
            const label = xml.value('label') ?? fullName;
            this.keyed('PermissionSetGroup', 'DeveloperName', { DeveloperName: fullName, MasterLabel: label, Status: 'Updated' });
        }
        for (const { fullName, xml } of this.org.metadata.ofType('PermissionSet')) {
            const id = this.named('PermissionSet', {
                Name: fullName,
                Label: xml.value('label') ?? fullName,
                IsCustom: true,
                IsOwnedByProfile: false,
                Type: 'Regular'
            });
            this.permissions(id, xml);
        }
    }

    /** What a permission set grants, as rows that Apex can read. */
    private permissions(permissionSet: string, xml: XmlElement): void {
        const { store } = this.org;
        for (const { object, rows } of permissionRows(permissionSet, xml)) {
            const before = store.find(object, 'ParentId', [permissionSet]).map((row) => row.id!);
            deleteSystemRows(this.org, object, before);
            for (const row of rows) insertSystemRow(this.org, object, row);
        }
    }

    private users(): void {
        for (const [username, user] of Object.entries(this.config.users)) this.user(username, user);
        const id = this.userRow('autoproc@local.org', {
            FirstName: null,
            LastName: 'Automated Process',
            Name: 'Automated Process',
            Alias: 'autoproc',
            Email: 'autoproc@local.org',
            UserType: 'AutomatedProcess',
            ProfileId: null
        });
        this.org.users.setAutomatedProcess(id);
    }

    private user(username: string, user: UserConfig): void {
        const { store } = this.org;
        const names = user.name.trim().split(/\s+/);
        const profile = user.administrator ? ADMINISTRATOR_PROFILE : user.guest ? GUEST_PROFILE : DEFAULT_PROFILE;
        const id = this.userRow(username, {
            FirstName: names.length > 1 ? names.slice(0, -1).join(' ') : null,
            LastName: names.at(-1),
            Name: names.join(' '),
            Alias: username.slice(0, 8),
            Email: user.email ?? username,
            UserType: user.guest ? 'Guest' : 'Standard',
            ProfileId: store.find('Profile', 'Name', [profile])[0]!.id,
            TimeZoneSidKey: user.timeZone ?? this.config.organization.timeZone,
            LocaleSidKey: user.locale ?? 'en_US',
            LanguageLocaleKey: user.language ?? 'en_US'
        });
        const sets = (user.permissionSets ?? []).map((name) => {
            const row = store.find('PermissionSet', 'Name', [name])[0];
            if (!row) throw new ConfigError([`users["${username}"].permissionSets: the project has no permission set "${name}"`]);
            return row.id!;
        });
        const assigned = store.find('PermissionSetAssignment', 'AssigneeId', [id]);
        const obsolete = assigned.filter((row) => !sets.includes(row.fields.get('PermissionSetId') as string));
        deleteSystemRows(
            this.org,
            'PermissionSetAssignment',
            obsolete.map((row) => row.id!)
        );
        for (const set of sets) {
            if (assigned.some((row) => row.fields.get('PermissionSetId') === set)) continue;
            insertSystemRow(this.org, 'PermissionSetAssignment', { AssigneeId: id, PermissionSetId: set, IsActive: true });
        }
    }

    private userRow(username: string, values: Rows): string {
        const complete = {
            Username: username.toLowerCase(),
            IsActive: true,
            EmailEncodingKey: 'UTF-8',
            LanguageLocaleKey: 'en_US',
            LocaleSidKey: 'en_US',
            TimeZoneSidKey: this.config.organization.timeZone,
            CommunityNickname: username.slice(0, 40),
            ...values
        };
        return this.keyed('User', 'Username', complete);
    }

    private sites(): void {
        for (const [name, site] of Object.entries(this.config.sites)) {
            const component = this.org.metadata.find('CustomSite', name);
            if (!component) throw new ConfigError([`sites["${name}"]: the project has no site of this name`]);
            const guest = this.org.users.find(site.guestUser);
            const path = (site.path ?? component.xml.value('urlPathPrefix') ?? '').replace(/^\/+|\/+$/g, '');
            this.named('Site', {
                Name: name,
                MasterLabel: component.xml.value('masterLabel') ?? name,
                GuestUserId: guest!.id,
                UrlPathPrefix: path === '' ? null : path,
                Status: 'Active'
            });
        }
    }

    private notificationTypes(): void {
        for (const { fullName, xml } of this.org.metadata.ofType('CustomNotificationType')) {
            const label = xml.value('masterLabel') ?? fullName;
            const values = {
                DeveloperName: fullName,
                CustomNotifTypeName: label,
                MasterLabel: label,
                Desktop: xml.flag('desktop'),
                Mobile: xml.flag('mobile')
            };
            this.keyed('CustomNotificationType', 'DeveloperName', values);
        }
    }

    private pricebook(): void {
        this.named('Pricebook2', { Name: 'Standard Price Book', IsActive: true, IsStandard: true });
    }

    /** Work in memory ends with the process: nobody will ever run it, and its rows say so. */
    private endInterruptedWork(): void {
        const { org } = this;
        for (const row of org.store.find('AsyncApexJob', 'Status', ['Holding', 'Queued', 'Preparing', 'Processing'])) {
            updateSystemRow(org, 'AsyncApexJob', row.id!, {
                Status: 'Aborted',
                ExtendedStatus: 'The local org was stopped before this job ran.',
                CompletedDate: new ApexDatetime(org.clock.now())
            });
        }
        this.forget('CronTrigger');
        this.forget('CronJobDetail');
    }

    private forget(object: string): void {
        const ids = this.org.store.all(object).map((row) => row.id!);
        deleteSystemRows(this.org, object, ids);
    }

    private named(object: string, values: Rows): string {
        return this.keyed(object, 'Name', values);
    }

    /** The row with this key, brought up to date, or a new one. */
    private keyed(object: string, key: string, values: Rows): string {
        const existing = this.org.store.find(object, key, [values[key]])[0];
        if (!existing) return insertSystemRow(this.org, object, values);
        updateSystemRow(this.org, object, existing.id!, values);
        return existing.id!;
    }
}
