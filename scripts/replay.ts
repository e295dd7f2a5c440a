import { readArguments, runCommand, UserError } from './cli/arguments';
import { formatTable } from './cli/table';
import { startLocalOrg } from './org/local';
import { filesOf } from './replay/files';
import { replay, type Line } from './replay/run';

runCommand(async () => {
    const options = readArguments({
        usage: 'npm run replay -- FILE|DIR… [--as-is]',
        summary:
            'Sends recorded Stripe events, or objects, through the signed webhook into a fresh local org without a Stripe behind it, and says what became of each.',
        positionals: 'FILE|DIR',
        options: { 'as-is': { help: 'keeps the ids of recorded events instead of giving fresh ones' } }
    });
    if (options.positionals.length === 0) throw new UserError('Name files or folders: npm run replay -- FILE|DIR…');
    const files = filesOf(options.positionals);
    const { org, child } = await startLocalOrg({ also: ['config/replay'] });
    try {
        const lines = await replay(org, files, options.has('as-is'));
        const passed = lines.filter((line) => line.passed).length;
        process.stdout.write(`${formatLines(lines)}\n\n${passed} passed, ${lines.length - passed} failed\n`);
        return passed === lines.length ? 0 : 1;
    } finally {
        await child.stop();
    }
});

function formatLines(lines: readonly Line[]): string {
    return formatTable(
        [{ title: 'File' }, { title: 'Type' }, { title: 'HTTP' }, { title: 'State' }, { title: 'Reason' }],
        lines.map((line) => [line.file, line.type, line.status, line.state, line.reason])
    );
}
