import customerCreated from '@salesforce/label/c.Event_Type_Customer_Created';
import customerUpdated from '@salesforce/label/c.Event_Type_Customer_Updated';
import customerDeleted from '@salesforce/label/c.Event_Type_Customer_Deleted';
import customerSubscriptionCreated from '@salesforce/label/c.Event_Type_Customer_Subscription_Created';
import customerSubscriptionUpdated from '@salesforce/label/c.Event_Type_Customer_Subscription_Updated';
import customerSubscriptionDeleted from '@salesforce/label/c.Event_Type_Customer_Subscription_Deleted';
import customerSubscriptionPaused from '@salesforce/label/c.Event_Type_Customer_Subscription_Paused';
import customerSubscriptionResumed from '@salesforce/label/c.Event_Type_Customer_Subscription_Resumed';
import customerSubscriptionTrialWillEnd from '@salesforce/label/c.Event_Type_Customer_Subscription_Trial_Will_End';
import invoiceCreated from '@salesforce/label/c.Event_Type_Invoice_Created';
import invoiceUpdated from '@salesforce/label/c.Event_Type_Invoice_Updated';
import invoiceFinalized from '@salesforce/label/c.Event_Type_Invoice_Finalized';
import invoiceFinalizationFailed from '@salesforce/label/c.Event_Type_Invoice_Finalization_Failed';
import invoiceSent from '@salesforce/label/c.Event_Type_Invoice_Sent';
import invoicePaid from '@salesforce/label/c.Event_Type_Invoice_Paid';
import invoicePaymentSucceeded from '@salesforce/label/c.Event_Type_Invoice_Payment_Succeeded';
import invoicePaymentFailed from '@salesforce/label/c.Event_Type_Invoice_Payment_Failed';
import invoicePaymentActionRequired from '@salesforce/label/c.Event_Type_Invoice_Payment_Action_Required';
import invoiceUpcoming from '@salesforce/label/c.Event_Type_Invoice_Upcoming';
import invoiceOverdue from '@salesforce/label/c.Event_Type_Invoice_Overdue';
import invoiceMarkedUncollectible from '@salesforce/label/c.Event_Type_Invoice_Marked_Uncollectible';
import invoiceVoided from '@salesforce/label/c.Event_Type_Invoice_Voided';
import invoiceDeleted from '@salesforce/label/c.Event_Type_Invoice_Deleted';
import invoicePaymentPaid from '@salesforce/label/c.Event_Type_Invoice_Payment_Paid';
import chargeSucceeded from '@salesforce/label/c.Event_Type_Charge_Succeeded';
import chargeFailed from '@salesforce/label/c.Event_Type_Charge_Failed';
import chargePending from '@salesforce/label/c.Event_Type_Charge_Pending';
import chargeCaptured from '@salesforce/label/c.Event_Type_Charge_Captured';
import chargeUpdated from '@salesforce/label/c.Event_Type_Charge_Updated';
import chargeExpired from '@salesforce/label/c.Event_Type_Charge_Expired';
import chargeRefunded from '@salesforce/label/c.Event_Type_Charge_Refunded';
import chargeRefundUpdated from '@salesforce/label/c.Event_Type_Charge_Refund_Updated';
import refundCreated from '@salesforce/label/c.Event_Type_Refund_Created';
import refundUpdated from '@salesforce/label/c.Event_Type_Refund_Updated';
import refundFailed from '@salesforce/label/c.Event_Type_Refund_Failed';
import chargeDisputeCreated from '@salesforce/label/c.Event_Type_Charge_Dispute_Created';
import chargeDisputeUpdated from '@salesforce/label/c.Event_Type_Charge_Dispute_Updated';
import chargeDisputeClosed from '@salesforce/label/c.Event_Type_Charge_Dispute_Closed';
import chargeDisputeFundsWithdrawn from '@salesforce/label/c.Event_Type_Charge_Dispute_Funds_Withdrawn';
import chargeDisputeFundsReinstated from '@salesforce/label/c.Event_Type_Charge_Dispute_Funds_Reinstated';
import creditNoteCreated from '@salesforce/label/c.Event_Type_Credit_Note_Created';
import creditNoteUpdated from '@salesforce/label/c.Event_Type_Credit_Note_Updated';
import creditNoteVoided from '@salesforce/label/c.Event_Type_Credit_Note_Voided';
import payoutCreated from '@salesforce/label/c.Event_Type_Payout_Created';
import payoutUpdated from '@salesforce/label/c.Event_Type_Payout_Updated';
import payoutPaid from '@salesforce/label/c.Event_Type_Payout_Paid';
import payoutFailed from '@salesforce/label/c.Event_Type_Payout_Failed';
import payoutCanceled from '@salesforce/label/c.Event_Type_Payout_Canceled';
import payoutReconciliationCompleted from '@salesforce/label/c.Event_Type_Payout_Reconciliation_Completed';
import paymentIntentCreated from '@salesforce/label/c.Event_Type_Payment_Intent_Created';
import paymentIntentSucceeded from '@salesforce/label/c.Event_Type_Payment_Intent_Succeeded';
import paymentIntentPaymentFailed from '@salesforce/label/c.Event_Type_Payment_Intent_Payment_Failed';
import paymentMethodAttached from '@salesforce/label/c.Event_Type_Payment_Method_Attached';
import checkoutSessionCompleted from '@salesforce/label/c.Event_Type_Checkout_Session_Completed';
import productCreated from '@salesforce/label/c.Event_Type_Product_Created';
import productUpdated from '@salesforce/label/c.Event_Type_Product_Updated';
import priceCreated from '@salesforce/label/c.Event_Type_Price_Created';
import priceUpdated from '@salesforce/label/c.Event_Type_Price_Updated';

