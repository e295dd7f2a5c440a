import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { HANDLED_EVENTS } from '../../stripe/events';
import { bundlesWithoutJavaScript, isComponentSource } from '../bundles';
import { deploySteps, leftToDo } from '../steps';

test('a bundle with TypeScript and no JavaScript is found', () => {
    const root = mkdtempSync(join(tmpdir(), 'bundles-'));
    for (const name of ['built', 'unbuilt']) {
        mkdirSync(join(root, 'lwc', name, '__tests__'), { recursive: true });
        writeFileSync(join(root, 'lwc', name, `${name}.ts`), '');
        writeFileSync(join(root, 'lwc', name, '__tests__', `${name}.test.ts`), '');
    }
    writeFileSync(join(root, 'lwc', 'built', 'built.js'), '');
    assert.deepEqual(bundlesWithoutJavaScript(root), ['unbuilt']);
    rmSync(root, { recursive: true });
});

test('only the source of components is built', () => {
    assert.equal(isComponentSource('force-app/main/pages/lwc/one/one.ts'), true);
    assert.equal(isComponentSource('force-app/main/pages/lwc/one/__tests__/one.test.ts'), false);
    assert.equal(isComponentSource('types/apex.d.ts'), false);
});

test('a check changes nothing in the org', () => {
    const commands = deploySteps('box', true, undefined).map(({ command }) => command.join(' '));
    assert.ok(commands.some((command) => command.includes('--dry-run')));
    assert.ok(!commands.some((command) => command.includes('permset')));
});

test('a deployment assigns the permission set and names what is left', () => {
    const commands = deploySteps('box', false, 'RunLocalTests').map(({ command }) => command.join(' '));
    assert.ok(commands.some((command) => command.includes('--test-level RunLocalTests') && !command.includes('--dry-run')));
    assert.ok(commands.at(-1)!.includes('assign permset --name Recurrent_Admin --target-org box'));
    assert.match(leftToDo('box'), /EventSweeper\.scheduleAll\(\)/);
});

test('what is left names every event that the package handles, and who reads payments', () => {
    const left = leftToDo('box');
    for (const event of HANDLED_EVENTS) assert.ok(left.includes(event), event);
    assert.match(left, /Recurrent Finance to those who reconcile/);
    assert.match(left, /Finance User/);
});
