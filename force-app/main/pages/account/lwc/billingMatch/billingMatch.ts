import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import type { ApexError } from '@salesforce/apex';
import findCustomers from '@salesforce/apex/BillingPanelActions.findCustomers';
import matchCustomer from '@salesforce/apex/BillingPanelActions.matchCustomer';
import removeCustomer from '@salesforce/apex/BillingPanelActions.removeCustomer';
import { fill, type Customer } from 'c/billingFormat';
import { errorWords, labels, methodWords } from 'c/billingWords';
import { later, type Stop } from 'c/timers';

const QUIET_MS = 300;

/** What the dialog closes with. */
export type Outcome = 'matched' | 'removed';

interface Choice extends Customer {
    title: string;
    details: string;
    actionLabel: string;
    actionName: string;
    buttonClass: string;
    /** What is asked before it is done; absent where nothing is lost. */
    question?: string;
    isAsked: boolean;
}

interface Group {
    name: string;
    heading: string;
    choices: Choice[];
}

/** Gives Stripe customers to an account, moves them from another one, and takes away those that were matched wrongly. */
export default class BillingMatch extends LightningModal {
    @api accountId = '';
    /** Those that the account has. */
    @api matched: Customer[] = [];

    labels = labels;
    customers: Customer[] = [];
    isSearching = true;
    isActing = false;
    errorMessage: string | undefined;
    asked: string | undefined;

    private text = '';
    private searches = 0;
    private stopWaiting: Stop | undefined;

    override connectedCallback(): void {
        this.search();
    }

    override disconnectedCallback(): void {
        this.stopWaiting?.();
    }

    get isBusy(): boolean {
        return this.isSearching || this.isActing;
    }

    get hasMatched(): boolean {
        return this.matched.length > 0;
    }

    get heading(): string {
        return this.hasMatched ? labels.manageCustomers : labels.match;
    }

    /** What the account has, then what it may get. */
    get groups(): Group[] {
        const here = { name: 'matched', heading: labels.customersHere, choices: this.matched.map((customer) => this.removable(customer)) };
        const others = { name: 'found', heading: labels.customersOther, choices: this.customers.map((customer) => this.addable(customer)) };
        return [here, others].filter(({ choices }) => choices.length > 0);
    }

    get isEmpty(): boolean {
        return !this.isBusy && !this.errorMessage && this.customers.length === 0;
    }

    /** Before anybody searches, those without an Account are offered. */
    get emptyText(): string {
        return this.text.trim() === '' ? labels.noneUnmatched : labels.noneToMatch;
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
        const choice = this.groups.flatMap(({ choices }) => choices).find(({ recordId }) => recordId === customer);
        if (!choice) return;
        if (choice.question && !choice.isAsked) {
            this.asked = customer;
            return;
        }
        this.act(customer);
    }

    handleBack(): void {
        this.asked = undefined;
    }

    handleClose(): void {
        this.closeWith(undefined);
    }

    private act(customerId: string): void {
        if (this.isActing) return;
        const { accountId } = this;
        const isHere = this.matched.some(({ recordId }) => recordId === customerId);
        const formerAccountId = this.customers.find(({ recordId }) => recordId === customerId)?.accountId ?? null;
        const done = isHere ? removeCustomer({ customerId, accountId }) : matchCustomer({ customerId, accountId, formerAccountId });
        this.isActing = this.disableClose = true;
        this.errorMessage = undefined;
        done.then(
            () => {
                this.isActing = this.disableClose = false;
                this.closeWith(isHere ? 'removed' : 'matched');
            },
            (error: unknown) => {
                this.isActing = this.disableClose = false;
                this.fail(error);
            }
        );
    }

    private removable(customer: Customer): Choice {
        const title = titleOf(customer);
        const details = [...namesBeside(customer, title), methodWords(customer.matchMethod)];
        return this.choice(customer, labels.remove, details, fill(labels.confirmRemove, title));
    }

    private addable(customer: Customer): Choice {
        const { accountId, accountName } = customer;
        const title = titleOf(customer);
        const names = namesBeside(customer, title);
        if (!accountId) return this.choice(customer, labels.choose, names);
        const belongs = accountName ? fill(labels.belongsTo, accountName) : labels.belongsElsewhere;
        return this.choice(customer, labels.moveHere, [...names, belongs], fill(labels.confirmMove, title));
    }

    private choice(customer: Customer, action: string, details: string[], question?: string): Choice {
        const title = titleOf(customer);
        const isAsked = question !== undefined && this.asked === customer.recordId;
        return {
            ...customer,
            title,
            details: details.filter(Boolean).join(' · '),
            actionLabel: action,
            actionName: `${action} ${title}`,
            buttonClass: `slds-button slds-button_${isAsked ? 'destructive' : 'neutral'}`,
            isAsked,
            ...(question ? { question } : {})
        };
    }

    private search(): void {
        const search = ++this.searches;
        this.isSearching = true;
        this.errorMessage = undefined;
        findCustomers({ text: this.text, accountId: this.accountId }).then(
            (customers) => {
                if (search !== this.searches) return;
                this.customers = customers;
                this.isSearching = false;
            },
            (error: unknown) => {
                if (search !== this.searches) return;
                this.isSearching = false;
                this.fail(error);
            }
        );
    }

    private fail(error: unknown): void {
        this.errorMessage = errorWords(error as ApexError);
        this.asked = undefined;
    }

    private closeWith(outcome: Outcome | undefined): void {
        Promise.resolve(this.close(outcome)).catch((error: unknown) => {
            this.fail(error);
        });
    }
}

function titleOf({ name, email, customerId }: Customer): string {
    return [name, email, customerId].find(Boolean) ?? '';
}

function namesBeside({ email, customerId }: Customer, title: string): string[] {
    return [email, customerId].filter((word): word is string => Boolean(word) && word !== title);
}
