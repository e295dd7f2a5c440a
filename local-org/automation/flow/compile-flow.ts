import { CompileError, UnsupportedError } from '../../errors.ts';
import type { Component, XmlElement } from '../../metadata/model.ts';
import { declaredType, FlowDeclarations } from './declarations.ts';
import { compileAction } from './elements/action.ts';
import { compileAssignment } from './elements/assignment.ts';
import { compileCreate } from './elements/create.ts';
import { compileDelete, compileUpdate } from './elements/data.ts';
import { compileLookup, storesItself } from './elements/lookup.ts';
import { compileCollectionFilter, compileCustomError, compileDecision, compileLoop, compileSort, connector } from './elements/paths.ts';
import { compileSubflow } from './elements/subflow.ts';
import type { ElementCode, Flow, FlowVariable, Resource } from './flow.ts';
import { checkGraph } from './graph.ts';
import { FlowScope, required, stored } from './scope.ts';
import type { FlowWorld } from './scope.ts';
import { findUnsupported, namePlace, NODE_NAMES } from './shape.ts';
import type { NodeName } from './shape.ts';
import { compileStart, momentOf, SAVING } from './start.ts';
import type { Moment } from './start.ts';
import { scalar } from './types.ts';
import { compileFor, compileTemplate } from './values.ts';

export interface CompiledFlow {
    readonly flow: Flow | undefined;
    readonly problems: readonly (CompileError | UnsupportedError)[];
}

/** Elements that a flow may hold which runs before its record is saved. */
const BEFORE_SAVE: readonly NodeName[] = [
    'assignments',
    'collectionProcessors',
    'customErrors',
    'decisions',
    'loops',
    'recordLookups',
    'recordUpdates'
];

export function compileFlow(component: Component, world: FlowWorld): CompiledFlow {
    return new FlowCompiler(component, world).compile();
}

class FlowCompiler {
    private readonly component: Component;
    private readonly xml: XmlElement;
    private readonly scope: FlowScope;
    private readonly moment: Moment | undefined;
    private readonly problems: (CompileError | UnsupportedError)[] = [];
    /** Line and text of what was reported, without the place that stands before it. */
    private readonly reported = new Set<string>();
    private readonly elements = new Map<string, ElementCode>();

    constructor(component: Component, world: FlowWorld) {
        this.component = component;
        this.xml = component.xml;
        const start = component.xml.child('start');
        const bare = new FlowScope(component.file, world, undefined);
        this.moment = this.attempt(() => momentOf(bare, start));
        const objectName = start?.value('object');
        const triggered = this.moment !== undefined && this.moment !== 'call';
        const object = triggered && objectName !== undefined ? this.attempt(() => bare.object(objectName, start!.line), start) : undefined;
        if (triggered && this.moment !== 'schedule' && objectName === undefined)
            this.attempt(() => this.raise(start!, 'A triggered flow must name its object.'), start);
        this.scope = new FlowScope(component.file, world, object, SAVING.has(this.moment));
    }

    compile(): CompiledFlow {
        const { scope, xml, component } = this;
        this.problems.push(...findUnsupported(xml, component.file), ...checkGraph(xml, component.file));
        const variables = new FlowDeclarations(scope, xml, (action, part) => this.attempt(action, part)).all();
        const start = this.attempt(() => compileStart(scope, xml), xml.child('start'));
        for (const kind of NODE_NAMES) for (const node of xml.all(kind)) this.compileElement(kind, node);
        this.compileResources();
        this.checkInterviewLabel();
        if (!start) return { flow: undefined, problems: this.problems };
        return { flow: this.flow(start, variables), problems: this.problems };
    }

    private flow(start: Flow['start'], variables: readonly FlowVariable[]): Flow {
        const { scope, xml, elements, problems } = this;
        const order = xml.value('triggerOrder');
        const unsupported = (): UnsupportedError | undefined => problems.find((problem) => problem instanceof UnsupportedError);
        return {
            name: this.component.fullName,
            label: xml.value('label') ?? this.component.fullName,
            file: this.component.file,
            runInMode: (xml.value('runInMode') as Flow['runInMode'] | undefined) ?? 'DefaultMode',
            order: order === undefined ? undefined : Number(order),
            start,
            variables,
            get recordPaths() {
                return [...scope.recordPaths.values()];
            },
            element: (name) => elements.get(name.toLowerCase())!,
            resource: (name) => scope.resource(name, 1),
            requireSupported: () => {
                const found = unsupported();
                if (found) throw found;
            }
        };
    }

