import type { UnsupportedError } from '../../errors.ts';
import { CompileError } from '../../errors.ts';
import type { ProjectMetadata } from '../../metadata/model.ts';
import type { Schema } from '../../schema/model.ts';
import { emitClass, emitLoose } from '../emit/unit.ts';
import type { CompiledUnit } from '../emit/compiled.ts';
import { platformClasses } from '../platform/index.ts';
import type { AnonymousNode, ClassNode, Member, TriggerNode, TypeDeclaration } from '../syntax/ast.ts';
import { parseAnonymous } from '../syntax/parse.ts';
import type { Environment } from './body.ts';
import { declareClass, declareParents, refuseCircles } from './declare.ts';
import { checkHierarchy } from './hierarchy.ts';
import { MemberDeclarer } from './members.ts';
import { checkModifiers } from './modifiers.ts';
import type { Alias } from './hierarchy.ts';
import { Problems } from './problems.ts';
import { TypeResolver } from './resolve.ts';
import { SymbolTable } from './symbols.ts';
import type { ClassSymbol, Unit } from './symbols.ts';
import { TypeSystem } from './type-system.ts';

/** A source file after parsing. */
export type ParsedFile = { readonly file: string } & (
    { readonly kind: 'class'; readonly tree: TypeDeclaration } | { readonly kind: 'trigger'; readonly tree: TriggerNode }
);

/** JavaScript of every file that could be read, and what is wrong. */
export interface CheckedProject {
    readonly units: readonly CompiledUnit[];
    readonly problems: readonly (CompileError | UnsupportedError)[];
}

const ANONYMOUS_FILE = 'anonymous.apex';
/** Namespaces of the platform (Apex Reference Guide), whether or not the library has anything of them. */
const KNOWN_NAMESPACES =
    'Apex AppLauncher Approval Auth Cache Canvas ChatterAnswers CommerceBuyGrp CommerceExtension CommerceOrders CommercePayments CommerceTax ' +
    'Compression ConnectApi Context Database Datacloud DataProtection DataSource DataWeave Dom EventBus Flow FormulaEval Functions Invocable ' +
    'InvoiceWriteOff IsvPartners KbManagement LiveAgent LxScheduler Messaging Metadata Package PlaceQuote Process QuickAction Reports ' +
    'RevSalesTrxn RevSignaling RichMessaging Schema Search Sfc Sfdc_Checkout Sfdc_Enablement Sfdc_Surveys Site Slack Support System ' +
    'TerritoryMgmt TxnSecurity UserProvisioning VisualEditor Wave WaveTemplate';

/** The classes of a project with everything that the checking of one of them needs of the others. */
export class ProjectChecker {
    private readonly symbols = new SymbolTable();
    private readonly types: TypeSystem;
    private readonly labels: ReadonlyMap<string, string>;
    /** 'account.short' */
    private readonly fieldSets: ReadonlySet<string>;
    private readonly namespaces: ReadonlySet<string>;
    private anonymousBlocks = 0;

    constructor(metadata: ProjectMetadata, schema: Schema) {
        const library = platformClasses();
        this.types = new TypeSystem(this.symbols, schema, library);
        this.labels = labelsOf(metadata);
        this.fieldSets = new Set(metadata.ofType('FieldSet').map(({ fullName }) => fullName.toLowerCase()));
        const declared = [...library.values()].map((declaration) => declaration.name.split('.')[0]!.toLowerCase());
        this.namespaces = new Set([...declared, ...KNOWN_NAMESPACES.toLowerCase().split(' ')]);
    }

    /**
     * Checks every file and makes its JavaScript, with all problems beside it.
     */
    compile(files: readonly ParsedFile[], syntaxProblems: readonly (CompileError | UnsupportedError)[]): CheckedProject {
        const problems = new Problems();
        for (const problem of syntaxProblems) problems.add(problem);
        const environment = this.environment(problems);
        const classes: ClassSymbol[] = [];
        const triggers: { tree: TriggerNode; unit: Unit; holder: ClassSymbol | null }[] = [];
        for (const { file, ...parsed } of files) {
            const unit: Unit = { file, name: parsed.tree.name };
            if (parsed.kind === 'class') classes.push(declareClass(parsed.tree, unit, null, this.symbols, problems));
            else triggers.push({ tree: parsed.tree, unit, holder: this.holder(parsed.tree, unit, problems) });
        }
        const holders = triggers.flatMap(({ holder }) => (holder ? [holder] : []));
        const aliases = this.declareAll([...classes, ...holders].flatMap(withInner), environment);
        const units = classes.map((symbol) => emitClass(environment, symbol, aliases));
        for (const { tree, unit, holder } of triggers) units.push(this.trigger(environment, tree, unit, holder, aliases));
        return { units, problems: problems.sorted() };
    }

