import { toApexType } from '../../../automation/flow/convert.ts';
import { currentRuntime } from '../../../automation/runtime.ts';
import { UnsupportedError } from '../../../errors.ts';
import type { ApexMethod, ApexVariable } from '../../program.ts';
import { ApexException, apexException, LimitExceeded } from '../../runtime/exceptions.ts';
import { ApexList } from '../../runtime/values/list.ts';
import { ApexMap } from '../../runtime/values/map.ts';
import { classType, OBJECT, primitive, typeName } from '../../types.ts';
import { definePlatformClass } from '../declare.ts';

/** The name of the result of an action that gives plain values. */
const SINGLE_OUTPUT = 'output';

type Inputs = ReadonlyMap<string, unknown>;

/** `Invocable.Action`: an invocable method of the project, called by the name of its class. */
class InvocableAction {
    readonly name: string;
    private readonly method: ApexMethod;
    private readonly invocations: Map<string, unknown>[] = [];
    private pending = new Map<string, unknown>();

    constructor(name: string, method: ApexMethod) {
        this.name = name;
        this.method = method;
    }

    static of(type: string | null, namespace: string | null, name: string | null): InvocableAction {
        if (type?.toLowerCase() !== 'apex') throw new UnsupportedError(`Invocable.Action of the type ${type}`);
        if (namespace) throw new UnsupportedError(`invocable actions of other packages (${namespace})`);
        const owner = currentRuntime().org.program.findClass(name ?? '');
        const method = owner?.methods.find(({ annotations }) => annotated(annotations, 'invocablemethod'));
        if (!method) throw apexException('System.InvalidParameterValueException', `Invalid action: ${name}`);
        return new InvocableAction(owner!.name, method);
    }

    set(name: string | null, value: unknown): this {
        if (name === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
        this.pending.set(name, value);
        return this;
    }

    add(): this {
        this.invocations.push(this.pending);
        this.pending = new Map();
        return this;
    }

    replace(invocations: ApexList): this {
        this.clear();
        for (const given of invocations.items as ApexMap[]) {
            for (const [name, value] of given) this.set(name as string, value);
            this.add();
        }
        return this;
    }

    clear(): this {
        this.invocations.length = 0;
        this.pending = new Map();
        return this;
    }

    /** One call for all invocations, as flows make it; what it throws is in the result of each. */
    invoke(): ApexList {
        if (this.pending.size > 0) this.add();
        const given = this.invocations.length === 0 ? [new Map<string, unknown>()] : this.invocations;
        const results = (make: (inputs: Inputs, index: number) => ActionResult): ApexList =>
            new ApexList(classType('Invocable.Action.Result'), given.map(make));
        try {
            const outputs = currentRuntime().guarded(() => this.call(given));
            return results((inputs, index) => new ActionResult(this, inputs, outputs[index] ?? new Map(), null));
        } catch (error) {
            if (!(error instanceof ApexException) || error instanceof LimitExceeded) throw error;
            return results((inputs) => new ActionResult(this, inputs, new Map(), error));
        }
    }

    private call(invocations: readonly Inputs[]): Inputs[] {
        const { parameters, returns } = this.method;
        const request = parameters[0]?.type.kind === 'list' ? parameters[0].type.of : undefined;
        const requests =
            request &&
            new ApexList(
                request,
                invocations.map((inputs) => this.requestOf(inputs))
            );
        const result = this.method.invoke(null, requests ? [requests] : []);
        if (returns.kind !== 'list' || !(result instanceof ApexList)) return [];
        const outputs = returns.of.kind === 'class' ? invocableVariables(typeName(returns.of)) : undefined;
        return result.items.map((item) =>
            outputs
                ? new Map(outputs.map((variable) => [variable.name, item ? variable.get(item as object) : null]))
                : new Map([[SINGLE_OUTPUT, item]])
        );
    }

    private requestOf(inputs: Inputs): unknown {
        const parameter = this.method.parameters[0]!;
        const type = parameter.type.kind === 'list' ? parameter.type.of : parameter.type;
        const { timeZone } = currentRuntime().user;
        const owner = type.kind === 'class' ? currentRuntime().org.program.findClass(typeName(type)) : undefined;
        const known = owner ? invocableVariables(owner.name) : [];
        const names = owner ? known.map(({ name }) => name) : [parameter.name];
        const unknown = [...inputs.keys()].find((name) => !names.some((candidate) => candidate.toLowerCase() === name.toLowerCase()));
        if (unknown !== undefined)
            throw apexException('System.InvalidParameterValueException', `Invalid input parameter for the action ${this.name}: ${unknown}`);
        const valueOf = (name: string): unknown =>
            [...inputs].find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1] ?? null;
        if (!owner) return plain(type, valueOf(parameter.name), timeZone);
        const request = owner.newInstance();
        for (const variable of known) {
            const value = valueOf(variable.name);
            if (value === null && isRequired(variable))
                throw apexException('System.InvalidParameterValueException', `Missing required input parameter: ${variable.name}`);
            if (value !== null) variable.set(request, plain(variable.type, value, timeZone));
        }
        return request;
    }
}

