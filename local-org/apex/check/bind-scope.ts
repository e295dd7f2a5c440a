import type { Body } from './body.ts';
import { quote } from './constants.ts';
import { findValue } from './names.ts';
import { isVisible } from './variables.ts';

/**
 * What a query text may name after a colon where it is run: the variables in scope, as a function of a name in lower
 * case; undefined where there is none (Apex Developer Guide, "Dynamic SOQL": simple variables, no paths).
 */
export function bindScope(body: Body): string {
    const cases = [...namesInScope(body)].map((name) => {
        const value = findValue(body, name, { line: 0, column: 0 });
        return value ? `case ${quote(name)}:return ${value.code};` : '';
    });
    return `(n)=>{switch(n){${cases.join('')}}}`;
}

function namesInScope(body: Body): Set<string> {
    const names = new Set(body.localNamesInScope());
    for (let symbol = body.viewpoint; symbol; symbol = symbol.outer) {
        for (const type of body.types.ancestry(symbol.type)) {
            for (const [name, variable] of body.types.symbols.ofType(type)?.variables ?? []) {
                const readable = isVisible(body, variable.owner, variable.visibility, variable.testVisible) && !body.forward.has(variable);
                if (readable) names.add(name);
            }
        }
    }
    return names;
}
