import type { ApexProgram } from '../../../apex/program.ts';
import { ProblemList, UnsupportedError } from '../../../errors.ts';
import type { FakeOrg } from './fixtures.ts';
import { flowXml } from './fixtures.ts';

/** What an org, or the local org alone, has against a flow. */
export function problemsOf(org: FakeOrg, body: string, program?: ApexProgram): string[] {
    try {
        org.catalogue({ Flow: flowXml(body) }, program);
    } catch (error) {
        if (!(error instanceof ProblemList)) throw error;
        return error.problems.map((problem) => (problem instanceof UnsupportedError ? `unsupported: ${problem.feature}` : problem.message));
    }
    return [];
}
