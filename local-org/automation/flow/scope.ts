import type { ApexProgram, ApexVariable } from '../../apex/program.ts';
import { SObject } from '../../apex/runtime/sobject.ts';
import { CompileError, UnsupportedError } from '../../errors.ts';
import type { Position } from '../../errors.ts';
import { findGlobal } from '../../formula/globals.ts';
import { findFieldPath } from '../../formula/references.ts';
import type { ProjectMetadata, XmlElement } from '../../metadata/model.ts';
import type { ObjectInfo, Schema } from '../../schema/model.ts';
import { fromApexValue, toApexType } from './convert.ts';
import { notSet } from './faults.ts';
import type { Resource } from './flow.ts';
import { flowGlobal, globalConstant } from './globals.ts';
import type { Interview } from './interview.ts';
import type { FlowType } from './types.ts';
import { recordType, scalar, typeOfApex, typeOfField } from './types.ts';

/** What a flow shows to the flows that call it. */
export interface FlowSignature {
    readonly inputs: ReadonlyMap<string, FlowType>;
    readonly outputs: ReadonlyMap<string, FlowType>;
}

/** What surrounds a flow while it is compiled. */
export interface FlowWorld {
    readonly metadata: ProjectMetadata;
    readonly schema: Schema;
    /** Undefined where the project's Apex is not compiled: then no flow may call it. */
    readonly program: ApexProgram | undefined;
    /** Of an active autolaunched flow. */
    signature(flow: string): FlowSignature | undefined;
}

/** Something declared in the flow itself: a variable, a formula, an element with an output. */
export type Declaration =
    | { readonly kind: 'value'; readonly resource: Resource }
    /** An element with several named outputs. */
    | { readonly kind: 'outputs'; readonly key: string; readonly outputs: ReadonlyMap<string, FlowType> };

/** The names that one flow knows. */
export class FlowScope {
    readonly file: string;
    readonly world: FlowWorld;
    /** Object of $Record, undefined in flows without one. */
    readonly triggerObject: ObjectInfo | undefined;
    /** Does the flow run while its record is being saved or deleted? */
    readonly saving: boolean;
    readonly recordPaths = new Map<string, readonly string[]>();
    private readonly declarations = new Map<string, () => Declaration>();
    private readonly resources = new Map<string, Resource>();
    private readonly open = new Set<string>();

    constructor(file: string, world: FlowWorld, triggerObject: ObjectInfo | undefined, saving = false) {
        this.file = file;
        this.world = world;
        this.triggerObject = triggerObject;
        this.saving = saving;
    }

    get schema(): Schema {
        return this.world.schema;
    }

    position(line: number): Position {
        return { file: this.file, line, column: 1 };
    }

    problem(line: number, text: string): CompileError {
        return new CompileError(this.position(line), text);
    }

    unsupported(line: number, feature: string): UnsupportedError {
        return new UnsupportedError(feature, this.position(line));
    }

    object(name: string, line: number): ObjectInfo {
        const found = this.schema.object(name);
        if (!found) throw this.problem(line, `sObject type '${name}' is not supported.`);
        return found;
    }

    declare(name: string, line: number, declaration: () => Declaration): void {
        const key = name.toLowerCase();
        if (this.declarations.has(key)) throw this.problem(line, `The name "${name}" is used more than once in this flow.`);
        let made: Declaration | undefined;
        this.declarations.set(key, () => (made ??= declaration()));
    }

    /** What a name stands for; throws where it stands for nothing. */
    resource(name: string, line: number): Resource {
        const known = this.resources.get(name.toLowerCase());
        if (known) return known;
        const found = this.find(name, line);
        if (!found) throw this.problem(line, `The flow has no element or resource "${name}".`);
        this.resources.set(name.toLowerCase(), found);
        return found;
    }

    find(name: string, line: number): Resource | undefined {
        const parts = name.split('.');
        const head = parts[0]!.toLowerCase();
        if (head === '$record' || head === '$record__prior') return this.record(parts, line);
        if (head === '$flow') return flowGlobal(parts[1] ?? '', () => this.unsupported(line, `${name} in flows`));
        if (head === '$globalconstant') return globalConstant(parts[1] ?? '');
        if (head.startsWith('$')) return this.global(parts, line);
        return this.declared(parts, line);
    }

    private record(parts: readonly string[], line: number): Resource | undefined {
        const object = this.triggerObject;
        if (!object) return undefined;
        const prior = parts[0]!.toLowerCase() === '$record__prior';
        if (prior && !this.saving) throw this.problem(line, '$Record__Prior needs a record that is being saved.');
        const base: Resource = {
            type: recordType(object.name),
            read: prior ? (interview) => interview.prior : (interview) => interview.record
        };
        if (parts.length === 1) return base;
        const found = this.member(base, parts.slice(1), line, parts.join('.'));
        if (!found) return undefined;
        if (!prior && found.recordPath && found.recordPath.length > 1) this.recordPaths.set(found.recordPath.join('.'), found.recordPath);
        if (!prior) return found;
        const { write: _write, ...readable } = found;
        return readable;
    }

