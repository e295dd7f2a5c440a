import { instanceOf } from './instances.ts';
import * as calls from './operators/calls.ts';
import * as collections from './operators/collections.ts';
import * as comparisons from './operators/comparisons.ts';
import * as conversions from './operators/conversions.ts';
import * as numbers from './operators/numbers.ts';
import * as records from './operators/records.ts';
import { triggerValue } from './trigger-values.ts';
import { equalValues, identicalValues } from './values/equality.ts';
import { iterate } from './values/iteration.ts';

/** What the emitted JavaScript calls by name: Apex's operators on run-time values, and the way to records. */
export const operators = {
    ...numbers,
    ...conversions,
    ...comparisons,
    ...collections,
    ...records,
    ...calls,
    instanceOf,
    triggerValue,
    equalValues,
    identicalValues,
    iterate
};
