import { ApexList } from '../../../apex/runtime/values/list.ts';
import type { ApexClass, ApexMethod, ApexVariable } from '../../../apex/program.ts';
import type { ApexType } from '../../../apex/types.ts';
import type { XmlElement } from '../../../metadata/model.ts';
import { fromApexValue, isAssignable, toApexType } from '../convert.ts';
import { faultText, FlowFault } from '../faults.ts';
import type { ElementCode, Resource, ValueCode } from '../flow.ts';
import type { Interview, Thread } from '../interview.ts';
import type { FlowScope } from '../scope.ts';
import { findCaseless, required, stored } from '../scope.ts';
import type { FlowType } from '../types.ts';
import { typeOfApex } from '../types.ts';
import { compileFor } from '../values.ts';
import { attempt } from '../attempt.ts';
import { compileEmailAlert } from './email-alert.ts';
import { STANDARD_ACTIONS } from './standard-actions.ts';
import type { StandardAction, Values } from './standard-actions.ts';

/** An Apex class with an invocable method, as flows see it. */
export interface InvocableAction {
    readonly method: ApexMethod;
    /** One request: the item type of the method's list. */
    readonly request: ApexType | undefined;
    readonly inputs: ReadonlyMap<
        string,
        { readonly type: ApexType; readonly flowType: FlowType; readonly required: boolean; readonly variable: ApexVariable | null }
    >;
    readonly outputs: ReadonlyMap<string, FlowType>;
    readonly requestClass: ApexClass | undefined;
    readonly results: ReadonlyMap<string, ApexVariable> | undefined;
}

/** The name under which a flow sees the result of an action that gives plain values. */
const SINGLE_OUTPUT = 'output';

export function findAction(scope: FlowScope, xml: XmlElement): InvocableAction {
    const type = required(scope, xml, 'actionType');
    if (type !== 'apex') throw scope.unsupported(xml.line, `the action type ${type} in flows`);
    const name = required(scope, xml, 'actionName');
    const { program } = scope.world;
    const owner = program?.findClass(name);
    const method = owner?.methods.find((known) => annotated(known.annotations, 'invocablemethod'));
    if (!owner || !method)
        throw scope.problem(xml.line, `We can't find an action with the name and action type that you specified: ${name} (apex).`);
    const parameter = method.parameters[0];
    const request = parameter?.type.kind === 'list' ? parameter.type.of : undefined;
    const requestClass = request?.kind === 'class' ? program!.findClass(request.name) : undefined;
    const results = method.returns.kind === 'list' ? method.returns.of : undefined;
    const resultClass = results?.kind === 'class' ? program!.findClass(results.name) : undefined;
    return {
        method,
        request,
        requestClass,
        inputs: inputsOf(scope, xml, requestClass, request, parameter?.name),
        outputs: outputsOf(scope, xml, resultClass, results),
        results: resultClass && invocableVariables(resultClass)
    };
}

function annotated(annotations: ApexMethod['annotations'], name: string): boolean {
    return annotations.some((annotation) => annotation.name.toLowerCase() === name);
}

function invocableVariables(owner: ApexClass): Map<string, ApexVariable> {
    return new Map(
        owner.variables
            .filter((variable) => annotated(variable.annotations, 'invocablevariable'))
            .map((variable) => [variable.name, variable])
    );
}

function inputsOf(
    scope: FlowScope,
    xml: XmlElement,
    owner: ApexClass | undefined,
    request: ApexType | undefined,
    parameter: string | undefined
): InvocableAction['inputs'] {
    const inputs = new Map<string, { type: ApexType; flowType: FlowType; required: boolean; variable: ApexVariable | null }>();
    if (owner) {
        for (const [name, variable] of invocableVariables(owner)) {
            const flag = variable.annotations.find((annotation) => annotation.name.toLowerCase() === 'invocablevariable')?.parameters[
                'required'
            ];
            inputs.set(name, { type: variable.type, flowType: flowTypeOf(scope, xml, variable.type), required: flag === 'true', variable });
        }
    } else if (request && parameter !== undefined) {
        inputs.set(parameter, { type: request, flowType: flowTypeOf(scope, xml, request), required: false, variable: null });
    }
    return inputs;
}

function outputsOf(scope: FlowScope, xml: XmlElement, owner: ApexClass | undefined, result: ApexType | undefined): Map<string, FlowType> {
    if (owner) return new Map([...invocableVariables(owner)].map(([name, variable]) => [name, flowTypeOf(scope, xml, variable.type)]));
    return result ? new Map([[SINGLE_OUTPUT, flowTypeOf(scope, xml, result)]]) : new Map<string, FlowType>();
}

function flowTypeOf(scope: FlowScope, xml: XmlElement, type: ApexType): FlowType {
    const found = typeOfApex(type);
    if (!found) throw scope.unsupported(xml.line, `this type of an invocable variable in flows: ${JSON.stringify(type)}`);
    return found;
}

export function compileAction(scope: FlowScope, xml: XmlElement, name: string, next: string | null): Pick<ElementCode, 'batch'> {
    if (xml.value('flowTransactionModel') === 'NewTransaction') {
        throw scope.unsupported(xml.line, 'actions in a transaction of their own in flows');
    }
    const kind = xml.value('actionType') ?? '';
    const standard = kind === 'emailAlert' ? compileEmailAlert(scope, xml) : STANDARD_ACTIONS[kind];
    return standard ? compileStandard(scope, xml, name, next, standard) : compileApex(scope, xml, name, next);
}

