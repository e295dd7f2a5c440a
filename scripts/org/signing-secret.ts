import { apexString, type RestOrg } from './rest';

/**
 * Stores the signing secret of a source. No permission set may read or write the field, so it goes in by anonymous Apex,
 * which runs in system mode; it is never printed.
 */
export async function storeSigningSecret(org: RestOrg, source: string, secret: string): Promise<void> {
    await org.apex(
        [
            `Stripe_Secret__c secret = new Stripe_Secret__c(Source__c = ${apexString(source)}, Current_Secret__c = ${apexString(secret)});`,
            'upsert as system secret Source__c;'
        ].join('\n')
    );
}
