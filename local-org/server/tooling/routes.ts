import { runQuery } from '../../data/soql/run.ts';
import type { OrgRuntime } from '../../org.ts';
import { summarize } from '../../testing/coverage.ts';
import { jsonAnswer, type HttpAnswer } from '../protocol.ts';
import { notFound, type Call, type Route } from '../rest/call.ts';
import { describeResult, findObject, objectSummary } from '../rest/describe.ts';
import { answerQuery, checkClientQuery, clientRows, parsed, type ClientRows } from '../rest/query.ts';
import { BadValue } from '../../automation/record-from-json.ts';
import type { Shape } from '../rest/shape.ts';
import { executeAnonymous } from './anonymous.ts';
import { linesOf, type FinishedRun, type TestRequest } from './test-runs.ts';
import { toolingStore } from './tooling-store.ts';

/** The part of the Tooling API that runs tests and Apex, and tells what came of it. */
export const toolingRoutes: readonly Route[] = [
    ['GET', /^\/tooling$/, resources],
    ['GET', /^\/tooling\/query$/, query],
    ['GET', /^\/tooling\/query\/([\w-]+)$/, (call) => call.services.locators.next(call.parameters[0]!, `${call.base}/tooling/query`)],
    ['GET', /^\/tooling\/sobjects$/, objects],
    ['GET', /^\/tooling\/sobjects\/(\w+)\/describe$/, describe],
    ['GET', /^\/tooling\/executeAnonymous$/, anonymous],
    ['POST', /^\/tooling\/runTestsAsynchronous$/, runAsynchronously],
    ['POST', /^\/tooling\/runTestsSynchronous$/, runSynchronously]
];

function resources({ base }: Call): HttpAnswer {
    const names = ['query', 'sobjects', 'executeAnonymous', 'runTestsAsynchronous', 'runTestsSynchronous'];
    return jsonAnswer(200, Object.fromEntries(names.map((name) => [name, `${base}/tooling/${name}`])));
}

function query(call: Call): HttpAnswer {
    return call.transact((transaction) =>
        answerQuery(call, 'tooling/query', (soql): ClientRows => {
            const statement = parsed(soql);
            const store = call.org.schema.object(statement.from.name) ? call.org.store : toolingStore(call.org);
            checkClientQuery(statement, store.schema);
            const access = call.org.access(call.user);
            const found = clientRows(
                () => runQuery(store, statement, [], { access, mode: 'user', sharing: 'with', now: transaction.now() }),
                statement
            );
            for (const row of found.rows) {
                const lines = row.fields.get('Coverage');
                if (typeof lines === 'string') row.fields.set('Coverage', JSON.parse(lines));
            }
            return found;
        })
    );
}

function objects({ org, user, base }: Call): HttpAnswer {
    const sobjects = toolingStore(org).schema.objects.filter(({ name }) => TOOLING.has(name));
    const list = sobjects.map((object) => objectSummary(org, user, object, `${base}/tooling`));
    return jsonAnswer(200, { encoding: 'UTF-8', maxBatchSize: 200, sobjects: list });
}

function describe({ org, user, base, parameters }: Call): HttpAnswer {
    const object = findObject(toolingStore(org).schema, parameters[0]!);
    if (!object || !TOOLING.has(object.name)) throw notFound();
    return jsonAnswer(200, describeResult(org, user, object, `${base}/tooling`));
}

/** Objects of the REST API that the Tooling API has too, and its own. */
const TOOLING: ReadonlySet<string> = new Set([
    'ApexClass',
    'ApexTrigger',
    'ApexTestQueueItem',
    'ApexTestResult',
    'ApexTestRunResult',
    'ApexCodeCoverage',
    'ApexCodeCoverageAggregate',
    'ApexOrgWideCoverage',
    'AsyncApexJob',
    'EntityDefinition',
    'FieldDefinition',
    'User'
]);

function anonymous(call: Call): HttpAnswer {
    const source = call.query.get('anonymousBody');
    if (source === null) throw new BadValue('MISSING_ARGUMENT', 'anonymousBody is missing');
    const { log: _log, ...outcome } = executeAnonymous(call.org, call.user, source);
    return jsonAnswer(200, outcome);
}

const TEST_REQUEST: Shape = {
    classNames: 'text',
    classids: 'text',
    suiteNames: 'text',
    suiteids: 'text',
    testLevel: 'text',
    tests: [{ classId: 'text', className: 'text', testMethods: ['text'] }]
};

function runAsynchronously(call: Call): HttpAnswer {
    return jsonAnswer(200, call.services.testRuns.start(call.user, call.json<TestRequest>(TEST_REQUEST)));
}

async function runSynchronously(call: Call): Promise<HttpAnswer> {
    const run = await call.services.testRuns.runNow(call.json<TestRequest>(TEST_REQUEST));
    return jsonAnswer(200, runTestsResult(call.org, run));
}

/** The form of a RunTestsResult; coverage of the lines that no test reached. */
export function runTestsResult(org: OrgRuntime, { results, coverage, time }: FinishedRun) {
    const entries = results.map((result) => {
        const [name = '', methodName = ''] = result.name.split('.');
        const id = org.apexClassId(name);
        return { ...result, entry: { id, methodName, name, namespace: null, seeAllData: false, time: Math.round(result.ms) } };
    });
    const { percent } = summarize(coverage);
    return {
        apexLogId: null,
        codeCoverage: coverage.map((unit) => {
            const { coveredLines, uncoveredLines } = linesOf(unit);
            const isTrigger = org.apexClassId(unit.name) === null;
            return {
                id: org.apexClassId(unit.name) ?? org.store.find('ApexTrigger', 'Name', [unit.name])[0]?.id ?? null,
                locationsNotCovered: uncoveredLines.map((line) => ({ column: 0, line, numExecutions: 0, time: -1 })),
                name: unit.name,
                namespace: null,
                numLocations: coveredLines.length + uncoveredLines.length,
                numLocationsNotCovered: uncoveredLines.length,
                type: isTrigger ? 'Trigger' : 'Class'
            };
        }),
        codeCoverageWarnings:
            percent >= 75
                ? []
                : [
                      {
                          id: null,
                          message: `Average test coverage across all Apex Classes and Triggers is ${percent}%, at least 75% test coverage is required.`,
                          name: null,
                          namespace: null
                      }
                  ],
        failures: entries
            .filter(({ passed }) => !passed)
            .map(({ entry, message, stack }) => ({ ...entry, message, packageName: entry.name, stackTrace: stack, type: 'Class' })),
        numFailures: entries.filter(({ passed }) => !passed).length,
        numTestsRun: entries.length,
        successes: entries.filter(({ passed }) => passed).map(({ entry }) => entry),
        totalTime: Math.round(time)
    };
}
