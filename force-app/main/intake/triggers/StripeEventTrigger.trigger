trigger StripeEventTrigger on Stripe_Event_Received__e(after insert) {
    WakeUpHandler.handle(Trigger.new);
}
