import { ApexDate } from '../../apex/runtime/values/date.ts';
import { ApexDatetime } from '../../apex/runtime/values/datetime.ts';
import type { XmlElement } from '../../metadata/model.ts';
import { CronExpression } from '../cron.ts';
import type { FlowScope } from './scope.ts';
import { required } from './scope.ts';

/** When a schedule-triggered flow starts, on the clocks of the org's own time zone. */
export interface FlowTimetable {
    /** As the row of the scheduled job shows it. */
    readonly expression: string;
    /** The first start after an instant; null where there is none. */
    next(after: number, zone: string): number | null;
}

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Once, daily or weekly from a day on (Salesforce Help, "Schedule-Triggered Flow Considerations"). */
export function compileTimetable(scope: FlowScope, start: XmlElement): FlowTimetable {
    const xml = start.child('schedule');
    if (!xml) throw scope.problem(start.line, 'A scheduled flow must say when it runs (schedule).');
    const frequency = required(scope, xml, 'frequency');
    const day = startDay(scope, xml);
    const [hour, minute] = startTime(scope, xml);
    const days: Record<string, string> = {
        Once: `${day.day} ${day.month} ? ${day.year}`,
        Daily: '* * ?',
        Weekly: `? * ${WEEKDAYS[new Date(day.epochDay * 86_400_000).getUTCDay()]}`
    };
    if (days[frequency] === undefined) throw scope.unsupported(xml.line, `scheduled flows with the frequency ${frequency}`);
    const expression = `0 ${minute} ${hour} ${days[frequency]}`;
    const cron = CronExpression.parse(expression);
    return {
        expression,
        next: (after, zone) => {
            const first = ApexDatetime.of(zone, day.year, day.month, day.day, hour, minute).milliseconds;
            return cron.next(Math.max(after, first - 1), zone);
        }
    };
}

function startDay(scope: FlowScope, xml: XmlElement): ApexDate {
    const text = required(scope, xml, 'startDate');
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)Z?$/.exec(text) ?? [];
    const date = year === undefined ? undefined : ApexDate.of(Number(year), Number(month), Number(day));
    if (date?.month !== Number(month)) throw scope.problem(xml.line, `'${text}' is not a valid value for the type xsd:date`);
    return date;
}

/** The zone that the time is written with says nothing: it is a time on the org's clocks. */
function startTime(scope: FlowScope, xml: XmlElement): [hour: number, minute: number] {
    const text = required(scope, xml, 'startTime');
    const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d):[0-5]\d(?:\.\d+)?Z?$/.exec(text) ?? [];
    if (hour === undefined) throw scope.problem(xml.line, `'${text}' is not a valid value for the type xsd:time`);
    return [Number(hour), Number(minute)];
}
