import ts from 'typescript';
import type { ApexProgram, ApexVariable } from '../../../local-org/apex/program.ts';
import type { ApexType } from '../../../local-org/apex/types.ts';
import type { ComponentTypes } from './types.ts';

const TEXT = ['String', 'Id', 'Date', 'Datetime', 'Time', 'Blob'];

/** Whether values travel between Apex and TypeScript as both say: the same names, the same kinds of values. */
export class ApexShapes {
    private readonly types: ComponentTypes;
    private readonly program: ApexProgram;
    private readonly compared = new Set<string>();

    constructor(types: ComponentTypes, program: ApexProgram) {
        this.types = types;
        this.program = program;
    }

    /** Sentences about every difference; `path` says where in the value. */
    differences(type: ts.Type, apex: ApexType, path: string): string[] {
        const present = this.types.checker.getNonNullableType(type);
        if (present.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown) || apex.kind === 'object') return [];
        switch (apex.kind) {
            case 'primitive':
                return this.isAll(present, flagsOf(apex.name)) ? [] : [this.differs(path, present, apex.name)];
            case 'void':
                return type.flags & ts.TypeFlags.VoidLike ? [] : [this.differs(path, type, 'void')];
            case 'list':
            case 'set': {
                const item = this.types.item(present);
                return item ? this.differences(item, apex.of, `${path}[]`) : [this.differs(path, present, 'a list')];
            }
            case 'map': {
                const value = this.types.checker.getIndexTypeOfType(present, ts.IndexKind.String);
                return value ? this.differences(value, apex.value, `${path}[…]`) : [this.differs(path, present, 'a map')];
            }
            case 'class':
                return this.inClass(present, apex.name, path);
            default:
                return [];
        }
    }

    private inClass(type: ts.Type, name: string, path: string): string[] {
        const owner = this.program.findClass(name);
        if (!owner) return [];
        if (owner.kind === 'enum') return this.isAll(type, ts.TypeFlags.StringLike) ? [] : [this.differs(path, type, `the enum ${name}`)];
        const key = `${this.types.nameOf(type)} ${name}`;
        if (this.compared.has(key)) return [];
        this.compared.add(key);
        const members = new Map(owner.variables.filter(isSent).map((variable) => [variable.name, variable]));
        const found = type.getProperties().flatMap((symbol) => {
            const member = members.get(symbol.name);
            if (!member) return [`${path}.${symbol.name}: ${name} has no @AuraEnabled member of that name`];
            return this.differences(this.types.checker.getTypeOfSymbol(symbol), member.type, `${path}.${symbol.name}`);
        });
        // A type without a name picks what it reads; one with a name says what there is.
        const isNamed = type.symbol !== undefined && type.symbol.name !== ts.InternalSymbolName.Type;
        const unread = [...members.keys()]
            .filter((member) => isNamed && !type.getProperty(member))
            .map((member) => `${path}: ${this.types.nameOf(type)} leaves out ${member} of ${name}`);
        return [...found, ...unread];
    }

    private isAll(type: ts.Type, flags: ts.TypeFlags): boolean {
        return (type.isUnion() ? type.types : [type]).every((part) => (part.flags & flags) !== 0);
    }

    private differs(path: string, type: ts.Type, apex: string): string {
        return `${path} is ${this.types.nameOf(type)} here and ${apex} in Apex`;
    }
}

function isSent(variable: ApexVariable): boolean {
    return !variable.static && variable.annotations.some((annotation) => annotation.name.toLowerCase() === 'auraenabled');
}

function flagsOf(primitive: string): ts.TypeFlags {
    if (primitive === 'Boolean') return ts.TypeFlags.BooleanLike;
    return TEXT.includes(primitive) ? ts.TypeFlags.StringLike : ts.TypeFlags.NumberLike;
}