/** Numbers and dates become what the parameter wants; everything else goes as it is. */
function plain(type: ApexMethod['returns'], value: unknown, timeZone: string): unknown {
    return type.kind === 'primitive' ? toApexType(type, value, timeZone) : value;
}

class ActionResult {
    readonly action: InvocableAction;
    readonly inputs: Inputs;
    readonly outputs: Inputs;
    readonly error: ApexException | null;

    constructor(action: InvocableAction, inputs: Inputs, outputs: Inputs, error: ApexException | null) {
        this.action = action;
        this.inputs = inputs;
        this.outputs = outputs;
        this.error = error;
    }
}

class ActionError {
    readonly message: string;

    constructor(error: ApexException) {
        this.message = `An Apex error occurred: ${error.apexTypeName}: ${error.message}`;
    }
}

function annotated(annotations: ApexMethod['annotations'], name: string): boolean {
    return annotations.some((annotation) => annotation.name.toLowerCase() === name);
}

function invocableVariables(className: string): ApexVariable[] {
    const variables = currentRuntime().org.program.findClass(className)?.variables ?? [];
    return variables.filter(({ annotations }) => annotated(annotations, 'invocablevariable'));
}

function isRequired({ annotations }: ApexVariable): boolean {
    const found = annotations.find(({ name }) => name.toLowerCase() === 'invocablevariable');
    return found?.parameters['required'] === 'true';
}

function valueMap(values: Inputs): ApexMap {
    return new ApexMap(primitive('String'), OBJECT, [...values]);
}

definePlatformClass({
    name: 'Invocable.Action',
    jsClass: InvocableAction,
    statics: {
        'Invocable.Action createCustomAction(String type, String name)': (type: string | null, name: string | null) =>
            InvocableAction.of(type, null, name),
        'Invocable.Action createCustomAction(String type, String namespace, String name)': (
            type: string | null,
            namespace: string | null,
            name: string | null
        ) => InvocableAction.of(type, namespace, name)
    },
    methods: {
        'Invocable.Action addInvocation()': (action: InvocableAction) => action.add(),
        'Invocable.Action clearInvocations()': (action: InvocableAction) => action.clear(),
        'Invocable.Action setInvocationParameter(String parameterName, Object parameterValue)': (
            action: InvocableAction,
            name: string | null,
            value: unknown
        ) => action.set(name, value),
        'Invocable.Action setInvocations(List<Map<String,Object>> invocations)': (action: InvocableAction, invocations: ApexList) =>
            action.replace(invocations),
        'List<Invocable.Action.Result> invoke()': (action: InvocableAction) => action.invoke(),
        'String getName()': (action: InvocableAction) => action.name,
        'String getNamespace()': () => null,
        'String getType()': () => 'apex',
        'Boolean isStandard()': () => false
    }
});

definePlatformClass({
    name: 'Invocable.Action.Result',
    jsClass: ActionResult,
    methods: {
        'Invocable.Action getAction()': ({ action }: ActionResult) => action,
        'Boolean isSuccess()': ({ error }: ActionResult) => error === null,
        'List<Invocable.Action.Error> getErrors()': ({ error }: ActionResult) =>
            new ApexList(classType('Invocable.Action.Error'), error ? [new ActionError(error)] : []),
        'Map<String,Object> getInvocationParameters()': ({ inputs }: ActionResult) => valueMap(inputs),
        'Map<String,Object> getOutputParameters()': ({ outputs }: ActionResult) => valueMap(outputs)
    }
});

definePlatformClass({
    name: 'Invocable.Action.Error',
    jsClass: ActionError,
    methods: { 'String getMessage()': ({ message }: ActionError) => message }
});
