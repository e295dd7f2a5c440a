import { interfaceMethod } from './collections/interfaces.ts';
import { definePlatformClass } from './declare.ts';
import { platformFacts } from './known.ts';

/** The plain data of inbound e-mail: classes of nothing but public fields, which are those of the fact table. */
const DATA_CLASSES = [
    'Messaging.InboundEmail',
    'Messaging.InboundEmail.AuthenticationResult',
    'Messaging.InboundEmail.AuthenticationResultField',
    'Messaging.InboundEmail.BinaryAttachment',
    'Messaging.InboundEmail.Header',
    'Messaging.InboundEmail.TextAttachment',
    'Messaging.InboundEmailResult',
    'Messaging.InboundEnvelope'
];

function defineDataClass(name: string): void {
    const DataObject = class {
        readonly values = new Map<string, unknown>();
    };
    const properties = Object.entries(platformFacts(name)!.properties ?? {}).map(([field, { t }]) => [
        `${t} ${field} { get; set; }`,
        {
            get: (self: InstanceType<typeof DataObject>) => self.values.get(field) ?? null,
            set: (self: InstanceType<typeof DataObject>, value: unknown) => void self.values.set(field, value)
        }
    ]);
    definePlatformClass({
        name,
        jsClass: DataObject,
        constructors: { '()': () => new DataObject() },
        properties: Object.fromEntries(properties)
    });
}

for (const name of DATA_CLASSES) defineDataClass(name);

definePlatformClass({
    name: 'Messaging.InboundEmailHandler',
    kind: 'interface',
    methods: {
        'InboundEmailResult handleInboundEmail(InboundEmail email, InboundEnvelope envelope)': interfaceMethod('handleInboundEmail')
    }
});
