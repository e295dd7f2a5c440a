import type { ApexClass, ApexMethod } from '../apex/program.ts';
import { parseJson } from '../apex/platform/json/values.ts';
import { typedValue } from '../apex/platform/json/reader.ts';
import { clientMessageOf } from '../apex/platform/exceptions.ts';
import { ApexException } from '../apex/runtime/exceptions.ts';
import { Limits } from '../limits/limits.ts';
import type { OrgRuntime } from './org-runtime.ts';
import { toPlain } from './plain-values.ts';
import type { RunningUser } from './transaction.ts';

export type ControllerResult =
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: { readonly message: string; readonly exceptionType: string } };

/** Runs an `@AuraEnabled` static method ('Class.method') with JSON parameters, for a Lightning page. */
export function callController(
    org: OrgRuntime,
    user: RunningUser,
    fullName: string,
    parameters: Readonly<Record<string, unknown>>
): ControllerResult {
    const found = findController(org, fullName);
    if (!found) return refused(`Apex class or method not found: ${fullName}`, 'System.NoAccessException');
    const { declaration, method } = found;
    if (!org.access(user).hasApexClass(declaration.name.split('.')[0]!)) {
        return refused(`You do not have access to the Apex class named '${declaration.name}'.`, 'System.NoAccessException');
    }
    // A cacheable method may not change data: the platform gives it no DML statements.
    const limits = cacheable(method) ? new Limits(false, { dmlStatements: 0 }) : new Limits(false);
    try {
        const value = org.transact(
            'synchronous',
            user,
            () => {
                const values = method.parameters.map(({ name, type }) =>
                    typedValue(parseJson(JSON.stringify(parameters[name] ?? null)), type, false)
                );
                return toPlain(method.invoke(null, values), org.program);
            },
            { name: `${declaration.name}.${method.name}`, quiddity: 'AURA', sharing: 'with', limits }
        );
        return { ok: true, value };
    } catch (error) {
        if (!(error instanceof ApexException)) throw error;
        return refused(clientMessageOf(error), error.apexTypeName);
    }
}

/** Whether the method is `@AuraEnabled(cacheable=true)`; undefined where there is no such method. */
export function isCacheable(org: OrgRuntime, fullName: string): boolean | undefined {
    const found = findController(org, fullName);
    return found ? cacheable(found.method) : undefined;
}

function findController(org: OrgRuntime, fullName: string): { declaration: ApexClass; method: ApexMethod } | undefined {
    const at = fullName.lastIndexOf('.');
    const declaration = org.program.findClass(fullName.slice(0, at));
    const name = fullName.slice(at + 1).toLowerCase();
    const method = declaration?.methods.find(
        (candidate) => candidate.static && candidate.name.toLowerCase() === name && auraEnabled(candidate)
    );
    return declaration && method ? { declaration, method } : undefined;
}

function auraEnabled(method: ApexMethod) {
    return method.annotations.find((annotation) => annotation.name.toLowerCase() === 'auraenabled');
}

function cacheable(method: ApexMethod): boolean {
    return auraEnabled(method)?.parameters['cacheable']?.toLowerCase() === 'true';
}

function refused(message: string, exceptionType: string): ControllerResult {
    return { ok: false, error: { message, exceptionType } };
}
