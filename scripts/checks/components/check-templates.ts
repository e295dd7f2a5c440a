import ts from 'typescript';
import { API_VERSION } from '../metadata/project.ts';
import type { Problem } from '../metadata/project.ts';
import { propertiesOf, publicSince, slotsOf } from './base-components.ts';
import { problemIn } from './bundles.ts';
import type { Bundle } from './bundles.ts';
import { componentOf, elementsOf, childrenOf, lineOf, pathOf } from './templates.ts';
import type { ElementNode, Expression, Node, Template, Value } from './templates.ts';
import type { ComponentClass, ComponentTypes } from './types.ts';

/** What every element has, and so every component. */
const GLOBAL = /^(aria[A-Z]\w*|role|title|hidden|tabIndex|id|lang|dir|accessKey|draggable|spellcheck|exportparts|part)$/;

/** Names that a template knows besides the members of its class, and paths that are there because they were asked for. */
interface Scope {
    readonly variables: ReadonlyMap<string, ts.Type>;
    readonly present: ReadonlySet<string>;
}

/** What an org, or nobody before a person sees it, would find: names in templates that lead nowhere. */
export function checkTemplates(templates: readonly Template[], bundles: readonly Bundle[], types: ComponentTypes): Problem[] {
    const project = new Project(templates, bundles, types);
    return templates.flatMap((template) => new TemplateCheck(template, project).run());
}

class Project {
    readonly types: ComponentTypes;
    private readonly bundles: ReadonlyMap<string, Bundle>;
    private readonly slots: ReadonlyMap<string, ReadonlySet<string>>;

    constructor(templates: readonly Template[], bundles: readonly Bundle[], types: ComponentTypes) {
        this.types = types;
        this.bundles = new Map(bundles.map((bundle) => [bundle.name, bundle]));
        const slots = new Map<string, Set<string>>();
        for (const { bundle, root } of templates) {
            const own = slots.get(bundle.name) ?? new Set();
            slots.set(bundle.name, own);
            for (const node of elementsOf(root)) if (node.type === 'Slot') own.add(node.slotName);
        }
        this.slots = slots;
    }

    component(name: string): { component: ComponentClass | undefined; slots: ReadonlySet<string> } | undefined {
        const bundle = this.bundles.get(name);
        return bundle && { component: this.types.classOf(bundle), slots: this.slots.get(name) ?? new Set() };
    }
}

class TemplateCheck {
    private readonly template: Template;
    private readonly project: Project;
    private readonly types: ComponentTypes;
    private readonly component: ComponentClass | undefined;
    private readonly problems: Problem[] = [];

    constructor(template: Template, project: Project) {
        this.template = template;
        this.project = project;
        this.types = project.types;
        this.component = project.types.classOf(template.bundle);
    }

    run(): Problem[] {
        this.visit(this.template.root, { variables: new Map(), present: new Set() });
        return this.problems;
    }

    private visit(node: Node, scope: Scope): void {
        switch (node.type) {
            case 'ForEach':
                return this.visitChildren(node, this.inLoop(node, scope));
            case 'IfBlock':
            case 'ElseifBlock': {
                this.typeOf(node.condition, scope);
                for (const child of node.children) this.visit(child, withPresent(scope, node.condition));
                if (node.else) this.visit(node.else, scope);
                return;
            }
            case 'If':
                this.typeOf(node.condition, scope);
                return this.visitChildren(node, node.modifier === 'true' ? withPresent(scope, node.condition) : scope);
            case 'ForOf':
            case 'ScopedSlotFragment':
                return this.report(node, `${node.type} is nothing that this check can follow: write it with for:each or with properties`);
            case 'Text':
                if (node.value.type !== 'Literal') this.typeOf(node.value as Expression, scope);
                return;
            case 'Comment':
                return;
            case 'Root':
            case 'ElseBlock':
                return this.visitChildren(node, scope);
            default:
                this.visitElement(node, scope);
                this.visitChildren(node, scope);
        }
    }

    private visitChildren(node: Node, scope: Scope): void {
        for (const child of childrenOf(node)) this.visit(child, scope);
    }

    private inLoop(node: Extract<Node, { type: 'ForEach' }>, scope: Scope): Scope {
        const list = this.typeOf(node.expression, scope);
        const item = list && this.types.item(list);
        if (list && !item) this.report(node, `{${pathOf(node.expression).join('.')}} is no list but ${this.types.nameOf(list)}`);
        const variables = new Map(scope.variables);
        variables.set(node.item.name, item ?? this.types.checker.getAnyType());
        if (node.index) variables.set(node.index.name, this.types.checker.getNumberType());
        return { ...scope, variables };
    }

    private visitElement(node: ElementNode, scope: Scope): void {
        for (const { value } of node.attributes) if (value.type !== 'Literal') this.typeOf(value, scope);
        for (const directive of node.directives) {
            if (directive.value.type !== 'Literal') this.typeOf(directive.value, scope);
        }
        for (const { name, handler } of node.listeners) {
            const type = this.typeOf(handler, scope);
            if (type && type.getCallSignatures().length === 0 && !isAny(type)) {
                this.report(node, `on${name}={${pathOf(handler).join('.')}} is no method`);
            }
        }
        const properties = node.properties.map(({ name, value }) => ({ name, value, type: this.typeOfValue(value, scope) }));
        const component = componentOf(node);
        if (component?.[0] === 'lightning') this.checkBase(node, component[1]);
        else if (component?.[0] === 'c') this.checkOwn(node, component[1], properties);
        else if (component) this.report(node, 'there is no such namespace');
    }

