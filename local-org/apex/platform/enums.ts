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

for (const name of ENUMS) definePlatformClass({ name, kind: 'enum', values: platformFacts(name)!.values! });
