import assert from 'node:assert/strict';
import { test } from 'node:test';
import { State } from '../../stripe/stand-in/state';
import { render, type Json } from '../../stripe/stand-in/render';
import { runsOf, type MrrFile, type VectorState } from '../model';
import { formatOutcome } from '../mrr';
import { settingsApex, unknownSetting } from '../settings';
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
                        price: { id: 'price_1', object: 'price', product: 'prod_1', tiers: [1] },
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