/** By Stripe's names of them. */
const TYPES: Readonly<Record<string, string>> = {
    'customer.created': customerCreated,
    'customer.updated': customerUpdated,
    'customer.deleted': customerDeleted,
    'customer.subscription.created': customerSubscriptionCreated,
    'customer.subscription.updated': customerSubscriptionUpdated,
    'customer.subscription.deleted': customerSubscriptionDeleted,
    'customer.subscription.paused': customerSubscriptionPaused,
    'customer.subscription.resumed': customerSubscriptionResumed,
    'customer.subscription.trial_will_end': customerSubscriptionTrialWillEnd,
    'invoice.created': invoiceCreated,
    'invoice.updated': invoiceUpdated,
    'invoice.finalized': invoiceFinalized,
    'invoice.finalization_failed': invoiceFinalizationFailed,
    'invoice.sent': invoiceSent,
    'invoice.paid': invoicePaid,
    'invoice.payment_succeeded': invoicePaymentSucceeded,
    'invoice.payment_failed': invoicePaymentFailed,
    'invoice.payment_action_required': invoicePaymentActionRequired,
    'invoice.upcoming': invoiceUpcoming,
    'invoice.overdue': invoiceOverdue,
    'invoice.marked_uncollectible': invoiceMarkedUncollectible,
    'invoice.voided': invoiceVoided,
    'invoice.deleted': invoiceDeleted,
    'invoice_payment.paid': invoicePaymentPaid,
    'charge.succeeded': chargeSucceeded,
    'charge.failed': chargeFailed,
    'charge.pending': chargePending,
    'charge.captured': chargeCaptured,
    'charge.updated': chargeUpdated,
    'charge.expired': chargeExpired,
    'charge.refunded': chargeRefunded,
    'charge.refund.updated': chargeRefundUpdated,
    'refund.created': refundCreated,
    'refund.updated': refundUpdated,
    'refund.failed': refundFailed,
    'charge.dispute.created': chargeDisputeCreated,
    'charge.dispute.updated': chargeDisputeUpdated,
    'charge.dispute.closed': chargeDisputeClosed,
    'charge.dispute.funds_withdrawn': chargeDisputeFundsWithdrawn,
    'charge.dispute.funds_reinstated': chargeDisputeFundsReinstated,
    'credit_note.created': creditNoteCreated,
    'credit_note.updated': creditNoteUpdated,
    'credit_note.voided': creditNoteVoided,
    'payout.created': payoutCreated,
    'payout.updated': payoutUpdated,
    'payout.paid': payoutPaid,
    'payout.failed': payoutFailed,
    'payout.canceled': payoutCanceled,
    'payout.reconciliation_completed': payoutReconciliationCompleted,
    'payment_intent.created': paymentIntentCreated,
    'payment_intent.succeeded': paymentIntentSucceeded,
    'payment_intent.payment_failed': paymentIntentPaymentFailed,
    'payment_method.attached': paymentMethodAttached,
    'checkout.session.completed': checkoutSessionCompleted,
    'product.created': productCreated,
    'product.updated': productUpdated,
    'price.created': priceCreated,
    'price.updated': priceUpdated
};

/** What happened, in people's words; undefined where this release has none for it. */
export function typeName(type: string | null | undefined): string | undefined {
    return TYPES[type ?? ''];
}
