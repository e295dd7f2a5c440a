import { api } from 'lwc';
import LightningModal from 'lightning/modal';
import type { ApexError } from '@salesforce/apex';
import matchCustomer from '@salesforce/apex/BillingPanelActions.matchCustomer';
import findAccounts from '@salesforce/apex/EventMonitorController.findAccounts';
import { fill } from 'c/billingFormat';
import type { Candidate, Customer } from 'c/eventModel';
import { customerWords, errorWords, labels } from 'c/eventWords';
import { later, type Stop } from 'c/timers';

const QUIET_MS = 300;

interface Choice extends Candidate {
    chooseLabel: string;
}

/** Gives a Stripe customer to an Account that a person chooses, after asking once more. Closes with the Account's name. */
export default class EventMatch extends LightningModal {
    @api customer!: Customer;
    @api sourceNames: Readonly<Record<string, string>> = {};
    /** Chosen before: it is only to be confirmed. */
    @api candidate?: Candidate;

    labels = labels;
    chosen: Candidate | undefined;
    found: Candidate[] = [];
    isSearching = false;
    isGiving = false;
    errorMessage = '';

    private text = '';
    private asked = 0;
    private stopWaiting: Stop = () => undefined;

    override connectedCallback(): void {
        this.chosen = this.candidate;
    }

    override disconnectedCallback(): void {
        this.stopWaiting();
    }

    get heading(): string {
        return fill(labels.matchHeading, this.words.title);
    }

    get words(): { title: string; details: string } {
        return customerWords(this.customer, this.sourceNames);
    }

    get question(): string {
        return fill(labels.matchQuestion, this.words.title, this.chosen?.name ?? '');
    }

    get giveLabel(): string {
        return fill(labels.match, this.chosen?.name ?? '');
    }

    /** What somebody searched for, else those that the matcher found. */
    get choices(): Choice[] {
        const choices = this.text ? this.found : this.customer.candidates;
        return choices.map((choice) => ({ ...choice, chooseLabel: fill(labels.chooseThis, choice.name) }));
    }

    get hint(): string {
        if (this.isSearching || this.errorMessage || this.choices.length > 0) return '';
        return this.text ? labels.noAccountFound : labels.noCandidates;
    }

    handleSearch(event: CustomEvent<{ value: string }>): void {
        this.text = event.detail.value.trim();
        this.isSearching = true;
        this.stopWaiting();
        this.stopWaiting = later(() => {
            this.search();
        }, QUIET_MS);
    }

    handleChoose(event: Event): void {
        const { account } = (event.currentTarget as HTMLElement).dataset;
        this.chosen = this.choices.find(({ accountId }) => accountId === account);
        this.forgetSearch();
    }

    handleBack(): void {
        this.chosen = undefined;
        this.errorMessage = '';
        this.text = '';
    }

    handleGive(): void {
        const { chosen, customer } = this;
        if (!chosen || this.isGiving) return;
        this.isGiving = this.disableClose = true;
        this.errorMessage = '';
        matchCustomer({ customerId: customer.recordId, accountId: chosen.accountId }).then(
            () => {
                this.isGiving = this.disableClose = false;
                this.closeWith(chosen.name);
            },
            (error: unknown) => {
                this.isGiving = this.disableClose = false;
                this.fail(error);
            }
        );
    }

    handleClose(): void {
        this.closeWith(undefined);
    }

    /** An answer that is overtaken by another question is none. */
    private search(): void {
        const ask = ++this.asked;
        this.isSearching = true;
        this.errorMessage = '';
        findAccounts({ text: this.text }).then(
            (found) => {
                if (ask !== this.asked) return;
                this.found = found;
                this.isSearching = false;
            },
            (error: unknown) => {
                if (ask !== this.asked) return;
                this.isSearching = false;
                this.fail(error);
            }
        );
    }

    /** Who has chosen does not care any more what else there is. */
    private forgetSearch(): void {
        this.stopWaiting();
        this.asked++;
        this.isSearching = false;
        this.errorMessage = '';
    }

    private fail(error: unknown): void {
        this.errorMessage = errorWords(error as ApexError);
    }

    private closeWith(accountName: string | undefined): void {
        Promise.resolve(this.close(accountName)).catch((error: unknown) => {
            this.fail(error);
        });
    }
}