    private environment(problems: Problems): Environment {
        const resolver = new TypeResolver(this.types, problems, this.namespaces);
        return {
            types: this.types,
            resolver,
            problems,
            label: (name) => this.labels.get(name.toLowerCase()),
            hasFieldSet: (object, name) => this.fieldSets.has(`${object}.${name}`.toLowerCase())
        };
    }

    private declareAll(symbols: readonly ClassSymbol[], environment: Environment): Map<ClassSymbol, readonly Alias[]> {
        const { resolver, problems, types } = environment;
        for (const symbol of symbols) declareParents(symbol, resolver, problems);
        for (const symbol of symbols) refuseCircles(symbol, resolver, problems);
        const members = new MemberDeclarer(resolver, problems);
        for (const symbol of symbols) members.declare(symbol);
        for (const symbol of symbols) {
            this.refusePlatformParents(symbol, problems);
            checkModifiers(symbol, problems);
        }
        return new Map(symbols.map((symbol) => [symbol, checkHierarchy(symbol, types, problems)]));
    }

    /** Of the classes of the platform, only exceptions can be extended here. */
    private refusePlatformParents(symbol: ClassSymbol, problems: Problems): void {
        const parent = symbol.superclass;
        if (!parent || this.types.symbols.ofType(parent)) return;
        if (!this.types.isException(parent)) {
            const name = parent.kind === 'class' ? parent.name : '';
            problems.unsupported(symbol.unit.file, symbol.node, `classes that extend ${name}`);
        } else if (symbol.kind === 'class' && !symbol.simpleName.toLowerCase().endsWith('exception'))
            problems.error(
                symbol.unit.file,
                symbol.node,
                `Classes extending Exception must have a name ending in Exception: ${symbol.name}`
            );
    }

    private trigger(
        environment: Environment,
        tree: TriggerNode,
        unit: Unit,
        holder: ClassSymbol | null,
        aliases: ReadonlyMap<ClassSymbol, readonly Alias[]>
    ): CompiledUnit {
        const object = this.types.schema.object(tree.object);
        if (!object) {
            const found = environment.resolver.find(`Schema.${tree.object}`, null);
            if (found?.kind === 'unsupported')
                environment.problems.unsupported(unit.file, tree.objectPosition, `triggers on ${tree.object}`);
            else environment.problems.error(unit.file, tree.objectPosition, `Invalid type: Schema.${tree.object}`);
        }
        if (object?.kind === 'event' && tree.events.some((event) => event !== 'after insert'))
            environment.problems.error(unit.file, tree, `Platform Event SObjects only supports after insert: ${object.name}`);
        return emitLoose(environment, tree, unit, holder, object?.name ?? null, aliases);
    }

    /** Methods and classes that a trigger or an anonymous block declares live in a class without a name of its own. */
    private holder(node: TriggerNode | AnonymousNode, unit: Unit, problems: Problems): ClassSymbol | null {
        if (node.declarations.length === 0) return null;
        const members = node.declarations.map((member): Member =>
            member.kind === 'method'
                ? { ...member, modifiers: { ...member.modifiers, words: [...member.modifiers.words, 'static'] } }
                : member
        );
        const tree: ClassNode = {
            kind: 'class',
            line: node.line,
            column: node.column,
            name: unit.name,
            modifiers: { annotations: [], words: [] },
            extends: null,
            implements: [],
            members
        };
        return declareClass(tree, unit, null, this.symbols, problems);
    }

    /** A block of anonymous Apex, with all that the project has in sight. */
    compileAnonymous(source: string): CompiledUnit {
        const tree = this.parseBlock(source);
        const problems = new Problems();
        const environment = this.environment(problems);
        const unit: Unit = { file: ANONYMOUS_FILE, name: `AnonymousBlock${++this.anonymousBlocks}` };
        const holder = this.holder(tree, unit, problems);
        const aliases = holder ? this.declareAll(withInner(holder), environment) : new Map<ClassSymbol, readonly Alias[]>();
        const compiled = emitLoose(environment, tree, unit, holder, null, aliases);
        problems.throwIfAny();
        return compiled;
    }

    private parseBlock(source: string): AnonymousNode {
        try {
            return parseAnonymous(source, ANONYMOUS_FILE);
        } catch (error) {
            if (!(error instanceof CompileError)) throw error;
            const problems = new Problems();
            problems.add(error);
            problems.throwIfAny();
            throw error;
        }
    }
}

function withInner(symbol: ClassSymbol): ClassSymbol[] {
    return [symbol, ...symbol.inner.values()];
}

function labelsOf(metadata: ProjectMetadata): Map<string, string> {
    return new Map(metadata.ofType('CustomLabel').map((label) => [label.fullName.toLowerCase(), label.xml.value('value') ?? '']));
}
