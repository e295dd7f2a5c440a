import { apexCases } from './apex-cases.ts';
import { fieldFile, objectFile } from './harness.ts';

const DETAIL = '<nameField><label>Name</label><type>Text</type></nameField><enableActivities>true</enableActivities>';
const account = (type: string, more = ''): string =>
    `${more}<referenceTo>Account</referenceTo><relationshipLabel>R</relationshipLabel><relationshipName>${type}s</relationshipName><type>${type}</type>`;

apexCases(
    `
    private static Map<String, Id> accountsOf(String kind) {
        Map<String, Id> found = new Map<String, Id>();
        if (kind == 'Task') for (Task row : [SELECT Subject, AccountId FROM Task]) found.put(row.Subject, row.AccountId);
        else for (Event row : [SELECT Subject, AccountId FROM Event]) found.put(row.Subject, row.AccountId);
        return found;
    }
    private static Account accountNamed(String name) {
        Account made = new Account(Name = name);
        insert made;
        return made;
    }
    private static Contact contactOf(Account employer) {
        Contact made = new Contact(LastName = 'C', AccountId = employer?.Id);
        insert made;
        return made;
    }
    private static Opportunity dealOf(Account buyer) {
        Opportunity made = new Opportunity(Name = 'O', StageName = 'Prospecting', CloseDate = Date.today(), AccountId = buyer?.Id);
        insert made;
        return made;
    }
    @IsTest
    static void what_a_task_is_related_to_gives_its_account() {
        Account a = accountNamed('A');
        Account b = accountNamed('B');
        Contact person = contactOf(b);
        Contract signed = new Contract(AccountId = a.Id, Status = 'Draft');
        insert signed;
        Detail__c detail = new Detail__c(Name = 'D', Account__c = a.Id);
        insert detail;
        insert new List<Task>{
            new Task(Subject = 'account', WhatId = a.Id, WhoId = person.Id),
            new Task(Subject = 'deal', WhatId = dealOf(a).Id),
            new Task(Subject = 'deal without', WhatId = dealOf(null).Id, WhoId = person.Id),
            new Task(Subject = 'contract', WhatId = signed.Id, WhoId = person.Id),
            new Task(Subject = 'detail', WhatId = detail.Id, WhoId = person.Id)
        };
        Map<String, Id> found = accountsOf('Task');
        Assert.areEqual(a.Id, found.get('account'));
        Assert.areEqual(a.Id, found.get('deal'));
        Assert.isNull(found.get('deal without'));
        Assert.areEqual(a.Id, found.get('contract'));
        Assert.areEqual(a.Id, found.get('detail'));
        Assert.areEqual('A', [SELECT Account.Name FROM Task WHERE Subject = 'deal'].Account.Name);
    }
    @IsTest
    static void with_anything_else_the_contact_gives_it() {
        Account a = accountNamed('A');
        Account b = accountNamed('B');
        Contact person = contactOf(b);
        Contact loner = contactOf(null);
        Lead prospect = new Lead(LastName = 'L', Company = 'L');
        insert prospect;
        Case question = new Case(Subject = 'Q', AccountId = a.Id);
        insert question;
        Loose__c loose = new Loose__c(Name = 'L', Account__c = a.Id);
        insert loose;
        insert new List<Task>{
            new Task(Subject = 'nothing'),
            new Task(Subject = 'contact', WhoId = person.Id),
            new Task(Subject = 'loner', WhoId = loner.Id),
            new Task(Subject = 'lead', WhoId = prospect.Id),
            new Task(Subject = 'case', WhatId = question.Id, WhoId = person.Id),
            new Task(Subject = 'case alone', WhatId = question.Id),
            new Task(Subject = 'loose', WhatId = loose.Id, WhoId = person.Id)
        };
        Map<String, Id> found = accountsOf('Task');
        Assert.areEqual(b.Id, found.get('contact'));
        Assert.areEqual(b.Id, found.get('case'));
        Assert.areEqual(b.Id, found.get('loose'));
        for (String subject : new List<String>{ 'nothing', 'loner', 'lead', 'case alone' }) Assert.isNull(found.get(subject), subject);
    }
    @IsTest
    static void an_event_follows_what_it_is_moved_to() {
        Account a = accountNamed('A');
        Account b = accountNamed('B');
        Event meeting = new Event(Subject = 'E', StartDateTime = Datetime.now(), DurationInMinutes = 30, WhatId = a.Id);
        insert meeting;
        Assert.areEqual(a.Id, accountsOf('Event').get('E'));
        meeting.WhatId = dealOf(b).Id;
        update meeting;
        Assert.areEqual(b.Id, accountsOf('Event').get('E'));
        meeting.WhatId = null;
        update meeting;
        Assert.isNull(accountsOf('Event').get('E'));
    }
    @IsTest
    static void two_hundred_tasks_have_their_own_accounts() {
        List<Account> made = new List<Account>();
        for (Integer i = 0; i < 200; i++) made.add(new Account(Name = 'A' + i));
        insert made;
        List<Task> tasks = new List<Task>();
        for (Account one : made) tasks.add(new Task(Subject = one.Name, WhatId = one.Id));
        Integer before = Limits.getQueries();
        insert tasks;
        Assert.areEqual(before, Limits.getQueries());
        for (Task row : [SELECT Subject, Account.Name FROM Task]) Assert.areEqual(row.Subject, row.Account.Name);
    }`,
    objectFile('Detail__c', DETAIL),
    fieldFile('Detail__c', 'Account__c', account('MasterDetail')),
    objectFile('Loose__c', DETAIL),
    fieldFile('Loose__c', 'Account__c', account('Lookup', '<deleteConstraint>SetNull</deleteConstraint>'))
);
