import { LightningElement, api } from 'lwc';
import type { Phrase } from 'c/billingWords';

/** A word about a state in its colour. */
export default class BillingBadge extends LightningElement {
    @api phrase?: Phrase;

    get text(): string {
        return this.phrase?.text ?? '';
    }

    get className(): string {
        return `badge badge_${this.phrase?.tone ?? 'neutral'}`;
    }
}
