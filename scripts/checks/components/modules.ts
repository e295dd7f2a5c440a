import ts from 'typescript';
import { API_VERSION } from '../metadata/project.ts';
import type { Problem } from '../metadata/project.ts';
import { publicSince } from './base-components.ts';
import { filesNamed, problemIn } from './bundles.ts';
import type { Bundle } from './bundles.ts';
import { lineOf } from './syntax.ts';
import type { ComponentTypes } from './types.ts';

/** Modules of the platform that an org of our version gives to everybody. Those of the package an org looks up by itself. */
export function checkModules(bundles: readonly Bundle[], types: ComponentTypes): Problem[] {
    return bundles.flatMap((bundle) =>
        filesNamed(bundle, '.ts').flatMap(([file]) =>
            [...(types.source(bundle, file)?.statements ?? [])].filter(ts.isImportDeclaration).flatMap((statement) => {
                const message = problemOf((statement.moduleSpecifier as ts.StringLiteral).text);
                return message === undefined ? [] : [problemIn(bundle, file, lineOf(statement), message)];
            })
        )
    );
}

function problemOf(specifier: string): string | undefined {
    const name = /^lightning\/(\w+)$/.exec(specifier)?.[1];
    if (name === undefined)
        return /^(c|\.|@salesforce)\/|^lwc$|^@salesforce\/apex$/.test(specifier) ? undefined : `no org has a module ${specifier}`;
    const since = publicSince(name);
    if (since === undefined) return `no org gives ${specifier} to a package`;
    return since > Number(API_VERSION) ? `${specifier} needs API ${since.toFixed(1)}` : undefined;
}
