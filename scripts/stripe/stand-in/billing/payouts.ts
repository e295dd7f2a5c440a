import { invalid } from '../errors';
import { BY_TIME, type Cause } from '../events';
import { DAY } from '../period';
import { asJson, type World } from '../router';
import { newId } from '../state';
import type { BalanceSettingsRecord, BalanceTransactionRecord, PayoutRecord } from '../wire';
import { bookMoney, isAvailable, startOfDay } from './money';

/** Days that a payout is under way to the bank. */
const TRANSIT_DAYS = 2;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SETTINGS = 'balance_settings';
const BANK = 'ba_standin';
/** The beginning of a bank account's id that refuses payouts, with the failure code behind it. */
const REFUSING_BANK = 'ba_standin_refuses_';

/** The account's payout schedule: manual until it is set (Stripe's own default is daily). */
export function balanceSettings(world: World): BalanceSettingsRecord {
    return (
        world.state.get('balance_settings', SETTINGS) ??
        world.state.put('balance_settings', {
            id: SETTINGS,
            object: 'balance_settings',
            payments: {
                debit_negative_balances: true,
                payouts: {
                    automatic_transfer_rules_by_currency: null,
                    minimum_balance_by_currency: null,
                    schedule: { interval: 'manual' },
                    statement_descriptor: null,
                    status: 'enabled'
                },
                settlement_timing: { delay_days: 2, start_of_day: null }
            }
        })
    );
}

export function availableBalance(world: World, now: number): Map<string, { available: number; pending: number }> {
    const balances = new Map<string, { available: number; pending: number }>();
    for (const transaction of world.state.all('balance_transaction')) {
        const balance = balances.get(transaction.currency) ?? { available: 0, pending: 0 };
        if (isAvailable(transaction, now)) balance.available += transaction.net;
        else balance.pending += transaction.net;
        balances.set(transaction.currency, balance);
    }
    return balances;
}

/** A payout that somebody asked for: it belongs to no particular transactions. */
export function payOut(
    world: World,
    wish: { amount: number; currency: string; description?: string; metadata?: Record<string, string> },
    now: number,
    cause: Cause
): PayoutRecord {
    const available = availableBalance(world, now).get(wish.currency)?.available ?? 0;
    if (wish.amount > available) {
        throw invalid(
            `You have insufficient funds in your Stripe account for this transfer. Your card balance is too low. (Available: ${available})`,
            undefined,
            'balance_insufficient'
        );
    }
    const blank = blankPayout(wish.amount, wish.currency, false, now);
    return sendPayout(world, { ...blank, description: wish.description ?? null, metadata: wish.metadata ?? {} }, now, cause);
}

/** The next moment after `now` at which money goes to or reaches the bank. */
export function nextPayoutMoment(world: World, now: number): number {
    const arrivals = underWay(world).map((payout) => payout.arrival_date);
    return Math.min(Infinity, nextScheduled(world, now), ...arrivals.filter((moment) => moment > now));
}

/** Does what the schedule has for exactly `now`: pays out what is available, and lets arrive what was under way. */
export function movePayouts(world: World, now: number): void {
    for (const payout of underWay(world)) if (payout.arrival_date <= now) arrive(world, payout, now);
    if (nextScheduled(world, now - 1) !== now) return;
    const waiting = new Map<string, BalanceTransactionRecord[]>();
    for (const transaction of world.state.all('balance_transaction')) {
        if (transaction.payout !== null || !isAvailable(transaction, now)) continue;
        waiting.set(transaction.currency, [...(waiting.get(transaction.currency) ?? []), transaction]);
    }
    for (const [currency, transactions] of waiting) payOutAll(world, currency, transactions, now);
}

/** Sends what is under way to a bank account that will not take it. Stripe's test mode has account numbers for it. */
export function failPayoutsUnderWay(world: World, code: string): PayoutRecord[] {
    const payouts = underWay(world);
    for (const payout of payouts) payout.destination = `${REFUSING_BANK}${code}`;
    return payouts;
}

