import type { Component, ProjectMetadata, XmlElement } from '../metadata/model.ts';
import type { PicklistValue } from './model.ts';
import type { Reporter } from './problems.ts';

/** Which field a standard value set belongs to (Metadata API Developer Guide, "StandardValueSet Names and Fields"). */
export const STANDARD_VALUE_SET_FIELDS: Readonly<Record<string, readonly string[]>> = {
    AccountType: ['Account.Type'],
    AccountRating: ['Account.Rating'],
    AccountOwnership: ['Account.Ownership'],
    Industry: ['Account.Industry', 'Lead.Industry'],
    LeadSource: ['Contact.LeadSource', 'Lead.LeadSource', 'Opportunity.LeadSource', 'Account.AccountSource'],
    LeadStatus: ['Lead.Status'],
    OpportunityStage: ['Opportunity.StageName'],
    OpportunityType: ['Opportunity.Type'],
    CaseStatus: ['Case.Status'],
    CaseOrigin: ['Case.Origin'],
    CasePriority: ['Case.Priority'],
    CaseReason: ['Case.Reason'],
    CaseType: ['Case.Type'],
    TaskStatus: ['Task.Status'],
    TaskPriority: ['Task.Priority'],
    TaskSubject: ['Task.Subject'],
    ContractStatus: ['Contract.Status'],
    OrderStatus: ['Order.Status'],
    CampaignStatus: ['Campaign.Status'],
    CampaignType: ['Campaign.Type'],
    Salutation: ['Contact.Salutation', 'Lead.Salutation'],
    ContactRole: ['OpportunityContactRole.Role']
};

export interface ValueSet {
    readonly values: readonly PicklistValue[];
    readonly restricted: boolean;
}

/** The values of a picklist field: its own definition, or the global value set that it names. */
export function readValueSet(field: Component, metadata: ProjectMetadata, reporter: Reporter): ValueSet {
    const valueSet = field.xml.child('valueSet');
    if (!valueSet) {
        reporter.wrong(field, 'Picklist value set is missing: give valueSetDefinition or valueSetName.');
        return { values: [], restricted: false };
    }
    const restricted = valueSet.flag('restricted');
    const definition = valueSet.child('valueSetDefinition');
    if (definition) return { values: definition.all('value').map(toValue), restricted };
    const name = valueSet.value('valueSetName') ?? '';
    const global = metadata.find('GlobalValueSet', name);
    if (!global) {
        reporter.wrong(field, `In field: valueSetName - no GlobalValueSet named ${name} found`, valueSet.child('valueSetName') ?? valueSet);
        return { values: [], restricted: true };
    }
    // A field on a global value set takes no other values, whatever its own flag says.
    return { values: global.xml.all('customValue').map(toValue), restricted: true };
}

export function readStandardValueSet(set: Component): PicklistValue[] {
    return set.xml.all('standardValue').map(toValue);
}

function toValue(element: XmlElement): PicklistValue {
    const value = element.value('fullName') ?? '';
    return { value, label: element.value('label') ?? value, active: element.flag('isActive', true), default: element.flag('default') };
}
