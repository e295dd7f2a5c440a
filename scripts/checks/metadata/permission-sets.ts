import { readXml, type Problem, type SourceFile } from '../project';
import { isCustom, type ProjectSchema } from './schema';

interface PermissionSetXml {
    description?: string;
    classAccesses?: { apexClass: string; enabled: string }[];
    fieldPermissions?: { field: string; editable: string; readable: string }[];
    objectPermissions?: Record<'object' | 'allowEdit' | 'allowDelete' | 'viewAllRecords' | 'modifyAllRecords', string>[];
    tabSettings?: { tab: string }[];
}

/** Objects whose fields no permission set may show: signing secrets are read in system mode by the endpoint alone. */
const SECRET = /_Secret__c$/;

/** What an org would refuse in a permission set, and what must hold of ours: least access, and no field that nobody can read. */
export function checkPermissionSets(files: readonly SourceFile[], schema: ProjectSchema): Problem[] {
    const classes = new Set(files.filter((file) => file.name.endsWith('.cls')).map((file) => file.name.replace('.cls', '')));
    const tabs = new Set(files.filter((file) => file.name.endsWith('.tab-meta.xml')).map((file) => file.name.replace('.tab-meta.xml', '')));
    const problems: Problem[] = [];
    const readable = new Set<string>();
    for (const file of files.filter((candidate) => candidate.name.endsWith('.permissionset-meta.xml'))) {
        const report = (message: string): number => problems.push({ file: file.path, message });
        const xml = readXml<PermissionSetXml>(file);
        if (!xml.description) report('has no description that says who gets it');
        for (const { apexClass } of xml.classAccesses ?? []) if (!classes.has(apexClass)) report(`Apex class ${apexClass} is not there`);
        for (const { tab } of xml.tabSettings ?? []) if (!tab.startsWith('standard-') && !tabs.has(tab)) report(`tab ${tab} is not there`);
        for (const permission of xml.objectPermissions ?? []) {
            if (isCustom(permission.object) && !schema.objects.has(permission.object)) report(`object ${permission.object} is not there`);
            if (SECRET.test(permission.object)) report(`gives access to ${permission.object}`);
            if (!/Guest/.test(file.name)) continue;
            for (const right of ['allowEdit', 'allowDelete', 'viewAllRecords', 'modifyAllRecords'] as const) {
                if (permission[right] === 'true') report(`a guest may not have ${right} on ${permission.object}`);
            }
        }
        for (const { field, readable: canRead, editable } of xml.fieldPermissions ?? []) {
            const facts = schema.fields.get(field);
            const name = field.split('.')[1] ?? '';
            if (isCustom(name) && !facts) report(`field ${field} is not there`);
            if (facts?.required) report(`required field ${field} may not have field permissions`);
            if (facts?.masterDetail) report(`master-detail field ${field} may not have field permissions`);
            if (facts?.formula && editable === 'true') report(`formula field ${field} cannot be editable`);
            if (editable === 'true' && canRead !== 'true') report(`${field} is editable but not readable`);
            if (canRead === 'true') readable.add(field);
        }
    }
    for (const field of schema.fields.values()) {
        const governed =
            !field.required && !SECRET.test(field.object) && !/__(mdt|e)$/.test(field.object) && !field.object.endsWith('Settings__c');
        if (governed && !readable.has(field.fullName)) problems.push({ file: field.file, message: 'no permission set can read it' });
    }
    return problems;
}
