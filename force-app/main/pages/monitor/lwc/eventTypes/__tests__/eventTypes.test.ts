import { typeName } from 'c/eventTypes';

describe('c/eventTypes', () => {
    it('has words for what it knows, and none for anything else', () => {
        expect(typeName('invoice.paid')).toBe('c.Event_Type_Invoice_Paid');
        expect(typeName('customer.subscription.trial_will_end')).toBe('c.Event_Type_Customer_Subscription_Trial_Will_End');
        for (const unknown of ['invoice', 'Invoice.paid', '', null, undefined]) expect(typeName(unknown)).toBeUndefined();
    });
});