function payOutAll(world: World, currency: string, transactions: readonly BalanceTransactionRecord[], now: number): void {
    const amount = transactions.reduce((sum, transaction) => sum + transaction.net, 0);
    if (amount <= 0) return;
    const payout = sendPayout(world, blankPayout(amount, currency, true, now), now, BY_TIME);
    for (const transaction of transactions) transaction.payout = payout.id;
    world.events.change('payout.updated', asJson(payout), now, BY_TIME, () => {
        payout.reconciliation_status = 'completed';
    });
    world.events.emit('payout.reconciliation_completed', asJson(payout), now, BY_TIME);
}

function sendPayout(world: World, payout: PayoutRecord, now: number, cause: Cause): PayoutRecord {
    world.state.put('payout', payout);
    const { amount, currency, id: source } = payout;
    const entry = { amount: -amount, currency, source, type: 'payout', category: 'payout', description: 'STRIPE PAYOUT' } as const;
    const transaction = bookMoney(world, { ...entry, availableAtOnce: true }, now);
    if (payout.automatic) transaction.payout = payout.id;
    payout.balance_transaction = transaction.id;
    world.events.emit('payout.created', asJson(payout), now, cause);
    return payout;
}

function arrive(world: World, payout: PayoutRecord, now: number): void {
    const bank = payout.destination as string;
    if (bank.startsWith(REFUSING_BANK)) {
        bounce(world, payout, bank.slice(REFUSING_BANK.length), now);
        return;
    }
    payout.status = 'paid';
    payout.trace_id = { status: 'supported', value: newId('x', 15).slice(2).toUpperCase() };
    world.events.emit('payout.paid', asJson(payout), now, BY_TIME);
}

function bounce(world: World, payout: PayoutRecord, code: string, now: number): void {
    const { amount, currency, id: source } = payout;
    const entry = { amount, currency, source, type: 'payout_failure', category: 'payout_reversal', description: 'PAYOUT FAILURE' } as const;
    payout.status = 'failed';
    payout.failure_code = code;
    payout.failure_message = `The bank returned the payout: ${code.replace(/_/g, ' ')}.`;
    payout.failure_balance_transaction = bookMoney(world, { ...entry, availableAtOnce: true }, now).id;
    world.events.emit('payout.failed', asJson(payout), now, BY_TIME);
}

function underWay(world: World): PayoutRecord[] {
    return world.state.all('payout').filter((payout) => payout.status === 'in_transit');
}

function nextScheduled(world: World, now: number): number {
    const schedule = balanceSettings(world).payments.payouts?.schedule;
    if (!schedule || schedule.interval === 'manual') return Infinity;
    for (let day = startOfDay(now); ; day += DAY) if (day > now && isPayoutDay(schedule, day)) return day;
}

function isPayoutDay(
    schedule: { interval: string | null; monthly_payout_days?: number[]; weekly_payout_days?: string[] },
    day: number
): boolean {
    const date = new Date(day * 1000);
    if (schedule.interval === 'weekly') return (schedule.weekly_payout_days ?? ['monday']).includes(DAYS[date.getUTCDay()]!);
    if (schedule.interval !== 'monthly') return true;
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    return (schedule.monthly_payout_days ?? [1]).some((wanted) => Math.min(wanted, last) === date.getUTCDate());
}

function blankPayout(amount: number, currency: string, automatic: boolean, now: number): PayoutRecord {
    return {
        id: newId('po', 24),
        object: 'payout',
        amount,
        application_fee: null,
        application_fee_amount: null,
        arrival_date: startOfDay(now) + TRANSIT_DAYS * DAY,
        automatic,
        balance_transaction: null,
        created: now,
        currency,
        description: 'STRIPE PAYOUT',
        destination: BANK,
        failure_balance_transaction: null,
        failure_code: null,
        failure_message: null,
        livemode: false,
        metadata: {},
        method: 'standard',
        original_payout: null,
        payout_method: null,
        reconciliation_status: automatic ? 'in_progress' : 'not_applicable',
        reversed_by: null,
        source_type: 'card',
        statement_descriptor: null,
        status: 'in_transit',
        trace_id: { status: 'pending', value: null },
        type: 'bank_account'
    };
}
