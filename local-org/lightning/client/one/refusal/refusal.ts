import { LightningElement, api } from 'lwc';

/** Stands where something is that this host cannot show, and names it. */
export default class Refusal extends LightningElement {
    @api feature = '';
}
