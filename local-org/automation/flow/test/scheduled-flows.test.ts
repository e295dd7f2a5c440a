import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asAdministrator, fieldFile, insert, objectFile, openScripted, query, record, writeProject } from '../../test/harness.ts';
import type { OrgRuntime } from '../../org-runtime.ts';
import { FakeOrg, flowXml, input, ref, text, to } from './fixtures.ts';
import { problemsOf } from './problems.ts';

/**
 * Salesforce Help, "Schedule-Triggered Flow Considerations":
 * https://help.salesforce.com/s/articleView?id=platform.flow_considerations_trigger_schedule.htm
 */
const schedule = (frequency: string, day = '2026-11-23', time = '08:30:00.000Z'): string =>
    `<schedule><frequency>${frequency}</frequency><startDate>${day}</startDate><startTime>${time}</startTime></schedule>`;
const start = (first: string, timetable: string, object = ''): string =>
    `<start>LOC${to(first)}${object}${timetable}<triggerType>Scheduled</triggerType></start>`;
const deals = (filters = ''): string => `${filters}<object>Deal__c</object>`;
const due = `<filterLogic>and</filterLogic><filters><field>State__c</field><operator>EqualTo</operator>${text('Due')}</filters>`;
const log = (name: string): string =>
    `<recordCreates><name>Keep</name><label>K</label>LOC${input('Name', name)}<object>Log__c</object></recordCreates>`;
const finish = `<recordUpdates><name>Finish</name><label>F</label>LOC${input('State__c', text('Done'))}<inputReference>$Record</inputReference></recordUpdates>`;

const words = '<type>Text</type><length>80</length>';
/** Sunday noon, in a zone where it is five in the morning. */
const NOON = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

function open(flows: Record<string, string>): { org: OrgRuntime; at: (instant: number) => void } {
    const files = Object.entries(flows).map(([name, body]) => ({ [`flows/${name}.flow-meta.xml`]: flowXml(body) }));
    const project = writeProject(objectFile('Deal__c'), fieldFile('Deal__c', 'State__c', words), objectFile('Log__c'), ...files);
    let now = NOON;
    const organization = { name: 'Local', isSandbox: true, timeZone: 'America/Denver' };
    const org = openScripted(project, [], { config: { organization }, clock: { now: () => now } });
    return {
        org,
        at: (instant) => {
            now = instant;
            while (org.background.runNext());
        }
    };
}

const names = (org: OrgRuntime): unknown[] =>
    asAdministrator(org, (tx) => query(tx, 'SELECT Name FROM Log__c ORDER BY Name').map((row) => row.fields.get('Name')));

test("a flow without an object has one interview at each start, on the clocks of the org's time zone", () => {
    const { org, at } = open({ Daily: log(text('run')) + start('Keep', schedule('Daily')) });
    const first = Date.UTC(2026, 10, 23, 15, 30);
    at(first - 1);
    assert.deepEqual(names(org), []);
    at(first);
    assert.deepEqual(names(org), ['run']);
    at(first + 23 * HOUR);
    assert.deepEqual(names(org), ['run']);
    at(first + 24 * HOUR);
    assert.deepEqual(names(org), ['run', 'run']);
});

test('a flow runs once or weekly on the weekday of its first day; one whose time has passed does not run', () => {
    const { org, at } = open({
        Once: log(text('once')) + start('Keep', schedule('Once')),
        Weekly: log(text('weekly')) + start('Keep', schedule('Weekly')),
        Past: log(text('past')) + start('Keep', schedule('Once', '2026-11-20'))
    });
    for (let day = 0; day < 15; day++) at(Date.UTC(2026, 10, 23 + day, 16));
    assert.deepEqual(names(org), ['once', 'weekly', 'weekly', 'weekly']);
});

test('one interview for each record that passes the filters, in batches of 200', () => {
    const { org, at } = open({ Nightly: finish + start('Finish', schedule('Daily'), deals(due)) });
    const rows = Array.from({ length: 450 }, (_, index) => record('Deal__c', { Name: `D${index}`, State__c: index < 410 ? 'due' : 'New' }));
    asAdministrator(org, (tx) => insert(tx, ...rows));
    const sizes: number[] = [];
    org.onStep = (step, tx) => {
        if (step === 'commit' && tx.name === 'Nightly') sizes.push(tx.limits.get('dmlRows'));
    };
    at(Date.UTC(2026, 10, 23, 16));
    assert.deepEqual(sizes, [200, 200, 10]);
    asAdministrator(org, (tx) => assert.equal(query(tx, "SELECT Id FROM Deal__c WHERE State__c = 'Done'").length, 410));
});

test('it runs as the Default Workflow User, and its job can be seen and ended', () => {
    const { org, at } = open({ Daily: log(ref('$User.Username')) + start('Keep', schedule('Daily')) });
    at(Date.UTC(2026, 10, 23, 16));
    assert.deepEqual(names(org), [org.users.automatedProcess.username]);
    const job = asAdministrator(org, (tx) =>
        query(tx, 'SELECT CronJobDetail.Name, CronJobDetail.JobType, TimesTriggered FROM CronTrigger')
    );
    assert.equal(job.length, 1);
    assert.equal(String(job[0]!.fields.get('TimesTriggered')), '1');
});

test('a scheduled flow that an org refuses is refused', () => {
    const refused = (body: string): string[] => problemsOf(new FakeOrg(), body);
    assert.deepEqual(refused(`<start>LOC<triggerType>Scheduled</triggerType></start>`), [
        'Start - A scheduled flow must say when it runs (schedule).'
    ]);
    assert.deepEqual(refused(start('Finish', schedule('Monthly'), deals()) + finish.replace('State__c', 'Notes__c')), [
        'unsupported: scheduled flows with the frequency Monthly'
    ]);
    assert.deepEqual(refused(start('Finish', schedule('Daily', '2026-02-30'), deals()) + finish.replace('State__c', 'Notes__c')), [
        "Start - '2026-02-30' is not a valid value for the type xsd:date"
    ]);
    const prior = finish.replace('State__c', 'Notes__c').replace(text('Done'), ref('$Record__Prior.Notes__c'));
    assert.deepEqual(refused(start('Finish', schedule('Daily'), deals()) + prior), [
        'Finish (Record Update) - $Record__Prior needs a record that is being saved.'
    ]);
});
