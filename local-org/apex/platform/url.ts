import { apexException } from '../runtime/exceptions.ts';
import { definePlatformClass } from './declare.ts';
import { strictMethods, strictStatics } from './strict.ts';

const DEFAULT_PORTS: Record<string, number> = { http: 80, https: 443, ftp: 21 };

/** A name that leads nowhere (RFC 2606): nothing that Apex links to is served under it. */
const ORG_DOMAIN = 'https://local-org.my.salesforce.invalid';

/** `System.Url`: the parts of an address, as written, in the manner of java.net.URL. */
export class ApexUrl {
    readonly text: string;
    readonly protocol: string;
    readonly authority: string;
    readonly path: string;
    readonly query: string | null;
    readonly ref: string | null;

    constructor(text: string) {
        const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(text.trim());
        if (!match) throw apexException('System.StringException', `no protocol: ${text}`);
        this.text = text.trim();
        this.protocol = match[1]!.toLowerCase();
        this.authority = match[2] ?? '';
        this.path = match[3]!;
        this.query = match[4] ?? null;
        this.ref = match[5] ?? null;
    }

    get userInfo(): string | null {
        const at = this.authority.lastIndexOf('@');
        return at < 0 ? null : this.authority.slice(0, at);
    }

    get host(): string {
        return this.authority.slice(this.authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
    }

    /** -1 where none is written. */
    get port(): number {
        return Number(/:(\d+)$/.exec(this.authority)?.[1] ?? -1);
    }

    get defaultPort(): number {
        return DEFAULT_PORTS[this.protocol] ?? -1;
    }

    get file(): string {
        return this.query === null ? this.path : `${this.path}?${this.query}`;
    }

    sameFile(other: ApexUrl): boolean {
        const port = (url: ApexUrl): number => (url.port < 0 ? url.defaultPort : url.port);
        return (
            this.protocol === other.protocol &&
            this.host.toLowerCase() === other.host.toLowerCase() &&
            port(this) === port(other) &&
            this.file === other.file
        );
    }

    get valueKey(): string {
        return this.text;
    }

    toString(): string {
        return this.text;
    }
}

definePlatformClass({
    name: 'System.Url',
    jsClass: ApexUrl,
    constructors: strictStatics({
        '(String spec)': (spec: string) => new ApexUrl(spec),
        '(Url context, String spec)': (context: ApexUrl, spec: string) => new ApexUrl(new URL(spec, context.text).href),
        '(String protocol, String host, String file)': (protocol: string, host: string, file: string) =>
            new ApexUrl(`${protocol}://${host}${file}`),
        '(String protocol, String host, Integer port, String file)': (protocol: string, host: string, port: number, file: string) =>
            new ApexUrl(`${protocol}://${host}${port < 0 ? '' : `:${port}`}${file}`)
    }),
    statics: { 'Url getOrgDomainUrl()': () => new ApexUrl(ORG_DOMAIN) },
    methods: strictMethods({
        'String getAuthority()': (url: ApexUrl) => url.authority,
        'Integer getDefaultPort()': (url: ApexUrl) => url.defaultPort,
        'String getFile()': (url: ApexUrl) => url.file,
        'String getHost()': (url: ApexUrl) => url.host,
        'String getPath()': (url: ApexUrl) => url.path,
        'Integer getPort()': (url: ApexUrl) => url.port,
        'String getProtocol()': (url: ApexUrl) => url.protocol,
        'String getQuery()': (url: ApexUrl) => url.query,
        'String getRef()': (url: ApexUrl) => url.ref,
        'String getUserInfo()': (url: ApexUrl) => url.userInfo,
        'Boolean sameFile(Url other)': (url: ApexUrl, other: ApexUrl) => url.sameFile(other),
        'String toExternalForm()': (url: ApexUrl) => url.text,
        'String toString()': (url: ApexUrl) => url.text
    })
});