    /** Runs an action; a problem is noted with the part of the flow that has it, and what it would have given stays out. */
    private attempt<T>(action: () => T, part: XmlElement | undefined = undefined): T | undefined {
        try {
            return action();
        } catch (error) {
            if (!(error instanceof CompileError) && !(error instanceof UnsupportedError)) throw error;
            const key = `${error.position?.line} ${error.message}`;
            if (this.reported.has(key)) return undefined;
            this.reported.add(key);
            const named = part && error instanceof CompileError;
            this.problems.push(named ? new CompileError(error.position, namePlace(part, error.message)) : error);
            return undefined;
        }
    }

    private raise(xml: XmlElement, text: string): never {
        throw this.scope.problem(xml.line, text);
    }

    private compileElement(kind: NodeName, node: XmlElement): void {
        this.attempt(() => {
            const name = required(this.scope, node, 'name');
            if (this.moment === 'beforeSave' && !BEFORE_SAVE.includes(kind)) {
                this.raise(node, `A flow that runs before the record is saved can't have ${kind}.`);
            }
            const fault = connector(node, 'faultConnector');
            if (this.moment === 'beforeSave' && kind === 'recordUpdates' && fault !== null) {
                this.raise(node, "An update before the record is saved can't have a fault path.");
            }
            const code = this.codeOf(kind, node, name);
            this.elements.set(name.toLowerCase(), { name, kind, label: node.value('label') ?? name, fault, ...code });
        }, node);
    }

    private codeOf(kind: NodeName, node: XmlElement, name: string): Pick<ElementCode, 'step' | 'batch' | 'returned'> {
        const { scope } = this;
        const next = connector(node);
        switch (kind) {
            case 'assignments':
                return compileAssignment(scope, node, next);
            case 'decisions':
                return compileDecision(scope, node);
            case 'loops':
                return compileLoop(scope, node, name, this.currentItem(node, name));
            case 'collectionProcessors':
                return this.collectionProcessor(node, name, next);
            case 'customErrors':
                return compileCustomError(scope, node);
            case 'recordLookups':
                return compileLookup(
                    scope,
                    node,
                    name,
                    next,
                    storesItself(node) ? scope.resource(name, node.line) : stored(name, scalar('Null'))
                );
            case 'recordCreates':
                return compileCreate(scope, node, next, scope.resource(name, node.line));
            case 'recordUpdates':
                return compileUpdate(scope, node, next, this.moment === 'beforeSave');
            case 'recordDeletes':
                return compileDelete(scope, node, next);
            case 'actionCalls':
                return compileAction(scope, node, name, next);
            case 'subflows':
                return compileSubflow(scope, node, name, next);
            case 'recordRollbacks':
                throw scope.unsupported(node.line, 'Roll Back Records, an element of screen flows');
        }
    }

    /** A variable of the flow's own, or the name of the loop itself. */
    private currentItem(node: XmlElement, name: string): Resource {
        const variable = node.value('assignNextValueToReference');
        return this.scope.resource(variable ?? name, node.line);
    }

    private collectionProcessor(node: XmlElement, name: string, next: string | null): Pick<ElementCode, 'step'> {
        const type = required(this.scope, node, 'collectionProcessorType');
        if (type === 'SortCollectionProcessor') return compileSort(this.scope, node, next);
        if (type !== 'FilterCollectionProcessor') throw this.scope.unsupported(node.line, `the collection processor ${type} in flows`);
        return compileCollectionFilter(this.scope, node, this.currentItem(node, name), this.scope.resource(name, node.line), next);
    }

    /** Nobody sees it here; what it names must be there all the same. */
    private checkInterviewLabel(): void {
        const label = this.xml.child('interviewLabel');
        if (!label) return;
        this.attempt(() => {
            try {
                compileTemplate(this.scope, label.text, label.line);
            } catch (error) {
                if (!(error instanceof UnsupportedError)) throw error;
            }
        });
    }

    /** Also what no element uses must be right: an org checks all of a flow. */
    private compileResources(): void {
        const { scope, xml } = this;
        for (const kind of ['constants', 'formulas', 'textTemplates']) {
            for (const node of xml.all(kind)) this.attempt(() => scope.resource(node.value('name') ?? '', node.line), node);
        }
        for (const node of xml.all('variables')) {
            const value = node.child('value');
            if (value) this.attempt(() => compileFor(scope, declaredType(scope, node), value, node.line, node.value('name') ?? ''), node);
        }
    }
}
