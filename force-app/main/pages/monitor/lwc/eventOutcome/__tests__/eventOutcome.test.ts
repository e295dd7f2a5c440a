import { createElement, type LightningElement } from 'lwc';
import { getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import EventOutcome from 'c/eventOutcome';
import canReprocess from '@salesforce/apex/EventReprocess.canReprocess';
import reprocessOne from '@salesforce/apex/EventReprocess.reprocessOne';

jest.mock(
    '@salesforce/apex/EventReprocess.canReprocess',
    () => {
        const { createApexTestWireAdapter } = jest.requireActual('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);
jest.mock('@salesforce/apex/EventReprocess.reprocessOne', () => ({ default: jest.fn() }), { virtual: true });

interface TestAdapter {
    emit(value: unknown): void;
    error(body?: unknown): void;
    getLastConfig(): Record<string, unknown>;
}

const permission = canReprocess as unknown as TestAdapter;
const record = getRecord as unknown as TestAdapter;
const reprocess = reprocessOne as unknown as jest.Mock;

const EVENT = 'a00000000000001AAA';

async function settle(): Promise<void> {
    const turn = (): Promise<void> => Promise.resolve();
    await turn().then(turn).then(turn).then(turn).then(turn).then(turn).then(turn);
}

function create(): LightningElement {
    const element = createElement('c-event-outcome', { is: EventOutcome });
    Object.assign(element, { recordId: EVENT });
    document.body.appendChild(element);
    return element as unknown as LightningElement;
}

async function createWith(values: Record<string, unknown>, allowed = true): Promise<LightningElement> {
    const element = create();
    const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, displayValue: null }]));
    record.emit({ apiName: 'Stripe_Event__c', id: EVENT, fields });
    permission.emit(allowed);
    await settle();
    return element;
}

function all(root: LightningElement, selector: string): HTMLElement[] {
    const shadow = (root as unknown as Element).shadowRoot;
    return shadow ? [...shadow.querySelectorAll<HTMLElement>(selector)] : [];
}

function texts(root: LightningElement, selector: string): (string | null)[] {
    return all(root, selector).map((element) => element.textContent);
}

/** Presses the button, and gives the message that the page is asked to show. */
async function pressed(element: LightningElement): Promise<unknown> {
    const toasts: unknown[] = [];
    (element as unknown as Element).addEventListener('lightning__showtoast', (event) => toasts.push((event as CustomEvent).detail));
    all(element, '[data-action="reprocess"]')[0]?.click();
    await settle();
    return toasts[0];
}

