import { ApexException } from '../apex/runtime/exceptions.ts';
import { openOrg } from '../org.ts';
import { testOrgOptions } from './run.ts';

/** Runs a block of anonymous Apex in a fresh org, prints what it logs, and commits nothing anywhere. Returns the exit code. */
export function runApexFile(project: string, source: string): number {
    const org = openOrg(testOrgOptions(project));
    const block = org.program.anonymous(source);
    try {
        org.transact('synchronous', org.user(org.defaultUsername), (transaction) => {
            transaction.onDebug = (level, message) => console.log(`${level} ${message}`);
            block();
        });
        org.background.runUntilIdle(1_000);
        return 0;
    } catch (error) {
        if (!(error instanceof ApexException)) throw error;
        console.error(`${error.apexTypeName}: ${error.message}`);
        return 1;
    }
}
