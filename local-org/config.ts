/**
 * `config/local-org.json`: what a project cannot say about the org it runs in. Everything is optional: without the
 * file the org has one user, an administrator.
 */
export interface LocalOrgConfig {
    readonly organization: OrganizationConfig;
    /** By username. */
    readonly users: Readonly<Record<string, UserConfig>>;
    /** By the name of the site in the project's metadata. */
    readonly sites: Readonly<Record<string, SiteConfig>>;
    /** Name of an event trigger → username it runs as; others run as the Automated Process user. */
    readonly platformEventSubscribers: Readonly<Record<string, string>>;
    readonly namedCredentials: Readonly<Record<string, NamedCredentialConfig>>;
    /** Rows of a new database, inserted in this order as the default user, triggers and flows included. */
    readonly data: readonly RowConfig[];
    /** Who anonymous Apex and tests run as: an administrator. */
    readonly defaultUser: string;
}

export interface OrganizationConfig {
    readonly name: string;
    readonly isSandbox: boolean;
    /** ISO 4217 code. */
    readonly currency: string;
    /** IANA name. */
    readonly timeZone: string;
}

export interface UserConfig {
    readonly name: string;
    readonly email?: string;
    readonly permissionSets?: readonly string[];
    readonly administrator?: boolean;
    readonly guest?: boolean;
    readonly timeZone?: string;
    readonly locale?: string;
    /** Language of the pages, as LanguageLocaleKey has it: 'de'. */
    readonly language?: string;
}

export interface SiteConfig {
    readonly guestUser: string;
    /** Path in front of the site's URLs, without slashes at its ends. */
    readonly path?: string;
}

export interface NamedCredentialConfig {
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
}

export interface RowConfig {
    readonly object: string;
    readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

/** What is wrong with the file, every problem at once. */
export class ConfigError extends Error {
    readonly problems: readonly string[];

    constructor(problems: readonly string[]) {
        super(problems.map((problem) => `config/local-org.json: ${problem}`).join('\n'));
        this.name = 'ConfigError';
        this.problems = problems;
    }
}

const DEFAULT_USER = 'admin@local.org';

type Json = Record<string, unknown>;

export function readConfig(source: unknown): LocalOrgConfig {
    const reader = new ConfigReader();
    const config = reader.read(source);
    if (reader.problems.length > 0) throw new ConfigError(reader.problems);
    return config;
}

class ConfigReader {
    readonly problems: string[] = [];

    read(source: unknown): LocalOrgConfig {
        const root = this.object(source ?? {}, 'the file');
        this.onlyKeys(root, '', ['organization', 'users', 'sites', 'platformEventSubscribers', 'namedCredentials', 'data', 'defaultUser']);
        const users = this.users(root['users']);
        const config: LocalOrgConfig = {
            organization: this.organization(root['organization']),
            users,
            sites: this.sites(root['sites']),
            platformEventSubscribers: this.texts(root['platformEventSubscribers'], 'platformEventSubscribers'),
            namedCredentials: this.namedCredentials(root['namedCredentials']),
            data: this.rows(root['data']),
            defaultUser: this.text(root, 'defaultUser', '') ?? firstAdministrator(users)
        };
        this.checkUsers(config);
        return config;
    }

    private organization(source: unknown): OrganizationConfig {
        const json = this.object(source ?? {}, 'organization');
        this.onlyKeys(json, 'organization', ['name', 'isSandbox', 'currency', 'timeZone']);
        return {
            name: this.text(json, 'name', 'organization') ?? 'Local Org',
            isSandbox: this.flag(json, 'isSandbox', 'organization') ?? true,
            currency: this.currency(json),
            timeZone: this.timeZone(json, 'organization') ?? 'UTC'
        };
    }

    private users(source: unknown): Record<string, UserConfig> {
        const users: Record<string, UserConfig> = {};
        for (const [username, value] of Object.entries(this.object(source ?? {}, 'users'))) {
            const place = `users["${username}"]`;
            const json = this.object(value, place);
            this.onlyKeys(json, place, ['name', 'email', 'permissionSets', 'administrator', 'guest', 'timeZone', 'locale', 'language']);
            if (!username.includes('@')) this.problems.push(`${place}: a username has the form of an e-mail address`);
            users[username] = {
                name: this.text(json, 'name', place) ?? username.slice(0, username.indexOf('@')),
                ...this.optional('email', this.text(json, 'email', place)),
                permissionSets: this.list(json, 'permissionSets', place),
                administrator: this.flag(json, 'administrator', place) ?? false,
                guest: this.flag(json, 'guest', place) ?? false,
                ...this.optional('timeZone', this.timeZone(json, place)),
                ...this.optional('locale', this.text(json, 'locale', place)),
                ...this.optional('language', this.text(json, 'language', place))
            };
        }
        if (!Object.values(users).some((user) => user.administrator)) {
            users[DEFAULT_USER] = { name: 'Local Administrator', permissionSets: [], administrator: true, guest: false };
        }
        return users;
    }

