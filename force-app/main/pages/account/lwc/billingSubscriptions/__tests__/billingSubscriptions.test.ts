import { createElement } from 'lwc';
import BillingSubscriptions from 'c/billingSubscriptions';
import type { Panel, Subscription } from 'c/billingFormat';
import { NOTHING, PANEL } from '../../billingPanel/__tests__/panels';

const [PAYING] = PANEL.subscriptions as [Subscription];
const CODES = ['USD', 'JPY', 'KWD'];

function many(count: number): Subscription[] {
    return Array.from({ length: count }, (_unused, index) => ({
        ...PAYING,
        recordId: `s${String(index)}`,
        subscriptionId: `sub_${String(index)}`,
        customer: index % 2 === 0 ? 'c1' : 'c2',
        currencyCode: CODES[index % 3] ?? '',
        items: PAYING.items.map((item) => ({ ...item, priceName: `Plan ${String(index)}` }))
    }));
}

async function create(panel: Partial<Panel>): Promise<HTMLElement> {
    const element = createElement('c-billing-subscriptions', { is: BillingSubscriptions });
    Object.assign(element, { panel: { ...NOTHING, ...panel } });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

function all(element: HTMLElement, selector: string): HTMLElement[] {
    return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

async function change(element: HTMLElement, selector: string, value: string): Promise<void> {
    all(element, selector)[0]?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await Promise.resolve();
}

async function press(element: HTMLElement, action: string): Promise<void> {
    all(element, `[data-action="${action}"]`)[0]?.click();
    await Promise.resolve();
}

function shownIds(element: HTMLElement): string[] {
    return all(element, 'c-billing-subscription').map(
        (row) => (row as unknown as { subscription: Subscription }).subscription.subscriptionId
    );
}

describe('c-billing-subscriptions', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('says that there is none', async () => {
        const element = await create({});
        expect(all(element, 'p.quiet')).toHaveLength(1);
        expect(all(element, 'lightning-input')).toHaveLength(0);
    });

    it('puts ended ones aside until somebody asks', async () => {
        const element = await create({ subscriptions: PANEL.subscriptions });
        expect(shownIds(element)).toEqual(['sub_1']);
        await press(element, 'toggle-ended');
        expect(shownIds(element)).toEqual(['sub_1', 'sub_2']);
    });

    it('shows the first of 200, more on demand, and all', async () => {
        const element = await create({ subscriptions: many(200), hasMoreSubscriptions: true });
        expect(shownIds(element)).toHaveLength(4);
        await press(element, 'more-subscriptions');
        expect(shownIds(element)).toHaveLength(29);
        await press(element, 'all-subscriptions');
        expect(shownIds(element)).toHaveLength(200);
        await press(element, 'fewer-subscriptions');
        expect(shownIds(element)).toHaveLength(4);
    });

    it('finds by words of price, id and customer', async () => {
        const customers = [
            { recordId: 'c1', customerId: 'cus_1', name: 'North' },
            { recordId: 'c2', customerId: 'cus_2', name: 'South' }
        ];
        const element = await create({ subscriptions: many(20), customers });
        await change(element, '[data-field="find"]', 'plan 17');
        expect(shownIds(element)).toEqual(['sub_17']);
        await change(element, '[data-field="find"]', 'SOUTH sub_19');
        expect(shownIds(element)).toEqual(['sub_19']);
        expect(all(element, 'c-billing-subscription').map((row) => (row as unknown as { owner: string }).owner)).toEqual(['South']);
        await change(element, '[data-field="find"]', 'nobody');
        expect(shownIds(element)).toEqual([]);
        expect(all(element, 'p.quiet').map(({ textContent }) => textContent)).toEqual(['c.Billing_None_Found']);
    });

    it('limits to a currency, and tells how many each has', async () => {
        const element = await create({ subscriptions: many(9) });
        const combobox = all(element, '[data-filter="subscription-currency"]')[0] as unknown as { options: { value: string }[] };
        expect(combobox.options.map(({ value }) => value)).toEqual(['*', 'JPY', 'KWD', 'USD']);
        await change(element, '[data-filter="subscription-currency"]', 'KWD');
        expect(shownIds(element)).toEqual(['sub_2', 'sub_5', 'sub_8']);
    });

    it('is accessible', async () => {
        await expect(await create({ subscriptions: many(20) })).toBeAccessible();
    });
});
