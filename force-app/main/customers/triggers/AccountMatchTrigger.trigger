trigger AccountMatchTrigger on Account(after insert, after update, after delete, after undelete) {
    MatchCall.ofAccounts(Trigger.operationType, Trigger.new, Trigger.old, Trigger.oldMap);
}
