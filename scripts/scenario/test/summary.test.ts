import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addUp, differences, type Figure } from '../figures';
import { formatMinor } from '../money';
import { formatRevenue, monthsOf, problemsOfLines } from '../revenue';
import { problemsOfStandings } from '../standings';

const paid = (count: number, amount: number): Figure => ({
    biller: 'main',
    what: 'Invoices',
    state: 'paid',
    currency: 'USD',
    count,
    amount
});
const told = ({ amount, currency }: Figure): string => formatMinor(amount, currency);

test('entries of one account, kind, state and currency become one figure', () => {
    const { count: _count, ...entry } = paid(0, 100);
    const figures = addUp([entry, { ...entry, amount: 250 }, { ...entry, currency: 'EUR' }, { ...entry, biller: 'europe' }]);
    assert.deepEqual(
        figures.map(({ biller, currency, count, amount }) => [biller, currency, count, amount]),
        [
            ['main', 'USD', 2, 350],
            ['main', 'EUR', 1, 100],
            ['europe', 'USD', 1, 100]
        ]
    );
});

test('what the org lacks, has more of, or adds up to something else is told with both figures', () => {
    assert.deepEqual(differences([paid(2, 300)], [paid(2, 300)], told), []);
    assert.deepEqual(differences([], [paid(2, 300)], told), ['Invoices, paid, USD, account main: the org has none, Stripe 2 of 3.00.']);
    assert.match(differences([paid(1, 100)], [], told)[0]!, /the org has 1 of 1\.00, Stripe none/);
    assert.match(differences([paid(2, 299)], [paid(2, 300)], told)[0]!, /2 of 2\.99, Stripe 2 of 3\.00/);
    assert.match(differences([paid(3, 300)], [paid(2, 300)], told)[0]!, /3 of 3\.00, Stripe 2 of 3\.00/);
});

const row = (kind: string, amount: number, month = '2026-01-01', line = 'L1', currency = 'USD') => ({
    Month__c: month,
    Kind__c: kind,
    Currency__c: currency,
    Amount_Minor__c: amount,
    Invoice_Line__c: line
});
const line = { Id: 'L1', Line_Id__c: 'il_1', Net_Minor__c: 1_000, Invoice__c: 'I1', Invoice__r: { Status__c: 'paid' } };
const schedule = [
    row('earned', 600),
    row('earned', 400, '2026-02-01'),
    row('deferred_change', 400),
    row('deferred_change', -400, '2026-02-01')
];

test('a line earns what was billed, nothing stays deferred, and more is taken back only where something was', () => {
    assert.deepEqual(problemsOfLines([line], schedule, new Set()), []);
    assert.match(problemsOfLines([line], schedule.slice(1), new Set())[0]!, /400 earned and 0 taken back of 1000 billed/);
    assert.match(problemsOfLines([line], [...schedule, row('deferred_change', 1)], new Set())[0]!, /1 stays deferred for ever/);
    assert.match(problemsOfLines([line], [...schedule, row('contra_refunds', 100)], new Set())[0]!, /100 taken back/);
    assert.deepEqual(problemsOfLines([line], [...schedule, row('contra_refunds', 100)], new Set(['I1'])), []);
    assert.match(problemsOfLines([line], [...schedule, row('earned', 100)], new Set(['I1']))[0]!, /1100 recognised of 1000 billed/);
    assert.match(problemsOfLines([line], [], new Set())[0]!, /0 earned/);
});

test('revenue stands by month and currency, the months to come in one line', () => {
    const rows = [...schedule, row('contra_refunds', 50), row('earned', 7_000, '2026-01-01', 'L2', 'JPY'), row('earned', 3, '2026-03-01')];
    const table = formatRevenue({ months: monthsOf(rows), problems: [] }, '2026-02');
    const cells = table.split('\n').map((text) => text.split(/\s{2,}/));
    assert.deepEqual(cells[2], ['2026-01', '6.00', '0.50', '4.00', '7,000', '0', '0']);
    assert.deepEqual(cells[4], ['later', '0.03', '0.00', '0.00', '0', '0', '0']);
    assert.deepEqual(cells[5], ['all', '10.03', '0.50', '0.00', '7,000', '0', '0']);
});

test('an Account that stands otherwise than the story leaves it is named', () => {
    const account = {
        Name: 'Tansy Travel',
        Stripe_Billing_Status__c: 'Past due',
        Stripe_Open_Balances__c: null,
        Stripe_Delinquent_Since__c: null,
        Stripe_Next_Payment_Attempt__c: null,
        Stripe_Payment_Risk__c: null,
        Stripe_Churn_Risk_Score__c: null,
        Stripe_Last_Invoice_Status__c: null
    };
    assert.deepEqual(problemsOfStandings([account], new Map([['Tansy Travel', 'Past due']])), []);
    assert.match(
        problemsOfStandings([account], new Map([['Tansy Travel', 'At risk']]))[0]!,
        /leaves it as "At risk", its Account says "Past due"/
    );
    assert.match(problemsOfStandings([], new Map([['Gorse Labs', 'No billing']]))[0]!, /says "nothing"/);
});