    private checkBase(node: ElementNode, name: string): void {
        const since = publicSince(name);
        if (since === undefined) return this.report(node, 'there is no such base component');
        if (since > Number(API_VERSION)) this.report(node, `needs API ${since.toFixed(1)}`);
        this.checkNames(node, propertiesOf(name));
        this.checkSlots(node, slotsOf(name));
    }

    private checkOwn(
        node: ElementNode,
        name: string,
        properties: readonly { name: string; value: Value; type: ts.Type | undefined }[]
    ): void {
        const found = this.project.component(name);
        if (!found) return this.report(node, 'there is no such component in the package');
        this.checkSlots(node, found.slots);
        const { component } = found;
        if (!component) return;
        this.checkNames(node, new Set(component.api.keys()));
        for (const { name: property, type } of properties) {
            const target = component.api.get(property);
            if (!target || !type || this.types.fits(type, target)) continue;
            const wanted = this.types.nameOf(this.types.checker.getTypeOfSymbol(target));
            this.report(node, `${property} takes ${wanted}, and is given ${this.types.nameOf(type)}`);
        }
        const given = new Set(properties.map((property) => property.name));
        const spread = node.directives.some((directive) => directive.name === 'Spread');
        for (const [property, symbol] of component.api) {
            if (!spread && !given.has(property) && isRequired(symbol)) this.report(node, `needs ${property}`);
        }
    }

    private checkNames(node: ElementNode, properties: ReadonlySet<string>): void {
        for (const { name, attributeName } of node.properties) {
            if (!properties.has(name) && !GLOBAL.test(name)) this.report(node, `has no public property ${name} (${attributeName})`);
        }
    }

    private checkSlots(node: ElementNode, slots: ReadonlySet<string>): void {
        for (const child of contentOf(node)) {
            const given = 'attributes' in child ? child.attributes.find((attribute) => attribute.name === 'slot')?.value : undefined;
            const slot = given?.type === 'Literal' ? String(given.value) : '';
            if (!slots.has(slot)) this.report(node, slot === '' ? 'has no slot for what stands in it' : `has no slot ${slot}`);
        }
    }

    private typeOfValue(value: Value, scope: Scope): ts.Type | undefined {
        if (value.type !== 'Literal') return this.typeOf(value, scope);
        const { checker } = this.types;
        return typeof value.value === 'boolean' ? checker.getTrueType() : checker.getStringLiteralType(value.value);
    }

    /** Follows a path from the class or a loop variable; reports, and answers undefined, where it leads nowhere. */
    private typeOf(expression: Expression, { variables, present }: Scope): ts.Type | undefined {
        if (!this.component) return undefined;
        const path = pathOf(expression);
        let type: ts.Type | undefined = variables.get(path[0]!);
        for (let at = type ? 1 : 0; at < path.length; at++) {
            const before = path.slice(0, at).join('.');
            if (type && this.types.mayBeMissing(type) && !present.has(before)) {
                this.report(expression, `{${path.join('.')}}: ${before} may be undefined here; show this with lwc:if={${before}} only`);
            }
            const next = this.types.member(type ?? this.component.type, path[at]!);
            if (!next) {
                const owner = at === 0 ? this.template.bundle.name : `${before}, which is ${this.types.nameOf(type!)}`;
                this.report(expression, `{${path.join('.')}}: there is no ${path[at]} in ${owner}`);
                return undefined;
            }
            type = next;
        }
        return type;
    }

    private report(node: { readonly location: { readonly startLine: number } }, message: string): void {
        const name = 'name' in node && 'attributes' in node ? `<${String(node.name)}> ` : '';
        this.problems.push(problemIn(this.template.bundle, this.template.file, lineOf(node), `${name}${message}`));
    }
}

/** What is put into a component, whatever decides on it: blanks and comments left out. */
function contentOf(node: Node): Node[] {
    return childrenOf(node).flatMap((child) => {
        if (child.type === 'Comment' || (child.type === 'Text' && child.raw.trim() === '')) return [];
        return 'attributes' in child || child.type === 'Text' ? [child] : contentOf(child);
    });
}

function withPresent(scope: Scope, condition: Expression): Scope {
    const path = pathOf(condition);
    const prefixes = path.map((_name, at) => path.slice(0, at + 1).join('.'));
    return { ...scope, present: new Set([...scope.present, ...prefixes]) };
}

/** `@api name!: Type`: the component relies on it from the start. */
function isRequired(symbol: ts.Symbol): boolean {
    return (symbol.declarations ?? []).some(
        (declaration) => 'exclamationToken' in declaration && declaration.exclamationToken !== undefined
    );
}

function isAny(type: ts.Type): boolean {
    return (type.flags & ts.TypeFlags.Any) !== 0;
}
