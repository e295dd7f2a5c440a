import { writeFileSync } from 'node:fs';
import { coverageReport, summarize, type FileCoverage } from './coverage.ts';
import { junitOf, lcovOf } from './formats.ts';
import type { TestOptions, TestResult } from './model.ts';

export interface TestReport {
    readonly results: readonly TestResult[];
    readonly coverage: readonly FileCoverage[];
    readonly milliseconds: number;
}

/** Writes the files that were asked for, prints the result, and returns the exit code. */
export function reportTests(options: TestOptions, report: TestReport): number {
    const { results, coverage } = report;
    const summary = summarize(coverage);
    if (options.json) writeFileSync(options.json, JSON.stringify({ results, coverage, summary }, null, 2));
    if (options.junit) writeFileSync(options.junit, junitOf(results));
    if (options.lcov) writeFileSync(options.lcov, lcovOf(coverage));
    if (options.invertAssertions) return reportInverted(report);
    const failed = results.filter((result) => !result.passed);
    for (const result of failed) printFailure(result);
    if (options.coverage) for (const line of coverageReport(coverage)) console.log(line);
    const tooLittle = options.minimumCoverage !== undefined && summary.percent < options.minimumCoverage;
    console.log(`${summary.percent} % of ${summary.total} statements covered, ${seconds(report)}`);
    if (tooLittle) console.log(`FAILED coverage is below ${options.minimumCoverage} %`);
    if (results.length === 0) console.log(nothingRan(options));
    console.log(`${executed(results)} assertions`);
    const failures = failed.length + (tooLittle ? 1 : 0);
    console.log(`${results.length - failed.length} passed, ${failures} failed`);
    return failures === 0 && (results.length > 0 || options.rerunFailed) ? 0 : 1;
}

/** With inverted assertions a method that asserts anything has to fail; one that passes proves nothing. */
function reportInverted(report: TestReport): number {
    const asserting = report.results.filter((result) => result.assertions > 0);
    const unmoved = asserting.filter((result) => result.passed);
    const silent = report.results.filter((result) => result.passed && result.assertions === 0);
    for (const { name } of unmoved) console.log(`FAILED ${name}\n       passes although each of its assertions was inverted`);
    for (const { name } of silent) console.log(`no assertion: ${name}`);
    console.log(`${executed(report.results)} inverted assertions in ${asserting.length} methods, ${seconds(report)}`);
    console.log(`${unmoved.length} of the methods that assert passed`);
    return unmoved.length === 0 && report.results.length > 0 ? 0 : 1;
}

function printFailure({ name, message, stack }: TestResult): void {
    console.log(`FAILED ${name}\n       ${[message, stack].join('\n').trim().replaceAll('\n', '\n       ')}`);
}

function nothingRan({ filter, rerunFailed }: TestOptions): string {
    if (rerunFailed) return 'Nothing failed in the last run.';
    return filter ? `No test matches "${filter}".` : 'The project has no Apex tests.';
}

function executed(results: readonly TestResult[]): number {
    return results.reduce((sum, result) => sum + result.assertions, 0);
}

function seconds({ milliseconds }: TestReport): string {
    return `${(milliseconds / 1000).toFixed(1)} s`;
}
