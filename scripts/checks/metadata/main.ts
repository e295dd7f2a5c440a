import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkMetadata } from './check-metadata.ts';

/** `npm run check:metadata [-- --project DIR]`. Prints each problem with its place; ends with `N passed, N failed`. */
const { values } = parseArgs({ options: { project: { type: 'string', default: join(import.meta.dirname, '..', '..', '..') } } });
const results = checkMetadata(resolve(values.project));
for (const { name, problems } of results) {
    console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    for (const { file, line, message } of problems) console.log(`       ${file}:${line} ${message}`);
}
const failed = results.filter(({ problems }) => problems.length > 0).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
