import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import type { PageReference } from 'lightning/navigation';
import type { Region } from 'c/billingFormat';

/** Instants are ISO 8601 in UTC, amounts in major units. Apex leaves out what is null: what there is not, and what somebody may not read. */
export interface Monitor {
    hasAccess: boolean;
    /** What somebody may not read: parts and details that are blank, or what keeps the page closed. */
    missing: string[];
    mayReplay: boolean;
    mayMatch: boolean;
    readAt: string;
    received?: Count | null;
    claimed?: Count | null;
    retrying?: Count | null;
    givenUp?: Count | null;
    waiting?: Count | null;
    waitingCustomers?: Count | null;
    customers?: WaitingCustomer[] | null;
    oldestAt?: string | null;
    oldestId?: string | null;
    lanes?: Lane[] | null;
    medianSeconds?: number | null;
    slowSeconds?: number | null;
    deliverySeconds?: number | null;
    arrivals: Arrivals;
    measured?: number | null;
    sources?: Source[] | null;
    unknownShapes: Shapes[];
    events?: StripeEvent[] | null;
    hasMore?: boolean | null;
    nextBefore?: string | null;
    nextBeforeId?: string | null;
}

export interface Count {
    total: number;
    /** There are more, and nobody counted them. */
    isMore: boolean;
}

export interface Lane {
    lane: number;
    received: number;
    claimed: number;
    retrying: number;
}

/** Bars begin one after the other, the oldest first. */
export interface Arrivals {
    unit: 'Day' | 'Hour' | 'Minute';
    bars: { since: string; arrived: number; failed: number }[];
    /** More arrived in the oldest bar, and nobody counted them. */
    isMore: boolean;
}

export interface Source {
    name: string;
    label: string;
    /** Of the newest event, whatever became of it. */
    arrivedAt?: string | null;
    /** In seconds, between two of the newest events. */
    longestGap?: number | null;
    isSilent: boolean;
    lastAt?: string | null;
    lastId?: string | null;
    lastType?: string | null;
}

export interface Shapes {
    objectName: string;
    label: string;
    /** None where somebody may not read them. */
    records?: Count | null;
}

export interface Candidate {
    accountId: string;
    name: string;
    details?: string | null;
}

/** Who waits for an Account. */
export interface Customer {
    recordId: string;
    customerId?: string | null;
    name?: string | null;
    email?: string | null;
    source?: string | null;
    candidates: Candidate[];
}

/** And how much of it waits. */
export interface WaitingCustomer extends Customer {
    events: number;
    since: string;
}

export interface StripeEvent {
    recordId: string;
    type?: string | null;
    state: string;
    source?: string | null;
    objectId?: string | null;
    amount?: number | null;
    currencyCode?: string | null;
    receivedAt: string;
    createdAt?: string | null;
    processedAt?: string | null;
    explanation?: string | null;
    attempts?: number | null;
    nextTryAt?: string | null;
    customerId?: string | null;
    customerRecordId?: string | null;
    customerName?: string | null;
    accountId?: string | null;
    accountName?: string | null;
    candidates: Candidate[];
}

/** What the address keeps. */
export interface EventView {
    state: string;
    source: string;
    kind: string;
    /** Beginning of a type, or an id of Stripe. */
    text: string;
}

/** What Apex is asked for: the view, and where the page begins. */
export interface EventFilter extends EventView, Record<string, unknown> {
    before: string | null;
    beforeId: string | null;
}

/** What a person did to an event. */
export interface Chosen {
    recordId: string;
    objectApiName: string;
}

/** Queue stands for two states: received, and at work. */
export const STATES = ['Queue', 'Processed', 'Waiting', 'Ignored', 'Failed'] as const;
/** Groups of what events are about. */
export const KINDS = ['Customers', 'Subscriptions', 'Invoices', 'Payments', 'Disputes', 'Payouts', 'Other'] as const;
export const NO_FILTER: EventView = { state: '', source: '', kind: '', text: '' };

const LONGEST_SOURCE = 40;
const LONGEST_TEXT = 120;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
interface Unit {
    unit: 'day' | 'hour' | 'minute';
    seconds: number;
    /** From how many seconds on it is told in this unit. */
    from: number;
}

