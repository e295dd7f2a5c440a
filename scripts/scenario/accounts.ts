import type { RestOrg } from '../org/rest';
import { apexString } from '../org/rest';
import { CAST } from './cast';

const MANAGER = 'success@recurrent.example';

/** Account ids by name for everybody who has one in the story; those that are missing are created. */
export async function accountsOfTheCast(org: RestOrg): Promise<Map<string, string>> {
    const having = Object.values(CAST).filter((character) => character.hasAccount);
    const names = [...new Set(having.map((character) => character.name))];
    const found = await org.query<{ Id: string; Name: string }>(
        `SELECT Id, Name FROM Account WHERE Name IN (${names.map(apexString).join(', ')})`
    );
    const accounts = new Map(found.map(({ Id, Name }) => [Name, Id]));
    const wanting = names.filter((name) => !accounts.has(name));
    const owner = await customerSuccessManager(org);
    const created = await org.createMany(
        'Account',
        wanting.map((Name) => ({ Name, ...owner }))
    );
    wanting.forEach((name, index) => accounts.set(name, created[index]!));
    return accounts;
}

/** In the local org somebody looks after the Accounts; elsewhere whoever plays the scenario does. */
async function customerSuccessManager(org: RestOrg): Promise<{ OwnerId?: string }> {
    const [user] = await org.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = ${apexString(MANAGER)} AND IsActive = TRUE`);
    return user ? { OwnerId: user.Id } : {};
}
