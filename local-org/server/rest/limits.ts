import { jsonAnswer, type HttpAnswer } from '../protocol.ts';
import type { Call } from './call.ts';

/**
 * Allowances of a Developer Edition org (REST API Developer Guide, "Limits"). The local org counts none of them over
 * the day: everything remains.
 */
const ALLOWANCES: Readonly<Record<string, number>> = {
    DailyApiRequests: 15_000,
    DailyAsyncApexExecutions: 250_000,
    DailyAsyncApexTests: 500,
    DailyBulkApiBatches: 15_000,
    DailyStandardVolumePlatformEvents: 10_000,
    DailyWorkflowEmails: 15,
    DataStorageMB: 5,
    FileStorageMB: 20,
    HourlyPublishedPlatformEvents: 50_000,
    HourlyTimeBasedWorkflow: 50,
    MassEmail: 10,
    SingleEmail: 15
};

export function limits(_call: Call): HttpAnswer {
    const entries = Object.entries(ALLOWANCES).map(([name, maximum]) => [name, { Max: maximum, Remaining: maximum }]);
    return jsonAnswer(200, Object.fromEntries(entries));
}
