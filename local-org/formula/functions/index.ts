import type { FunctionDefinition } from '../expression.ts';
import { DATES } from './dates.ts';
import { LOGIC } from './logic.ts';
import { NUMBERS } from './numbers.ts';
import { RECORD } from './record.ts';
import { TEXT } from './text.ts';

const FUNCTIONS = new Map<string, FunctionDefinition>(Object.entries({ ...LOGIC, ...NUMBERS, ...TEXT, ...DATES, ...RECORD }));

/** Functions that an org has and the local org does not. */
const KNOWN_ELSEWHERE = new Set([
    'ACOS',
    'ASCII',
    'ASIN',
    'ATAN',
    'ATAN2',
    'CHR',
    'COS',
    'CURRENCYRATE',
    'DISTANCE',
    'FORMATDURATION',
    'GEOLOCATION',
    'GETRECORDIDS',
    'GETSESSIONID',
    'INITCAP',
    'ISCHANGEDBY',
    'JSENCODE',
    'JSINHTMLENCODE',
    'JUNCTIONIDLIST',
    'LINKTO',
    'PARENTGROUPVAL',
    'PICKLISTCOUNT',
    'PREDICT',
    'PREVGROUPVAL',
    'REQUIRESCRIPT',
    'SIN',
    'TAN',
    'URLFOR',
    'VLOOKUP'
]);

export function findFunction(name: string): FunctionDefinition | undefined {
    return FUNCTIONS.get(name);
}

export function isKnownElsewhere(name: string): boolean {
    return KNOWN_ELSEWHERE.has(name);
}
