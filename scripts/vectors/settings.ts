import { apexString } from '../org/rest';
import type { VectorSettings } from './model';

type Field = { name: string; literal(value: unknown): string };

const text = (value: unknown): string => apexString(String(value));
const list = (value: unknown): string => apexString((value as string[]).join(',') || 'none');
const flag = (value: unknown): string => String(value === true);

/** Settings of the examples and the fields of Recurrent_Settings__c that hold them. */
const FIELDS: Record<string, Field> = {
    count_statuses: { name: 'Count_Statuses__c', literal: list },
    subtract_forever: { name: 'Ignore_Forever_Discounts__c', literal: (value) => String(value === false) },
    subtract_repeating: { name: 'Subtract_Repeating__c', literal: flag },
    subtract_once: { name: 'Subtract_Once__c', literal: flag },
    churn_timing: { name: 'Churn_Timing__c', literal: text },
    pause_excluded_behaviors: { name: 'Pause_Excluded_Behaviors__c', literal: list },
    week_factor: { name: 'Week_Factor__c', literal: text },
    day_factor: { name: 'Day_Factor__c', literal: text }
};

const CHECKBOXES = ['subtract_forever', 'subtract_repeating', 'subtract_once'];

/** Settings that the package has no field for yet, at the value that it always takes. */
const FIXED: Record<string, unknown> = {
    active_from: 'start',
    rounding: 'half_up_per_item',
    include_metered: false,
    classify_at: 'customer'
};

/** The first setting that the package cannot take; undefined where it takes all. */
export function unknownSetting(settings: VectorSettings): string | undefined {
    const name = Object.keys(settings).find((key) => !(key in FIELDS) && FIXED[key] !== settings[key]);
    return name === undefined ? undefined : `the package has no setting for ${name} = ${JSON.stringify(settings[name])}`;
}

/** Anonymous Apex that writes the settings, with those not named back at their defaults. */
export function settingsApex(settings: VectorSettings): string {
    const assignments = Object.entries(FIELDS).map(([key, field]) => {
        const blank = CHECKBOXES.includes(key) ? 'false' : 'null';
        return `settings.${field.name} = ${key in settings ? field.literal(settings[key]) : blank};`;
    });
    return [
        'Recurrent_Settings__c known = Recurrent_Settings__c.getValues(UserInfo.getOrganizationId());',
        'Recurrent_Settings__c settings = known == null',
        '    ? new Recurrent_Settings__c(SetupOwnerId = UserInfo.getOrganizationId())',
        '    : new Recurrent_Settings__c(Id = known.Id);',
        ...assignments,
        'upsert as system settings;'
    ].join('\n');
}
