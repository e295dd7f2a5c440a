import { LightningElement, api } from 'lwc';
import type { PageReference } from 'lightning/navigation';
import { fill, formatDateTime } from 'c/billingFormat';
import { NO_FILTER, formatAgo, formatDuration, recordPage, secondsBetween, stateOf, type Source } from 'c/eventModel';
import { typeName } from 'c/eventTypes';
import { labels } from 'c/eventWords';
import { notReadable } from 'c/missingWords';

interface SourceLine {
    name: string;
    label: string;
    page: PageReference;
    ago: string;
    instant: string;
    what: string;
    last: PageReference | undefined;
    silence: string;
}

/** Each Stripe account, what of it came through last, and whether it has been silent for unusually long. */
export default class EventSources extends LightningElement {
    /** None for who may not read where events come from. */
    @api sources?: Source[] | null;
    /** When the sources were read: times are told from there. */
    @api readAt = '';

    labels = labels;
    notReadable = notReadable;

    get isClosed(): boolean {
        return !this.sources;
    }

    get lines(): SourceLine[] {
        return (this.sources ?? []).map((source) => ({
            name: source.name,
            label: source.label,
            page: monitorPage(source.name),
            ago: source.lastAt ? formatAgo(source.lastAt, this.readAt) : labels.never,
            instant: source.lastAt ? formatDateTime(source.lastAt) : '',
            what: typeName(source.lastType) ?? source.lastType ?? '',
            last: source.lastId ? recordPage(source.lastId, 'Stripe_Event__c') : undefined,
            silence: this.silenceOf(source)
        }));
    }

    private silenceOf({ isSilent, arrivedAt, longestGap }: Source): string {
        if (!isSilent || !arrivedAt) return '';
        return fill(labels.silent, formatDuration(secondsBetween(arrivedAt, this.readAt)), formatDuration(longestGap ?? 0));
    }
}

function monitorPage(source: string): PageReference {
    return { type: 'standard__navItemPage', attributes: { apiName: 'Event_Monitor' }, state: stateOf({ ...NO_FILTER, source }) };
}
