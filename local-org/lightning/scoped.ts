import type { ProjectMetadata } from '../metadata/model.ts';
import type { OrgGateway, OrgUser } from './gateway.ts';
import { HttpProblem } from './http.ts';
import { labelText } from './metadata/labels.ts';
import { builtInModule, channelName, schemaReference } from './platform-modules.ts';

/** The modules `@salesforce/<kind>/<name>` for one acting user. */
export async function scopedModule(path: string, metadata: ProjectMetadata, org: OrgGateway, user: OrgUser): Promise<string> {
    const slash = path.indexOf('/');
    const kind = path.slice(0, slash);
    const name = path.slice(slash + 1);
    const value = await valueOf(kind, name, metadata, org, user);
    if (value === undefined) throw new HttpProblem(404, `The local org does not support the module @salesforce/${path}.`);
    return value;
}

async function valueOf(kind: string, name: string, metadata: ProjectMetadata, org: OrgGateway, user: OrgUser): Promise<string | undefined> {
    switch (kind) {
        case 'apex': {
            const cacheable = await org.isCacheable(name);
            if (cacheable === undefined) return undefined;
            return apexModule(name, cacheable);
        }
        case 'schema':
            return constant(schemaReference(name));
        case 'label':
            return constant(name.startsWith('c.') ? labelText(metadata, name.slice(2), user.language) : undefined);
        case 'i18n':
            return constant(await i18n(name, org, user)) ?? builtInModule(kind, name);
        case 'client':
            return builtInModule(kind, name);
        case 'messageChannel':
            return constant(metadata.find('LightningMessageChannel', channelName(name)) && { messageChannel: name });
        case 'user':
            return constant({ Id: user.id, isGuest: false }[name]);
        case 'customPermission':
            return `export default ${(await org.hasCustomPermission(user.username, name.replace(/^c\./, ''))) ? 'true' : 'undefined'};\n`;
        default:
            return undefined;
    }
}

export function apexModule(name: string, cacheable: boolean): string {
    return `import { apexMethod } from '@salesforce/apex';\nexport default apexMethod(${JSON.stringify(name)}, ${cacheable});\n`;
}

async function i18n(name: string, org: OrgGateway, user: OrgUser): Promise<unknown> {
    switch (name) {
        case 'locale':
            return user.locale.replaceAll('_', '-');
        case 'lang':
            return user.language.replaceAll('_', '-');
        case 'timeZone':
            return user.timeZone;
        case 'currency':
            return (await org.organization()).currency;
        default:
            return undefined;
    }
}

function constant(value: unknown): string | undefined {
    return value === undefined ? undefined : `export default ${JSON.stringify(value)};\n`;
}
