import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { compare, compareFurther } from './answers.ts';
import { FURTHER, PAGES } from './pages.ts';
import { Readers } from './readers.ts';
import { fill } from './records.ts';

const NOW = Date.UTC(2026, 10, 9, 12);
const NOWHERE = 'http://127.0.0.1:9';

let readers: Readers | undefined;

before(() => {
    readers = new Readers(NOWHERE, NOW);
    fill(readers.org);
});

after(() => readers?.org.close());

for (const page of PAGES)
    test(`${page.name}: without one object or field, the rest stands as it is, and what is missing is said`, () => {
        const whole = readers!.ask(page);
        assert.ok(whole.ok, JSON.stringify(whole));
        assert.equal(whole.value['hasAccess'], true);
        assert.deepEqual(whole.value['missing'], [], 'Who may read everything misses nothing');
        const outcomes = readers!.rightsOf(page.permissionSet).map((right) => ({
            right,
            outcome: compare(whole.value, readers!.ask(page, right), right)
        }));
        const closed = outcomes.filter(({ outcome }) => outcome === 'closed').map(({ right }) => right);
        assert.deepEqual(closed.toSorted(), [...page.closedWithout].toSorted(), 'What the page is closed without');
        assert.ok(outcomes.some(({ outcome }) => outcome === 'poorer'));
    });

for (const question of FURTHER)
    test(`${question.name}: without one object or field, the answer is what others get, or a sentence`, () => {
        const whole = readers!.ask(question);
        assert.ok(whole.ok, JSON.stringify(whole));
        for (const right of readers!.rightsOf(question.permissionSet)) compareFurther(whole.value, readers!.ask(question, right), right);
    });
