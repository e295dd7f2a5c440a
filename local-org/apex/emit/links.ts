import { quote } from '../check/constants.ts';
import type { ApexType } from '../types.ts';

/**
 * What the JavaScript of one unit takes from outside: operators, members of the library, other classes. Each is bound
 * once, in front of the code, when the unit is loaded; so the code itself holds nothing but names and can be cached.
 */
export class Links {
    private readonly operators = new Set<string>();
    private readonly bound = new Map<string, string>();
    /** Names of classes, of the project or of the platform, that the code cannot do without. */
    readonly classes = new Set<string>();

    /** A function of `runtime/operators.ts`. */
    operator(name: string): string {
        this.operators.add(name);
        return name;
    }

    private bind(expression: string): string {
        let name = this.bound.get(expression);
        if (!name) this.bound.set(expression, (name = `$${this.bound.size + 1}`));
        return name;
    }

    /** Behaviour of a method or constructor of the library. */
    member(owner: string, name: string, parameters: readonly ApexType[], isStatic: boolean): string {
        return this.bind(`R.member(${quote(owner)},${quote(name)},${JSON.stringify(parameters)},${isStatic})`);
    }

    creation(owner: string, parameters: readonly ApexType[]): string {
        return this.bind(`R.creation(${quote(owner)},${JSON.stringify(parameters)})`);
    }

    property(owner: string, name: string): string {
        return this.bind(`R.property(${quote(owner)},${quote(name)})`);
    }

    enumValue(owner: string, name: string): string {
        this.classes.add(owner);
        return this.bind(`R.enumValue(${quote(owner)},${quote(name)})`);
    }

    enumConstants(owner: string): string {
        this.classes.add(owner);
        return this.bind(`R.enumConstants(${quote(owner)})`);
    }

    /** The functions of another unit. */
    functions(unit: string): string {
        this.classes.add(unit);
        return this.bind(`R.functions(${quote(unit)})`);
    }

    /** The JavaScript class whose instances are the Apex class's. */
    shell(className: string): string {
        this.classes.add(className);
        return this.bind(`R.shell(${quote(className)})`);
    }

    type(type: ApexType): string {
        this.mention(type);
        return this.bind(`R.type(${JSON.stringify(type)})`);
    }

    decimal(text: string): string {
        return this.bind(`R.decimal(${quote(text)})`);
    }

    double(text: string): string {
        return this.bind(`R.double(${quote(text)})`);
    }

    soql(text: string): string {
        return this.bind(`R.soql(${quote(text)})`);
    }

    objectToken(object: string): string {
        return this.bind(`R.objectToken(${quote(object)})`);
    }

    fieldToken(object: string, field: string): string {
        return this.bind(`R.fieldToken(${quote(object)},${quote(field)})`);
    }

    /** `X.class` */
    typeValue(type: ApexType): string {
        this.mention(type);
        return this.bind(`R.typeValue(${JSON.stringify(type)})`);
    }

    private mention(type: ApexType): void {
        if (type.kind === 'list' || type.kind === 'set') this.mention(type.of);
        else if (type.kind === 'map') [type.key, type.value].forEach((part) => this.mention(part));
        else if (type.kind === 'class') this.classes.add(type.name);
    }

    /** All of it, on one line, to stand in front of the unit's code. */
    prologue(): string {
        const operators = this.operators.size > 0 ? `const {${[...this.operators].join(',')}}=R.operators;` : '';
        const bound = [...this.bound].map(([expression, name]) => `${name}=${expression}`);
        return operators + (bound.length > 0 ? `const ${bound.join(',')};` : '');
    }
}
