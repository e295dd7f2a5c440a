import type { Fields, RestOrg } from '../scripts/org/rest';

/** Sources of their own, so that no other test moves what is filtered for. */
export const SOURCE = 'Monitor_Source';
export const CROWDED_SOURCE = 'Monitor_Crowd';
export const MARKUP = '<img src=x onerror="document.title=1"> & "Co"';
/** As long as a name may be, and written from right to left. */
export const LONG_NAME = `${'شركة الأفق للتجارة والصناعة 🚀 '.repeat(9)}`.slice(0, 250).trim();
export const ERROR = `Stripe answered 400: No such price ${MARKUP}`;
export const CROWD = 30;

const MINUTE = 60_000;
const PAYLOAD = JSON.stringify({
    id: 'evt_known',
    object: 'event',
    api_version: '2026-10-28.endive',
    created: 1795348800,
    type: 'invoice.paid',
    data: {
        object: {
            id: 'in_known',
            object: 'invoice',
            customer: 'cus_known',
            customer_name: MARKUP,
            amount_paid: 49_000,
            currency: 'usd',
            status: 'paid',
            period_start: 1792670400,
            period_end: 1795348800,
            lines: {
                object: 'list',
                data: [{ id: 'il_1', amount: 49_000, description: 'Seats', pricing: { unit_amount_decimal: '4900' } }]
            },
            metadata: { salesforce_account_id: '001000000000001' },
            total_taxes: []
        },
        previous_attributes: { status: 'open', amount_paid: 0 }
    },
    livemode: false,
    request: { id: null, idempotency_key: 'f2d0c1' }
});

export interface EventStage {
    failedId: string;
    waitingCustomerId: string;
    /** Nobody knows whose it is. */
    lonelyCustomerId: string;
    candidateId: string;
}

/** Events in every state, with names and texts that are hard to show. */
export async function setEvents(org: RestOrg): Promise<EventStage> {
    const [candidateId, longId] = (await org.createMany('Account', [{ Name: 'Juniper Works' }, { Name: LONG_NAME }])) as [string, string];
    const waitingCustomerId = await org.create('Stripe_Customer__c', customer('cus_waiting', 'Juniper Works Ltd'));
    await org.update('Stripe_Customer__c', waitingCustomerId, {
        Candidates__c: `Juniper Works (${candidateId})\n${LONG_NAME.slice(0, 147)}… (${longId})`
    });
    const knownCustomerId = await org.create('Stripe_Customer__c', { ...customer('cus_known', MARKUP), Account__c: longId });
    const lonelyCustomerId = await org.create('Stripe_Customer__c', customer('cus_lonely', MARKUP));
    const failedId = await org.create('Stripe_Event__c', {
        ...event('failed', 'person.updated', 'Failed', 9),
        Attempts__c: 10,
        Error__c: ERROR
    });
    await org.createMany('Stripe_Event__c', [
        {
            ...event('retrying', 'product.created', 'Failed', 3),
            Attempts__c: 2,
            Error__c: 'UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record',
            Next_Try_At__c: new Date(Date.now() + 600 * MINUTE).toISOString(),
            Lane__c: 3
        },
        {
            ...event('waiting', 'customer.subscription.created', 'Waiting', 5),
            Stripe_Customer__c: waitingCustomerId,
            Stripe_Customer_Id__c: 'cus_waiting',
            Object_Id__c: 'sub_waiting',
            Amount__c: 1200,
            Currency__c: 'JPY',
            Reason__c:
                'No Account yet: several Accounts have the e-mail address of cus_waiting. Choose one of the candidates on its Stripe Customer.'
        },
        {
            ...event('lonely', 'customer.subscription.created', 'Waiting', 6),
            Stripe_Customer__c: lonelyCustomerId,
            Stripe_Customer_Id__c: 'cus_lonely',
            Object_Id__c: 'sub_lonely',
            Reason__c: 'No Account yet, and none has the e-mail address of cus_lonely.'
        },
        {
            ...event('known', 'invoice.paid', 'Processed', 2),
            Stripe_Customer__c: knownCustomerId,
            Stripe_Customer_Id__c: 'cus_known',
            Object_Id__c: 'in_known',
            Payload__c: PAYLOAD,
            Amount__c: 490,
            Currency__c: 'USD'
        },
        { ...event('ignored', 'product.updated', 'Ignored', 4), Reason__c: 'Stored only: nothing depends on events of this type.' }
    ]);
    await org.createMany(
        'Stripe_Event__c',
        Array.from({ length: CROWD }, (_unused, index) => ({
            ...event(`crowd_${index}`, index === 0 ? 'charge.succeeded' : 'invoice.paid', 'Processed', 1),
            Source__c: CROWDED_SOURCE
        }))
    );
    await org.create('Subscription__c', {
        Subscription_Key__c: `${SOURCE}:sub_shape`,
        Subscription_Id__c: 'sub_shape',
        Source__c: SOURCE,
        Status__c: 'active',
        Stripe_Customer__c: knownCustomerId,
        Unknown_Shapes__c: 2
    });
    return { failedId, waitingCustomerId, lonelyCustomerId, candidateId };
}

function customer(id: string, name: string): Fields {
    return { Customer_Key__c: `${SOURCE}:${id}`, Customer_Id__c: id, Customer_Name__c: name, Source__c: SOURCE };
}

function event(name: string, type: string, state: string, minutesAgo: number): Fields {
    const created = Date.now() - minutesAgo * MINUTE;
    const isFinished = state !== 'Failed';
    return {
        Event_Key__c: `monitor:evt_${name}`,
        Event_Id__c: `evt_${name}`,
        Source__c: SOURCE,
        Type__c: type,
        Object_Id__c: `obj_${name}`,
        Object_Type__c: type.slice(0, type.indexOf('.')),
        Stripe_Created_At__c: new Date(created).toISOString(),
        Processed_At__c: isFinished ? new Date(created + 4_000).toISOString() : null,
        State__c: state
    };
}
