import type { RestOrg } from '../org/rest';
import { apexString } from '../org/rest';
import { formatTable } from '../cli/table';
import { CAST, type CharacterName } from './cast';

interface AccountRow {
    Name: string;
    Stripe_Billing_Status__c: string | null;
    Stripe_Open_Balances__c: string | null;
    Stripe_Delinquent_Since__c: string | null;
    Stripe_Next_Payment_Attempt__c: string | null;
    Stripe_Payment_Risk__c: string | null;
    Stripe_Churn_Risk_Score__c: number | null;
    Stripe_Last_Invoice_Status__c: string | null;
}

export interface StandingsSummary {
    accounts: AccountRow[];
    problems: string[];
}

/** How the Accounts stand with their payments, against how the story leaves them. */
export async function summarizeStandings(org: RestOrg, cast: readonly CharacterName[]): Promise<StandingsSummary> {
    const told = new Map(
        cast
            .map((name) => CAST[name])
            .filter(({ hasAccount }) => hasAccount)
            .map(({ name, standing }) => [name, standing])
    );
    const accounts = await org.query<AccountRow>(
        `SELECT Name, Stripe_Billing_Status__c, Stripe_Open_Balances__c, Stripe_Delinquent_Since__c, Stripe_Next_Payment_Attempt__c, Stripe_Payment_Risk__c, Stripe_Churn_Risk_Score__c, Stripe_Last_Invoice_Status__c FROM Account WHERE Name IN (${[...told.keys()].map(apexString).join(', ')}) ORDER BY Name`
    );
    return { accounts, problems: problemsOfStandings(accounts, told) };
}

export function problemsOfStandings(accounts: readonly AccountRow[], told: ReadonlyMap<string, string>): string[] {
    return [...told].flatMap(([name, standing]) => {
        const found = accounts.find((account) => account.Name === name)?.Stripe_Billing_Status__c ?? 'nothing';
        return found === standing ? [] : [`${name}: the story leaves it as "${standing}", its Account says "${found}".`];
    });
}

export function formatStandings({ accounts }: StandingsSummary): string {
    return formatTable(
        [
            { title: 'Account' },
            { title: 'Billing' },
            { title: 'Open', right: true },
            { title: 'Delinquent since' },
            { title: 'Next attempt' },
            { title: 'Severity' },
            { title: 'Churn risk', right: true },
            { title: 'Last invoice' }
        ],
        accounts.map((account) => [
            account.Name,
            account.Stripe_Billing_Status__c ?? '-',
            account.Stripe_Open_Balances__c ?? '-',
            account.Stripe_Delinquent_Since__c ?? '-',
            account.Stripe_Next_Payment_Attempt__c?.slice(0, 10) ?? '-',
            account.Stripe_Payment_Risk__c ?? '-',
            String(account.Stripe_Churn_Risk_Score__c ?? '-'),
            account.Stripe_Last_Invoice_Status__c ?? '-'
        ])
    );
}
