import type { Component, XmlElement } from '../../metadata/model.ts';
import type { Findings } from '../findings.ts';

/** Type of the component that each entry of a permission set names, by the entry's element and the child with the name. */
const ENTRIES: readonly (readonly [entry: string, child: string, type: string])[] = [
    ['classAccesses', 'apexClass', 'ApexClass'],
    ['pageAccesses', 'apexPage', 'ApexPage'],
    ['applicationVisibilities', 'application', 'CustomApplication'],
    ['customPermissions', 'name', 'CustomPermission'],
    ['flowAccesses', 'flow', 'Flow'],
    ['customMetadataTypeAccesses', 'name', 'CustomObject'],
    ['customSettingAccesses', 'name', 'CustomObject'],
    ['recordTypeVisibilities', 'recordType', 'RecordType']
];

/** What an org refuses in a permission set: entries for things that are not there, or that take no such entry. */
export function checkPermissionSets(findings: Findings): void {
    const { metadata } = findings;
    for (const set of [...metadata.ofType('PermissionSet'), ...metadata.ofType('MutingPermissionSet')]) {
        for (const [entry, child, type] of ENTRIES) {
            for (const element of set.xml.all(entry)) checkEntry(findings, set, element.child(child), type);
        }
        for (const entry of set.xml.all('objectPermissions')) findings.requireObject(set, entry.child('object'));
        for (const entry of set.xml.all('fieldPermissions')) checkField(findings, set, entry);
        for (const entry of set.xml.all('tabSettings')) checkTab(findings, set, entry.child('tab'));
        for (const entry of set.xml.all('externalCredentialPrincipalAccesses')) checkPrincipal(findings, set, entry);
        checkRepeated(findings, set);
    }
    for (const group of metadata.ofType('PermissionSetGroup')) {
        for (const element of group.xml.all('permissionSets')) findings.requireComponent(group, element, 'PermissionSet');
        for (const element of group.xml.all('mutingPermissionSets')) findings.requireComponent(group, element, 'MutingPermissionSet');
    }
}

/** Applications and flows of the platform itself may be named; custom things must be there. */
function checkEntry(findings: Findings, set: Component, element: XmlElement | undefined, type: string): void {
    if (!element || element.text.startsWith('standard__')) return;
    findings.requireComponent(set, element, type);
}

function checkTab(findings: Findings, set: Component, element: XmlElement | undefined): void {
    if (element && !element.text.startsWith('standard-')) findings.requireComponent(set, element, 'CustomTab');
}

function checkField(findings: Findings, set: Component, entry: XmlElement): void {
    const element = entry.child('field');
    if (!element) return;
    const [objectName = '', name = ''] = element.text.split('.');
    const object = findings.requireObject(set, element, objectName);
    const field = object && findings.requireField(set, element, object, name);
    if (!object || !field) return;
    const fullName = `${object.name}.${field.name}`;
    if (entry.flag('editable') && !entry.flag('readable')) findings.report(set, element, `Field ${fullName} is editable but not readable.`);
    if (!field.custom) return;
    if (field.required || (field.onParentDelete === 'cascade' && !field.nillable)) {
        findings.report(set, element, `You cannot deploy to a required field: ${fullName}`);
    }
}

/** The principal is one of the external credential's parameters; the entry joins both names with a dash. */
function checkPrincipal(findings: Findings, set: Component, entry: XmlElement): void {
    const element = entry.child('externalCredentialPrincipal');
    const at = element?.text.lastIndexOf('-') ?? -1;
    if (!element || at < 1) return;
    const [name, principal] = [element.text.slice(0, at).trim(), element.text.slice(at + 1).trim()];
    const credential = findings.metadata.find('ExternalCredential', name);
    if (!credential) return void findings.requireComponent(set, element, 'ExternalCredential', name);
    const parameters = credential.xml.all('externalCredentialParameters');
    const found = parameters.some((parameter) => [parameter.value('parameterGroup'), parameter.value('parameterName')].includes(principal));
    if (!found) findings.report(set, element, `The external credential ${name} has no principal named ${principal}.`);
}

function checkRepeated(findings: Findings, set: Component): void {
    const names = [
        ...ENTRIES.map(([entry, child]) => [entry, child] as const),
        ['fieldPermissions', 'field'],
        ['objectPermissions', 'object']
    ];
    for (const [entry, child] of names) {
        const seen = new Set<string>();
        for (const element of set.xml.all(entry!)) {
            const name = element.value(child!)?.toLowerCase() ?? '';
            if (seen.has(name)) findings.report(set, element, `Duplicate ${child} '${element.value(child!)}' specified in ${entry}.`);
            seen.add(name);
        }
    }
}
