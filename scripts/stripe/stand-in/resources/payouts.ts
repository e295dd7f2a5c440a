import type Stripe from 'stripe';
import { availableBalance, balanceSettings, payOut } from '../billing/payouts';
import { isAvailable } from '../billing/money';
import { inRange, page, PAGE, type PageParameters, type RangeParameter } from '../listing';
import { integer, listOf, metadata, oneOf, range, required, shape, text } from '../parameters';
import { asJson, route, type Call, type Route } from '../router';
import type { BalanceSettingsRecord, BalanceTransactionRecord } from '../wire';
import { mergeMetadata } from './metadata';
import { invalid, missing } from '../errors';

type PayoutFilter = PageParameters & { status?: string; destination?: string; arrival_date?: RangeParameter; created?: RangeParameter };
type TransactionFilter = PageParameters & { payout?: string; type?: string; source?: string; currency?: string; created?: RangeParameter };

export const payoutRoutes: Route[] = [
    route<Stripe.PayoutCreateParams>(
        'POST',
        '/v1/payouts',
        { amount: required(integer), currency: required(text), description: text, metadata },
        (call) => {
            const { amount, currency, description, metadata: pairs } = call.parameters;
            const wish = { amount, currency: currency.toLowerCase(), metadata: mergeMetadata({}, pairs) };
            return payOut(call, { ...wish, ...(description === undefined ? {} : { description }) }, call.time.now(), call.cause);
        }
    ),
    route<PayoutFilter>(
        'GET',
        '/v1/payouts',
        { ...PAGE, status: text, destination: text, arrival_date: range, created: range },
        ({ state, parameters }) => {
            const { status, destination, arrival_date: arrival, created } = parameters;
            const records = state
                .all('payout')
                .filter((payout) => (status === undefined || payout.status === status) && inRange(payout.created, created))
                .filter(
                    (payout) => (destination === undefined || payout.destination === destination) && inRange(payout.arrival_date, arrival)
                );
            return page('/v1/payouts', records, parameters);
        }
    ),
    route('GET', '/v1/payouts/:id', {}, ({ state, path }) => state.find('payout', path['id']!)),
    route<TransactionFilter>(
        'GET',
        '/v1/balance_transactions',
        { ...PAGE, payout: text, type: text, source: text, currency: text, created: range },
        listTransactions
    ),
    route('GET', '/v1/balance_transactions/:id', {}, (call) => shown(call, call.state.find('balance_transaction', call.path['id']!))),
    route('GET', '/v1/balance', {}, (call) => {
        const balances = [...availableBalance(call, call.time.now())];
        const entry = (currency: string, amount: number): object => ({ amount, currency, source_types: { card: amount } });
        return {
            object: 'balance',
            available: balances.map(([currency, { available }]) => entry(currency, available)),
            livemode: false,
            pending: balances.map(([currency, { pending }]) => entry(currency, pending))
        };
    }),
    route('GET', '/v1/balance_settings', {}, (call) => withoutId(balanceSettings(call))),
    route<{ payments?: { payouts?: { schedule?: ScheduleParameter } } }>(
        'POST',
        '/v1/balance_settings',
        {
            payments: shape({
                payouts: shape({
                    schedule: shape({
                        interval: oneOf('daily', 'manual', 'monthly', 'weekly'),
                        monthly_payout_days: listOf(integer),
                        weekly_payout_days: listOf(oneOf('monday', 'tuesday', 'wednesday', 'thursday', 'friday'))
                    })
                })
            })
        },
        updateSettings
    ),
    route<PageParameters>('GET', '/v1/customers/:id/balance_transactions', PAGE, ({ state, path, parameters }) => {
        const { id } = state.find('customer', path['id']!);
        const records = state.all('customer_balance_transaction').filter(({ customer }) => customer === id);
        return page(`/v1/customers/${id}/balance_transactions`, records, parameters);
    })
];

interface ScheduleParameter {
    interval?: 'daily' | 'manual' | 'monthly' | 'weekly';
    monthly_payout_days?: number[];
    weekly_payout_days?: string[];
}

function listTransactions(call: Call<TransactionFilter>): object {
    const { payout, type, source, currency, created } = call.parameters;
    if (payout !== undefined && !call.state.find('payout', payout, 'payout').automatic)
        throw invalid('Balance transaction history can only be filtered on automatic transfers, not manual.', 'payout');
    const records = call.state
        .all('balance_transaction')
        .filter((transaction) => payout === undefined || transaction.payout === payout)
        .filter((transaction) => type === undefined || transaction.type === type)
        .filter((transaction) => source === undefined || transaction.source === source)
        .filter((transaction) => (currency === undefined || transaction.currency === currency) && inRange(transaction.created, created));
    return page(
        '/v1/balance_transactions',
        records.map((transaction) => shown(call, transaction)),
        call.parameters
    );
}

function shown({ time }: Call<unknown>, transaction: BalanceTransactionRecord): BalanceTransactionRecord {
    return { ...transaction, status: isAvailable(transaction, time.now()) ? 'available' : 'pending' };
}

function updateSettings(call: Call<{ payments?: { payouts?: { schedule?: ScheduleParameter } } }>): object {
    const settings = balanceSettings(call);
    const schedule = call.parameters.payments?.payouts?.schedule;
    if (schedule?.interval === 'monthly' && schedule.monthly_payout_days === undefined)
        throw missing('payments[payouts][schedule][monthly_payout_days]');
    call.events.change('balance_settings.updated', asJson(settings), call.time.now(), call.cause, () => {
        if (schedule) Object.assign(settings.payments.payouts!, { schedule });
    });
    return withoutId(settings);
}

function withoutId({ id: _id, ...settings }: BalanceSettingsRecord): object {
    return settings;
}
