import type { Draft } from './draft.ts';
import type { ChildRelationship, FieldInfo, ObjectInfo } from './model.ts';
import type { Reporter } from './problems.ts';

/** Parent object → its child relationships: those of the facts, then those that the project's lookups make. */
export function childRelationshipsOf(drafts: ReadonlyMap<string, Draft>, reporter: Reporter): Map<string, ChildRelationship[]> {
    const relationships = new Map<string, ChildRelationship[]>();
    for (const draft of drafts.values()) relationships.set(draft.facts.name, standardRelationships(draft, drafts));
    for (const draft of drafts.values()) {
        for (const [name, component] of draft.sources) {
            const field = draft.fields.find((candidate) => candidate.name === name)!;
            const parent = field.referenceTo[0] === undefined ? undefined : relationships.get(field.referenceTo[0]);
            if (!parent) continue;
            const given = component.xml.value('relationshipName');
            // A field of Activity is a field of Task and of Event; its relationship is one, and belongs to the first.
            const shared = draft.facts.name === 'Event' && component.fullName.toLowerCase().startsWith('activity.');
            const relationshipName = given === undefined || given === '' || shared ? '' : `${given}__r`;
            if (relationshipName !== '' && parent.some((other) => other.name.toLowerCase() === relationshipName.toLowerCase())) {
                reporter.wrong(
                    component,
                    `There is already a Child Relationship named ${given} on ${field.referenceTo[0]}.`,
                    'relationshipName'
                );
                continue;
            }
            parent.push({ name: relationshipName, child: draft.facts.name, field: name, onParentDelete: field.onParentDelete ?? 'clear' });
        }
    }
    return relationships;
}

function standardRelationships(draft: Draft, drafts: ReadonlyMap<string, Draft>): ChildRelationship[] {
    return draft.childFacts
        .filter((fact) => {
            const child = drafts.get(fact.child.toLowerCase());
            return child?.fields.some((field) => field.name === fact.field) ?? false;
        })
        .map((fact) => ({
            name: fact.name ?? '',
            child: fact.child,
            field: fact.field,
            onParentDelete: fact.cascadeDelete ? 'cascade' : fact.restrictedDelete ? 'restrict' : 'clear'
        }));
}

/**
 * The object that a path through this reference field leads to. A reference to several objects leads to 'Name',
 * which holds the fields that they have in common.
 */
export function parentObjectName(field: FieldInfo): string {
    return field.referenceTo.length === 1 ? field.referenceTo[0]! : 'Name';
}

/** The reference field that makes this object a detail of another one. */
export function masterField(object: ObjectInfo): FieldInfo | undefined {
    return object.fields.find((field) => field.onParentDelete === 'cascade' && !field.nillable && field.referenceTo.length === 1);
}
