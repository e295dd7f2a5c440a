import account from '@salesforce/label/c.Stripe_Decline_Account';
import address from '@salesforce/label/c.Stripe_Decline_Address';
import authentication from '@salesforce/label/c.Stripe_Decline_Authentication';
import bank from '@salesforce/label/c.Stripe_Decline_Bank';
import consent from '@salesforce/label/c.Stripe_Decline_Consent';
import wrongCurrency from '@salesforce/label/c.Stripe_Decline_Currency';
import cvc from '@salesforce/label/c.Stripe_Decline_Cvc';
import duplicatePayment from '@salesforce/label/c.Stripe_Decline_Duplicate';
import expired from '@salesforce/label/c.Stripe_Decline_Expired';
import expiry from '@salesforce/label/c.Stripe_Decline_Expiry';
import fraudSuspected from '@salesforce/label/c.Stripe_Decline_Fraud';
import generic from '@salesforce/label/c.Stripe_Decline_Generic';
import limit from '@salesforce/label/c.Stripe_Decline_Limit';
import lost from '@salesforce/label/c.Stripe_Decline_Lost';
import money from '@salesforce/label/c.Stripe_Decline_Money';
import notAllowed from '@salesforce/label/c.Stripe_Decline_Not_Allowed';
import cardNumber from '@salesforce/label/c.Stripe_Decline_Number';
import pin from '@salesforce/label/c.Stripe_Decline_Pin';
import testCard from '@salesforce/label/c.Stripe_Decline_Test';
import unavailable from '@salesforce/label/c.Stripe_Decline_Unavailable';
import bankCannot from '@salesforce/label/c.Stripe_Dispute_Bank';
import canceledBefore from '@salesforce/label/c.Stripe_Dispute_Canceled';
import check from '@salesforce/label/c.Stripe_Dispute_Check';
import credit from '@salesforce/label/c.Stripe_Dispute_Credit';
import byCustomer from '@salesforce/label/c.Stripe_Dispute_Customer';
import debit from '@salesforce/label/c.Stripe_Dispute_Debit';
import details from '@salesforce/label/c.Stripe_Dispute_Details';
import chargedTwice from '@salesforce/label/c.Stripe_Dispute_Duplicate';
import fraud from '@salesforce/label/c.Stripe_Dispute_Fraud';
import general from '@salesforce/label/c.Stripe_Dispute_General';
import notReceived from '@salesforce/label/c.Stripe_Dispute_Not_Received';
import rules from '@salesforce/label/c.Stripe_Dispute_Rules';
import unacceptable from '@salesforce/label/c.Stripe_Dispute_Unacceptable';
import unrecognized from '@salesforce/label/c.Stripe_Dispute_Unrecognized';
import underReview from '@salesforce/label/c.Stripe_Dispute_Under_Review';
import evidenceNeeded from '@salesforce/label/c.Stripe_Dispute_Evidence_Needed';
import authorizationExpired from '@salesforce/label/c.Stripe_Refund_Expired';
import requested from '@salesforce/label/c.Stripe_Refund_Requested';
import automatic from '@salesforce/label/c.Stripe_Collection_Automatic';
import byInvoice from '@salesforce/label/c.Stripe_Collection_Invoice';
import keptAsDraft from '@salesforce/label/c.Stripe_Pause_Draft';
import writtenOff from '@salesforce/label/c.Stripe_Pause_Uncollectible';
import voided from '@salesforce/label/c.Stripe_Pause_Void';

