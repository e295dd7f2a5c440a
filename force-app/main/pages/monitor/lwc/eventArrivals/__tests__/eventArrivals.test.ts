import { createElement } from 'lwc';
import EventArrivals from 'c/eventArrivals';
import type { Bar } from 'c/chartBars';
import type { Arrivals } from 'c/eventModel';
import { one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

async function create(arrivals?: Arrivals): Promise<HTMLElement> {
    const element = createElement('c-event-arrivals', { is: EventArrivals }) as unknown as HTMLElement;
    Object.assign(element, { arrivals });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

describe('c-event-arrivals', () => {
    afterEach(() => {
        document.body.replaceChildren();
    });

    it('draws what arrived, and says of which time', async () => {
        const element = await create({
            unit: 'Hour',
            bars: [
                { since: '2026-11-22T11:00:00.000Z', arrived: 2, failed: 1 },
                { since: '2026-11-22T12:00:00.000Z', arrived: 3, failed: 0 }
            ],
            isMore: false
        });
        expect((one(element, 'c-chart-bars').bars as Bar[]).map(({ value, bad }) => [value, bad])).toEqual([
            [2, 1],
            [3, 0]
        ]);
        expect(one(element, '.about').textContent).toBe('c.Monitor_Arrivals_Hours c.Monitor_Arrived_Count, c.Monitor_Failed_Count');
        await expect(element).toBeAccessible();
    });

    it('says nothing of failures where there are none', async () => {
        const element = await create({ unit: 'Day', bars: [{ since: '2026-11-22T00:00:00.000Z', arrived: 2, failed: 0 }], isMore: false });
        expect(one(element, '.about').textContent).toBe('c.Monitor_Arrivals_Days c.Monitor_Arrived_Count');
    });

    it('says so where more arrived than were counted', async () => {
        const element = await create({
            unit: 'Minute',
            bars: [{ since: '2026-11-22T12:00:00.000Z', arrived: 1000, failed: 0 }],
            isMore: true
        });
        expect(one(element, '.about').textContent).toBe('c.Monitor_Arrivals_Minutes c.Monitor_Arrived_At_Least');
        expect((one(element, 'c-chart-bars').bars as Bar[])[0]?.text).toBe('c.Monitor_Arrived_At_Least');
    });

    it('is blank before there is anything', async () => {
        expect(one(await create(), 'c-chart-bars').bars).toEqual([]);
    });
});
