import { ApexException, LimitExceeded } from '../../apex/runtime/exceptions.ts';
import { FormulaEvaluationError } from '../../formula/formula.ts';
import type { DmlError } from '../transaction.ts';

/** An element that cannot go on for one interview. Its text is `$Flow.FaultMessage`. */
export class FlowFault extends Error {}

const GUIDE = 'You can look up ExceptionCode values in the SOAP API Developer Guide.';

export type DataVerb = 'create records' | 'update records' | 'delete records' | 'look up records';

export function dataFault(verb: DataVerb, errors: readonly DmlError[]): string {
    const all = errors.map((error) => `${error.statusCode}: ${error.message}`).join(', ');
    return `This error occurred when the flow tried to ${verb}: ${all}. ${GUIDE}`;
}

/** The text of what Apex, a query or a formula threw; undefined for what no fault path may see. */
export function faultText(error: unknown, verb?: DataVerb): string | undefined {
    if (error instanceof FlowFault) return error.message;
    if (error instanceof FormulaEvaluationError) return `The flow couldn't evaluate a formula: ${error.message}.`;
    if (!(error instanceof ApexException) || error instanceof LimitExceeded) return undefined;
    return verb
        ? `This error occurred when the flow tried to ${verb}: ${error.message}. ${GUIDE}`
        : `An Apex error occurred: ${error.apexTypeName}: ${error.message}`;
}

export function notSet(name: string): FlowFault {
    return new FlowFault(`The flow failed to access the value for ${name} because it hasn't been set or assigned.`);
}

/** How a save reports that one of its flows failed. */
export function unhandledFault(flowLabel: string, fault: string): DmlError {
    const message = `We can't save this record because the “${flowLabel}” process failed. Give your Salesforce admin these details. ${fault}`;
    return { statusCode: 'CANNOT_EXECUTE_FLOW_TRIGGER', message, fields: [] };
}
