import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { APEX_CHECKS, hasJava, type Verdict } from '../apex-checks';

const skip = hasJava() ? false : 'no Java on this machine';

const META =
    '<?xml version="1.0" encoding="UTF-8" ?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">\n    <apiVersion>66.0</apiVersion>\n</ApexClass>\n';

const SOUND = `/** Counts. */
public with sharing class Counter {
    private Integer total = 0;

    public Integer add(Integer amount) {
        total += amount;
        return total;
    }
}
`;

function project(source: string): string {
    const root = mkdtempSync(join(tmpdir(), 'apex-checks-'));
    after(() => rmSync(root, { recursive: true, force: true }));
    const files: Record<string, string> = {
        'sfdx-project.json': JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '66.0' }),
        'force-app/main/classes/Counter.cls': source,
        'force-app/main/classes/Counter.cls-meta.xml': META
    };
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
    }
    return root;
}

function check(name: RegExp, source: string): Promise<Verdict> {
    return APEX_CHECKS.find((candidate) => name.test(candidate.name))!.run(project(source));
}

const WRONG_TYPE = SOUND.replace('return total;', "return 'many';");

describe('independent checkers of Apex', { skip }, () => {
    test("Salesforce's compiler front end takes what is right and finds a wrong type", async () => {
        const sound = await check(/compiler/, SOUND);
        assert.ok(sound.ok, sound.output);
        const wrong = await check(/compiler/, WRONG_TYPE);
        assert.equal(wrong.ok, false);
        assert.match(wrong.output, /Counter\.cls:7:.*(String|Integer)/);
    });

    test('apex-ls takes what is right and finds a type that is not there', async () => {
        const sound = await check(/apex-ls/, SOUND);
        assert.ok(sound.ok, sound.output);
        const wrong = await check(
            /apex-ls/,
            SOUND.replace('private Integer total = 0;', 'private Integer total = 0;\n    private Contr other;')
        );
        assert.equal(wrong.ok, false);
        assert.match(wrong.output, /Contr/);
    });

    test('PMD takes what is right and finds an empty catch block', async () => {
        const sound = await check(/PMD/, SOUND);
        assert.ok(sound.ok, sound.output);
        const wrong = await check(
            /PMD/,
            SOUND.replace('total += amount;', 'try {\n            total += amount;\n        } catch (Exception problem) {\n        }')
        );
        assert.equal(wrong.ok, false);
        assert.match(wrong.output, /Counter\.cls:8:.*\[EmptyCatchBlock\]/);
    });
});
