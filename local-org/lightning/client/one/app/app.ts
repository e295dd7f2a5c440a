import { LightningElement, api } from 'lwc';
import { pageAt, type PageReference } from 'platform/navigation';
import { showToast, type ToastRequest } from 'platform/toast';
import type { Context } from 'platform/model';

interface NavigateEvent extends Event {
    canIntercept: boolean;
    hashChange: boolean;
    navigationType: 'push' | 'replace' | 'reload' | 'traverse';
    downloadRequest: string | null;
    formData: FormData | null;
    destination: { url: string };
    intercept(options: { handler: () => Promise<void>; scroll?: 'manual'; focusReset?: 'manual' }): void;
}

const HOME_TAB = 'standard-home';

/** What stands below the header: the record, list or page that the address names. */
export default class App extends LightningElement {
    @api context!: Context;

    page: PageReference = pageAt(new URL(location.href));

    override connectedCallback(): void {
        this.announceObject();
        // Where the browser cannot intercept, links load whole pages, which works as well.
        (window as { navigation?: EventTarget }).navigation?.addEventListener('navigate', (event) =>
            this.handleNavigate(event as NavigateEvent)
        );
        // Capturing: the container of the toasts listens further in, and knows only its own kind of request.
        window.addEventListener('lightning__showtoast', (event) => this.handleToast(event as CustomEvent<ToastRequest>), true);
    }

    get recordId(): string | undefined {
        return this.page.attributes?.['recordId'] as string | undefined;
    }

    get relationship(): string | undefined {
        return this.page.attributes?.['relationshipApiName'] as string | undefined;
    }

    get listObject(): string | undefined {
        return this.page.type === 'standard__objectPage' ? (this.page.attributes?.['objectApiName'] as string) : undefined;
    }

    get listViewName(): string | undefined {
        return this.page.state?.['filterName'];
    }

    /** A tab that shows a Lightning page. */
    get tab(): string {
        return this.isHome ? HOME_TAB : String(this.page.attributes?.['apiName']);
    }

    private get isHome(): boolean {
        return this.page.attributes?.['pageName'] === 'home';
    }

    private handleNavigate(event: NavigateEvent): void {
        const url = new URL(event.destination.url);
        const ours = url.origin === location.origin && /^\/lightning\/(o|r|n|page)\//.test(url.pathname);
        // Who reloads wants everything anew: another user, for one.
        if (
            !ours ||
            event.navigationType === 'reload' ||
            !event.canIntercept ||
            event.hashChange ||
            event.downloadRequest !== null ||
            event.formData
        )
            return;
        // Another state of the same page: reader and focus stay where they are.
        const stays = url.pathname === location.pathname;
        event.intercept({
            ...(stays ? { scroll: 'manual', focusReset: 'manual' } : {}),
            handler: () => {
                this.page = pageAt(url);
                this.announceObject();
                window.dispatchEvent(new CustomEvent('page-change'));
                return Promise.resolve();
            }
        });
    }

    /** Requests of lightning/toast, which bring the component that shows them, pass by. */
    private handleToast(event: CustomEvent<ToastRequest>): void {
        if ('toast' in event.detail) return;
        event.stopImmediatePropagation();
        showToast(event.detail, this);
    }

    /** A record's address may leave its object out; the record page tells it then. */
    private announceObject(): void {
        const object = this.page.attributes?.['objectApiName'] ?? this.page.attributes?.['apiName'] ?? (this.isHome ? HOME_TAB : undefined);
        if (object !== undefined) window.dispatchEvent(new CustomEvent('one__object', { detail: object }));
    }
}