/** Codes of declined cards (docs.stripe.com/declines/codes) and of bank debits that failed. */
const DECLINES: Readonly<Record<string, string>> = {
    account_closed: account,
    approve_with_id: authentication,
    authentication_not_handled: authentication,
    authentication_required: authentication,
    call_issuer: bank,
    card_declined: generic,
    card_not_supported: notAllowed,
    card_velocity_exceeded: limit,
    currency_not_supported: wrongCurrency,
    debit_not_authorized: consent,
    do_not_honor: generic,
    do_not_try_again: bank,
    duplicate_transaction: duplicatePayment,
    expired_card: expired,
    fraudulent: fraudSuspected,
    generic_decline: generic,
    highest_risk_level: fraudSuspected,
    incorrect_address: address,
    incorrect_cvc: cvc,
    incorrect_number: cardNumber,
    incorrect_pin: pin,
    incorrect_zip: address,
    insufficient_funds: money,
    invalid_account: account,
    invalid_cvc: cvc,
    invalid_expiry_month: expiry,
    invalid_expiry_year: expiry,
    invalid_number: cardNumber,
    invalid_pin: pin,
    issuer_not_available: unavailable,
    live_mode_test_card: testCard,
    lost_card: lost,
    merchant_blacklist: fraudSuspected,
    mobile_device_authentication_required: authentication,
    new_account_information_available: bank,
    no_account: account,
    no_action_taken: bank,
    not_permitted: notAllowed,
    offline_pin_required: pin,
    online_or_offline_pin_required: pin,
    pickup_card: lost,
    pin_try_exceeded: pin,
    processing_error: unavailable,
    reenter_transaction: unavailable,
    restricted_card: notAllowed,
    revocation_of_all_authorizations: consent,
    revocation_of_authorization: consent,
    security_violation: fraudSuspected,
    service_not_allowed: notAllowed,
    stolen_card: lost,
    stop_payment_order: consent,
    testmode_decline: testCard,
    transaction_not_allowed: notAllowed,
    try_again_later: unavailable,
    withdrawal_count_limit_exceeded: limit
};

const DISPUTE_REASONS: Readonly<Record<string, string>> = {
    bank_cannot_process: bankCannot,
    check_returned: check,
    credit_not_processed: credit,
    customer_initiated: byCustomer,
    debit_not_authorized: debit,
    duplicate: chargedTwice,
    fraudulent: fraud,
    general,
    incorrect_account_details: details,
    insufficient_funds: money,
    noncompliant: rules,
    product_not_received: notReceived,
    product_unacceptable: unacceptable,
    subscription_canceled: canceledBefore,
    unrecognized
};

const DISPUTE_STATES: Readonly<Record<string, string>> = {
    needs_response: evidenceNeeded,
    under_review: underReview,
    warning_needs_response: evidenceNeeded,
    warning_under_review: underReview
};

const REFUND_REASONS: Readonly<Record<string, string>> = {
    duplicate: chargedTwice,
    expired_uncaptured_charge: authorizationExpired,
    fraudulent: fraud,
    requested_by_customer: requested
};

const COLLECTION: Readonly<Record<string, string>> = { charge_automatically: automatic, send_invoice: byInvoice };

const PAUSES: Readonly<Record<string, string>> = { keep_as_draft: keptAsDraft, mark_uncollectible: writtenOff, void: voided };

/** Names that are written the same everywhere. */
const CARDS: Readonly<Record<string, string>> = {
    amex: 'American Express',
    cartes_bancaires: 'Cartes Bancaires',
    diners: 'Diners Club',
    eftpos_au: 'eftpos',
    jcb: 'JCB',
    unionpay: 'UnionPay'
};

/** Why a payment was declined; of a code that is new to us, what Stripe told the customer, else the code. */
export function declineWords(code: string | null | undefined, message?: string | null): string {
    const known = code ? DECLINES[code] : undefined;
    return known ?? (message || codeWords(code ?? ''));
}

export function disputeReasonWords(code: string): string {
    return DISPUTE_REASONS[code] ?? codeWords(code);
}

export function disputeStateWords(code: string): string {
    return DISPUTE_STATES[code] ?? codeWords(code);
}

export function refundReasonWords(code: string): string {
    return REFUND_REASONS[code] ?? codeWords(code);
}

export function collectionWords(code: string): string {
    return COLLECTION[code] ?? codeWords(code);
}

export function pauseWords(code: string): string {
    return PAUSES[code] ?? codeWords(code);
}

export function cardName(brand: string): string {
    return CARDS[brand] ?? codeWords(brand);
}

/** A code that nobody has put into words yet, as one reads it: 'product_not_received' as 'Product not received'. */
export function codeWords(code: string): string {
    if (!/^[a-z0-9_]+$/.test(code)) return code;
    const words = code.replaceAll('_', ' ').trim();
    return words.charAt(0).toUpperCase() + words.slice(1);
}
