import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

const CLI = join(import.meta.dirname, '..', '..', 'cli.ts');
const FLOW = 'app/flows/Greet.flow-meta.xml';

const flow = (target: string): string => `<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <assignments>
        <name>Set_Name</name>
        <label>Set Name</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <connector>
            <targetReference>${target}</targetReference>
        </connector>
    </assignments>
    <decisions>
        <name>Done</name>
        <label>Done?</label>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <defaultConnectorLabel>Yes</defaultConnectorLabel>
    </decisions>
    <label>Greet</label>
    <processType>AutoLaunchedFlow</processType>
    <start>
        <locationX>0</locationX>
        <locationY>0</locationY>
        <connector>
            <targetReference>Set_Name</targetReference>
        </connector>
    </start>
    <status>Active</status>
</Flow>
`;

function project(target: string): string {
    const root = mkdtempSync(join(tmpdir(), 'local-org-check-'));
    after(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(dirname(join(root, FLOW)), { recursive: true });
    writeFileSync(join(root, 'sfdx-project.json'), JSON.stringify({ packageDirectories: [{ path: 'app' }] }));
    writeFileSync(join(root, FLOW), flow(target));
    return root;
}

function localOrg(...parameters: string[]): { code: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...parameters], { encoding: 'utf8', timeout: 60_000 });
    return { code: status, output: stdout + stderr };
}

const REFUSED = `${FLOW}:8:1 Set_Name (Assignment) - A connector leads to "Gone", which isn't an element of the flow.`;

test('check says that all is well, or names file, line, element and reason, and writes them down', () => {
    const sound = localOrg('check', '--project', project('Done'));
    assert.equal(sound.code, 0, sound.output);
    assert.match(sound.output, /^1 components, 0 classes, 0 triggers, 1 flows: no problems/);
    const broken = project('Gone');
    const json = join(broken, 'problems.json');
    const { code, output } = localOrg('check', '--project', broken, '--json', json);
    assert.equal(code, 1);
    assert.ok(output.startsWith(REFUSED), output);
    assert.deepEqual(JSON.parse(readFileSync(json, 'utf8')), [
        { file: FLOW, line: 8, column: 1, message: REFUSED.slice(`${FLOW}:8:1 `.length), kind: 'refused' }
    ]);
});

test('check names flows that run nowhere by themselves and are refused when they are called', () => {
    const root = project('Done');
    const file = join(root, FLOW);
    writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(
            '    <start>',
            '    <screens><name>Ask</name><label>Ask</label><locationX>0</locationX><locationY>0</locationY></screens>\n    <start>'
        )
    );
    const { code, output } = localOrg('check', '--project', root);
    assert.equal(code, 0, output);
    assert.match(output, /^Refused when it is called: app\/flows\/Greet\.flow-meta\.xml:\d+:1 The local org does not support /);
});

test('an org with a flow that is refused does not start, and says why', () => {
    const { code, output } = localOrg('start', '--project', project('Gone'), '--port', '0');
    assert.equal(code, 1, output);
    assert.ok(output.includes(REFUSED), output);
});
