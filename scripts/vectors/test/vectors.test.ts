import assert from 'node:assert/strict';
import { test } from 'node:test';
import { State } from '../../stripe/stand-in/state';
import { render, type Json } from '../../stripe/stand-in/render';
import { runsOf, type MrrFile, type VectorState } from '../model';
import { formatOutcome } from '../mrr';
import { settingsApex, unknownSetting } from '../settings';
import { differences, figuresOf, formatFigures } from '../revenue';
import { happeningsOf, type RevenueVector } from '../revenue-objects';
import { putState, withOwnIds } from '../stripe-state';

const discount = (id: string, percent: number): Json => ({
    id,
    object: 'discount',
    source: { type: 'coupon', coupon: { id: `co_${id}`, object: 'coupon', percent_off: percent, applies_to: { products: ['prod_1'] } } },
    start: 0,
    end: null
});

const state = {
    customer: 'cus_1',
    customer_discount: discount('di_0', 10),
    subscriptions: [
        {
            id: 'sub_1',
            object: 'subscription',
            customer: 'cus_1',
            status: 'active',
            _first_payment_received: true,
            discounts: [discount('di_1', 20)],
            items: {
                object: 'list',
                has_more: false,
                data: [
                    {
                        id: 'si_1',
                        object: 'subscription_item',
                        quantity: 2,
                        price: { id: 'price_1', object: 'price', product: 'prod_1', tiers: [{ up_to: null, unit_amount: 100 }] },
                        discounts: [discount('di_2', 30)]
                    }
                ]
            }
        }
    ]
} as unknown as VectorState;

test('a state is served as the API serves it: references, tiers and terms only when asked for', () => {
    const api = new State();
    putState(api, state, 7);
    const record = api.find('subscription', 'sub_1') as unknown as Json;
    const plain = render(api, record) as {
        discounts: string[];
        items: { data: { price: Json; discounts: string[] }[] };
        _first_payment_received?: boolean;
    };
    assert.deepEqual(plain.discounts, ['di_1']);
    assert.deepEqual(plain.items.data[0]!.discounts, ['di_2']);
    assert.equal('tiers' in plain.items.data[0]!.price, false);
    assert.equal(plain._first_payment_received, undefined);
    const whole = render(api, record, [
        'discounts.source.coupon.applies_to',
        'items.data.price.tiers',
        'customer.discount.source.coupon'
    ]) as unknown as {
        discounts: { source: { coupon: { percent_off: number; applies_to: Json } } }[];
        customer: { discount: { source: { coupon: { percent_off: number } } } };
    };
    assert.equal(whole.discounts[0]!.source.coupon.percent_off, 20);
    assert.deepEqual(whole.discounts[0]!.source.coupon.applies_to, { products: ['prod_1'] });
    assert.equal(whole.customer.discount.source.coupon.percent_off, 10);
});

test('an expanded path may end in a field that is null', () => {
    const api = new State();
    putState(api, { ...state, customer_discount: null }, 7);
    const whole = render(api, api.find('subscription', 'sub_1') as unknown as Json, ['customer.discount.source.coupon']) as {
        customer: { discount: null };
    };
    assert.equal(whole.customer.discount, null);
});

test('every run has ids of its own, in every reference', () => {
    const own = withOwnIds(state, 'n01v1');
    assert.equal(own.subscriptions[0]!.id, 'sub_1_n01v1');
    assert.equal(own.subscriptions[0]!.customer, own.customer);
    assert.equal(own.subscriptions[0]!['status'], 'active');
});

test('variants are runs of their own under both settings', () => {
    const file = {
        vectors: [
            {
                id: 'D02',
                settings: { a: 1 },
                steps: [{ expected: 'default' }],
                variants: [{ settings: { b: 2 }, expected_by_step: ['other'] }]
            }
        ]
    } as unknown as MrrFile;
    assert.deepEqual(
        runsOf(file).map((run) => [run.id, run.settings, run.steps[0]!.expected]),
        [
            ['D02', { a: 1 }, 'default'],
            ['D02#1', { a: 1, b: 2 }, 'other']
        ]
    );
});