describe('c-event-outcome', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('asks for the event of the page', async () => {
        const element = create();
        await settle();
        expect(record.getLastConfig()).toMatchObject({ recordId: EVENT });
        expect(texts(element, '[role="status"]')).toEqual(['c.Event_Loading']);
    });

    it('says what went wrong, and when it is tried again', async () => {
        const element = await createWith({
            State__c: 'Failed',
            Error__c: 'Stripe asks for fewer calls (429).',
            Attempts__c: 3,
            Next_Try_At__c: '2026-11-22T12:00:00.000Z'
        });
        expect(texts(element, '[data-state="Failed"]')).toEqual(['c.Event_Outcome_Failed']);
        expect(texts(element, '.explanation')).toEqual(['Stripe asks for fewer calls (429).']);
        expect(texts(element, '.time')).toEqual(['c.Event_Attempts', 'c.Event_Next_Try']);
    });

    it('says when nothing happens by itself any more', async () => {
        const element = await createWith({ State__c: 'Failed', Error__c: 'No.', Attempts__c: 10, Next_Try_At__c: null });
        expect(texts(element, '.time')).toEqual(['c.Event_Attempts', 'c.Event_No_Next_Try']);
    });

    it('says why an event waits', async () => {
        const element = await createWith({
            State__c: 'Waiting',
            Reason__c: 'No Account yet.',
            Processed_At__c: '2026-11-22T12:00:00.000Z'
        });
        expect(texts(element, '[data-state="Waiting"]')).toEqual(['c.Event_Outcome_Waiting']);
        expect(texts(element, '.explanation')).toEqual(['No Account yet.']);
        expect(texts(element, '.time')).toEqual(['c.Event_Processed_At']);
    });

    it('tells the way from Stripe to the end, and of what is not at its end only the beginning', async () => {
        const times = { Stripe_Created_At__c: '2026-11-22T12:00:01.000Z', CreatedDate: '2026-11-22T12:00:00.000Z' };
        const processed = { State__c: 'Processed', Processed_At__c: '2026-11-22T12:00:03.000Z' };
        expect(texts(await createWith({ ...times, ...processed }), '.time')).toEqual(['c.Event_Times']);
        document.body.replaceChildren();
        expect(texts(await createWith({ ...times, State__c: 'Received' }), '.time')).toEqual(['c.Event_Arrived']);
    });

    it('calls the event by people’s words, and by Stripe’s where there are none', async () => {
        const heading = async (type: string | null): Promise<unknown> => {
            const element = await createWith({ State__c: 'Processed', Type__c: type });
            return (all(element, 'c-page-card')[0] as unknown as { heading: string }).heading;
        };
        expect(await heading('invoice.paid')).toBe('c.Event_Type_Invoice_Paid');
        expect(await heading('person.updated')).toBe('person.updated');
        expect(await heading(null)).toBe('c.Event_Outcome_Title');
    });

    it('leads to the event in Stripe, in the mode it is of, and nowhere else', async () => {
        const link = async (values: object): Promise<string | null | undefined> =>
            all(await createWith({ State__c: 'Processed', ...values }), '[data-action="stripe"]')
                .pop()
                ?.getAttribute('href');
        expect(await link({ Event_Id__c: 'evt_1', Live_Mode__c: true })).toBe('https://dashboard.stripe.com/events/evt_1');
        document.body.replaceChildren();
        expect(await link({ Event_Id__c: 'evt_1', Live_Mode__c: false })).toBe('https://dashboard.stripe.com/test/events/evt_1');
        document.body.replaceChildren();
        expect(await link({ Event_Id__c: 'evt_1:sub_1' })).toBeUndefined();
        document.body.replaceChildren();
        expect(await link({ Event_Id__c: 'evt_1?"><b>' })).toBeUndefined();
    });

    it('has the event processed again, says so, and reads it again', async () => {
        const element = await createWith({ State__c: 'Failed' });
        reprocess.mockResolvedValue(undefined);
        const toast = await pressed(element);
        expect(reprocess).toHaveBeenCalledWith({ eventId: EVENT });
        expect(toast).toMatchObject({ title: 'c.Event_Reprocess_Queued', variant: 'success' });
        expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: EVENT }]);
        expect(all(element, '[data-action="reprocess"]')[0]).toHaveProperty('disabled', false);
    });

    it('shows why it was refused', async () => {
        const element = await createWith({ State__c: 'Claimed' });
        reprocess.mockRejectedValue({ body: { message: 'SE-1 is being processed just now.' } });
        expect(await pressed(element)).toMatchObject({ message: 'SE-1 is being processed just now.', variant: 'error' });
    });

    it('offers nothing to those who may only look', async () => {
        expect(all(await createWith({ State__c: 'Failed' }, false), '[data-action="reprocess"]')).toHaveLength(0);
        document.body.replaceChildren();
        const element = create();
        permission.error({ message: 'You have no access to the Apex class.' });
        await settle();
        expect(all(element, '[data-action="reprocess"]')).toHaveLength(0);
    });

    it('shows the reason where the event cannot be read', async () => {
        const element = create();
        record.error({ message: 'This event is gone.' });
        await settle();
        expect(texts(element, '[role="alert"]')).toEqual(['This event is gone.']);
    });

    it.each(['Failed', 'Processed', 'Waiting'])('is accessible when %s', async (state) => {
        await expect(await createWith({ State__c: state, Reason__c: 'Because.' })).toBeAccessible();
    });
});
