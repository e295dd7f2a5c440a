import type { Component, XmlElement } from '../../metadata/model.ts';
import { convert } from './convert.ts';
import { findAction } from './elements/action.ts';
import { storesItself } from './elements/lookup.ts';
import { subflowSignature } from './elements/subflow.ts';
import type { FlowVariable, Resource } from './flow.ts';
import { FlowScope, required, stored } from './scope.ts';
import type { Declaration, FlowSignature, FlowWorld } from './scope.ts';
import { NODE_NAMES } from './shape.ts';
import type { NodeName } from './shape.ts';
import type { FlowData, FlowType } from './types.ts';
import { recordType, scalar } from './types.ts';
import { compileFlowFormula, compileFor, compileTemplate } from './values.ts';

/** What the flow's variables offer to callers; read before any flow is compiled. */
export function signatureOf(component: Component, world: FlowWorld): FlowSignature {
    const scope = new FlowScope(component.file, world, undefined);
    const inputs = new Map<string, FlowType>();
    const outputs = new Map<string, FlowType>();
    for (const xml of component.xml.all('variables')) {
        const name = xml.value('name') ?? '';
        if (xml.flag('isInput')) inputs.set(name, declaredType(scope, xml));
        if (xml.flag('isOutput')) outputs.set(name, declaredType(scope, xml));
    }
    return { inputs, outputs };
}

/** Runs an action; a problem is noted with the part of the flow that has it, and what it would have given stays out. */
export type Attempt = <T>(action: () => T, part: XmlElement) => T | undefined;

/** Makes the names of a flow known: variables, constants, formulas, texts, and elements with an output. */
export class FlowDeclarations {
    private readonly scope: FlowScope;
    private readonly xml: XmlElement;
    private readonly attempt: Attempt;

    constructor(scope: FlowScope, xml: XmlElement, attempt: Attempt) {
        this.scope = scope;
        this.xml = xml;
        this.attempt = attempt;
    }

    /** Gives the variables; everything else is found through the scope. */
    all(): FlowVariable[] {
        const { scope, xml } = this;
        const variables = xml.all('variables').flatMap((node) => this.attempt(() => this.declareVariable(node), node) ?? []);
        const declareValue = (node: XmlElement, make: (name: string) => Resource): void => {
            this.attempt(() => {
                const name = required(scope, node, 'name');
                scope.declare(name, node.line, () => ({ kind: 'value', resource: make(name) }));
            }, node);
        };
        for (const node of xml.all('constants'))
            declareValue(node, () =>
                withoutWrite(compileFor(scope, declaredType(scope, node), node.child('value'), node.line, 'the constant'))
            );
        for (const node of xml.all('textTemplates'))
            declareValue(node, () => compileTemplate(scope, node.value('text') ?? '', node.child('text')?.line ?? node.line));
        for (const node of xml.all('formulas')) declareValue(node, () => this.formula(node));
        for (const kind of NODE_NAMES) for (const node of xml.all(kind)) this.declareOutput(kind, node);
        return variables;
    }

    private formula(node: XmlElement): Resource {
        const type = declaredType(this.scope, node);
        const expression = node.child('expression');
        const wanted = {
            String: 'Text',
            Currency: 'Number',
            Number: 'Number',
            Boolean: 'Boolean',
            Date: 'Date',
            DateTime: 'DateTime',
            Time: 'Time'
        } as const;
        const expected = wanted[type.data as keyof typeof wanted];
        const formula = compileFlowFormula(this.scope, expression?.text ?? '', expression?.line ?? node.line, expected);
        return { type, read: (interview) => convert(type, formula.evaluate(interview.formulaContext()), interview.timeZone) };
    }

    private declareVariable(node: XmlElement): FlowVariable {
        const { scope } = this;
        const name = required(scope, node, 'name');
        const type = declaredType(scope, node);
        scope.declare(name, node.line, () => ({ kind: 'value', resource: stored(name, type) }));
        const value = node.child('value');
        if (type.collection && value) throw scope.problem(node.line, `The collection variable ${name} can't have a default value.`);
        let initial: FlowVariable['initial'] | undefined;
        return {
            name,
            type,
            input: node.flag('isInput'),
            output: node.flag('isOutput'),
            initial: (interview) => {
                initial ??= type.collection
                    ? () => []
                    : value
                      ? (
                            (code) => (at) =>
                                code.read(at)
                        )(compileFor(scope, type, value, node.line, name))
                      : () => null;
                return initial(interview);
            }
        };
    }

    private declareOutput(kind: NodeName, node: XmlElement): void {
        this.attempt(() => {
            const { scope } = this;
            const name = required(scope, node, 'name');
            scope.declare(name, node.line, () => this.outputOf(kind, node, name));
            if (kind === 'decisions') {
                for (const rule of node.all('rules')) {
                    const ruleName = required(scope, rule, 'name');
                    scope.declare(ruleName, rule.line, () => ({
                        kind: 'value',
                        resource: withoutWrite(stored(ruleName, scalar('Boolean')))
                    }));
                }
            }
            const current = node.value('assignNextValueToReference');
            if (
                kind === 'collectionProcessors' &&
                current !== undefined &&
                !this.xml.all('variables').some((known) => known.value('name') === current)
            ) {
                scope.declare(current, node.line, () => ({ kind: 'value', resource: stored(current, this.itemType(node)) }));
            }
        }, node);
    }

    private outputOf(kind: NodeName, node: XmlElement, name: string): Declaration {
        const { scope } = this;
        const value = (type: FlowType): Declaration => ({ kind: 'value', resource: stored(name, type) });
        switch (kind) {
            case 'recordLookups': {
                if (!storesItself(node)) break;
                const object = scope.object(required(scope, node, 'object'), node.line);
                return value(recordType(object.name, !node.flag('getFirstRecordOnly')));
            }
            case 'recordCreates':
                return value(scalar('String'));
            case 'loops':
                return value(this.itemType(node));
            case 'collectionProcessors':
                return value({ ...this.itemType(node), collection: true });
            case 'actionCalls':
                if (!node.flag('storeOutputAutomatically') || node.value('actionType') !== 'apex') break;
                return { kind: 'outputs', key: name, outputs: findAction(scope, node).outputs };
            case 'subflows':
                if (!node.flag('storeOutputAutomatically')) break;
                return { kind: 'outputs', key: name, outputs: subflowSignature(scope, node).outputs };
            default:
                break;
        }
        throw scope.problem(node.line, `The element ${name} gives no value.`);
    }

    private itemType(node: XmlElement): FlowType {
        const collection = this.scope.resource(required(this.scope, node, 'collectionReference'), node.line);
        return { ...collection.type, collection: false };
    }
}

function withoutWrite({ type, read }: Resource): Resource {
    return { type, read };
}

export function declaredType(scope: FlowScope, node: XmlElement): FlowType {
    const data = required(scope, node, 'dataType') as FlowData;
    const collection = node.flag('isCollection');
    if (data === 'SObject') {
        const name = required(scope, node, 'objectType');
        return recordType(scope.object(name, node.line).name, collection);
    }
    const scale = node.value('scale');
    const apexClass = data === 'Apex' ? required(scope, node, 'apexClass') : undefined;
    return { data, collection, apexClass, scale: scale === undefined ? undefined : Number(scale) };
}
