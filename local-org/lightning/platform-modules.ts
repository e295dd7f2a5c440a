import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './build/packages.ts';

/** Components add `__c` to the name of the project's channels. */
export function channelName(name: string): string {
    return name.replace(/__c$/, '');
}

export function schemaReference(name: string): object {
    const [objectApiName, ...field] = name.split('.');
    return field.length > 0 ? { objectApiName, fieldApiName: field.join('.') } : { objectApiName };
}

/** The module that the base components bring for `@salesforce/i18n/<name>` and `@salesforce/client/<name>`. */
export function builtInModule(kind: string, name: string): string | undefined {
    const file = join(packageFolder('lightning-base-components'), 'scopedImports', `@salesforce-${kind}-${name}.js`);
    return /^[\w.]+$/.test(name) && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
