import type { OrgRuntime } from '../../org.ts';
import { runTestsResult } from '../tooling/routes.ts';
import type { Deployment } from './deployments.ts';

/** A DeployResult (Metadata API Developer Guide). `details` lists components and tests. */
export function deployResult(org: OrgRuntime, deployment: Deployment, details: boolean) {
    const { components, failures, tests, status, options, createdDate, completedDate, user, error } = deployment;
    const done = status === 'Succeeded' || status === 'Failed';
    const failed = new Set(failures.map(({ type, fullName }) => `${type}:${fullName}`));
    const passed = components.filter(({ type, fullName }) => !failed.has(`${type}:${fullName}`));
    const testErrors = tests?.results.filter((result) => !result.passed).length ?? 0;
    const instant = createdDate.toISOString();
    return {
        checkOnly: options.checkOnly ?? false,
        ...(completedDate ? { completedDate: completedDate.toISOString() } : {}),
        createdBy: user.id,
        createdByName: user.name,
        createdDate: instant,
        ...(details ? { details: { ...componentDetails(deployment, passed), ...testDetails(org, deployment) } } : {}),
        done,
        ...(error === null ? {} : { errorMessage: error, errorStatusCode: 'UNKNOWN_EXCEPTION' }),
        id: deployment.id,
        ignoreWarnings: options.ignoreWarnings ?? false,
        lastModifiedDate: (completedDate ?? createdDate).toISOString(),
        numberComponentErrors: failures.length,
        numberComponentsDeployed: done && failures.length === 0 ? components.length : passed.length,
        numberComponentsTotal:
            components.length +
            failures.filter(({ type, fullName }) => !components.some((c) => c.type === type && c.fullName === fullName)).length,
        numberTestErrors: testErrors,
        numberTestsCompleted: tests ? tests.results.length - testErrors : deployment.testsDone,
        numberTestsTotal: tests?.results.length ?? deployment.testsTotal,
        rollbackOnError: true,
        runTestsEnabled: tests !== undefined || deployment.testsTotal > 0,
        startDate: instant,
        status,
        success: status === 'Succeeded'
    };
}

function componentDetails({ failures, createdDate }: Deployment, passed: Deployment['components']) {
    const when = createdDate.toISOString();
    return {
        componentFailures: failures.map(({ type, fullName, fileName, problem, line, column }) => ({
            changed: false,
            ...(column === undefined ? {} : { columnNumber: column }),
            componentType: type,
            created: false,
            createdDate: when,
            deleted: false,
            fileName,
            fullName,
            ...(line === undefined ? {} : { lineNumber: line }),
            problem,
            problemType: 'Error',
            success: false
        })),
        componentSuccesses: passed.map(({ type, fullName, fileName, created, changed, deleted = false, warning }) => ({
            changed,
            componentType: type,
            created,
            createdDate: when,
            deleted,
            fileName,
            fullName,
            ...(warning === undefined ? {} : { problem: warning, problemType: 'Warning' }),
            success: true
        }))
    };
}

function testDetails(org: OrgRuntime, { tests }: Deployment) {
    const none = { results: [], coverage: [], time: 0 };
    const {
        apexLogId: _log,
        numTestsRun,
        numFailures,
        totalTime,
        successes,
        failures,
        codeCoverage,
        codeCoverageWarnings
    } = runTestsResult(org, tests ?? none);
    const warnings = tests ? codeCoverageWarnings : [];
    return { runTestResult: { codeCoverage, codeCoverageWarnings: warnings, failures, numFailures, numTestsRun, successes, totalTime } };
}
