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

test('a component that knows a component or a class of the room above it is reported, by its script and by its template', () => {
    const files = [
        file('force-app/main/pages/overview/classes/Figures.cls', 'public class Figures {}'),
        file('force-app/main/pages/overview/lwc/mrrFlow/mrrFlow.ts', "import { a } from 'c/chartBars';"),
        file(
            'force-app/main/pages/charts/lwc/chartBars/chartBars.ts',
            "import { b } from 'c/mrrFlow';\nimport read from '@salesforce/apex/Figures.read';"
        ),
        file('force-app/main/pages/charts/lwc/chartBars/chartBars.html', '<template><c-mrr-flow></c-mrr-flow></template>')
    ];
    assert.deepEqual(
        checkRooms(files).map(({ file: path, message }) => `${path.split('/').at(-1)}: ${message}`),
        [
            'chartBars.ts: knows c/mrrFlow of the room above it, pages/overview',
            'chartBars.ts: knows Figures of the room above it, pages/overview',
            'chartBars.html: knows c/mrrFlow of the room above it, pages/overview'
        ]
    );
});

test('source that stands in no room is reported', () => {
    assert.match(
        checkRooms([file('force-app/main/pages/classes/Money.cls', 'class Money {}')])[0]!.message,
        /^pages is not one of the rooms/
    );
});
