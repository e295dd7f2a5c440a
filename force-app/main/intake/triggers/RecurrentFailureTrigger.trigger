trigger RecurrentFailureTrigger on Recurrent_Failure__e(after insert) {
    ReactionFailure.handle(Trigger.new);
}
