import { createElement } from 'lwc';
import EventLanes from 'c/eventLanes';
import { all } from '../../../../frame/lwc/pageFrame/__tests__/inside';

describe('c-event-lanes', () => {
    it('tells what is to be done in each lane', async () => {
        const element = createElement('c-event-lanes', { is: EventLanes }) as unknown as HTMLElement;
        Object.assign(element, { lanes: [{ lane: 2, received: 5, claimed: 1, retrying: 3 }] });
        document.body.appendChild(element);
        await Promise.resolve();
        expect(all(element, '[data-lane="2"] > *').map(({ textContent }) => textContent)).toEqual(['2', '5', '1', '3']);
        await expect(element).toBeAccessible();
    });
});
