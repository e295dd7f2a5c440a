import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listOfParts, PARTS, partsNamed } from '../parts';

test('without a name all parts run, with names those, in the order of the list', () => {
    assert.deepEqual(partsNamed([]), PARTS);
    const [first, second] = PARTS;
    assert.deepEqual(partsNamed([second!.name, first!.name]), [first, second]);
});

test('a part that does not exist is refused with the names of those that do', () => {
    assert.throws(() => partsNamed(['speed']), { message: /no part "speed".*costs, throughput/ });
});

test('every part has a name of its own and says what it measures', () => {
    assert.equal(new Set(PARTS.map((part) => part.name)).size, PARTS.length);
    PARTS.forEach((part) => assert.ok(listOfParts().includes(`${part.name}`) && part.summary.length > 10));
});
