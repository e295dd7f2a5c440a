export const ShowToastEventName = 'lightning__showtoast';

/** Asks the page for a toast: `{ title, message, messageData, variant, mode }`. */
export class ShowToastEvent extends CustomEvent<object> {
    constructor(detail: object) {
        super(ShowToastEventName, { composed: true, cancelable: true, bubbles: true, detail });
    }
}