/** How long something took: the largest unit of which there are two, so that little is rounded away. */
const LENGTHS: readonly Unit[] = [
    { unit: 'day', seconds: DAY, from: 2 * DAY },
    { unit: 'hour', seconds: HOUR, from: 2 * HOUR },
    { unit: 'minute', seconds: MINUTE, from: 2 * MINUTE }
];
/** How long ago it was: the largest unit. Only days wait until there are two: one reads 'yesterday', which it need not be. */
const DISTANCES: readonly Unit[] = [
    { unit: 'day', seconds: DAY, from: 2 * DAY },
    { unit: 'hour', seconds: HOUR, from: HOUR },
    { unit: 'minute', seconds: MINUTE, from: MINUTE }
];
const REGION: Region = { locale: LOCALE, timeZone: TIME_ZONE };

/** Whatever else somebody writes into the address is no filter. */
export function viewOf(state: Readonly<Record<string, string | undefined>> | undefined): EventView {
    return {
        state: knownOf(STATES, state?.c__state),
        source: (state?.c__source ?? '').slice(0, LONGEST_SOURCE),
        kind: knownOf(KINDS, state?.c__kind),
        text: (state?.c__text ?? '').slice(0, LONGEST_TEXT)
    };
}

export function stateOf({ state, source, kind, text }: EventView): Record<string, string> {
    return {
        ...(state ? { c__state: state } : {}),
        ...(source ? { c__source: source } : {}),
        ...(kind ? { c__kind: kind } : {}),
        ...(text ? { c__text: text } : {})
    };
}

export function isFiltered({ state, source, kind, text }: EventView): boolean {
    return Boolean(state || source || kind || text);
}

export function isSameView(a: EventView, b: EventView): boolean {
    return a.state === b.state && a.source === b.source && a.kind === b.kind && a.text === b.text;
}

/** Whether anything happened between two answers to the same question. */
export function isSameNews(a: Monitor, b: Monitor): boolean {
    return JSON.stringify({ ...a, readAt: '' }) === JSON.stringify({ ...b, readAt: '' });
}

export function recordPage(recordId: string, objectApiName: string): PageReference {
    return { type: 'standard__recordPage', attributes: { recordId, objectApiName, actionName: 'view' } };
}

/** Both together; where one is not counted to its end, the sum is not either. */
export function together(a: Count, b: Count): Count {
    return { total: a.total + b.total, isMore: a.isMore || b.isMore };
}

/** From Stripe's event to the end of processing. Clocks differ by a second or two. */
export function delayOf({ createdAt, processedAt }: StripeEvent): number | undefined {
    return createdAt && processedAt ? Math.max(0, secondsBetween(createdAt, processedAt)) : undefined;
}

/** '3 sec', '5 min'. Instants have no fractions, so that none is less than one. */
export function formatDuration(seconds: number, region: Region = REGION): string {
    const { unit, amount } = inUnits(seconds, LENGTHS);
    const text = new Intl.NumberFormat(region.locale, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.max(1, amount));
    return seconds < 1 ? `< ${text}` : text;
}

/** How long something took at the most: 'within 1 sec' is true of what took less. */
export function formatWithin(seconds: number, region: Region = REGION): string {
    return formatDuration(Math.max(1, seconds), region);
}

/** '1 min. ago', 'in 3 hr.'. */
export function formatAgo(instant: string, now: string, region: Region = REGION): string {
    const { unit, amount } = inUnits(secondsBetween(now, instant), DISTANCES);
    return new Intl.RelativeTimeFormat(region.locale, { numeric: 'auto', style: 'short' }).format(amount, unit);
}

/** The time of day, with seconds. */
export function formatTime(instant: string, region: Region = REGION): string {
    return new Intl.DateTimeFormat(region.locale, { timeStyle: 'medium', timeZone: region.timeZone }).format(new Date(instant));
}

/** Of a day, an hour or a minute, as short as an axis wants it. */
export function formatSince(instant: string, unit: Arrivals['unit'], region: Region = REGION): string {
    const options: Intl.DateTimeFormatOptions = unit === 'Day' ? { month: 'short', day: 'numeric' } : { timeStyle: 'short' };
    return new Intl.DateTimeFormat(region.locale, { ...options, timeZone: region.timeZone }).format(new Date(instant));
}

export function secondsBetween(from: string, until: string): number {
    return Math.round((Date.parse(until) - Date.parse(from)) / 1000);
}

function knownOf(known: readonly string[], wanted: string | undefined): string {
    return known.find((value) => value === wanted) ?? '';
}

function inUnits(seconds: number, units: readonly Unit[]): { unit: Unit['unit'] | 'second'; amount: number } {
    const fitting = units.find(({ from }) => Math.abs(seconds) >= from);
    return fitting ? { unit: fitting.unit, amount: Math.trunc(seconds / fitting.seconds) } : { unit: 'second', amount: seconds };
}
