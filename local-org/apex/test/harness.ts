import type { TriggerContext, Transaction } from '../../automation/transaction.ts';
import { withTransaction } from '../../automation/transaction.ts';
import type { DmlRequest } from '../../automation/transaction.ts';
import { Limits } from '../../limits/limits.ts';
import { ProblemList } from '../../errors.ts';
import type { Component, ProjectMetadata, XmlElement } from '../../metadata/model.ts';
import { parseXml } from '../../metadata/xml.ts';
import { buildSchema } from '../../schema/build.ts';
import type { Schema } from '../../schema/model.ts';
import { compileProject } from '../compile.ts';
import type { ApexProgram } from '../program.ts';
import type { SObject } from '../runtime/sobject.ts';
import { stringOf } from '../runtime/values/text.ts';

/** Classes and triggers as text; a name is read from its source. */
export function project(...sources: readonly string[]): ProjectMetadata {
    return metadataOf(sources.map(sourceComponent));
}

function metadataOf(components: readonly Component[]): ProjectMetadata {
    const ofType = (type: string): Component[] => components.filter((component) => component.type === type);
    return {
        root: '/nowhere',
        components,
        ofType,
        find: (type, name) => ofType(type).find((component) => component.fullName.toLowerCase() === name.toLowerCase())
    };
}

function xml(text: string): XmlElement {
    return parseXml(text, 'test.xml');
}

function sourceComponent(source: string): Component {
    const [, keyword, name] = /\b(class|interface|enum|trigger)\s+(\w+)/i.exec(source)!;
    const isTrigger = keyword!.toLowerCase() === 'trigger';
    const bodyFile = isTrigger ? `triggers/${name}.trigger` : `classes/${name}.cls`;
    return {
        type: isTrigger ? 'ApexTrigger' : 'ApexClass',
        fullName: name!,
        file: `${bodyFile}-meta.xml`,
        xml: xml('<ApexClass/>'),
        body: source,
        bodyFile
    };
}

let standardSchema: Schema | undefined;

export function schema(): Schema {
    standardSchema ??= buildSchema(metadataOf([]));
    return standardSchema;
}

export function compile(...sources: readonly string[]): ApexProgram {
    return compileProject(project(...sources), schema(), { cache: false });
}

/** What the compiler says of the sources, one line a problem: 'Foo.cls:1:20 Invalid type: X'. */
export function problems(...sources: readonly string[]): string[] {
    try {
        compile(...sources);
        return [];
    } catch (error) {
        if (!(error instanceof ProblemList)) throw error;
        return error.problems.map((problem) => {
            const { file = '', line = 0, column = 0 } = problem.position ?? {};
            const message = 'feature' in problem ? `unsupported: ${problem.feature}` : problem.message;
            return `${file.split('/').at(-1)}:${line}:${column} ${message}`;
        });
    }
}

export interface Recorded {
    readonly queries: { readonly text: string; readonly binds: readonly unknown[]; readonly access: string; readonly sharing: string }[];
    readonly dml: DmlRequest[];
    rows: SObject[];
    trigger: TriggerContext | null;
}

export function record(): Recorded {
    return { queries: [], dml: [], rows: [], trigger: null };
}

/** Runs the action in a transaction that answers queries from a list and only notes DML. */
export function inTransaction<T>(program: ApexProgram, action: () => T, recorded: Recorded = record()): T {
    const statics = new Map<object, object>();
    const transaction = {
        org: { program, schema: schema() },
        kind: 'synchronous',
        limits: new Limits(false, { cpuTime: 40 }),
        isTest: false,
        sharing: 'without',
        trigger: recorded.trigger,
        user: { timeZone: 'GMT', locale: 'en_US' },
        now: () => 0,
        statics: <S extends object>(key: object, initialise: () => S): S => {
            if (!statics.has(key)) statics.set(key, initialise());
            return statics.get(key) as S;
        },
        query(query: { text: string }, binds: readonly unknown[], access: string) {
            recorded.queries.push({ text: query.text, binds, access, sharing: this.sharing });
            return recorded.rows;
        },
        count(query: { text: string }, binds: readonly unknown[], access: string) {
            recorded.queries.push({ text: query.text, binds, access, sharing: this.sharing });
            return recorded.rows.length;
        },
        dml: (request: DmlRequest) => {
            recorded.dml.push(request);
            return [];
        }
    };
    return withTransaction(transaction as unknown as Transaction, action);
}

/** The result of `static Object run()` of the class `T`, as text. */
export function run(...sources: readonly string[]): string {
    const program = compile(...sources);
    return call(program, 'T', 'run');
}

export function call(
    program: ApexProgram,
    className: string,
    method: string,
    values: readonly unknown[] = [],
    recorded?: Recorded
): string {
    const found = program.findClass(className)!.methods.find((candidate) => candidate.name === method)!;
    return stringOf(inTransaction(program, () => found.invoke(null, values), recorded));
}

/** The value of an expression, after statements. */
export function evaluate(expression: string, statements = ''): string {
    return run(`public class T { public static Object run() { ${statements} return ${expression}; } }`);
}
