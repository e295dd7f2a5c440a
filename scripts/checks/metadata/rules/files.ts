import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ProjectMetadata, XmlElement } from '../../../../local-org/metadata/model.ts';
import { elementsOf } from '../../../../local-org/metadata/shape.ts';
import { API_VERSION, filesOf, problemAt } from '../project.ts';
import type { Problem } from '../project.ts';

/** Types whose behaviour depends on the version that their file names. */
const VERSIONED = new Set(['ApexClass', 'ApexPage', 'ApexTrigger', 'Flow', 'LightningComponentBundle']);

/** Every file is on one API version, and so is the project. */
export function checkApiVersions(metadata: ProjectMetadata): Problem[] {
    const { sourceApiVersion } = JSON.parse(readFileSync(join(metadata.root, 'sfdx-project.json'), 'utf8')) as {
        sourceApiVersion?: string;
    };
    const ofProject =
        sourceApiVersion === API_VERSION
            ? []
            : [{ file: 'sfdx-project.json', line: 1, message: `sourceApiVersion is ${sourceApiVersion}, not ${API_VERSION}` }];
    const ofFiles = filesOf(metadata).flatMap((component) => {
        const element = component.xml.child('apiVersion');
        if (!element) return VERSIONED.has(component.type) ? [problemAt(component, 'has no apiVersion')] : [];
        return element.text === API_VERSION ? [] : [problemAt(component, `apiVersion is ${element.text}, not ${API_VERSION}`, element)];
    });
    return [...ofProject, ...ofFiles];
}

/** Elements stand in the order in which an org gives them back, so that a retrieve changes nothing. */
export function checkOrder(metadata: ProjectMetadata): Problem[] {
    return filesOf(metadata).flatMap((component) => {
        const problems: Problem[] = [];
        const visit = (element: XmlElement, type: string): void => {
            const members = elementsOf(type);
            let last = -1;
            for (const child of element.children) {
                const at = members.findIndex((member) => member.name === child.name);
                if (at < 0) continue;
                if (at < last && child.name !== 'fullName') {
                    problems.push(problemAt(component, `<${child.name}> stands after <${members[last]!.name}>`, child));
                }
                if (child.name !== 'fullName') last = Math.max(last, at);
                visit(child, members[at]!.type);
            }
        };
        visit(component.xml, component.xml.name);
        return problems;
    });
}

/** A component is in one file only, and a part of an object is named like its file. */
export function checkNames(metadata: ProjectMetadata, paths: readonly string[]): Problem[] {
    const first = new Map<string, string>();
    const twice = paths
        .filter((path) => path.endsWith('-meta.xml'))
        .flatMap((path) => {
            const object = /\/objects\/([^/]+)\//.exec(path)?.[1] ?? '';
            const key = `${object}/${basename(path)}`.toLowerCase();
            const other = first.get(key);
            if (other === undefined) first.set(key, path);
            return other === undefined ? [] : [{ file: path, line: 1, message: `the same component as ${other}` }];
        });
    const misnamed = filesOf(metadata).flatMap((component) => {
        const element = component.xml.child('fullName');
        const name = basename(component.file).split('.')[0];
        if (!element || !component.file.includes('/objects/') || element.text === name) return [];
        return [problemAt(component, `is named ${element.text}, not like its file`, element)];
    });
    return [...twice, ...misnamed];
}

/** Every object and field says why it is there, and every field what the reader should do. */
export function checkDescriptions(metadata: ProjectMetadata): Problem[] {
    const objects = metadata
        .ofType('CustomObject')
        .filter((object) => object.fullName.includes('__') && !object.xml.value('description'))
        .map((object) => problemAt(object, 'the object has no description'));
    const fields = metadata.ofType('CustomField').flatMap((field) => {
        const [object = '', name = ''] = field.fullName.split('.');
        if (!name.endsWith('__c')) return [];
        return [
            ...(field.xml.value('description') ? [] : [problemAt(field, 'the field has no description')]),
            ...(field.xml.value('inlineHelpText') || object.endsWith('__e') ? [] : [problemAt(field, 'the field has no help text')])
        ];
    });
    return [...objects, ...fields];
}

/** Orgs divide the objects of the platform into record types, and no new picklist value becomes part of one by itself: a restricted picklist then refuses the whole record. */
export function checkPicklists(metadata: ProjectMetadata): Problem[] {
    return metadata.ofType('CustomField').flatMap((field) => {
        const [object = ''] = field.fullName.split('.');
        const valueSet = field.xml.child('valueSet');
        const isRestricted = valueSet?.flag('restricted') === true || valueSet?.child('valueSetName') !== undefined;
        if (object.includes('__') || !isRestricted) return [];
        return [problemAt(field, 'a restricted picklist on an object that is not ours', valueSet)];
    });
}