    private sites(source: unknown): Record<string, SiteConfig> {
        const sites: Record<string, SiteConfig> = {};
        for (const [name, value] of Object.entries(this.object(source ?? {}, 'sites'))) {
            const place = `sites["${name}"]`;
            const json = this.object(value, place);
            this.onlyKeys(json, place, ['guestUser', 'path']);
            const guestUser = this.text(json, 'guestUser', place);
            if (guestUser === undefined) this.problems.push(`${place}: guestUser is missing`);
            sites[name] = { guestUser: guestUser ?? '', ...this.optional('path', this.text(json, 'path', place)) };
        }
        return sites;
    }

    private namedCredentials(source: unknown): Record<string, NamedCredentialConfig> {
        const credentials: Record<string, NamedCredentialConfig> = {};
        for (const [name, value] of Object.entries(this.object(source ?? {}, 'namedCredentials'))) {
            const place = `namedCredentials["${name}"]`;
            const json = this.object(value, place);
            this.onlyKeys(json, place, ['url', 'headers']);
            const url = this.text(json, 'url', place);
            if (url === undefined || !URL.canParse(url)) this.problems.push(`${place}: url is not an address`);
            credentials[name] = { url: url ?? '', headers: this.texts(json['headers'], `${place}.headers`) };
        }
        return credentials;
    }

    private rows(source: unknown): RowConfig[] {
        if (source === undefined) return [];
        if (!Array.isArray(source)) {
            this.problems.push('data: expected a list of { "object", "fields" }');
            return [];
        }
        return source.map((value, index) => {
            const place = `data[${index}]`;
            const json = this.object(value, place);
            this.onlyKeys(json, place, ['object', 'fields']);
            const object = this.text(json, 'object', place);
            if (object === undefined) this.problems.push(`${place}: object is missing`);
            const fields = this.object(json['fields'] ?? {}, `${place}.fields`);
            for (const [field, content] of Object.entries(fields)) {
                if (content !== null && typeof content === 'object')
                    this.problems.push(`${place}.fields.${field}: expected a single value`);
            }
            return { object: object ?? '', fields: fields as RowConfig['fields'] };
        });
    }

    private checkUsers(config: LocalOrgConfig): void {
        const known = (username: string, place: string): void => {
            if (!(username in config.users)) this.problems.push(`${place}: there is no user "${username}" under "users"`);
        };
        known(config.defaultUser, 'defaultUser');
        for (const [name, site] of Object.entries(config.sites)) known(site.guestUser, `sites["${name}"].guestUser`);
        for (const [name, username] of Object.entries(config.platformEventSubscribers)) {
            known(username, `platformEventSubscribers["${name}"]`);
        }
        for (const [username, user] of Object.entries(config.users)) {
            if (user.guest && user.administrator) this.problems.push(`users["${username}"]: a guest cannot be an administrator`);
        }
    }

    private currency(json: Json): string {
        const currency = this.text(json, 'currency', 'organization') ?? 'USD';
        if (!/^[A-Z]{3}$/.test(currency)) this.problems.push('organization.currency: expected an ISO 4217 code such as "USD"');
        return currency;
    }

    private timeZone(json: Json, place: string): string | undefined {
        const name = this.text(json, 'timeZone', place);
        if (name === undefined) return undefined;
        try {
            new Intl.DateTimeFormat('en', { timeZone: name });
        } catch {
            this.problems.push(`${place}.timeZone: "${name}" is not the name of a time zone`);
        }
        return name;
    }

    private object(value: unknown, place: string): Json {
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
        this.problems.push(`${place}: expected an object`);
        return {};
    }

    private texts(value: unknown, place: string): Record<string, string> {
        const texts: Record<string, string> = {};
        for (const [key, text] of Object.entries(this.object(value ?? {}, place))) {
            if (typeof text === 'string') texts[key] = text;
            else this.problems.push(`${place}["${key}"]: expected a text`);
        }
        return texts;
    }

    private list(json: Json, key: string, place: string): string[] {
        const value = json[key] ?? [];
        if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
        this.problems.push(`${place}.${key}: expected a list of texts`);
        return [];
    }

    private text(json: Json, key: string, place: string): string | undefined {
        const value = json[key];
        if (value === undefined || typeof value === 'string') return value;
        this.problems.push(`${place}${place && '.'}${key}: expected a text`);
        return undefined;
    }

    private flag(json: Json, key: string, place: string): boolean | undefined {
        const value = json[key];
        if (value === undefined || typeof value === 'boolean') return value;
        this.problems.push(`${place}.${key}: expected true or false`);
        return undefined;
    }

    private onlyKeys(json: Json, place: string, known: readonly string[]): void {
        for (const key of Object.keys(json)) {
            if (!known.includes(key) && key !== '$comment') {
                this.problems.push(`${place}${place && '.'}${key}: unknown setting; known are ${known.join(', ')}`);
            }
        }
    }

    private optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
        return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
    }
}

function firstAdministrator(users: Record<string, UserConfig>): string {
    return Object.entries(users).find(([, user]) => user.administrator)?.[0] ?? DEFAULT_USER;
}
