import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { labels } from 'c/billingWords';

/** Copies a payment link and says so; where the browser refuses, the link itself is shown, to be copied by hand. */
export function copyPaymentLink(url: string, show: (toast: Event) => void): Promise<void> {
    return written(url).then(
        () => {
            show(new ShowToastEvent({ title: labels.copied, message: labels.copiedText, variant: 'success' }));
        },
        () => {
            show(new ShowToastEvent({ title: labels.notCopied, message: url, variant: 'warning', mode: 'sticky' }));
        }
    );
}

/** A page without a secure origin has no clipboard at all. */
function written(text: string): Promise<void> {
    const clipboard = (navigator as Partial<Navigator>).clipboard;
    return clipboard ? clipboard.writeText(text) : Promise.reject(new Error('This page has no clipboard.'));
}
