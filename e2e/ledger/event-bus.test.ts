import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldFile, objectFile, triggerFile, writeProject, xml } from '../../local-org/automation/test/harness.ts';
import { openOrg } from '../../local-org/org.ts';

const EVENTS = 5_000;
const PUBLISHED_AT_ONCE = 100;
const BATCH = 150;
const HOUR = 3_600_000;

/**
 * A subscriber of a project of its own, which is slow and moody: of some batches it takes the first half and comes back
 * for the rest; some it gives up, with all that it did, up to three times in a row.
 */
const TRIGGER = `
trigger OnPing on Ping__e (after insert) {
    EventBus.TriggerContext context = EventBus.TriggerContext.currentContext();
    Integer first = Trigger.new[0].Number__c.intValue();
    Integer most = Math.mod(first, 4) == 0 && Trigger.new.size() > 1 ? Trigger.new.size() / 2 : Trigger.new.size();
    List<Seen__c> seen = new List<Seen__c>();
    for (Integer index = 0; index < most; index++) {
        seen.add(new Seen__c(Number__c = Trigger.new[index].Number__c));
    }
    insert seen;
    if (context.retries < Math.mod(first, 4)) {
        throw new EventBus.RetryableException('Not in the mood.');
    }
    context.setResumeCheckpoint(Trigger.new[most - 1].ReplayId);
}`;

const number = '<type>Number</type><precision>9</precision><scale>0</scale><required>true</required>';

const project = writeProject(
    objectFile('Ping__e', '<eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>'),
    fieldFile('Ping__e', 'Number__c', number),
    objectFile('Seen__c'),
    fieldFile('Seen__c', 'Number__c', number),
    triggerFile('OnPing', TRIGGER),
    {
        'PlatformEventSubscriberConfigs/OnPing.platformEventSubscriberConfig-meta.xml': xml(
            'PlatformEventSubscriberConfig',
            `<batchSize>${BATCH}</batchSize><masterLabel>OnPing</masterLabel><platformEventConsumer>OnPing</platformEventConsumer>`
        )
    }
);

test(`${EVENTS} events to a slow subscriber that gives up now and then: none is lost, none comes twice, the order stays`, () => {
    let now = Date.UTC(2026, 0, 1);
    let refusals = 0;
    let runs = 0;
    const org = openOrg({
        project,
        clock: { now: () => now },
        onTransaction: ({ kind, error }) => {
            if (kind !== 'platformEvent') return;
            runs += 1;
            if (error !== null) refusals += 1;
        }
    });
    for (let published = 0; published < EVENTS; published += PUBLISHED_AT_ONCE) {
        const publish = org.program.anonymous(
            [
                'List<Ping__e> pings = new List<Ping__e>();',
                `for (Integer n = ${published + 1}; n <= ${published + PUBLISHED_AT_ONCE}; n++) { pings.add(new Ping__e(Number__c = n)); }`,
                'EventBus.publish(pings);'
            ].join('\n')
        );
        org.transact('synchronous', org.user(org.defaultUsername), () => publish());
        now += 500;
        org.background.runNext();
    }
    for (let hours = 0; hours < EVENTS && org.store.all('Seen__c', { fields: ['Id'] }).length < EVENTS; hours++) {
        org.background.runUntilIdle(EVENTS);
        now += HOUR;
    }
    const seen = org.store.all('Seen__c').map((row) => Number(String(row.fields.get('Number__c'))));
    assert.deepEqual(
        seen,
        Array.from({ length: EVENTS }, (_none, index) => index + 1)
    );
    assert.ok(refusals > 5, `the subscriber gave up only ${refusals} times`);
    assert.ok(runs > EVENTS / BATCH, 'batches were larger than wanted');
    const [subscriber] = org.store.all('EventBusSubscriber');
    assert.equal(subscriber!.fields.get('Status'), 'Running');
    assert.equal(String(subscriber!.fields.get('Position')), String(EVENTS));
    org.close();
});
