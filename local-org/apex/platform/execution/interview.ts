import { fromApexValue, toApexType } from '../../../automation/flow/convert.ts';
import type { FlowVariable } from '../../../automation/flow/flow.ts';
import { apexTypeOf } from '../../../automation/flow/types.ts';
import { currentRuntime } from '../../../automation/runtime.ts';
import { UnsupportedError } from '../../../errors.ts';
import { apexException } from '../../runtime/exceptions.ts';
import type { ApexMap } from '../../runtime/values/map.ts';
import { definePlatformClass } from '../declare.ts';

/** An autolaunched flow that Apex starts (Apex Reference Guide, "Interview Class"). */
class ApexInterview {
    readonly flow: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly variables: readonly FlowVariable[];
    outputs: Readonly<Record<string, unknown>> = {};

    constructor(flow: string, inputs: Readonly<Record<string, unknown>>, variables: readonly FlowVariable[]) {
        this.flow = flow;
        this.inputs = inputs;
        this.variables = variables;
    }
}

function create(flow: string | null, inputs: ApexMap | null): ApexInterview {
    const variables = flow === null ? undefined : currentRuntime().org.flows.variables(flow);
    if (!variables) throw apexException('System.FlowException', `There is no active autolaunched flow ${flow}.`);
    const given = [...(inputs ?? [])].map(([name, value]) => [String(name), fromApexValue(value)] as const);
    const unknown = given.find(([name]) => !variables.some((known) => known.input && known.name.toLowerCase() === name.toLowerCase()));
    if (unknown) throw new UnsupportedError(`the input ${unknown[0]} of an interview of ${flow}, which has no such input`);
    return new ApexInterview(flow!, Object.fromEntries(given), variables);
}

function valueOf(interview: ApexInterview, name: string | null): unknown {
    const variable = interview.variables.find((known) => known.name.toLowerCase() === name?.toLowerCase());
    if (!variable?.output) return null;
    return toApexType(apexTypeOf(variable.type), interview.outputs[variable.name] ?? null, currentRuntime().user.timeZone);
}

definePlatformClass({
    name: 'Flow.Interview',
    jsClass: ApexInterview,
    statics: {
        'Flow.Interview createInterview(String flowName, Map<String, Object> inputVariables)': create,
        'Flow.Interview createInterview(String namespace, String flowName, Map<String, Object> inputVariables)': (
            namespace: string | null,
            flow: string | null,
            inputs: ApexMap | null
        ) => {
            if (namespace) throw new UnsupportedError(`flows of other packages (${namespace})`);
            return create(flow, inputs);
        }
    },
    methods: {
        'void start()': (interview: ApexInterview) => {
            const tx = currentRuntime();
            [interview.outputs = {}] = tx.org.flows.run(tx, interview.flow, [interview.inputs]);
        },
        'Object getVariableValue(String variableName)': valueOf
    }
});
