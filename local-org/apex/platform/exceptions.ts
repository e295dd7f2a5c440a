import { apexException, ApexException } from '../runtime/exceptions.ts';
import { enumConstant } from '../runtime/values/enum.ts';
import { ApexList } from '../runtime/values/list.ts';
import { listException, typeException } from '../runtime/values/raise.ts';
import { stackOf } from '../runtime/values/user-objects.ts';
import { classType, primitive } from '../types.ts';
import type { Behaviour } from './declare.ts';
import { definePlatformClass } from './declare.ts';
import { sobjectFieldToken } from './execution/schema-tokens.ts';

/** `details` of a DmlException (and of an EmailException): the rows that failed. */
export interface DmlExceptionRow {
    /** Index of the row in the list that was saved. */
    readonly index: number;
    readonly id: string | null;
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
    /** What the row is a record of. */
    readonly object: string;
}

/** `details` of an AuraHandledException: what the page shows. Its getMessage() is the platform's default text. */
export interface AuraDetails {
    readonly clientMessage: string;
}

export function clientMessageOf(exception: ApexException): string {
    return (exception.details as AuraDetails | undefined)?.clientMessage ?? exception.message;
}

function withCause(exception: ApexException, cause: ApexException | null): ApexException {
    exception.cause = cause;
    return exception;
}

export function constructorsOf(name: string): Record<string, Behaviour> {
    const make = (message: string | null | undefined): ApexException => new ApexException(name, message ?? undefined);
    return {
        '()': () => make(undefined),
        '(String message)': (message: string | null) => make(message),
        '(Exception cause)': (cause: ApexException | null) => withCause(make(cause?.message), cause),
        '(String message, Exception cause)': (message: string | null, cause: ApexException | null) => withCause(make(message), cause)
    };
}

function initCause(exception: ApexException, cause: ApexException | null): void {
    if (exception.cause) throw apexException('System.IllegalArgumentException', "Can't overwrite cause");
    exception.cause = cause;
}

const DML_EXCEPTIONS = ['System.DmlException', 'System.EmailException'];

const texts = (values: readonly string[]): ApexList => ApexList.of(primitive('String'), values);

function rowOf(exception: ApexException, index: number): DmlExceptionRow {
    const row = rowsOf(exception)[index];
    if (!row) throw listException(`List index out of bounds: ${index}`);
    return row;
}

function rowsOf(exception: ApexException): readonly DmlExceptionRow[] {
    if (DML_EXCEPTIONS.includes(exception.apexTypeName)) return (exception.details as readonly DmlExceptionRow[] | undefined) ?? [];
    throw typeException(`DML details are not available for ${exception.apexTypeName}`);
}

/** Declared for every exception, as the compiler knows them; only exceptions of DML and e-mail answer. */
const rowMethods: Record<string, Behaviour> = {
    'List<String> getDmlFieldNames(Integer index)': (exception, index) => texts(rowOf(exception, index).fields),
    'List<Schema.SObjectField> getDmlFields(Integer index)': (exception, index) => {
        const { object, fields } = rowOf(exception, index);
        return new ApexList(
            classType('Schema.SObjectField'),
            fields.map((field) => sobjectFieldToken(object, field))
        );
    },
    'String getDmlId(Integer index)': (exception, index) => rowOf(exception, index).id,
    'Integer getDmlIndex(Integer index)': (exception, index) => rowOf(exception, index).index,
    'String getDmlMessage(Integer index)': (exception, index) => rowOf(exception, index).message,
    'String getDmlStatusCode(Integer index)': (exception, index) => rowOf(exception, index).statusCode,
    'StatusCode getDmlType(Integer index)': (exception, index) => enumConstant('System.StatusCode', rowOf(exception, index).statusCode),
    'Integer getNumDml()': (exception) => rowsOf(exception).length
};

definePlatformClass({
    name: 'System.Exception',
    jsClass: ApexException,
    abstract: true,
    methods: {
        ...rowMethods,
        'Exception getCause()': (exception: ApexException) => exception.cause,
        'Integer getLineNumber()': (exception: ApexException) => stackOf(exception).line,
        'String getMessage()': (exception: ApexException) => exception.message,
        'String getStackTraceString()': (exception: ApexException) => stackOf(exception).trace,
        'String getTypeName()': (exception: ApexException) => exception.apexTypeName,
        'void initCause(Exception cause)': initCause,
        'void setMessage(String message)': (exception: ApexException, message: string) => void (exception.message = message)
    }
});

/** Exceptions of the System namespace that extend Exception and have its four constructors. */
const PLAIN = [
    'AssertException',
    'AsyncException',
    'BigObjectException',
    'CalloutException',
    'CanvasException',
    'DuplicateMessageException',
    'EmailTemplateRenderException',
    'ExternalObjectException',
    'FatalCursorException',
    'FinalException',
    'FlowException',
    'FormulaEvaluationException',
    'FormulaValidationException',
    'HandledException',
    'IllegalArgumentException',
    'InvalidHeaderException',
    'InvalidReadOnlyUserDmlException',
    'JSONException',
    'LicenseException',
    'LimitException',
    'ListException',
    'MathException',
    'NoAccessException',
    'NoDataFoundException',
    'NoSuchElementException',
    'NullPointerException',
    'PlatformCacheException',
    'ProcedureException',
    'RequiredFeatureMissingException',
    'SearchException',
    'SecurityException',
    'SerializationException',
    'SObjectException',
    'StringException',
    'TouchHandledException',
    'TransientCursorException',
    'TypeException',
    'UnexpectedException',
    'UnsupportedOperationException',
    'VisualforceException',
    'XmlException'
];

for (const simpleName of PLAIN) {
    const name = `System.${simpleName}`;
    definePlatformClass({ name, extends: 'System.Exception', constructors: constructorsOf(name) });
}

definePlatformClass({
    name: 'EventBus.RetryableException',
    extends: 'System.Exception',
    constructors: constructorsOf('EventBus.RetryableException')
});

/** The parameter's name and the message, as `Invalid parameter value "x" for parameter "y".` */
definePlatformClass({
    name: 'System.InvalidParameterValueException',
    extends: 'System.Exception',
    constructors: {
        '(String field, String message)': (_field: string, message: string) =>
            apexException('System.InvalidParameterValueException', message)
    }
});

definePlatformClass({
    name: 'System.AuraHandledException',
    extends: 'System.Exception',
    constructors: {
        '(String message)': (message: string) => {
            const details: AuraDetails = { clientMessage: message };
            return apexException('System.AuraHandledException', 'Script-thrown exception', details);
        }
    }
});

definePlatformClass({
    name: 'System.QueryException',
    extends: 'System.Exception',
    constructors: constructorsOf('System.QueryException')
});

for (const name of DML_EXCEPTIONS) {
    definePlatformClass({ name, extends: 'System.Exception', constructors: constructorsOf(name) });
}
