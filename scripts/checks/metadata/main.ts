import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkMetadata } from './check-metadata.ts';
import { printResults } from './results.ts';

/** `npm run check:metadata [-- --project DIR]`. Prints each problem with its place; ends with `N passed, N failed`. */
const { values } = parseArgs({ options: { project: { type: 'string', default: join(import.meta.dirname, '..', '..', '..') } } });
process.exitCode = printResults(checkMetadata(resolve(values.project)));
