import { startLocalOrg, type LocalOrg } from '../org/local';
import { measureCalls, seconds, tableOfCalls, tooSlow } from './calls';
import { print, type BenchPart } from './part';

const ROWS = 100_000;
const ROWS_A_CHUNK = 5_000;
const METHOD = 'BillingAttentionController.getAttention';

export const home: BenchPart = {
    name: 'home',
    summary: `Accounts that need attention, among ${ROWS.toLocaleString('en-US')}`,
    run: async () => {
        const { org, child } = await startLocalOrg();
        try {
            return await measureAll(org);
        } finally {
            await child.stop();
        }
    }
};

async function measureAll(org: LocalOrg): Promise<string[]> {
    const started = performance.now();
    for (let from = 0; from < ROWS; from += ROWS_A_CHUNK) await org.apex(chunk(from));
    print(`${ROWS.toLocaleString('en-US')} Accounts written in ${seconds(performance.now() - started)} s`);
    const calls = [
        await measureCalls(org, METHOD, 'at first', { isMine: null, urgency: null, most: 10 }),
        await measureCalls(org, METHOD, 'of everybody', { isMine: false, urgency: null, most: 10 }),
        await measureCalls(org, METHOD, 'one kind', { isMine: false, urgency: 3, most: 10 }),
        await measureCalls(org, METHOD, 'as many as are shown at all', { isMine: false, urgency: null, most: 200 })
    ];
    print(tableOfCalls('Accounts', calls));
    return calls.flatMap(tooSlow);
}

/** Of a hundred, seven need somebody, each for another reason. */
function chunk(from: number): string {
    return `
        List<Account> rows = new List<Account>();
        for (Integer i = ${from}; i < ${from + ROWS_A_CHUNK}; i++) {
            Integer kind = Math.mod(i, 100);
            rows.add(new Account(
                Name = 'Bench ' + i, Stripe_MRR__c = kind, Stripe_Open_Balance__c = kind, Stripe_Churn_Risk_Score__c = kind,
                Stripe_Attention__c = kind >= 1 && kind <= 7 ? kind : null,
                Stripe_Attention_Date__c = kind >= 1 && kind <= 7 ? System.today().addDays(Math.mod(i, 30)) : null
            ));
        }
        insert as system rows;`;
}
