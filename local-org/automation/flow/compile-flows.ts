import type { ApexProgram } from '../../apex/program.ts';
import { UnsupportedError } from '../../errors.ts';
import type { CompileError } from '../../errors.ts';
import type { Component, ProjectMetadata } from '../../metadata/model.ts';
import type { Schema } from '../../schema/model.ts';
import { compileFlow } from './compile-flow.ts';
import type { Flow } from './flow.ts';
import { worldOf } from './running.ts';
import { checkFlowShape } from './shape.ts';

/** Flows by their names in lower case. */
export interface CompiledFlows {
    readonly flows: ReadonlyMap<string, Flow>;
    /** Flows that nothing runs by itself and that hold what the local org lacks: whoever calls one is told. */
    readonly broken: ReadonlyMap<string, UnsupportedError>;
    readonly problems: readonly (CompileError | UnsupportedError)[];
}

/** Only flows whose elements are what a flow may hold are looked into; the others would follow from it. */
export function compileFlows(
    components: readonly Component[],
    metadata: ProjectMetadata,
    schema: Schema,
    program: ApexProgram | undefined
): CompiledFlows {
    const flows = new Map<string, Flow>();
    const broken = new Map<string, UnsupportedError>();
    const problems: (CompileError | UnsupportedError)[] = [];
    const world = worldOf(components, metadata, schema, program);
    for (const component of components) {
        const misshapen = checkFlowShape(component.xml, component.file);
        if (misshapen.length > 0) {
            problems.push(...misshapen);
            continue;
        }
        const compiled = compileFlow(component, world);
        const name = component.fullName.toLowerCase();
        if (compiled.flow) flows.set(name, compiled.flow);
        const unsupported = compiled.problems.find((problem) => problem instanceof UnsupportedError);
        const triggered = component.xml.child('start')?.child('triggerType') !== undefined;
        // What else seems wrong in a flow that holds something unknown may follow from what is lacking.
        if (unsupported && !triggered) broken.set(name, unsupported);
        else problems.push(...compiled.problems);
    }
    return { flows, broken, problems };
}
