import type { Panel } from 'c/billingFormat';

/** What an Account without billing gives somebody who may read everything. */
export const NOTHING: Panel = {
    hasAccess: true,
    missing: [],
    readAt: '2026-11-22T12:00:00.000Z',
    totals: [],
    customers: [],
    subscriptions: [],
    hasMoreSubscriptions: false,
    movements: [],
    hasMoreMovements: false,
    changes: [],
    lastMonth: '2026-11-01',
    hasOlderMonths: false,
    invoices: [],
    hasMoreInvoices: false,
    payments: [],
    hasMorePayments: false,
    disputes: [],
    hasMoreDisputes: false,
    failedEvents: 0,
    canMatch: false
};

/** An Account with a bit of everything, and money missing. */
export const PANEL: Panel = {
    ...NOTHING,
    health: {
        status: 'Past due',
        currencyCode: 'USD',
        openBalance: 120,
        openBalances: 'USD 120.00',
        delinquentSince: '2026-11-04',
        nextPaymentAttempt: '2026-11-25T12:00:00.000Z',
        paymentRisk: 'Medium',
        riskScore: 72,
        riskLevel: 'High',
        reasons: [
            { recordId: 'r1', points: 20, code: 'Days_Past_Due', values: '[18]', words: 'Overdue for 18 days.' },
            { recordId: 'r2', points: 10, words: '2 attempts failed.' },
            { recordId: 'r3', points: 10, words: 'The card expires.' },
            { recordId: 'r4', points: 3, words: 'The bank declined.' }
        ]
    },
    totals: [{ currencyCode: 'USD', mrr: 1250, arr: 15000 }],
    customers: [{ recordId: 'c1', customerId: 'cus_1', isLive: false, isDeleted: false }],
    subscriptions: [
        {
            recordId: 's1',
            subscriptionId: 'sub_1',
            status: 'active',
            currencyCode: 'USD',
            mrr: 1250,
            startedAt: '2026-01-04T12:00:00.000Z',
            currentPeriodStart: '2026-11-04T12:00:00.000Z',
            currentPeriodEnd: '2026-12-04T00:00:00.000Z',
            items: [
                {
                    recordId: 'i1',
                    priceId: 'price_pro',
                    priceName: 'Pro seat',
                    quantity: 25,
                    unitAmount: 50,
                    intervalName: 'month',
                    intervalCount: 1,
                    mrr: 1250
                }
            ]
        },
        { recordId: 's2', subscriptionId: 'sub_2', status: 'canceled', currencyCode: 'USD', mrr: 0, items: [] }
    ],
    movements: [1, 2, 3, 4, 5, 6].map((step) => ({
        recordId: `m${step}`,
        movementType: step === 6 ? 'New' : 'Expansion',
        currencyCode: 'USD',
        delta: step === 1 ? -50 : 250,
        balanceAfter: 1250,
        effectiveAt: `2026-0${7 - step}-01T00:00:00.000Z`,
        reason: 'Quantity changed'
    })),
    firstMonth: '2026-09-01',
    since: '2026-09-05T00:00:00.000Z',
    changes: [
        { month: '2026-09-01', currencyCode: 'USD', movementType: 'New', delta: 1000 },
        { month: '2026-11-01', currencyCode: 'USD', movementType: 'Expansion', delta: 300 },
        { month: '2026-11-01', currencyCode: 'USD', movementType: 'Contraction', delta: -50 }
    ],
    invoices: [
        {
            recordId: 'in1',
            invoiceNumber: 'INV-1',
            status: 'open',
            currencyCode: 'USD',
            total: 200,
            remaining: 120,
            createdAt: '2026-11-04T12:00:00.000Z',
            isOverdue: true,
            attempts: 2,
            nextAttemptAt: '2026-11-25T12:00:00.000Z',
            declineCode: 'insufficient_funds',
            declineKind: 'Decline_Soft',
            hostedUrl: 'https://invoice.stripe.com/i/acct_1/live_1'
        },
        {
            recordId: 'in2',
            invoiceNumber: 'INV-0',
            status: 'paid',
            currencyCode: 'USD',
            total: 200,
            remaining: 0,
            paidAt: '2026-10-04T12:00:00.000Z',
            isOverdue: false,
            attempts: 0,
            hostedUrl: 'https://invoice.stripe.com.evil.example/i/1'
        }
    ],
    payments: [
        {
            recordId: 'p1',
            paymentId: 'ch_1',
            kind: 'Charge',
            status: 'succeeded',
            currencyCode: 'USD',
            amount: 200,
            refunded: 50,
            createdAt: '2026-10-04T12:00:00.000Z',
            cardBrand: 'visa',
            cardLast4: '4242',
            receiptUrl: 'https://pay.stripe.com/receipts/1'
        }
    ],
    disputes: [
        {
            recordId: 'd1',
            disputeId: 'dp_1',
            paymentId: 'pi_1',
            isLive: false,
            status: 'needs_response',
            outcome: 'Open',
            reason: 'product_not_received',
            currencyCode: 'USD',
            amount: 200,
            evidenceDueBy: '2026-11-24T12:00:00.000Z'
        }
    ]
};
