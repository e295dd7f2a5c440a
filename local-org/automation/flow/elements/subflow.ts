import type { XmlElement } from '../../../metadata/model.ts';
import { isAssignable } from '../convert.ts';
import type { ElementCode } from '../flow.ts';
import type { FlowScope, FlowSignature } from '../scope.ts';
import { findCaseless, required, stored } from '../scope.ts';
import { compileFor } from '../values.ts';
import { startInterview } from '../start-interview.ts';

export function subflowSignature(scope: FlowScope, xml: XmlElement): FlowSignature {
    const name = required(scope, xml, 'flowName');
    const signature = scope.world.signature(name);
    if (!signature) throw scope.problem(xml.line, `The flow "${name}" doesn't exist, isn't active, or can't be called by another flow.`);
    return signature;
}

export function compileSubflow(
    scope: FlowScope,
    xml: XmlElement,
    name: string,
    next: string | null
): Pick<ElementCode, 'step' | 'returned'> {
    const flowName = required(scope, xml, 'flowName');
    const signature = subflowSignature(scope, xml);
    const inputs = xml.all('inputAssignments').map((element) => {
        const found = findCaseless(signature.inputs, required(scope, element, 'name'));
        if (!found) throw scope.problem(element.line, `The flow "${flowName}" has no input variable "${element.value('name')}".`);
        return { name: found[0], value: compileFor(scope, found[1], element.child('value'), element.line, `${flowName}.${found[0]}`) };
    });
    const assigned = xml.all('outputAssignments').map((element) => {
        const found = findCaseless(signature.outputs, required(scope, element, 'name'));
        if (!found) throw scope.problem(element.line, `The flow "${flowName}" has no output variable "${element.value('name')}".`);
        const reference = required(scope, element, 'assignToReference');
        const target = scope.resource(reference, element.line);
        if (!target.write || !isAssignable(target.type, found[1]))
            throw scope.problem(element.line, `${reference} can't hold ${flowName}.${found[0]}.`);
        return { output: found[0], target };
    });
    const outputs = xml.flag('storeOutputAutomatically')
        ? [...signature.outputs].map(([output, type]) => ({ output, target: stored(`${name}.${output}`, type) }))
        : assigned;
    return {
        step: (interview, thread) => {
            const values = Object.fromEntries(inputs.map((input) => [input.name, input.value.read(interview)]));
            const inner = startInterview(interview.run.flow(flowName), interview.run, values);
            inner.faultMessage = null;
            thread.stack.push(inner);
        },
        returned: (interview, inner) => {
            for (const { output, target } of outputs) target.write!(interview, inner.values.get(output.toLowerCase()) ?? null);
            interview.next = next;
        }
    };
}
