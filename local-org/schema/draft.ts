import type { Component } from '../metadata/model.ts';
import type { ObjectFacts } from './custom-object.ts';
import type { FieldInfo } from './model.ts';
import type { ChildFact } from './standard.ts';

/** An object while it is put together. */
export interface Draft {
    facts: ObjectFacts;
    keyPrefix: string;
    fields: FieldInfo[];
    childFacts: readonly ChildFact[];
    /** The CustomField component behind each custom field, by the field's name. */
    sources: Map<string, Component>;
}
