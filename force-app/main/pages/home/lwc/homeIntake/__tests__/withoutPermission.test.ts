import { createElement } from 'lwc';
import getMonitor from '@salesforce/apex/EventMonitorController.getMonitor';
import HomeIntake from 'c/homeIntake';

jest.mock('@salesforce/customPermission/Recurrent_Event_Monitor', () => ({ default: undefined }), { virtual: true });
jest.mock(
    '@salesforce/apex/EventMonitorController.getMonitor',
    () => {
        const { createApexTestWireAdapter } = jest.requireActual('@salesforce/sfdx-lwc-jest');
        return { default: createApexTestWireAdapter(jest.fn()) };
    },
    { virtual: true }
);

const adapter = getMonitor as unknown as { getLastConfig(): unknown };

describe('c-home-intake', () => {
    it('asks nothing and shows nothing without the permission', async () => {
        const element = createElement('c-home-intake', { is: HomeIntake }) as unknown as HTMLElement;
        document.body.appendChild(element);
        await Promise.resolve();
        expect(element.shadowRoot?.children).toHaveLength(0);
        // An undefined parameter keeps the platform from calling Apex.
        expect(adapter.getLastConfig()).toEqual({ filter: undefined });
    });
});
