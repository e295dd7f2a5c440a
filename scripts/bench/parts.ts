import { UserError } from '../cli/arguments';
import { costs } from './costs';
import { home } from './home';
import { localOrg } from './local-org';
import { mixed } from './mixed';
import { overview } from './overview';
import { pages } from './pages';
import { monitor } from './monitor';
import type { BenchPart } from './part';
import { payments } from './payments';
import { revenue } from './revenue';
import { throughput } from './throughput';

/** All parts in the order in which they run. A new part is a file of its own and a line here. */
export const PARTS: readonly BenchPart[] = [costs, throughput, payments, revenue, mixed, overview, monitor, home, pages, localOrg];

/** The parts named; all of them where none is. */
export function partsNamed(names: readonly string[], parts: readonly BenchPart[] = PARTS): readonly BenchPart[] {
    const known = parts.map((part) => part.name);
    const wrong = names.find((name) => !known.includes(name));
    if (wrong !== undefined) throw new UserError(`The bench has no part "${wrong}". Its parts: ${known.join(', ')}.`);
    return names.length === 0 ? parts : parts.filter((part) => names.includes(part.name));
}

export function listOfParts(parts: readonly BenchPart[] = PARTS): string {
    const width = Math.max(...parts.map((part) => part.name.length));
    return parts.map((part) => `  ${part.name.padEnd(width)}  ${part.summary}`).join('\n');
}
