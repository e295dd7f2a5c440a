import { startLocalOrg, type LocalOrg } from '../org/local';
import { measureCalls, seconds, tableOfCalls, tooSlow, type Calls } from './calls';
import { print, type BenchPart } from './part';

const ROWS = 100_000;
const ROWS_A_CHUNK = 5_000;

export const monitor: BenchPart = {
    name: 'monitor',
    summary: `the event monitor over ${ROWS.toLocaleString('en-US')} events`,
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
    print(`${ROWS.toLocaleString('en-US')} events written in ${seconds(performance.now() - started)} s`);
    const calls = [
        await measure(org, 'newest events', {}),
        await measure(org, 'what waits', { state: 'Waiting' }),
        await measure(org, 'what failed', { state: 'Failed' }),
        await measure(org, 'a type that is rare', { text: 'payout' }),
        await measure(org, 'one object', { text: 'in_99999' }),
        await measure(org, 'disputes', { kind: 'Disputes' }),
        await measure(org, 'a source that is not there', { source: 'Nobody' })
    ];
    print(tableOfCalls('Events', calls));
    return calls.flatMap(tooSlow);
}

/** Most are processed; of a hundred, two wait for their Account, one failed for good, one is tried again, one is in the queue. */
function chunk(from: number): string {
    return `
        List<Stripe_Event__c> rows = new List<Stripe_Event__c>();
        for (Integer i = ${from}; i < ${from + ROWS_A_CHUNK}; i++) {
            Integer kind = Math.mod(i, 100);
            String state = kind < 2 ? 'Waiting' : (kind < 4 ? 'Failed' : (kind == 4 ? 'Received' : 'Processed'));
            Datetime created = System.now().addMinutes(-i);
            rows.add(new Stripe_Event__c(
                Event_Key__c = 'bench:' + i, Event_Id__c = 'evt_' + i, Source__c = 'Stripe_Test', State__c = state,
                Type__c = Math.mod(i, 1000) == 7 ? 'payout.paid' : 'invoice.paid', Object_Id__c = 'in_' + i, Stripe_Created_At__c = created,
                Processed_At__c = kind < 2 || kind > 4 ? created.addSeconds(3) : null,
                Next_Try_At__c = kind == 3 ? System.now().addDays(1) : null, Lane__c = kind == 3 || kind == 4 ? Math.mod(i, 4) : null
            ));
        }
        insert as system rows;`;
}

function measure(org: LocalOrg, name: string, filter: object): Promise<Calls> {
    return measureCalls(org, 'EventMonitorController.getMonitor', name, { filter });
}
