import { copyPaymentLink } from 'c/billingCopy';

const LINK = 'https://invoice.stripe.com/i/1';

function setClipboard(clipboard: unknown): void {
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
}

async function toastOf(url: string): Promise<Record<string, unknown>> {
    const toasts: Event[] = [];
    await copyPaymentLink(url, (toast) => toasts.push(toast));
    expect(toasts).toHaveLength(1);
    return (toasts[0] as CustomEvent<Record<string, unknown>>).detail;
}

describe('c-billing-copy', () => {
    afterEach(() => {
        setClipboard(undefined);
    });

    it('copies, and says so', async () => {
        const writeText = jest.fn(() => Promise.resolve());
        setClipboard({ writeText });
        expect(await toastOf(LINK)).toMatchObject({ variant: 'success', title: 'c.Billing_Copied' });
        expect(writeText).toHaveBeenCalledWith(LINK);
    });

    it.each([
        ['refuses', { writeText: () => Promise.reject(new DOMException('Write permission denied.')) }],
        ['has no clipboard', undefined]
    ])('shows the link where the browser %s', async (_name, clipboard) => {
        setClipboard(clipboard);
        expect(await toastOf(LINK)).toMatchObject({ variant: 'warning', mode: 'sticky', message: LINK });
    });
});
