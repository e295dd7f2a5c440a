import { compileProject } from '../apex/compile.ts';
import type { ApexProgram } from '../apex/program.ts';
import { compileFlows } from '../automation/flow/compile-flows.ts';
import { ProblemList } from '../errors.ts';
import { checkFormulas } from '../formula/check-formulas.ts';
import { readProject } from '../metadata/load.ts';
import type { ProjectMetadata } from '../metadata/model.ts';
import { checkShape, isKnownMetadataType } from '../metadata/shape.ts';
import { readSchema } from '../schema/build.ts';
import type { Schema } from '../schema/model.ts';
import { checkFields } from './fields.ts';
import { Findings } from './findings.ts';
import type { Problem } from './findings.ts';
import { checkBundles } from './references/bundles.ts';
import { checkLabels } from './references/labels.ts';
import { checkObjectParts } from './references/objects.ts';
import { checkPages } from './references/pages.ts';
import { checkPermissionSets } from './references/permission-sets.ts';
import { checkReports } from './references/reports.ts';
import { checkSetup } from './references/setup.ts';
import { checkTranslations } from './references/translations.ts';
import { checkSizes } from './sizes.ts';

export interface FindOptions {
    /** More source directories, relative to the project. */
    readonly extraDirectories?: readonly string[];
    /** Where compiled programs are kept; `.local-org/cache` of the project unless said otherwise. */
    readonly cacheDirectory?: string;
}

export interface ProjectProblems {
    /** What could be read. */
    readonly metadata: ProjectMetadata;
    readonly problems: readonly Problem[];
    /** Of flows that nothing runs by itself: what refuses whoever calls them. They stand in nobody else's way. */
    readonly refusedWhenCalled: readonly Problem[];
    readonly counts: { readonly components: number; readonly classes: number; readonly triggers: number; readonly flows: number };
}

/**
 * Everything that an org would refuse of a project, or that the local org cannot run: elements of metadata files,
 * schema, Apex, formulas, flows, and references between components. Problems come in the order of their places.
 */
export function findProblems(project: string, { extraDirectories = [], ...options }: FindOptions = {}): ProjectProblems {
    const { metadata, problems: unread } = readProject(project, extraDirectories);
    const counts = {
        components: metadata.components.length,
        classes: metadata.ofType('ApexClass').length,
        triggers: metadata.ofType('ApexTrigger').length,
        flows: metadata.ofType('Flow').length
    };
    // What a file that cannot be read would have held is missing everywhere: nothing is said of that.
    const unreadable = unread.some((problem) => problem.message.startsWith('Error parsing file'));
    const found = unreadable ? { more: misshapen(metadata), refusedWhenCalled: [] } : meaningless(metadata, options);
    return { metadata, problems: inOrder([...unread, ...found.more]), refusedWhenCalled: found.refusedWhenCalled, counts };
}

const CHECKS = [
    checkFields,
    checkSizes,
    checkLabels,
    checkObjectParts,
    checkPermissionSets,
    checkPages,
    checkBundles,
    checkReports,
    checkSetup,
    checkTranslations
];

function meaningless(
    metadata: ProjectMetadata,
    options: { readonly cacheDirectory?: string }
): { more: Problem[]; refusedWhenCalled: Problem[] } {
    const { schema, problems: inSchema } = readSchema(metadata);
    const { program, problems: inApex } = compiled((leaveOutBroken) => compileProject(metadata, schema, { ...options, leaveOutBroken }));
    const findings = new Findings(metadata, schema, program);
    for (const check of CHECKS) check(findings);
    const flows = metadata.ofType('Flow').filter((flow) => flow.xml.value('status') !== 'Obsolete');
    const compiledFlows = compileFlows(flows, metadata, schema, program);
    const all = [
        ...misshapen(metadata),
        ...inSchema,
        ...inApex,
        ...checkFormulas(metadata, schema),
        ...compiledFlows.problems,
        ...findings.problems
    ];
    return { more: withoutEchoes(all, refusedFields(metadata, schema)), refusedWhenCalled: [...compiledFlows.broken.values()] };
}

/** The problems of all classes and triggers, and the program of those that have none. */
function compiled(compile: (leaveOutBroken: boolean) => ApexProgram): { program: ApexProgram; problems: readonly Problem[] } {
    try {
        return { program: compile(false), problems: [] };
    } catch (error) {
        if (!(error instanceof ProblemList)) throw error;
        return { program: compile(true), problems: error.problems };
    }
}

/** The elements of every file; those of flows are looked at together with what the flows mean. */
function misshapen(metadata: ProjectMetadata): Problem[] {
    const files = new Map(metadata.components.filter(({ type }) => type !== 'Flow').map((component) => [component.file, component]));
    for (const component of metadata.components) if (isKnownMetadataType(component.xml.name)) files.set(component.file, component);
    return [...files.values()].flatMap(({ xml, file, type }) => {
        if (type === 'Flow') return [];
        return isKnownMetadataType(xml.name) ? checkShape(xml, xml.name, file) : [];
    });
}

/** Fields that are declared and not in the schema: what is wrong with each is said where it is declared. */
function refusedFields(metadata: ProjectMetadata, schema: Schema): RegExp | undefined {
    const names = metadata
        .ofType('CustomField')
        .map(({ fullName }) => fullName.split('.'))
        .filter(
            ([object = '', name = '']) => object.toLowerCase() !== 'activity' && name.endsWith('__c') && !schema.object(object)?.field(name)
        )
        .map(([, name]) => name);
    return names.length === 0 ? undefined : new RegExp(`\\b(${names.join('|')})\\b`, 'i');
}

/** Several checks may meet the same mistake, and formulas, flows and Apex those that come of a field that is refused. */
function withoutEchoes(problems: readonly Problem[], refused: RegExp | undefined): Problem[] {
    const own = problems.filter((problem) => !(refused?.test(problem.message) && ABSENCE.test(problem.message)));
    return [...new Map(own.map((problem) => [String(problem), problem])).values()];
}

const ABSENCE = /does not exist|doesn't exist|No such column|Variable does not exist|has no element or resource/i;

function inOrder(problems: readonly Problem[]): Problem[] {
    const place = ({ position }: Problem): string => `${position?.file ?? ''}:${String(position?.line ?? 0).padStart(6, '0')}`;
    return [...problems].sort((left, right) => (place(left) < place(right) ? -1 : place(left) > place(right) ? 1 : 0));
}

/** A problem as a person reads it: place, then what is wrong. */
export function describeProblem(problem: Problem): string {
    return problem.name === 'CompileError' ? problem.toString() : problem.message;
}
