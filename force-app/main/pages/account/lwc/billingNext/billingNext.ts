import { LightningElement, api } from 'lwc';
import { copyPaymentLink } from 'c/billingCopy';
import { fill, type Panel } from 'c/billingFormat';
import { labels } from 'c/billingWords';
import { nextSteps, type Step } from './steps';

const SHOWN = 3;

/** What to do next, with the links that it takes. Nothing at all where nothing is to be done. */
export default class BillingNext extends LightningElement {
    @api panel!: Panel;

    labels = labels;
    showsAll = false;

    get steps(): Step[] {
        const all = nextSteps(this.panel);
        return this.showsAll ? all : all.slice(0, SHOWN);
    }

    get hasSteps(): boolean {
        return this.steps.length > 0;
    }

    get canToggle(): boolean {
        return nextSteps(this.panel).length > SHOWN;
    }

    get toggleLabel(): string {
        return this.showsAll ? labels.showFewer : fill(labels.showAll, nextSteps(this.panel).length);
    }

    handleToggle(): void {
        this.showsAll = !this.showsAll;
    }

    handleCopy(event: Event): Promise<void> {
        const { url = '' } = (event.currentTarget as HTMLElement).dataset;
        return copyPaymentLink(url, (toast) => this.dispatchEvent(toast));
    }
}