function compileStandard(
    scope: FlowScope,
    xml: XmlElement,
    name: string,
    next: string | null,
    action: StandardAction
): Pick<ElementCode, 'batch'> {
    const kind = xml.value('actionType')!;
    const inputs = xml.all('inputParameters').map((element) => {
        const wanted = required(scope, element, 'name');
        const found = findCaseless(action.inputs, wanted);
        if (!found) throw scope.unsupported(element.line, `the input ${wanted} of the action ${kind} in flows`);
        return { name: found[0], value: compileFor(scope, found[1].flowType, element.child('value'), element.line, `${name}.${found[0]}`) };
    });
    checkRequired(scope, xml, action.inputs, inputs);
    if (xml.all('outputParameters').length > 0) throw scope.unsupported(xml.line, `outputs of the action ${kind} in flows`);
    const valuesOf = (interview: Interview): Values => Object.fromEntries(inputs.map((given) => [given.name, given.value.read(interview)]));
    return {
        batch: (threads, fail) => {
            const values = new Map<Thread, Values>();
            for (const thread of threads) {
                attempt(thread, fail, () => {
                    const own = valuesOf(thread.top);
                    action.each?.(thread.top, own);
                    values.set(thread, own);
                });
            }
            for (const thread of action.all ? action.all(values, fail) : values.keys()) thread.top.next = next;
        }
    };
}

function checkRequired(
    scope: FlowScope,
    xml: XmlElement,
    known: ReadonlyMap<string, { readonly required: boolean }>,
    given: readonly { readonly name: string }[]
): void {
    for (const [input, { required: needed }] of known) {
        if (needed && !given.some((one) => one.name === input)) throw scope.problem(xml.line, `Missing required input parameter: ${input}`);
    }
}

function compileApex(scope: FlowScope, xml: XmlElement, name: string, next: string | null): Pick<ElementCode, 'batch'> {
    const action = findAction(scope, xml);
    const inputs = compileInputs(scope, xml, action, name);
    const outputs = compileOutputs(scope, xml, action, name);
    return {
        batch: (threads, fail) => {
            const requests = new Map<Thread, unknown>();
            for (const thread of threads) attempt(thread, fail, () => requests.set(thread, requestOf(action, inputs, thread.top)));
            const [first] = requests.keys();
            if (!first) return;
            let results: readonly unknown[] = [];
            try {
                results = first.top.run.host.guarded(() => invoke(action, [...requests.values()]));
            } catch (error) {
                const text = faultText(error);
                if (text === undefined) throw error;
                for (const thread of requests.keys()) fail(thread, text);
                return;
            }
            [...requests.keys()].forEach((thread, index) => {
                if (action.method.returns.kind !== 'void') deliver(action, outputs, thread.top, results[index]);
                thread.top.next = next;
            });
        }
    };
}

type Inputs = readonly { readonly name: string; readonly value: ValueCode }[];
type Outputs = readonly { readonly output: string; readonly target: Resource }[];

function compileInputs(scope: FlowScope, xml: XmlElement, action: InvocableAction, name: string): Inputs {
    const inputs = xml.all('inputParameters').map((element) => {
        const wanted = required(scope, element, 'name');
        const found = findCaseless(action.inputs, wanted);
        if (!found) throw scope.problem(element.line, `The action "${action.method.name}" has no input parameter "${wanted}".`);
        return { name: found[0], value: compileFor(scope, found[1].flowType, element.child('value'), element.line, `${name}.${found[0]}`) };
    });
    checkRequired(scope, xml, action.inputs, inputs);
    return inputs;
}

function compileOutputs(scope: FlowScope, xml: XmlElement, action: InvocableAction, name: string): Outputs {
    const assigned = xml.all('outputParameters').map((element) => {
        const found = findCaseless(action.outputs, required(scope, element, 'name'));
        if (!found)
            throw scope.problem(element.line, `The action "${action.method.name}" has no output parameter "${element.value('name')}".`);
        const reference = required(scope, element, 'assignToReference');
        const target = scope.resource(reference, element.line);
        if (!target.write || !isAssignable(target.type, found[1]))
            throw scope.problem(element.line, `${reference} can't hold ${name}.${found[0]}.`);
        return { output: found[0], target };
    });
    if (!xml.flag('storeOutputAutomatically')) return assigned;
    return [...action.outputs].map(([output, type]) => ({ output, target: stored(`${name}.${output}`, type) }));
}

function invoke(action: InvocableAction, requests: unknown[]): readonly unknown[] {
    const result = action.method.invoke(null, action.request ? [new ApexList(action.request, requests)] : []);
    if (action.method.returns.kind === 'void') return [];
    const results = result instanceof ApexList ? result.items : [];
    if (results.length !== requests.length) {
        throw new FlowFault(
            `The number of results does not match the number of interviews that were executed in a single bulk execution request. Results: ${results.length}, interviews: ${requests.length}`
        );
    }
    return results;
}

function requestOf(action: InvocableAction, inputs: Inputs, interview: Interview): unknown {
    if (!action.requestClass) {
        const only = [...action.inputs.values()][0];
        return only && inputs[0] ? toApexType(only.type, inputs[0].value.read(interview), interview.timeZone) : null;
    }
    const request = action.requestClass.newInstance();
    for (const { name, value } of inputs) {
        const { variable, type, required: needed } = action.inputs.get(name)!;
        const given = value.read(interview);
        if (needed && given === null) throw new FlowFault(`Missing required input parameter: ${name}`);
        variable!.set(request, toApexType(type, given, interview.timeZone));
    }
    return request;
}

function deliver(action: InvocableAction, outputs: Outputs, interview: Interview, result: unknown): void {
    for (const { output, target } of outputs) {
        const variable = action.results?.get(output);
        const value = action.results ? (result ? variable!.get(result) : null) : result;
        target.write!(interview, fromApexValue(value));
    }
}
