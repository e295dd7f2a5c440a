import { apexString, type RestOrg } from '../org/rest';
import { accountsOfTheCast } from './accounts';
import { CAST } from './cast';

/** Nobody wrote down an Opportunity for these: the recipe asks a person. */
const WITHOUT_OPPORTUNITY: readonly string[] = [CAST.hazel.name, CAST.oak.name];
const DAY = 86_400_000;

/** Usernames of `config/local-org.json`. */
const FINANCE = 'finance@recurrent.example';
const FALLBACK = 'admin@recurrent.example';

/**
 * What a company has set up before its first webhook: who is told of what, and an open Opportunity for each deal.
 * @param start seconds since the epoch
 */
export async function settleIn(org: RestOrg, start: number): Promise<void> {
    await org.apex(
        [
            'Recurrent_Settings__c settings = Recurrent_Settings__c.getOrgDefaults();',
            `settings.Finance_User__c = ${apexString(FINANCE)};`,
            `settings.Fallback_User__c = ${apexString(FALLBACK)};`,
            'settings.Large_Event_Threshold__c = 1000;',
            'settings.Invoice_Paid_Updates_Opportunity__c = true;',
            'upsert as system settings;'
        ].join('\n')
    );
    const accounts = [...(await accountsOfTheCast(org))].filter(([name]) => !WITHOUT_OPPORTUNITY.includes(name));
    await org.createMany(
        'Opportunity',
        accounts.map(([name, AccountId]) => ({
            Name: `${name}: subscription`,
            AccountId,
            StageName: 'Negotiation/Review',
            CloseDate: new Date(start * 1000 + 30 * DAY).toISOString().slice(0, 10)
        }))
    );
}
