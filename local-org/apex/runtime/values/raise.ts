import { apexException } from '../exceptions.ts';
import type { ApexException } from '../exceptions.ts';

/** Exceptions that the values themselves throw, in the platform's words. */

export function nullPointer(message = 'Attempt to de-reference a null object'): ApexException {
    return apexException('System.NullPointerException', message);
}

/** A required argument was null; arguments count from 1. */
export function nullArgument(index: number): ApexException {
    return nullPointer(`Argument ${index} cannot be null`);
}

export function typeException(message: string): ApexException {
    return apexException('System.TypeException', message);
}

export function mathException(message: string): ApexException {
    return apexException('System.MathException', message);
}

export function listException(message: string): ApexException {
    return apexException('System.ListException', message);
}

export function stringException(message: string): ApexException {
    return apexException('System.StringException', message);
}
