import { definePlatformClass } from './declare.ts';
import { platformFacts } from './known.ts';

/** Enums without behaviour. Their values, in the platform's order where it is known, are those of the fact table. */
const ENUMS = [
    'System.AccessType',
    'System.JSONToken',
    'System.LoggingLevel',
    'System.ParentJobResult',
    'System.Quiddity',
    'System.RoundingMode',
    'System.StatusCode',
    'System.TriggerOperation'
];

/** Values that the reference guide has and the fact table lacks. */
const MORE_VALUES: Readonly<Record<string, readonly string[]>> = { 'System.Quiddity': ['UNDEFINED'] };

for (const name of ENUMS) {
    const values = [...platformFacts(name)!.values!, ...(MORE_VALUES[name] ?? [])];
    definePlatformClass({ name, kind: 'enum', values });
}
