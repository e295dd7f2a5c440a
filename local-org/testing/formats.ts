import type { FileCoverage } from './coverage.ts';
import type { TestResult } from './model.ts';

/** JUnit's XML, as continuous integration servers read it: a test suite a class. */
export function junitOf(results: readonly TestResult[]): string {
    const suites = new Map<string, TestResult[]>();
    for (const result of results) {
        const name = result.name.slice(0, result.name.lastIndexOf('.'));
        suites.set(name, [...(suites.get(name) ?? []), result]);
    }
    const parts = [...suites].map(([name, tests]) => {
        const cases = tests.map((result) => testCase(name, result)).join('');
        return `  <testsuite name="${escape(name)}" ${counts(tests)}>\n${cases}  </testsuite>\n`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts(results)}>\n${parts.join('')}</testsuites>\n`;
}

function counts(tests: readonly TestResult[]): string {
    const failures = tests.filter((result) => !result.passed).length;
    const ms = tests.reduce((sum, result) => sum + result.ms, 0);
    return `tests="${tests.length}" failures="${failures}" time="${(ms / 1000).toFixed(3)}"`;
}

function testCase(suite: string, { name, passed, message, stack, ms }: TestResult): string {
    const open = `    <testcase classname="${escape(suite)}" name="${escape(name.slice(suite.length + 1))}" time="${(ms / 1000).toFixed(3)}"`;
    if (passed) return `${open}/>\n`;
    return `${open}>\n      <failure message="${escape(message)}">${escape(stack)}</failure>\n    </testcase>\n`;
}

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

/** XML 1.0 has no place for control characters. */
function escape(text: string): string {
    return text.replace(/[^\P{Cc}\t\r\n]/gu, '\ufffd').replace(/[&<>"\n]/g, (found) => REFERENCES[found]!);
}

/** LCOV's trace file (geninfo(1), FILES): the lines of each source file with their hits. */
export function lcovOf(coverage: readonly FileCoverage[]): string {
    return coverage
        .map(({ file, hits }) => {
            const lines = Object.entries(hits);
            const found = lines.map(([line, count]) => `DA:${line},${count}`);
            return [
                'TN:',
                `SF:${file}`,
                ...found,
                `LF:${lines.length}`,
                `LH:${lines.filter(([, count]) => count > 0).length}`,
                'end_of_record'
            ]
                .map((line) => `${line}\n`)
                .join('');
        })
        .join('');
}
