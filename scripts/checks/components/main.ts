import { join } from 'node:path';
import { printResults } from '../metadata/results.ts';
import { checkComponents } from './check-components.ts';

/** `npm run check:components`. Prints each problem with its place; ends with `N passed, N failed`. */
process.exitCode = printResults(await checkComponents(join(import.meta.dirname, '..', '..', '..')));
