trigger StripeCustomerTrigger on Stripe_Customer__c(before update, after update) {
    CustomerAccounts.handle(Trigger.operationType, Trigger.new, Trigger.oldMap);
}
