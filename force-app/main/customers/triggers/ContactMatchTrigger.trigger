trigger ContactMatchTrigger on Contact(after insert, after update, after undelete) {
    MatchCall.ofContacts(Trigger.operationType, Trigger.new, Trigger.oldMap);
}
