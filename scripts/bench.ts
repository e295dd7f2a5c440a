import { readArguments, runCommand, UserError } from './cli/arguments';
import { print } from './bench/part';
import { listOfParts, partsNamed } from './bench/parts';

runCommand(async () => {
    const options = readArguments({
        usage: 'npm run bench -- [PART…] [--events N,N,…]',
        summary: `Measures the package and the local org on this machine. Parts (all of them where none is named):\n${listOfParts()}\nExit code 1 when a part finds that a limit is not kept.`,
        positionals: 'PART',
        options: { events: { value: 'N,N,…', help: 'numbers of events to compare, for the parts that compare several' } }
    });
    const sizes = options.text('events')?.split(',').map(Number);
    if (sizes?.some((size) => !Number.isInteger(size) || size < 1))
        throw new UserError('--events wants whole numbers, separated by commas.');
    const problems: string[] = [];
    for (const part of partsNamed(options.positionals)) {
        print(`== ${part.name}: ${part.summary}`);
        problems.push(...(await part.run({ sizes })));
    }
    problems.forEach((problem) => process.stdout.write(`Not kept: ${problem}\n`));
    return problems.length === 0 ? 0 : 1;
});
