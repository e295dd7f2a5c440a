import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';

/** Stands where something is that this host cannot show, and names it. */
export default class Refusal extends LightningElement {
    @api feature = '';
    words = words;
}
