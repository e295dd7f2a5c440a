import { ApexDate } from '../apex/runtime/values/date.ts';
import { ApexDatetime } from '../apex/runtime/values/datetime.ts';
import { ApexDecimal } from '../apex/runtime/values/decimal.ts';
import { ApexTime } from '../apex/runtime/values/time.ts';
import { toId18 } from '../schema/ids.ts';
import type { FieldInfo } from '../schema/model.ts';

const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?Z?$/;

/** The value that a text of a metadata file or a CSV file means for a field; undefined where it means none. */
export function valueOfText(field: FieldInfo, text: string): unknown {
    if (text === '') return field.type === 'boolean' ? false : null;
    switch (field.type) {
        case 'boolean':
            return /^(true|1)$/i.test(text) ? true : /^(false|0)$/i.test(text) ? false : undefined;
        case 'int':
            return /^[+-]?\d+(\.0+)?$/.test(text) ? Number(text) : undefined;
        case 'long':
            return /^[+-]?\d+$/.test(text) ? BigInt(text) : undefined;
        case 'double':
        case 'currency':
        case 'percent':
            return ApexDecimal.tryParse(text)?.setScale(field.scale ?? 0, 'HALF_UP');
        case 'date':
            return /^\d{4}-\d{2}-\d{2}/.test(text) ? ApexDate.parse(text.slice(0, 10)) : undefined;
        case 'datetime':
            return ApexDatetime.parseIso(text);
        case 'time': {
            const match = TIME.exec(text);
            return match
                ? ApexTime.of(Number(match[1]), Number(match[2]), Number(match[3] ?? 0), Number((match[4] ?? '0').padEnd(3, '0')))
                : undefined;
        }
        case 'id':
        case 'reference':
            return toId18(text);
        default:
            return text;
    }
}
