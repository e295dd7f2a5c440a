import Toast from 'lightning/toast';

interface Link {
    url: string;
    label: string;
}

/** What ShowToastEvent asks for. */
export interface ToastRequest {
    title?: string;
    message?: string;
    messageData?: (string | Link)[];
    variant?: string;
    mode?: string;
}

/** ShowToastEvent says `title` where lightning/toast says `label`, and lets texts and links stand for `{0}`. */
export function showToast(request: ToastRequest, source?: object): void {
    void Toast.show(configOf(request) as never, source as never);
}

function configOf({ title = '', message = '', messageData = [], variant = 'info', mode = 'dismissible' }: ToastRequest): object {
    const links = messageData.some(isLink);
    // A message with links is markup to lightning/toast; what the component wrote stays text.
    const text = links ? escaped : (words: string) => words;
    const filled = text(message).replace(/\{(\d+)\}/g, (place, index: string) => {
        const item = messageData[Number(index)];
        return typeof item === 'string' ? text(item) : place;
    });
    const messageLinks = messageData.map((item) => (isLink(item) ? { url: item.url, label: escaped(item.label) } : undefined));
    const [label, rest] = title === '' ? [filled, ''] : [title, filled];
    return { label, message: rest, variant, mode: mode === 'sticky' ? mode : 'dismissible', ...(links ? { messageLinks } : {}) };
}

function isLink(item: string | Link): item is Link {
    return typeof item !== 'string';
}

function escaped(words: string): string {
    return words.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
