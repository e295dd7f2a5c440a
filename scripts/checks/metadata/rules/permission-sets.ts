import type { Component, ProjectMetadata } from '../../../../local-org/metadata/model.ts';
import { problemAt } from '../project.ts';
import type { Problem } from '../project.ts';

/** Objects whose fields no permission set may show: signing secrets are read in system mode by the endpoint alone. */
const SECRET = /_Secret__c$/;
const RIGHTS = ['allowEdit', 'allowDelete', 'viewAllRecords', 'modifyAllRecords'];

/** What must hold of our permission sets: a purpose, least access, and no field that nobody can read. */
export function checkPermissionSets(metadata: ProjectMetadata): Problem[] {
    const problems: Problem[] = [];
    const readable = new Set<string>();
    for (const set of metadata.ofType('PermissionSet')) {
        if (!set.xml.value('description')) problems.push(problemAt(set, 'has no description that says who gets it'));
        for (const entry of set.xml.all('objectPermissions')) {
            const object = entry.value('object') ?? '';
            if (SECRET.test(object)) problems.push(problemAt(set, `gives access to ${object}`, entry));
            if (!/Guest/.test(set.fullName)) continue;
            for (const right of RIGHTS) {
                if (entry.flag(right)) problems.push(problemAt(set, `a guest may not have ${right} on ${object}`, entry.child(right)));
            }
        }
        for (const entry of set.xml.all('fieldPermissions')) {
            const field = entry.value('field') ?? '';
            if (entry.flag('readable')) readable.add(field);
            const calculated = metadata.find('CustomField', field)?.xml.child('formula') !== undefined;
            if (calculated && entry.flag('editable')) problems.push(problemAt(set, `formula field ${field} cannot be editable`, entry));
        }
        problems.push(...leadingNowhere(metadata, set));
    }
    return [...problems, ...unreadable(metadata, readable)];
}

/** A lookup to records that its reader may not open shows nothing but an id. */
function leadingNowhere(metadata: ProjectMetadata, set: Component): Problem[] {
    const objects = set.xml.all('objectPermissions').filter((entry) => entry.flag('allowRead'));
    const readable = new Set(objects.map((entry) => entry.value('object') ?? ''));
    return set.xml.all('fieldPermissions').flatMap((entry) => {
        const name = entry.value('field') ?? '';
        const target = metadata.find('CustomField', name)?.xml.value('referenceTo') ?? '';
        const nowhere = entry.flag('readable') && target.endsWith('__c') && !readable.has(target);
        return nowhere ? [problemAt(set, `shows ${name}, and not the ${target} that it leads to`, entry)] : [];
    });
}

/** Required fields, master-details and custom metadata need no permission; settings are read by Apex. */
function unreadable(metadata: ProjectMetadata, readable: ReadonlySet<string>): Problem[] {
    return metadata
        .ofType('CustomField')
        .filter(({ fullName, xml }) => {
            const [object = ''] = fullName.split('.');
            const free = xml.flag('required') || xml.value('type') === 'MasterDetail' || /__(mdt|e)$/.test(object);
            return !free && !SECRET.test(object) && !object.endsWith('Settings__c') && !readable.has(fullName);
        })
        .map((field) => problemAt(field, 'no permission set can read it'));
}
