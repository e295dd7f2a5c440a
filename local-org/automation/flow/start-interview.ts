import type { Flow } from './flow.ts';
import { convert } from './convert.ts';
import { Interview } from './interview.ts';
import type { FlowRun } from './interview.ts';

/** An interview with its variables as they begin; inputs by name, without regard to case. */
export function startInterview(
    flow: Flow,
    run: FlowRun,
    inputs: Readonly<Record<string, unknown>> = {},
    first = flow.start.first
): Interview {
    const interview = new Interview(flow, run, first);
    const given = new Map(Object.entries(inputs).map(([name, value]) => [name.toLowerCase(), value]));
    for (const variable of flow.variables) {
        const key = variable.name.toLowerCase();
        const wanted = variable.input && given.has(key);
        interview.values.set(key, wanted ? convert(variable.type, given.get(key), interview.timeZone) : variable.initial(interview));
    }
    return interview;
}
