import { parseArgs } from 'node:util';

/** One option of a command. `value` names what follows it; an option without it is a switch. */
export interface OptionDefinition {
    value?: string;
    help: string;
    default?: string;
}

export interface CommandDefinition<Name extends string> {
    /** How the command is typed, for example `npm run replay -- FILE...` */
    usage: string;
    summary: string;
    options: Record<Name, OptionDefinition>;
    /** Names of the positional arguments; undefined where the command takes none. */
    positionals?: string;
}

export interface CommandArguments<Name extends string> {
    positionals: string[];
    has(name: Name): boolean;
    text(name: Name): string | undefined;
    /** The option as a whole number from `minimum` to `maximum`. */
    integer(name: Name, minimum: number, maximum?: number): number | undefined;
}

/** What a person can put right: printed as one line, without a stack. */
export class UserError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'UserError';
    }
}

export function readArguments<Name extends string>(
    definition: CommandDefinition<Name>,
    argv = process.argv.slice(2)
): CommandArguments<Name> {
    const names = Object.keys(definition.options) as Name[];
    const options = Object.fromEntries(
        names.map((name) => [name, { type: definition.options[name].value ? ('string' as const) : ('boolean' as const) }])
    );
    const parsed = parse(argv, { ...options, help: { type: 'boolean' } }, definition);
    if (parsed.values.help) {
        process.stdout.write(`${helpText(definition)}\n`);
        process.exit(0);
    }
    const text = (name: Name): string | undefined => (parsed.values[name] as string | undefined) ?? definition.options[name].default;
    return {
        positionals: parsed.positionals,
        has: (name) => parsed.values[name] !== undefined,
        text,
        integer: (name, minimum, maximum = Number.MAX_SAFE_INTEGER) => {
            const value = text(name);
            if (value === undefined) return undefined;
            const number = Number(value);
            if (!Number.isInteger(number) || number < minimum || number > maximum) {
                const range = maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`;
                throw new UserError(`--${name} wants a whole number from ${minimum}${range}, not "${value}".`);
            }
            return number;
        }
    };
}

export function helpText(definition: CommandDefinition<string>): string {
    const rows = Object.entries(definition.options).map(([name, option]) => [
        `  --${name}${option.value ? ` ${option.value}` : ''}`,
        option.default ? `${option.help} (default: ${option.default})` : option.help
    ]);
    rows.push(['  --help', 'shows this text']);
    const width = Math.max(...rows.map(([left]) => left!.length));
    return [
        `Usage: ${definition.usage}`,
        '',
        definition.summary,
        '',
        ...rows.map(([left, right]) => `${left!.padEnd(width)}  ${right}`)
    ].join('\n');
}

/** Runs a command's body: a UserError becomes one line and exit code 1, everything else keeps its stack. */
export function runCommand(body: () => Promise<number>): void {
    body().then(
        (code) => process.exit(code),
        (error: unknown) => {
            process.stderr.write(
                error instanceof UserError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`
            );
            process.exit(1);
        }
    );
}

function parse(argv: string[], options: Record<string, { type: 'string' | 'boolean' }>, definition: CommandDefinition<string>) {
    try {
        const parsed = parseArgs({ args: argv, options, allowPositionals: true, strict: true });
        if (parsed.positionals.length > 0 && !definition.positionals) throw new Error(`Unexpected argument "${parsed.positionals[0]}".`);
        return parsed;
    } catch (error) {
        throw new UserError(
            `${(error as Error).message.split('. ')[0]!.replace(/\.$/, '')}. See: ${definition.usage.split(' [')[0]} --help`
        );
    }
}
