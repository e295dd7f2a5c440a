import type { SObject } from '../../apex/runtime/sobject.ts';
import type { XmlElement } from '../../metadata/model.ts';
import type { FieldInfo, ObjectInfo } from '../../schema/model.ts';
import { equal, OPERATORS } from './compare.ts';
import type { Interview } from './interview.ts';
import type { ValueCode } from './flow.ts';
import type { Logic } from './logic.ts';
import { parseLogic } from './logic.ts';
import type { FlowScope } from './scope.ts';
import { required } from './scope.ts';
import { typeOfField } from './types.ts';
import { compileValue } from './values.ts';
import { compileOperator } from './conditions.ts';

/** Conditions on the fields of a record: of Get, Update and Delete Records, and of the start. */
export interface Filters {
    readonly items: readonly Filter[];
    readonly logic: Logic;
    readonly logicText: string;
}

export interface Filter {
    readonly field: FieldInfo;
    readonly operator: string;
    readonly value: ValueCode;
}

export function compileFilters(scope: FlowScope, owner: XmlElement, object: ObjectInfo): Filters {
    const items = owner.all('filters').map((xml) => compileFilter(scope, xml, object));
    const logicText = owner.value('filterLogic') ?? 'and';
    const logic = logicText === 'no_conditions' ? parseLogic('and', 0) : parseLogic(logicText, items.length);
    if (!logic) throw scope.problem(owner.line, `The filter logic "${logicText}" can't be read.`);
    return { items, logic, logicText };
}

function compileFilter(scope: FlowScope, xml: XmlElement, object: ObjectInfo): Filter {
    const name = required(scope, xml, 'field');
    const field = fieldOf(scope, object, name, xml.line);
    const operator = required(scope, xml, 'operator');
    const value = compileValue(scope, xml.child('value'));
    const left: ValueCode = { type: typeOfField(field)!, read: () => null };
    if (operator !== 'IsChanged') compileOperator(scope, operator, left, value, xml.line);
    return { field, operator, value };
}

export function fieldOf(scope: FlowScope, object: ObjectInfo, name: string, line: number): FieldInfo {
    const field = object.field(name);
    if (!field) throw scope.problem(line, `The field "${name}" for the object "${object.name}" doesn't exist.`);
    if (!typeOfField(field)) throw scope.unsupported(line, `the field ${object.name}.${field.name} in flows`);
    return field;
}

/** The values to compare with, read once for an interview. */
export function filterValues(filters: Filters, interview: Interview): unknown[] {
    return filters.items.map((filter) => filter.value.read(interview));
}

/** Does the row pass? `prior` is the same row before, for IsChanged. */
export function passes(filters: Filters, values: readonly unknown[], interview: Interview, row: SObject, prior: SObject | null): boolean {
    return filters.logic((index) => {
        const { field, operator } = filters.items[index]!;
        const value = interview.field(row, [field.name]);
        const wanted = values[index];
        if (operator === 'IsChanged') {
            const differs = prior !== null && !equal(value, interview.field(prior, [field.name]));
            return differs === (wanted === true);
        }
        return OPERATORS[operator]!(value === null && wanted === '' ? '' : value, wanted);
    });
}
