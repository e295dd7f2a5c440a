import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { apexClass, CLASS_META, field, metaXml, packageZip, serve, WIDGET, zip, type TestServer } from './harness.ts';

const HELPER = `public class Helper {
    public static String name(Widget__c widget) {
        return widget.Name;
    }
}`;

const FILES = {
    'src/objects/Widget__c/Widget__c.object-meta.xml': WIDGET,
    'src/objects/Widget__c/fields/Size__c.field-meta.xml': field(
        'Size__c',
        '    <precision>10</precision>\n    <scale>2</scale>\n    <type>Number</type>'
    ),
    ...apexClass('Helper', HELPER),
    ...apexClass(
        'HelperTest',
        `@IsTest
private class HelperTest {
    @IsTest
    static void names() {
        System.assertEquals('w', Helper.name(new Widget__c(Name = 'w')));
    }
}`
    ),
    ...apexClass(
        'Nightly',
        `public class Nightly implements Schedulable {
    public Integer runs = 0;
    public void execute(SchedulableContext context) {
        runs++;
        insert new Widget__c(Name = 'night ' + runs);
    }
}`
    ),
    ...apexClass(
        'Later',
        `public class Later implements Queueable {
    public void execute(QueueableContext context) {
    }
}`
    )
};

let server: TestServer;
before(async () => {
    server = await serve(FILES);
});
after(() => server.stop());

interface Failure {
    componentType: string;
    fullName: string;
    fileName: string;
    problem: string;
    lineNumber?: number | string;
    columnNumber?: number | string;
}

interface Result {
    done: boolean | string;
    success: boolean | string;
    status: string;
    errorMessage?: string;
    details: {
        componentFailures?: Failure | Failure[];
        componentSuccesses?: { fullName: string; componentType: string; created: boolean | string; changed: boolean | string }[];
        runTestResult: { numTestsRun: number | string; numFailures: number | string };
    };
}

