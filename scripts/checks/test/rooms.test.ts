import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { checkRooms } from '../rooms';

function file(path: string, text: string): { path: string; name: string; text: string } {
    return { path, name: path.split('/').at(-1)!, text };
}

test('a room that knows the room above it is reported; comments do not count', () => {
    const files = [
        file('force-app/main/shared/classes/Money.cls', '// Drain\npublic class Money { Drain d; }'),
        file('force-app/main/intake/classes/Drain.cls', 'public class Drain { Money m; }')
    ];
    assert.deepEqual(
        checkRooms(files).map((problem) => problem.message),
        ['knows Drain of the room above it, intake']
    );
    assert.deepEqual(checkRooms([file('force-app/main/shared/classes/Money.cls', '/* Drain */ class Money {}'), files[1]!]), []);
});
