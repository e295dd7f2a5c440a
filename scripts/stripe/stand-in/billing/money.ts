import { percentOf } from '../exact';
import { DAY } from '../period';
import type { World } from '../router';
import { newId } from '../state';
import type { BalanceTransactionRecord } from '../wire';

/** Days until what a card paid may be paid out. */
const SETTLEMENT_DAYS = 2;
/** Stripe's usual price of a card payment, and of a dispute, in minor units of the payment's currency. */
const FEE_PERCENT = 2.9;
const FEE_FIXED: Readonly<Record<string, number>> = { usd: 30, eur: 25, gbp: 20 };
const DISPUTE_FEE: Readonly<Record<string, number>> = { usd: 1500, eur: 1500, gbp: 2000, jpy: 1300 };

export interface Entry {
    amount: number;
    fee?: number;
    currency: string;
    source: string;
    type: BalanceTransactionRecord['type'];
    category: string;
    description: string;
    availableAtOnce?: boolean;
}

export function cardFee(amount: number, currency: string): number {
    return percentOf(amount, FEE_PERCENT) + (FEE_FIXED[currency] ?? 0);
}

export function disputeFee(currency: string): number {
    return DISPUTE_FEE[currency] ?? 1500;
}

/** Writes into the account's balance what came in or went out. */
export function bookMoney(world: World, entry: Entry, now: number): BalanceTransactionRecord {
    const { amount, fee = 0, currency } = entry;
    return world.state.put('balance_transaction', {
        id: newId('txn', 24),
        object: 'balance_transaction',
        amount,
        available_on: entry.availableAtOnce ? now : startOfDay(now) + SETTLEMENT_DAYS * DAY,
        balance_type: 'payments',
        created: now,
        currency,
        description: entry.description,
        exchange_rate: null,
        fee,
        fee_details:
            fee === 0 ? [] : [{ amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' }],
        net: amount - fee,
        reporting_category: entry.category,
        source: entry.source,
        status: 'pending',
        type: entry.type,
        payout: null
    });
}

export function startOfDay(moment: number): number {
    return moment - (moment % DAY);
}

/** Whether the money may be paid out at `now`. */
export function isAvailable(transaction: BalanceTransactionRecord, now: number): boolean {
    return transaction.available_on <= now;
}
