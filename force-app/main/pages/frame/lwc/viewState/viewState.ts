import { LightningElement, api } from 'lwc';

/** What stands in the place of content. With an `actionLabel`, a button that fires `action`. */
export default class ViewState extends LightningElement {
    /** loading, error, or a name of one's own. */
    @api name = '';
    @api heading = '';
    @api text?: string;
    @api iconName?: string;
    @api actionLabel?: string;
    @api isBusy = false;

    get isLoading(): boolean {
        return this.name === 'loading';
    }

    get role(): 'alert' | 'status' {
        return this.name === 'error' ? 'alert' : 'status';
    }

    get icon(): string {
        return this.name === 'error' ? 'utility:error' : (this.iconName ?? 'utility:info');
    }

    get iconVariant(): string | undefined {
        return this.name === 'error' ? 'error' : undefined;
    }

    handleAction(): void {
        this.dispatchEvent(new CustomEvent('action'));
    }
}
