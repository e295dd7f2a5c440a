import { LightningElement, api } from 'lwc';
import type { Lane } from 'c/eventModel';
import { labels, stateName } from 'c/eventWords';

/** What is to be done, by lane. */
export default class EventLanes extends LightningElement {
    @api lanes: Lane[] = [];

    labels = labels;
    received = stateName('Received');
    claimed = stateName('Claimed');
}