    private global(parts: readonly string[], line: number): Resource | undefined {
        const found = findGlobal(this.world, parts, this.position(line));
        if (!found) return undefined;
        const type = found.field
            ? typeOfField(found.field)
            : scalar(found.type === 'Boolean' ? 'Boolean' : found.type === 'DateTime' ? 'DateTime' : 'String');
        return type && { type, read: (interview) => interview.run.host.global(found.path) ?? null };
    }

    private declared(parts: readonly string[], line: number): Resource | undefined {
        const key = parts[0]!.toLowerCase();
        const declare = this.declarations.get(key);
        if (!declare) return undefined;
        if (this.open.has(key)) throw this.problem(line, `The resource "${parts[0]}" refers to itself.`);
        this.open.add(key);
        try {
            const declaration = declare();
            if (declaration.kind === 'value') return this.member(declaration.resource, parts.slice(1), line, parts.join('.'));
            const output = findCaseless(declaration.outputs, parts[1] ?? '');
            return output && this.member(stored(`${declaration.key}.${output[0]}`, output[1]), parts.slice(2), line, parts.join('.'));
        } finally {
            this.open.delete(key);
        }
    }

    /** A field of a record or of an Apex-defined value, through parents. */
    private member(base: Resource, path: readonly string[], line: number, whole: string): Resource | undefined {
        if (path.length === 0) return base;
        if (base.type.collection) return undefined;
        if (base.type.data === 'SObject') return this.recordField(base, path, whole);
        if (base.type.data === 'Apex') return this.apexMember(base, path, line, whole);
        return undefined;
    }

    /** A record that is not there gives no value and faults; the record before a save may be missing. */
    private recordField(base: Resource, names: readonly string[], whole: string): Resource | undefined {
        const optional = whole.toLowerCase().startsWith('$record__prior');
        const object = this.schema.object(base.type.object!);
        const found = object && findFieldPath(this.schema, object, names);
        const type = found && typeOfField(found.field);
        if (!found || !type) return undefined;
        const { path, field } = found;
        const read = (interview: Interview): unknown => {
            const row = base.read(interview) as SObject | null;
            if (!row && !optional) throw notSet(whole);
            const value = interview.field(row, path);
            if (value === null && row && path.length > 1 && interview.field(row, [...path.slice(0, -1), 'Id']) === null)
                throw notSet(whole);
            return value;
        };
        if (path.length > 1) return { type, read, recordPath: path };
        const write = (interview: Interview, value: unknown): void => {
            let row = base.read(interview) as SObject | null;
            if (!row) {
                row = new SObject(object.name);
                base.write?.(interview, row);
            }
            interview.setField(row, field.name, value === '' ? null : toApexType(field.apexType, value, interview.timeZone));
        };
        return { type, read, write, recordPath: path };
    }

    private apexMember(base: Resource, path: readonly string[], line: number, whole: string): Resource | undefined {
        const owner = this.world.program?.findClass(base.type.apexClass!);
        if (!owner) throw this.problem(line, `The Apex class "${base.type.apexClass}" doesn't exist.`);
        const variable: ApexVariable | undefined = owner.variables.find((known) => known.name.toLowerCase() === path[0]!.toLowerCase());
        const type = variable && typeOfApex(variable.type);
        if (!variable || !type || !variable.annotations.some((annotation) => annotation.name.toLowerCase() === 'auraenabled'))
            return undefined;
        const inner: Resource = {
            type,
            read: (interview) => {
                const value = base.read(interview);
                return value ? fromApexValue(variable.get(value)) : null;
            },
            write: (interview, value) => {
                let holder = base.read(interview);
                if (!holder) base.write?.(interview, (holder = owner.newInstance()));
                variable.set(holder, toApexType(variable.type, value, interview.timeZone));
            }
        };
        return this.member(inner, path.slice(1), line, whole);
    }
}

/** A value that the interview keeps under a name of its own. */
export function stored(key: string, type: FlowType): Resource {
    const place = key.toLowerCase();
    return {
        type,
        read: (interview) => interview.values.get(place) ?? null,
        write: (interview, value) => void interview.values.set(place, value)
    };
}

export function findCaseless<T>(map: ReadonlyMap<string, T>, name: string): [string, T] | undefined {
    for (const entry of map) if (entry[0].toLowerCase() === name.toLowerCase()) return entry;
    return undefined;
}

export function required(scope: FlowScope, xml: XmlElement, name: string): string {
    const text = xml.value(name)?.trim();
    if (text) return text;
    throw scope.problem(xml.line, `${xml.value('name') ?? xml.name} has no ${name}.`);
}