test('settings become fields, others go back to their defaults, unknown ones are named', () => {
    const apex = settingsApex({ week_factor: '433/100', subtract_repeating: true, count_statuses: ['active'] });
    assert.match(apex, /settings\.Week_Factor__c = '433\/100';/);
    assert.match(apex, /settings\.Subtract_Repeating__c = true;/);
    assert.match(apex, /settings\.Count_Statuses__c = 'active';/);
    assert.match(apex, /settings\.Churn_Timing__c = null;/);
    assert.match(apex, /settings\.Subtract_Once__c = false;/);
    assert.equal(unknownSetting({ rounding: 'half_up_per_item', churn_timing: 'on_request' }), undefined);
    assert.match(unknownSetting({ active_from: 'first_payment' })!, /no setting for active_from/);
});

test('an outcome reads the same whatever the order of its currencies', () => {
    const movements = [{ type: 'churn', currency: 'usd', delta_minor: -5 }];
    assert.equal(formatOutcome({ mrr_minor: { usd: 0, eur: 9 }, movements }), 'eur 9, usd 0 (churn usd -5)');
    assert.equal(formatOutcome({ mrr_minor: { eur: 9, usd: 0 }, movements: [] }), 'eur 9, usd 0 (no movement)');
});

const refunded: RevenueVector = {
    id: 'R1',
    title: '',
    currency: 'usd',
    lines: [
        { amount: 900, start: '2019-01-01', end: '2019-02-01', tax: 90, tax_inclusive: false },
        { amount: -100, start: '2019-01-01', end: '2019-02-01', invoiced: '2019-02-01' }
    ],
    events: [{ type: 'refund', at: '2019-01-20', amount: 450 }],
    expected_revenue_by_month: { '2019-01': 100 },
    expected_accounts: { contra_refunds: { '2019-01': 40 }, deferred_end: { '2019-01': 7 }, cash: { '2019-01': 1 } }
};

test('an example of revenue becomes what Stripe would tell, in the order of time', () => {
    const told = happeningsOf(refunded).map(({ type, object }) => [type, object['id'], object['total'] ?? object['amount']]);
    assert.deepEqual(told, [
        ['invoice.finalized', 'in_r1_0', 990],
        ['charge.succeeded', 'ch_r1', 990],
        ['charge.refunded', 'ch_r1', 990],
        ['refund.created', 're_r1', 450],
        ['invoice.finalized', 'in_r1_1', -100]
    ]);
});

test('every figure that differs from an example is found, and what an example leaves out must be nothing', () => {
    const entry = (kind: string, day: string, amount: number) => ({ Kind__c: kind, Month__c: day, Amount_Minor__c: amount });
    const right = [
        entry('earned', '2019-01-01', 60),
        entry('earned', '2019-01-01', 40),
        entry('contra_refunds', '2019-01-01', 40),
        entry('deferred_change', '2019-01-01', 7)
    ];
    assert.deepEqual(differences(refunded, figuresOf(right)), []);
    assert.deepEqual(differences(refunded, figuresOf([...right, entry('earned', '2019-02-01', 1)])), ['earned']);
    assert.deepEqual(differences(refunded, figuresOf([...right, entry('contra_voids', '2019-02-01', 1)])), ['contra_voids']);
    assert.deepEqual(differences(refunded, figuresOf([...right, entry('deferred_change', '2019-01-01', 1)])), ['deferred_end']);
    assert.deepEqual(differences(refunded, {}), ['earned', 'contra_refunds', 'deferred_end']);
    assert.equal(formatFigures(figuresOf(right)), 'earned 2019-01 100; contra_refunds 2019-01 40; deferred_change 2019-01 7');
});
