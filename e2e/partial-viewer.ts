import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RestOrg } from '../scripts/org/rest';

const PERMISSION_SETS = join(__dirname, '..', 'force-app', 'main', 'setup', 'permissionsets');

/** Someone with most of the rights of a permission set of the package. */
interface PartialPerson {
    username: string;
    alias: string;
    /** Of a permission set of their own. */
    name: string;
    like: string;
    /** Objects and fields that this person may not read. */
    hidden: readonly string[];
}

export const PARTIAL_VIEWER = 'partial@recurrent.example';
export const LEDGER_VIEWER = 'ledger@recurrent.example';
export const EVENT_VIEWER = 'events@recurrent.example';

const PEOPLE: readonly PartialPerson[] = [
    {
        username: PARTIAL_VIEWER,
        alias: 'partial',
        name: 'Viewer_Without_Money',
        like: 'Recurrent_Viewer',
        hidden: ['Stripe_Invoice__c', 'Stripe_Payment__c']
    },
    {
        username: LEDGER_VIEWER,
        alias: 'ledger',
        name: 'Viewer_Of_The_Ledger',
        like: 'Recurrent_Viewer',
        hidden: ['Account', 'MRR_Balance__c']
    },
    {
        username: EVENT_VIEWER,
        alias: 'events',
        name: 'Admin_Without_Customers',
        like: 'Recurrent_Admin',
        hidden: ['Account', 'Stripe_Customer__c', 'Subscription__c', 'Stripe_Event__c.Amount__c', 'Stripe_Event__c.Next_Try_At__c']
    }
];

/** A source directory with their permission sets. */
export function partialPermissions(): string {
    const source = mkdtempSync(join(tmpdir(), 'partial-viewer-'));
    const directory = join(source, 'permissionsets');
    mkdirSync(directory, { recursive: true });
    for (const { name, like, hidden } of PEOPLE) {
        const text = readFileSync(join(PERMISSION_SETS, `${like}.permissionset-meta.xml`), 'utf8')
            .replace(/ {4}<(fieldPermissions|objectPermissions)>[\s\S]*?<\/\1>\n/g, (block) => (isHidden(block, hidden) ? '' : block))
            .replace(/<label>.*<\/label>/, `<label>${name}</label>`);
        writeFileSync(join(directory, `${name}.permissionset-meta.xml`), text);
    }
    return source;
}

function isHidden(block: string, hidden: readonly string[]): boolean {
    return hidden.some((name) =>
        [`<object>${name}</object>`, `<field>${name}.`, `<field>${name}</field>`].some((part) => block.includes(part))
    );
}

export async function createPartialViewers(org: RestOrg): Promise<void> {
    const only = async (query: string): Promise<string> => {
        const [row] = await org.query<{ Id: string }>(query);
        if (!row) throw new Error(`Nothing was found: ${query}`);
        return row.Id;
    };
    for (const { username, alias, name } of PEOPLE) {
        const userId = await org.create('User', {
            Alias: alias,
            Email: username,
            EmailEncodingKey: 'UTF-8',
            LanguageLocaleKey: 'en_US',
            LastName: 'Partial',
            LocaleSidKey: 'en_US',
            ProfileId: await only("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'"),
            TimeZoneSidKey: 'GMT',
            Username: username
        });
        const setId = await only(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
        await org.create('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: setId });
    }
}
