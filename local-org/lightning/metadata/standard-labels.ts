import type { FieldDescription, ObjectDescription } from '../gateway.ts';

/** What the platform itself calls its objects, one and many, and the labels of their fields, in another language. */
interface Language {
    readonly objects: Readonly<Record<string, readonly [one: string, many: string]>>;
    /** By the English label. */
    readonly fields: Readonly<Record<string, string>>;
}

const GERMAN: Language = {
    objects: {
        Account: ['Account', 'Accounts'],
        Campaign: ['Kampagne', 'Kampagnen'],
        Case: ['Kundenvorgang', 'Kundenvorgänge'],
        Contact: ['Kontakt', 'Kontakte'],
        Contract: ['Vertrag', 'Verträge'],
        Event: ['Ereignis', 'Ereignisse'],
        Lead: ['Lead', 'Leads'],
        Opportunity: ['Opportunity', 'Opportunities'],
        Order: ['Auftrag', 'Aufträge'],
        Product2: ['Produkt', 'Produkte'],
        Task: ['Aufgabe', 'Aufgaben'],
        User: ['Benutzer', 'Benutzer']
    },
    fields: {
        'Account Description': 'Accountbeschreibung',
        'Account Fax': 'Fax',
        'Account ID': 'Account-ID',
        'Account Name': 'Accountname',
        'Account Number': 'Accountnummer',
        'Account Phone': 'Telefon',
        'Account Rating': 'Bewertung',
        'Account Site': 'Accountstandort',
        'Account Source': 'Accountquelle',
        'Account Type': 'Typ',
        Active: 'Aktiv',
        'Activity ID': 'Aktivitäts-ID',
        Amount: 'Betrag',
        'Annual Revenue': 'Jahresumsatz',
        'Assigned To ID': 'Zugewiesen zu',
        'Billing City': 'Rechnungsanschrift: Ort',
        'Billing Country': 'Rechnungsanschrift: Land',
        'Billing State/Province': 'Rechnungsanschrift: Bundesland/Kanton',
        'Billing Street': 'Rechnungsanschrift: Straße',
        'Billing Zip/Postal Code': 'Rechnungsanschrift: Postleitzahl',
        Birthdate: 'Geburtsdatum',
        'Business Fax': 'Fax',
        'Business Phone': 'Telefon',
        'Campaign ID': 'Kampagne',
        'Case Number': 'Vorgangsnummer',
        'Case Origin': 'Ursprung des Vorgangs',
        'Case Reason': 'Vorgangsgrund',
        'Close Date': 'Schlusstermin',
        Closed: 'Geschlossen',
        'Contact Description': 'Kontaktbeschreibung',
        'Contact ID': 'Kontakt',
        'Contract End Date': 'Vertragsende',
        'Contract Number': 'Vertragsnummer',
        'Contract Start Date': 'Vertragsbeginn',
        'Created By ID': 'Erstellt von',
        'Created Date': 'Erstelldatum',
        'Customer Portal Account': 'Kundenportal-Account',
        Deleted: 'Gelöscht',
        Department: 'Abteilung',
        Description: 'Beschreibung',
        'Do Not Call': 'Nicht anrufen',
        'Due Date Only': 'Fälligkeitsdatum',
        Email: 'E-Mail',
        Employees: 'Mitarbeiter',
        'Expected Amount': 'Erwarteter Umsatz',
        'First Name': 'Vorname',
        'Fiscal Period': 'Geschäftszeitraum',
        'Fiscal Quarter': 'Geschäftsquartal',
        'Fiscal Year': 'Geschäftsjahr',
        'Forecast Category': 'Prognosekategorie',
        'Full Name': 'Name',
        'Has Line Item': 'Hat Produkte',
        'High Priority': 'Hohe Priorität',
        Industry: 'Branche',
        'Last Activity': 'Letzte Aktivität',
        'Last Modified By ID': 'Zuletzt geändert von',
        'Last Modified Date': 'Datum der letzten Änderung',
        'Last Name': 'Nachname',
        'Last Referenced Date': 'Datum der letzten Referenzierung',
        'Last Viewed Date': 'Datum der letzten Anzeige',
        'Lead Source': 'Leadquelle',
        'Mobile Phone': 'Mobiltelefon',
        'Next Step': 'Nächster Schritt',
        'Opportunity Type': 'Typ',
        'Owner ID': 'Inhaber',
        Ownership: 'Besitzverhältnis',
        'Parent Account ID': 'Übergeordneter Account',
        'Partner Account': 'Partneraccount',
        Phone: 'Telefon',
        'Photo URL': 'Foto-URL',
        'Price Book ID': 'Preisbuch',
        Priority: 'Priorität',
        Private: 'Privat',
        'Probability (%)': 'Wahrscheinlichkeit (%)',
        Quantity: 'Menge',
        'Record ID': 'Datensatz-ID',
        'Related To ID': 'Bezug',
        'Reports To ID': 'Untersteht',
        Salutation: 'Anrede',
        'Shipping City': 'Lieferanschrift: Ort',
        'Shipping Country': 'Lieferanschrift: Land',
        'Shipping State/Province': 'Lieferanschrift: Bundesland/Kanton',
        'Shipping Street': 'Lieferanschrift: Straße',
        'Shipping Zip/Postal Code': 'Lieferanschrift: Postleitzahl',
        Stage: 'Phase',
        Subject: 'Betreff',
        'Ticker Symbol': 'Börsenkürzel',
        Title: 'Titel',
        Username: 'Benutzername',
        'Year Started': 'Gründungsjahr',
        Won: 'Gewonnen'
    }
};

const LANGUAGES: Readonly<Record<string, Language>> = { de: GERMAN };

/**
 * An object with the platform's own words in a language, for objects and fields that come with it. What the table does
 * not know keeps its English label.
 */
export function standardWords(object: ObjectDescription, language: string): ObjectDescription {
    const words = LANGUAGES[language.split(/[_-]/)[0]!];
    if (!words) return object;
    const [label, labelPlural] = words.objects[object.name] ?? [object.label, object.labelPlural];
    const named = ({ name, label: own }: FieldDescription): string => (name.endsWith('__c') ? own : (words.fields[own] ?? own));
    return { ...object, label, labelPlural, fields: object.fields.map((field) => ({ ...field, label: named(field) })) };
}