/** Over REST; SOAP has a test of its own. */
async function deploy(archive: Buffer, options: object = {}): Promise<Result> {
    const { metadata } = server.connect();
    const started = (await metadata.deployRest(archive, options as never)) as unknown as { id: string };
    for (;;) {
        const result = (await metadata.checkDeployStatus(started.id, true, true)) as unknown as Result;
        if (result.done) return result;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

function failuresOf(result: Result): unknown[] {
    return [result.details.componentFailures ?? []]
        .flat()
        .map(({ componentType, fullName, fileName, problem, lineNumber, columnNumber }) => [
            componentType,
            fullName,
            fileName,
            problem,
            lineNumber,
            columnNumber
        ]);
}

function classZip(name: string, body: string): Buffer {
    return packageZip({ [`classes/${name}.cls`]: body, [`classes/${name}.cls-meta.xml`]: CLASS_META }, { ApexClass: [name] });
}

async function anonymous(source: string): Promise<void> {
    const outcome = await server.connect().tooling.executeAnonymous(source);
    assert.deepEqual([outcome.compileProblem, outcome.exceptionMessage], [null, null]);
}

test('what the org has already is unchanged, and nothing happens', async () => {
    const result = await deploy(classZip('Helper', HELPER));
    assert.equal(result.status, 'Succeeded');
    assert.deepEqual(
        result.details.componentSuccesses!.map(({ fullName, created, changed }) => [fullName, created, changed]),
        [['Helper', false, false]]
    );
});

test('over SOAP: a broken class is refused with file, line and column', async () => {
    const body = `public class Broken {\n    public void go() {\n        Integer i = 'x';\n    }\n}`;
    const located = server.connect().metadata.deploy(classZip('Broken', body), {});
    const { id } = await located;
    const { metadata } = server.connect();
    let result = (await metadata.checkDeployStatus(id!, true)) as unknown as Result;
    while (!result.done || result.done === 'false') {
        await new Promise((resolve) => setTimeout(resolve, 50));
        result = (await metadata.checkDeployStatus(id!, true)) as unknown as Result;
    }
    assert.equal(result.status, 'Failed');
    const [failure] = failuresOf(result) as unknown[][];
    assert.deepEqual(failure!.slice(0, 4), ['ApexClass', 'Broken', 'classes/Broken.cls', 'Illegal assignment from String to Integer']);
    assert.deepEqual(failure!.slice(4).map(Number), [3, 17]);
});

test('a class of the org that no longer compiles is named', async () => {
    const result = await deploy(classZip('Helper', 'public class Helper {\n}'));
    assert.deepEqual(
        failuresOf(result).map((failure) => (failure as unknown[]).slice(0, 2)),
        [['ApexClass', 'HelperTest']]
    );
    await anonymous("System.assertEquals('w', Helper.name(new Widget__c(Name = 'w')));");
});

test('a check changes nothing, a deployment takes effect at once and keeps the records', async () => {
    await anonymous("insert new Widget__c(Name = 'kept', Size__c = 1.25);");
    const files = {
        'objects/Widget__c.object': metaXml(
            'CustomObject',
            '<fields><fullName>Colour__c</fullName><label>Colour</label><length>10</length><type>Text</type></fields>\n' +
                '<fields><fullName>Ready__c</fullName><label>Ready</label><defaultValue>false</defaultValue><type>Checkbox</type></fields>\n' +
                '<fields><fullName>Size__c</fullName><label>Size</label><precision>10</precision><scale>1</scale><type>Number</type></fields>'
        ),
        'objects/Aardvark__c.object': WIDGET,
        'classes/Painter.cls': `public class Painter {\n    public static void paint() {\n        update new Widget__c(Id = [SELECT Id FROM Widget__c WHERE Name = 'kept'].Id, Colour__c = 'red');\n        insert new Aardvark__c(Name = 'first');\n    }\n}`,
        'classes/Painter.cls-meta.xml': CLASS_META
    };
    const archive = packageZip(files, {
        ApexClass: ['Painter'],
        CustomObject: ['Aardvark__c'],
        CustomField: ['Widget__c.Colour__c', 'Widget__c.Ready__c', 'Widget__c.Size__c']
    });
    const checked = await deploy(archive, { checkOnly: true });
    assert.deepEqual([checked.status, failuresOf(checked)], ['Succeeded', []]);
    const connection = server.connect();
    await assert.rejects(async () => connection.query('SELECT Colour__c FROM Widget__c'), /No such column/);

    const before = await connection.query<{ Id: string }>("SELECT Id FROM Widget__c WHERE Name = 'kept'");
    const result = await deploy(archive);
    assert.deepEqual([result.status, failuresOf(result)], ['Succeeded', []]);
    const states = result.details.componentSuccesses!.map(({ fullName, created, changed }) => [fullName, created, changed]);
    assert.deepEqual(states.sort(), [
        ['Aardvark__c', true, true],
        ['Painter', true, true],
        ['Widget__c.Colour__c', true, true],
        ['Widget__c.Ready__c', true, true],
        ['Widget__c.Size__c', false, true]
    ]);
    await anonymous('Painter.paint();');
    const after = await connection.query<{ Id: string; Colour__c: string; Ready__c: boolean; Size__c: number }>(
        "SELECT Id, Colour__c, Ready__c, Size__c FROM Widget__c WHERE Name = 'kept'"
    );
    const [row] = after.records;
    assert.equal(row!.Id, before.records[0]!.Id, 'ids keep their prefix, though an object came in front of this one');
    assert.deepEqual([row!.Colour__c, row!.Ready__c, row!.Size__c], ['red', false, 1.3]);
    assert.equal((await connection.query('SELECT Id FROM Aardvark__c')).totalSize, 1);
});

test('metadata that an org would refuse is refused with its file and line', async () => {
    const files = {
        'permissionsets/Painters.permissionset': metaXml(
            'PermissionSet',
            '<fieldPermissions>\n<editable>true</editable>\n<field>Widget__c.Nope__c</field>\n<readable>true</readable>\n</fieldPermissions>\n<label>Painters</label>'
        )
    };
    const result = await deploy(packageZip(files, { PermissionSet: ['Painters'] }));
    assert.equal(result.status, 'Failed');
    const [failure] = failuresOf(result) as unknown[][];
    assert.deepEqual(failure!.slice(0, 3), ['PermissionSet', 'Painters', 'permissionsets/Painters.permissionset']);
    assert.match(String(failure![3]), /no CustomField named Widget__c.Nope__c found/);
});

test('another type of a field that has values is refused, and the org is as it was', async () => {
    await anonymous("insert new Widget__c(Name = 'typed', Size__c = 7);");
    const files = {
        'objects/Widget__c.object': metaXml(
            'CustomObject',
            '<fields><fullName>Size__c</fullName><label>Size</label><length>10</length><type>Text</type></fields>'
        )
    };
    const result = await deploy(packageZip(files, { CustomField: ['Widget__c.Size__c'] }));
    assert.equal(result.status, 'Failed');
    assert.match(failuresOf(result).flat().join(' '), /does not support another type of the field Widget__c.Size__c, which has values/);
    const rows = await server.connect().query<{ Size__c: number }>("SELECT Size__c FROM Widget__c WHERE Name = 'typed'");
    assert.equal(rows.records[0]!.Size__c, 7);
});

test('a schedule goes on over a deployment, with its state and the new class', async () => {
    await anonymous("Nightly job = new Nightly(); job.runs = 4; System.schedule('nightly', '0 0 3 * * ?', job);");
    const source = FILES['src/classes/Nightly.cls' as keyof typeof FILES].replace("'night '", "'deep night '");
    const result = await deploy(classZip('Nightly', source));
    assert.equal(result.status, 'Succeeded', result.errorMessage);
    const tomorrow = Date.now() + 25 * 3_600_000;
    await server.call('POST', '/local-org/clock', { now: tomorrow });
    await server.call('POST', '/local-org/idle');
    await server.call('POST', '/local-org/clock', { now: null });
    const rows = await server.connect().query<{ Name: string }>("SELECT Name FROM Widget__c WHERE Name LIKE '%night%'");
    assert.deepEqual(
        rows.records.map(({ Name }) => Name),
        ['deep night 5']
    );
});

const without = (type: string, ...members: string[]): string =>
    metaXml('Package', `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${type}</name></types>`);

test('destructive changes take components away, and nothing that others need', async () => {
    const classes = async (): Promise<string[]> => {
        const rows = await server.connect().tooling.query<{ Name: string }>("SELECT Name FROM ApexClass WHERE Name LIKE 'Gone%'");
        return rows.records.map(({ Name }) => Name).sort();
    };
    const body = (name: string, text = ''): Record<string, string> => ({
        [`classes/${name}.cls`]: `public class ${name} { ${text} }`,
        [`classes/${name}.cls-meta.xml`]: CLASS_META
    });
    const user = 'public static void go() { GoneBase.stop(); }';
    const files = { ...body('GoneBase', 'public static void stop() {}'), ...body('GoneUser', user) };
    assert.equal((await deploy(packageZip(files, { ApexClass: ['GoneBase', 'GoneUser'] }))).status, 'Succeeded');
    assert.deepEqual(await classes(), ['GoneBase', 'GoneUser']);

    const needed = await deploy(packageZip({ 'destructiveChanges.xml': without('ApexClass', 'GoneBase') }, {}));
    assert.equal(needed.status, 'Failed');
    assert.match(String((failuresOf(needed)[0] as unknown[])[3]), /GoneBase/);
    assert.deepEqual(await classes(), ['GoneBase', 'GoneUser']);

    const checked = await deploy(packageZip({ 'destructiveChanges.xml': without('ApexClass', 'GoneUser') }, {}), { checkOnly: true });
    assert.equal(checked.status, 'Succeeded');
    const both = packageZip({ 'destructiveChangesPost.xml': without('ApexClass', 'GoneUser', 'GoneBase', 'NeverThere') }, {});
    const gone = await deploy(both);
    assert.equal(gone.status, 'Succeeded', gone.errorMessage);
    assert.deepEqual(
        gone.details.componentSuccesses!.map((part) => [
            part.fullName,
            (part as { deleted?: boolean }).deleted,
            (part as { problem?: string }).problem
        ]),
        [
            ['GoneUser', true, undefined],
            ['GoneBase', true, undefined],
            ['NeverThere', false, 'No ApexClass named: NeverThere found']
        ]
    );
    assert.deepEqual(await classes(), []);
    assert.equal((await deploy(packageZip(files, { ApexClass: ['GoneBase', 'GoneUser'] }))).status, 'Succeeded', 'and may come back');
    assert.match(
        String((failuresOf(await deploy(packageZip({ 'destructiveChanges.xml': without('ApexClass', '*') }, {})))[0] as unknown[])[3]),
        /Wildcards/
    );
});

test('an object goes with its fields, unless it has records', async () => {
    const object = {
        'objects/Crate__c.object': metaXml(
            'CustomObject',
            '<deploymentStatus>Deployed</deploymentStatus><fields><fullName>Load__c</fullName><label>Load</label><length>20</length><type>Text</type></fields><label>Crate</label><nameField><label>Name</label><type>Text</type></nameField><pluralLabel>Crates</pluralLabel><sharingModel>ReadWrite</sharingModel>'
        )
    };
    const bring = packageZip(object, { CustomObject: ['Crate__c'] });
    const take = (type: string, name: string): Buffer => packageZip({ 'destructiveChanges.xml': without(type, name) }, {});
    assert.equal((await deploy(bring)).status, 'Succeeded');
    await anonymous("insert new Crate__c(Name = 'full', Load__c = 'sand');");
    const problem = async (archive: Buffer): Promise<string> => String((failuresOf(await deploy(archive))[0] as unknown[])[3]);
    assert.match(await problem(take('CustomField', 'Crate__c.Load__c')), /taking away the field Crate__c.Load__c, which has values/);
    assert.match(await problem(take('CustomObject', 'Crate__c')), /taking away the object Crate__c, which has records/);
    await anonymous('update new Crate__c(Id = [SELECT Id FROM Crate__c].Id, Load__c = null);');
    assert.equal((await deploy(take('CustomField', 'Crate__c.Load__c'))).status, 'Succeeded');
    await assert.rejects(async () => server.connect().query('SELECT Load__c FROM Crate__c'), /No such column/);
    await anonymous('Crate__c crate = [SELECT Id FROM Crate__c]; delete crate; Database.emptyRecycleBin(crate);');
    assert.equal((await deploy(take('CustomObject', 'Crate__c'))).status, 'Succeeded');
    assert.equal((await deploy(bring)).status, 'Succeeded', 'and may come back');
});

test('pending jobs stand in the way of a deployment that changes something', async () => {
    await anonymous('System.enqueueJob(new Later(), 5);');
    const source = FILES['src/classes/Later.cls' as keyof typeof FILES].replace('Queueable {', 'Queueable { // new');
    const result = await deploy(classZip('Later', source));
    assert.equal(result.status, 'Failed');
    assert.match(result.errorMessage!, /pending/);
});

test('tests of a deployment decide about it', async () => {
    const failing = `@IsTest\nprivate class FailTest {\n    @IsTest\n    static void no() {\n        System.assert(false);\n    }\n}`;
    const result = await deploy(classZip('FailTest', failing), {
        checkOnly: true,
        testLevel: 'RunSpecifiedTests',
        runTests: ['FailTest', 'HelperTest']
    });
    assert.equal(result.status, 'Failed');
    assert.deepEqual([result.details.runTestResult.numTestsRun, result.details.runTestResult.numFailures], [2, 1]);
});

test('archives and packages that are wrong', async () => {
    assert.match((await deploy(Buffer.from('no zip'))).errorMessage!, /no zip archive/);
    assert.match((await deploy(zip({ '../evil.cls': '' }))).errorMessage!, /not allowed/);
    assert.deepEqual(failuresOf(await deploy(zip({ 'classes/A.cls': '' })))[0], [
        '',
        'package.xml',
        'package.xml',
        'No package.xml found',
        1,
        1
    ]);
    const missing = await deploy(packageZip({}, { ApexClass: ['Nowhere'] }));
    assert.match(
        String((failuresOf(missing)[0] as unknown[])[3]),
        /'Nowhere' of type ApexClass was named in package.xml, but was not found/
    );
    const unnamed = await deploy(packageZip({ 'classes/A.cls': 'public class A {}', 'classes/A.cls-meta.xml': CLASS_META }, {}));
    assert.deepEqual(failuresOf(unnamed), [['ApexClass', 'A', 'classes/A.cls', 'Not in package.xml', undefined, undefined]]);
});

test('metadata calls over SOAP that the local org lacks are refused by name', async () => {
    const { metadata } = server.connect();
    assert.ok(
        (await metadata.describe()).metadataObjects.some(
            ({ xmlName, directoryName }) => xmlName === 'ApexClass' && directoryName === 'classes'
        )
    );
    const listed = await metadata.list([{ type: 'ApexClass' }, { type: 'CustomField' }]);
    assert.ok(listed.some(({ fullName, fileName, type }) => type === 'ApexClass' && fileName === `classes/${fullName}.cls`));
    assert.ok(listed.some(({ fullName, fileName }) => fullName === 'Widget__c.Size__c' && fileName === 'objects/Widget__c.object'));
    await assert.rejects(metadata.list({ type: 'Nonsense' }), /INVALID_TYPE: Unknown type:Nonsense/);
    await assert.rejects(metadata.read('CustomObject', 'Widget__c'), /does not support the SOAP call readMetadata/);
});
