import { createElement } from 'lwc';
import EventShapes from 'c/eventShapes';
import { one } from '../../../../frame/lwc/pageFrame/__tests__/inside';

describe('c-event-shapes', () => {
    it('says what to do, and leads to the records', async () => {
        const element = createElement('c-event-shapes', { is: EventShapes }) as unknown as HTMLElement;
        Object.assign(element, {
            shapes: [{ objectName: 'Subscription__c', label: 'Subscriptions', records: { total: 1000, isMore: true } }]
        });
        document.body.appendChild(element);
        await Promise.resolve();
        expect(one(element, '.text').textContent).toBe('c.Monitor_Shapes_Text');
        expect(one(element, 'c-page-link').label).toBe('Subscriptions: c.Monitor_More_Than');
        expect(one(element, 'c-page-link').page).toMatchObject({
            attributes: { objectApiName: 'Subscription__c' },
            state: { filterName: 'Unknown_Shapes' }
        });
        await expect(element).toBeAccessible();
    });
});
