import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { ProblemList } from '../../errors.ts';
import { openOrg } from '../../org.ts';

const xml = (root: string, body: string): string => `<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${body}\n</${root}>\n`;

test('an org with a formula that is wrong does not open: all of them are named', () => {
    const root = mkdtempSync(join(tmpdir(), 'local-org-formulas-'));
    after(() => rmSync(root, { recursive: true, force: true }));
    const account = 'app/objects/Account';
    const field = (name: string, body: string): string => xml('CustomField', `<fullName>${name}</fullName><label>x</label>\n${body}`);
    const files = {
        'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'app' }] }),
        [`${account}/fields/Half__c.field-meta.xml`]: field(
            'Half__c',
            '<formula>Name</formula><precision>9</precision><scale>0</scale><type>Number</type>'
        ),
        [`${account}/fields/Word__c.field-meta.xml`]: field(
            'Word__c',
            '<defaultValue>Nobody</defaultValue><length>9</length><type>Text</type>'
        ),
        [`${account}/validationRules/Rule.validationRule-meta.xml`]: xml(
            'ValidationRule',
            '<fullName>Rule</fullName><active>true</active>\n<errorConditionFormula>1 + 1</errorConditionFormula><errorMessage>x</errorMessage>'
        )
    };
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
    }
    assert.throws(
        () => openOrg({ project: root }),
        (error) => {
            assert.ok(error instanceof ProblemList);
            const places = error.problems.map((problem) => `${problem.position?.file}:${problem.position?.line}`).sort();
            assert.deepEqual(places, [
                `${account}/fields/Half__c.field-meta.xml:3`,
                `${account}/fields/Word__c.field-meta.xml:3`,
                `${account}/validationRules/Rule.validationRule-meta.xml:3`
            ]);
            return true;
        }
    );
});
