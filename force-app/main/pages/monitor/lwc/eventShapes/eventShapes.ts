import { LightningElement, api } from 'lwc';
import type { PageReference } from 'lightning/navigation';
import type { Shapes } from 'c/eventModel';
import { countText, labels } from 'c/eventWords';

/** Records that hold what this release does not know, and what to do about them. */
export default class EventShapes extends LightningElement {
    @api shapes: Shapes[] = [];

    labels = labels;

    get lines(): { objectName: string; text: string; page: PageReference }[] {
        return this.shapes.map(({ objectName, label, records }) => ({
            objectName,
            text: records ? `${label}: ${countText(records)}` : label,
            page: {
                type: 'standard__objectPage',
                attributes: { objectApiName: objectName, actionName: 'list' },
                state: { filterName: 'Unknown_Shapes' }
            }
        }));
    }
}
