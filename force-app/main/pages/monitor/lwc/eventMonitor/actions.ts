import LightningConfirm from 'lightning/confirm';
import type { ApexError } from '@salesforce/apex';
import replayFailed from '@salesforce/apex/EventMonitorController.replayFailed';
import reprocessOne from '@salesforce/apex/EventReprocess.reprocessOne';
import { fill, formatQuantity } from 'c/billingFormat';
import EventMatch from 'c/eventMatch';
import type { Candidate, Customer, EventFilter } from 'c/eventModel';
import { customerWords, errorWords, labels } from 'c/eventWords';

/** What a person is told of what became of it; nothing where nothing was done. */
export interface Told {
    title: string;
    message?: string;
    variant: 'success' | 'error';
    mode?: 'sticky';
}

/** What the platform adds to every class of a dialog, and its types leave out. */
interface Dialog<T> {
    open(options: Record<string, unknown>): Promise<T | undefined>;
}

/** What one replay takes up. */
const MOST_REPLAYED = 1000;

export function replayEvent(eventId: string): Promise<Told> {
    return told(
        reprocessOne({ eventId }).then(() => 1),
        labels.notReplayed
    );
}

/** Failed events of a filter, if the person means it. */
export async function replayAll(filter: EventFilter): Promise<Told | undefined> {
    const isMeant = await (LightningConfirm as unknown as Dialog<boolean>).open({
        label: labels.replayQuestion,
        message: fill(labels.replayConsequence, formatQuantity(MOST_REPLAYED)),
        theme: 'default'
    });
    return isMeant ? told(replayFailed({ filter }), labels.notReplayed) : undefined;
}

export async function chooseAccount(
    customer: Customer,
    candidate: Candidate | undefined,
    sourceNames: Record<string, string>
): Promise<Told | undefined> {
    const options = { label: fill(labels.matchHeading, customerWords(customer, sourceNames).title), size: 'small' };
    const accountName = await (EventMatch as unknown as Dialog<string>).open({ ...options, customer, candidate, sourceNames });
    return accountName ? { title: fill(labels.matched, accountName), message: labels.matchedText, variant: 'success' } : undefined;
}

async function told(replaying: Promise<number>, failed: string): Promise<Told> {
    try {
        const count = await replaying;
        if (count === 0) return { title: labels.nothingReplayed, variant: 'success' };
        return { title: fill(labels.replayed, formatQuantity(count)), message: labels.replayedText, variant: 'success' };
    } catch (error) {
        return { title: failed, message: errorWords(error as ApexError), variant: 'error', mode: 'sticky' };
    }
}
