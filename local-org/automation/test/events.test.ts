import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexException, LimitExceeded } from '../../apex/runtime/exceptions.ts';
import { publishAll } from '../publish.ts';
import { currentRuntime } from '../runtime.ts';
import { asAdministrator, fieldFile, insert, objectFile, openScripted, query, record, trigger, writeProject } from './harness.ts';

const event = (behavior: string) =>
    objectFile('Ping__e', `<eventType>HighVolume</eventType><publishBehavior>${behavior}</publishBehavior>`);
const text = fieldFile('Ping__e', 'Text__c', '<type>Text</type><length>10</length><required>true</required>');
const project = writeProject(event('PublishAfterCommit'), text);
const immediate = writeProject(event('PublishImmediately'), text);
const ping = (value: string) => record('Ping__e', { Text__c: value });

test('an event arrives after the commit, as its own transaction and user, and never when its transaction rolled back', () => {
    const seen: string[] = [];
    const org = openScripted(project, [
        trigger('OnPing', 'Ping__e', ['after insert'], () => {
            const tx = currentRuntime();
            seen.push(...tx.trigger!.newRows!.map((row) => `${tx.kind} ${tx.user.name} ${row.get('Text__c')} ${row.get('ReplayId')}`));
        })
    ]);
    asAdministrator(org, (tx) => {
        assert.equal(publishAll(tx, [ping('a'), ping('b')])[0]!.success, true);
        assert.equal(tx.limits.get('dmlStatements'), 1);
        assert.equal(org.background.runNext(), false, 'nothing before the commit');
    });
    assert.throws(() =>
        asAdministrator(org, (tx) => {
            publishAll(tx, [ping('lost')]);
            throw new Error('stop');
        })
    );
    assert.equal(org.background.runUntilIdle(10), 1);
    assert.deepEqual(seen, ['platformEvent Automated Process a 1', 'platformEvent Automated Process b 2']);
});

test('an event that is published immediately survives the rollback', () => {
    let seen = 0;
    const org = openScripted(immediate, [
        trigger('OnPing', 'Ping__e', ['after insert'], () => void (seen += currentRuntime().trigger!.newRows!.length))
    ]);
    assert.throws(() =>
        asAdministrator(org, (tx) => {
            publishAll(tx, [ping('a')]);
            assert.equal(tx.limits.get('publishImmediate'), 1);
            throw new Error('stop');
        })
    );
    org.background.runUntilIdle(10);
    assert.equal(seen, 1);
});

test('a bad event is refused in its result, not with an exception', () => {
    const org = openScripted(project, []);
    asAdministrator(org, (tx) => {
        const [missing, long] = publishAll(tx, [record('Ping__e'), ping('much too long')]);
        assert.equal(missing!.errors[0]!.statusCode, 'REQUIRED_FIELD_MISSING');
        assert.equal(long!.errors[0]!.statusCode, 'STRING_TOO_LONG');
    });
});

test('a RetryableException brings the batch back, nine times at the most, and then the subscriber stands still', () => {
    let now = Date.UTC(2026, 0, 1);
    const retries: number[] = [];
    const org = openScripted(
        project,
        [
            trigger('OnPing', 'Ping__e', ['after insert'], () => {
                const tx = currentRuntime();
                retries.push(tx.eventTrigger!.retries);
                insert(tx, record('Account', { Name: 'rolled back' }));
                throw apexException('EventBus.RetryableException', 'later');
            })
        ],
        { clock: { now: () => now } }
    );
    asAdministrator(org, (tx) => void publishAll(tx, [ping('a')]));
    assert.equal(org.background.runUntilIdle(10), 1, 'the retry waits');
    for (let minute = 0; minute < 30; minute++) {
        now += 60_000;
        org.background.runUntilIdle(10);
    }
    assert.deepEqual(retries, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    asAdministrator(org, (tx) => {
        const [subscriber] = org.store.find('EventBusSubscriber', 'Topic', ['Ping__e']);
        assert.equal(subscriber!.get('Status'), 'Error');
        assert.equal(subscriber!.get('LastError'), 'later');
        assert.equal(query(tx, 'SELECT Id FROM Account').length, 0);
    });
});

test('a checkpoint keeps what was done, and the rest comes again', () => {
    const seen: string[][] = [];
    const org = openScripted(project, [
        trigger('OnPing', 'Ping__e', ['after insert'], () => {
            const tx = currentRuntime();
            const rows = tx.trigger!.newRows!;
            seen.push(rows.map((row) => row.get('Text__c') as string));
            tx.eventTrigger!.resumeCheckpoint = rows[0]!.get('ReplayId') as string;
        })
    ]);
    asAdministrator(org, (tx) => void publishAll(tx, [ping('a'), ping('b'), ping('c')]));
    org.background.runUntilIdle(10);
    assert.deepEqual(seen, [['a', 'b', 'c'], ['b', 'c'], ['c']]);
});

test('with a checkpoint, an exception keeps what was done; a retry rolls it back and brings the whole batch again', () => {
    const seen: string[][] = [];
    const run = (): void => {
        const tx = currentRuntime();
        const rows = tx.trigger!.newRows!;
        seen.push(rows.map((row) => row.get('Text__c') as string));
        insert(tx, record('Account', { Name: `run ${seen.length}` }));
        tx.eventTrigger!.resumeCheckpoint = rows[0]!.get('ReplayId') as string;
        if (seen.length === 1) throw new LimitExceeded('Too many SOQL queries: 101');
        if (seen.length === 2) throw apexException('EventBus.RetryableException', 'later');
    };
    let now = Date.UTC(2026, 0, 1);
    const errors: (string | null)[] = [];
    const org = openScripted(project, [trigger('OnPing', 'Ping__e', ['after insert'], run)], {
        clock: { now: () => now },
        onTransaction: ({ kind, error }) => void (kind === 'platformEvent' && errors.push(error))
    });
    asAdministrator(org, (tx) => void publishAll(tx, [ping('a'), ping('b'), ping('c')]));
    for (let minute = 0; minute < 5; minute++) {
        org.background.runUntilIdle(10);
        now += 60_000;
    }
    assert.deepEqual(seen, [['a', 'b', 'c'], ['b', 'c'], ['b', 'c'], ['c']]);
    const names = asAdministrator(org, (tx) => query(tx, 'SELECT Name FROM Account ORDER BY Name').map((row) => row.get('Name')));
    assert.deepEqual(names, ['run 1', 'run 3', 'run 4']);
    assert.match(errors[0]!, /Too many SOQL queries: 101/);
});

test('any other exception loses the batch, and the next one is delivered', () => {
    const seen: string[] = [];
    const errors: (string | null)[] = [];
    const org = openScripted(
        project,
        [
            trigger('OnPing', 'Ping__e', ['after insert'], () => {
                const value = currentRuntime().trigger!.newRows![0]!.get('Text__c') as string;
                seen.push(value);
                if (value === 'bad') throw apexException('System.NullPointerException', 'Attempt to de-reference a null object');
            })
        ],
        { onTransaction: ({ kind, error }) => void (kind === 'platformEvent' && errors.push(error)) }
    );
    asAdministrator(org, (tx) => void publishAll(tx, [ping('bad')]));
    org.background.runUntilIdle(10);
    asAdministrator(org, (tx) => void publishAll(tx, [ping('good')]));
    org.background.runUntilIdle(10);
    assert.deepEqual(seen, ['bad', 'good']);
    assert.match(errors[0]!, /de-reference/);
    assert.equal(errors[1], null);
});
