import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import type { UnsupportedError } from '../../errors.ts';
import type { Resource } from './flow.ts';
import { NULL_TYPE, scalar } from './types.ts';

/** `$Flow.CurrentDate` and its like. */
export function flowGlobal(name: string, unsupported: () => UnsupportedError): Resource | undefined {
    switch (name.toLowerCase()) {
        case 'currentdate':
            return {
                type: scalar('Date'),
                read: (interview) => new ApexDatetime(interview.run.transaction.now()).date(interview.timeZone)
            };
        case 'currentdatetime':
            return { type: scalar('DateTime'), read: (interview) => new ApexDatetime(interview.run.transaction.now()) };
        case 'interviewstarttime':
            return { type: scalar('DateTime'), read: (interview) => new ApexDatetime(interview.run.startedAt) };
        case 'faultmessage':
            return { type: scalar('String'), read: (interview) => interview.faultMessage };
        case 'interviewguid':
            return { type: scalar('String'), read: (interview) => interview.guid };
        case 'currentrecord':
            return { type: scalar('String'), read: (interview) => interview.record?.id ?? null };
        case 'currentstage':
        case 'activestages':
        case 'requestid':
            throw unsupported();
        default:
            return undefined;
    }
}

/** `$GlobalConstant.True`, `False`, `EmptyString`. */
export function globalConstant(name: string): Resource | undefined {
    switch (name.toLowerCase()) {
        case 'true':
            return { type: scalar('Boolean'), read: () => true };
        case 'false':
            return { type: scalar('Boolean'), read: () => false };
        case 'emptystring':
            return { type: scalar('String'), read: () => '' };
        case 'null':
            return { type: NULL_TYPE, read: () => null };
        default:
            return undefined;
    }
}
