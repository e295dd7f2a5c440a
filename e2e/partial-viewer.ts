import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RestOrg } from '../scripts/org/rest';

const ROOT = join(__dirname, '..');
const VIEWER = join(ROOT, 'force-app', 'main', 'setup', 'permissionsets', 'Recurrent_Viewer.permissionset-meta.xml');
const NAME = 'Viewer_Without_Money';
/** What this person may not read. */
const HIDDEN = ['Stripe_Invoice__c', 'Stripe_Payment__c'];

export const PARTIAL_VIEWER = 'partial@recurrent.example';

/** A source directory with a permission set like the viewer's, but for some objects. */
export function partialPermissions(): string {
    const source = mkdtempSync(join(tmpdir(), 'partial-viewer-'));
    const directory = join(source, 'permissionsets');
    const text = readFileSync(VIEWER, 'utf8')
        .replace(/ {4}<(fieldPermissions|objectPermissions)>[\s\S]*?<\/\1>\n/g, (block) => (isHidden(block) ? '' : block))
        .replace(/<label>.*<\/label>/, `<label>${NAME}</label>`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, `${NAME}.permissionset-meta.xml`), text);
    return source;
}

function isHidden(block: string): boolean {
    return HIDDEN.some((name) => block.includes(`<object>${name}</object>`) || block.includes(`<field>${name}.`));
}

export async function createPartialViewer(org: RestOrg): Promise<void> {
    const only = async (query: string): Promise<string> => {
        const [row] = await org.query<{ Id: string }>(query);
        if (!row) throw new Error(`Nothing was found: ${query}`);
        return row.Id;
    };
    const userId = await org.create('User', {
        Alias: 'partial',
        Email: PARTIAL_VIEWER,
        EmailEncodingKey: 'UTF-8',
        LanguageLocaleKey: 'en_US',
        LastName: 'Partial',
        LocaleSidKey: 'en_US',
        ProfileId: await only("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'"),
        TimeZoneSidKey: 'GMT',
        Username: PARTIAL_VIEWER
    });
    const setId = await only(`SELECT Id FROM PermissionSet WHERE Name = '${NAME}'`);
    await org.create('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: setId });
}
