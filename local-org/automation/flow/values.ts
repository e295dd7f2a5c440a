import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../../apex/runtime/values/decimal.ts';
import { compileFormula } from '../../formula/formula.ts';
import type { CompiledFormula, FormulaType } from '../../formula/formula.ts';
import type { XmlElement } from '../../metadata/model.ts';
import { convert, hasPlainText, isAssignable, plainText } from './convert.ts';
import type { ValueCode } from './flow.ts';
import type { FlowScope } from './scope.ts';
import type { FlowType } from './types.ts';
import { formulaType, NULL_TYPE, scalar, typeText } from './types.ts';

/** A `value` element: a literal, a reference, a text with merge fields. None at all is null. */
export function compileValue(scope: FlowScope, xml: XmlElement | undefined): ValueCode {
    const content = xml?.children[0];
    if (!content) return { type: NULL_TYPE, read: () => null };
    const text = content.text;
    switch (content.name) {
        case 'elementReference':
            return scope.resource(text.trim(), content.line);
        case 'stringValue':
            return text.includes('{!') ? compileTemplate(scope, text, content.line) : constant('String', text);
        case 'booleanValue':
            return constant('Boolean', text.trim() === 'true');
        case 'numberValue':
            return constant('Number', ApexDecimal.parse(text));
        case 'dateValue':
            return constant('Date', ApexDate.parse(text.trim()));
        case 'dateTimeValue': {
            const moment = ApexDatetime.parseIso(text.trim());
            if (!moment) throw scope.problem(content.line, `'${text}' is not a valid value for the type xsd:dateTime`);
            return constant('DateTime', moment);
        }
        default:
            throw scope.unsupported(content.line, `<${content.name}> as a value in flows`);
    }
}

/** The value as another type holds it; a problem where it does not fit. */
export function compileFor(scope: FlowScope, target: FlowType, xml: XmlElement | undefined, line: number, what: string): ValueCode {
    const value = compileValue(scope, xml);
    if (!isAssignable(target, value.type)) {
        throw scope.problem(line, `A value of type ${typeText(value.type)} doesn't fit ${what}, which is of type ${typeText(target)}.`);
    }
    const needsText = target.data === 'String' && !target.collection && value.type.data !== 'String';
    if (needsText && !hasPlainText(value.type))
        throw scope.unsupported(line, `the text form of a ${value.type.data} in a flow; use TEXT() in a formula`);
    return { type: target, read: (interview) => convert(target, value.read(interview), interview.timeZone) };
}

function constant(data: 'String' | 'Boolean' | 'Number' | 'Date' | 'DateTime', value: unknown): ValueCode {
    return { type: scalar(data), read: () => value };
}

/** Text with `{!name}` in it. */
export function compileTemplate(scope: FlowScope, text: string, line: number): ValueCode {
    const parts = text.split(/\{!([^}]*)\}/);
    const pieces = parts.map((part, index): ValueCode | string => {
        if (index % 2 === 0) return part;
        const at = line + parts.slice(0, index).join('').split('\n').length - 1;
        const resource = scope.resource(part.trim(), at);
        if (resource.type.collection || resource.type.data === 'SObject' || resource.type.data === 'Apex') {
            throw scope.problem(at, `${part.trim()} is a ${typeText(resource.type)} and can't stand in a text.`);
        }
        if (!hasPlainText(resource.type))
            throw scope.unsupported(at, `the text form of a ${resource.type.data} in a flow; use TEXT() in a formula`);
        return resource;
    });
    return {
        type: scalar('String'),
        read: (interview) => pieces.map((piece) => (typeof piece === 'string' ? piece : plainText(piece.read(interview)))).join('')
    };
}

/** A formula of the flow; it reads the flow's resources and, in record-triggered flows, $Record. */
export function compileFlowFormula(
    scope: FlowScope,
    source: string,
    line: number,
    expected: FormulaType | undefined,
    entry = false
): CompiledFormula {
    const formula = compileFormula(source, {
        schema: scope.schema,
        metadata: scope.world.metadata,
        object: scope.triggerObject?.name,
        kind: entry ? 'entry' : 'flow',
        position: scope.position(line),
        expected,
        resource: (name) => {
            const found = scope.find(name, line);
            const type = found && formulaType(found.type);
            if (found && !type) throw scope.problem(line, `${name} is a ${typeText(found.type)} and can't stand in a formula.`);
            return type && { type, field: found?.type.field };
        }
    });
    for (const path of formula.references) if (path.length > 1) scope.recordPaths.set(path.join('.'), path);
    return formula;
}
