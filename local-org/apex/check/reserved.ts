import type { Located } from '../syntax/ast.ts';
import type { Problems } from './problems.ts';

/**
 * Words that the platform keeps for itself (Apex Developer Guide, "Reserved Keywords", as its compiler front end 67.0
 * applies them): variables, fields, properties, parameters and types may not bear them; methods may.
 */
const RESERVED = new Set(
    (
        'activate any array autonomous begin bigdecimal blob boolean byte case cast char collect const currency date datetime decimal default ' +
        'double end exception exit export float goto group hint import inner int integer into join long loop number object of outer package ' +
        'parallel pragma retrieve rollback set short sobject sort string switch synchronized system then time transaction when'
    ).split(' ')
);

export function refuseReserved(problems: Problems, file: string, name: string, at: Located): void {
    if (RESERVED.has(name.toLowerCase())) problems.error(file, at, `Identifier name is reserved: ${name}`);
}
