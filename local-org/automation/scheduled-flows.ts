import { ApexException } from '../apex/runtime/exceptions.ts';
import { Limits } from '../limits/limits.ts';
import type { OrgRuntime } from '../org.ts';
import type { ScheduledFlow } from './flow/flows.ts';
import { batches } from './flow/running.ts';
import { deleteSystemRows, insertSystemRow, instant } from './rows.ts';

/** One flow's interviews at one start (Salesforce Help, "Schedule-Triggered Flow Considerations"). */
const MAXIMUM_INTERVIEWS = 250_000;
/** Of CronJobDetail rows (Object Reference, "CronJobDetail"). */
const SCHEDULED_FLOW = '6';

/** Starts of the active scheduled flows, each with the row of its job. */
export function scheduleFlows(org: OrgRuntime): void {
    forgetRows(org);
    const zone = org.facts.timeZone;
    const user = org.users.automatedProcess;
    for (const flow of org.flows.scheduled()) {
        const next = (after: number): number | null => flow.timetable.next(after, zone);
        const nextAt = next(org.clock.now());
        if (nextAt === null) continue;
        const detailId = insertSystemRow(org, 'CronJobDetail', { Name: flow.name, JobType: SCHEDULED_FLOW });
        const id = insertSystemRow(org, 'CronTrigger', {
            CronJobDetailId: detailId,
            CronExpression: flow.timetable.expression,
            State: 'WAITING',
            NextFireTime: instant(nextAt),
            StartTime: instant(nextAt),
            TimesTriggered: 0,
            TimeZoneSidKey: zone,
            OwnerId: user.id,
            CreatedById: user.id
        });
        org.background.schedules.add({ id, detailId, name: flow.name, next, run: () => runFlow(org, flow), nextAt, times: 0 });
    }
}

/** Those of the flows before: after a deployment, others may be active. */
function forgetRows(org: OrgRuntime): void {
    const details = org.store.find('CronJobDetail', 'JobType', [SCHEDULED_FLOW]).map((row) => row.id!);
    const triggers = org.store.find('CronTrigger', 'CronJobDetailId', details).map((row) => row.id!);
    deleteSystemRows(org, 'CronTrigger', triggers);
    deleteSystemRows(org, 'CronJobDetail', details);
}

/** The Default Workflow User runs it. Its records come in batches of 200, each in a transaction of its own. */
function runFlow(org: OrgRuntime, flow: ScheduledFlow): void {
    const user = org.users.automatedProcess;
    const limits = new Limits(false, { queryRows: MAXIMUM_INTERVIEWS });
    const ids = org.transact('flow', user, (tx) => flow.records(tx), { name: `${flow.name}.records`, limits });
    for (const batch of ids ? batches(ids) : [null]) {
        try {
            org.transact('flow', user, (tx) => flow.run(tx, batch), { name: flow.name });
        } catch (error) {
            // The transaction's report names the error; the other batches go on.
            if (!(error instanceof ApexException)) throw error;
        }
    }
}
