import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import type { ApexError } from '@salesforce/apex';
import findCustomers from '@salesforce/apex/BillingPanelActions.findCustomers';
import matchCustomer from '@salesforce/apex/BillingPanelActions.matchCustomer';
import type { Customer } from 'c/billingFormat';
import { errorWords, labels } from 'c/billingWords';
import { later, type Stop } from 'c/timers';

const QUIET_MS = 300;

interface Choice extends Customer {
    title: string;
    details: string;
    chooseLabel: string;
}

/** Gives a Stripe customer that has no Account to this one. Closes with the customer's id. */
export default class BillingMatch extends LightningModal {
    @api accountId = '';

    labels = labels;
    customers: Customer[] = [];
    isBusy = true;
    errorMessage: string | undefined;

    private text = '';
    private asked = 0;
    private stopWaiting: Stop | undefined;

    override connectedCallback(): void {
        this.search();
    }

    override disconnectedCallback(): void {
        this.stopWaiting?.();
    }

    get choices(): Choice[] {
        return this.customers.map((customer) => {
            const title = [customer.name, customer.email, customer.customerId].find(Boolean) ?? '';
            return {
                ...customer,
                title,
                details: [customer.email, customer.customerId].filter((word) => word && word !== title).join(' · '),
                chooseLabel: `${labels.choose} ${title}`
            };
        });
    }

    get isEmpty(): boolean {
        return !this.isBusy && !this.errorMessage && this.customers.length === 0;
    }

    get isFirstLoad(): boolean {
        return this.isBusy && this.customers.length === 0;
    }

    handleSearch(event: CustomEvent<{ value: string }>): void {
        this.text = event.detail.value;
        this.stopWaiting?.();
        this.stopWaiting = later(() => {
            this.search();
        }, QUIET_MS);
    }

    handleChoose(event: Event): void {
        const { customer = '' } = (event.currentTarget as HTMLElement).dataset;
        this.isBusy = true;
        this.errorMessage = undefined;
        matchCustomer({ customerId: customer, accountId: this.accountId }).then(
            () => {
                this.closeWith(customer);
            },
            (error: unknown) => {
                this.fail(error);
            }
        );
    }

    handleClose(): void {
        this.closeWith(undefined);
    }

    private search(): void {
        const ask = ++this.asked;
        this.isBusy = true;
        this.errorMessage = undefined;
        findCustomers({ text: this.text }).then(
            (customers) => {
                if (ask !== this.asked) return;
                this.customers = customers;
                this.isBusy = false;
            },
            (error: unknown) => {
                if (ask === this.asked) this.fail(error);
            }
        );
    }

    private fail(error: unknown): void {
        this.errorMessage = errorWords(error as ApexError);
        this.isBusy = false;
    }

    private closeWith(customerId: string | undefined): void {
        Promise.resolve(this.close(customerId)).catch((error: unknown) => {
            this.fail(error);
        });
    }
}
