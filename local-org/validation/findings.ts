import { CompileError } from '../errors.ts';
import type { UnsupportedError } from '../errors.ts';
import type { ApexProgram } from '../apex/program.ts';
import type { Component, ProjectMetadata, XmlElement } from '../metadata/model.ts';
import type { FieldInfo, ObjectInfo, Schema } from '../schema/model.ts';
import { isFieldOfSomeFeature, isStandardObjectWithoutFacts } from '../schema/standard.ts';

export type Problem = CompileError | UnsupportedError;

/** What the checks look things up in, and where they say what they found. */
export class Findings {
    readonly metadata: ProjectMetadata;
    readonly schema: Schema;
    /** Undefined where the project's Apex does not compile. */
    readonly program: ApexProgram | undefined;
    readonly problems: Problem[] = [];

    constructor(metadata: ProjectMetadata, schema: Schema, program: ApexProgram | undefined) {
        this.metadata = metadata;
        this.schema = schema;
        this.program = program;
    }

    report(component: Component, element: XmlElement | undefined, problem: string): void {
        this.reportAt(component.file, (element ?? component.xml).line, problem);
    }

    reportAt(file: string, line: number, problem: string): void {
        this.problems.push(new CompileError({ file, line, column: 1 }, problem));
    }

    /** A component that must be in the project; `element` names it. Names of other packages are not looked at. */
    requireComponent(component: Component, element: XmlElement | undefined, type: string, fullName = element?.text ?? ''): boolean {
        if (!element || fullName === '' || isForeign(fullName) || this.metadata.find(type, fullName)) return true;
        this.report(component, element, `In field: ${element.name} - no ${type} named ${fullName} found`);
        return false;
    }

    /** The object of that name; undefined, and reported, where no org can have it. */
    requireObject(component: Component, element: XmlElement | undefined, name = element?.text ?? ''): ObjectInfo | undefined {
        const found = this.schema.object(name);
        if (found || !element || name === '' || isForeign(name) || !this.isCertainlyMissing(name)) return found;
        this.report(component, element, `In field: ${element.name} - no CustomObject named ${name} found`);
        return undefined;
    }

    /** The field at the end of a path of API names; undefined, and reported, where no org can have it. */
    requireField(component: Component, element: XmlElement, object: ObjectInfo, path = element.text): FieldInfo | undefined {
        const missing = this.missingField(object, path.split('.'));
        if (missing) this.report(component, element, `In field: ${element.name} - no CustomField named ${missing} found`);
        return path.includes('.') ? undefined : object.field(path);
    }

    /** Whether some org can have a field at the end of the path. */
    hasField(object: ObjectInfo, path: readonly string[]): boolean {
        return this.missingField(object, path) === undefined;
    }

    /** 'Object.Field' where a path leads nowhere in any org; undefined where it leads somewhere, or nobody knows. */
    missingField(object: ObjectInfo, path: readonly string[]): string | undefined {
        const [name = '', ...rest] = path;
        if (isForeign(name) || /__(pc|s)$/i.test(name)) return undefined;
        if (rest.length === 0) return this.isField(object, name) ? undefined : `${object.name}.${name}`;
        const lookup = object.parentField(name) ?? object.field(name) ?? object.field(`${name}Id`);
        if (!lookup) return isFieldOfSomeFeature(object.name, `${name}Id`) ? undefined : `${object.name}.${name}`;
        const targets = lookup.referenceTo.map((target) => this.schema.object(target));
        if (targets.length === 0 || targets.includes(undefined)) return undefined;
        const found = targets.map((target) => this.missingField(target!, rest));
        return found.includes(undefined) ? undefined : found[0];
    }

    /** Fields that are declared, and that the schema refuses for another reason, are there. */
    private isField(object: ObjectInfo, name: string): boolean {
        if (object.field(name) || isFieldOfSomeFeature(object.name, name)) return true;
        // Report types name a standard lookup by its relationship.
        if (object.field(`${name}Id`)?.relationshipName === name) return true;
        if (object.kind === 'metadata' && RECORD_FACTS.test(name)) return true;
        return this.metadata.find('CustomField', `${object.name}.${name}`) !== undefined;
    }

    /** Standard objects that the facts leave out may exist; custom ones, and what is neither, do not. */
    private isCertainlyMissing(name: string): boolean {
        return /__(c|e|mdt)$/i.test(name) || !(isStandardObjectWithoutFacts(name) || /__\w+$/.test(name));
    }
}

/** What layouts and list views of custom metadata types show besides their fields. */
const RECORD_FACTS = /^(IsProtected|(Created|LastModified)(ById|Date))$/i;

/** Names with the namespace of a package: 'acme__Thing__c', 'acme__Class'. */
export function isForeign(name: string): boolean {
    return (
        /(^|\.)[A-Za-z]\w*?__[A-Za-z]\w*?__\w+$/.test(name) ||
        /^[A-Za-z][A-Za-z0-9]*__(?!(c|r|e|b|x|s|mdt|pc|kav|hd|latitude|longitude)\b)/i.test(name)
    );
}
