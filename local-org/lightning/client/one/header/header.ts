import { LightningElement, api } from 'lwc';
import { postJson } from 'platform/server';
import type { Context } from 'platform/model';

interface Tab {
    name: string;
    label: string;
    url: string;
    className: string;
    current: 'page' | undefined;
}

export default class Header extends LightningElement {
    @api context!: Context;

    /** API name of the object or tab that the page shows. */
    current: string | undefined;
    isDark = document.body.classList.contains('slds-color-scheme_dark');

    override connectedCallback(): void {
        window.addEventListener('one__object', (event) => {
            this.current = (event as CustomEvent<string>).detail;
        });
    }

    /** On a narrow page the tabs are a strip that scrolls. */
    override renderedCallback(): void {
        this.template?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    }

    get tabs(): Tab[] {
        return this.context.tabs.map(({ name, label, url, object }) => {
            const isCurrent = (object ?? name) === this.current;
            return { name, label, url, className: isCurrent ? 'tab tab_current' : 'tab', current: isCurrent ? 'page' : undefined };
        });
    }

    get users(): { username: string; name: string; checked: boolean }[] {
        return this.context.users.map(({ username, name }) => ({ username, name, checked: username === this.context.user.username }));
    }

    get schemeLabel(): string {
        return this.isDark ? 'Use the light theme' : 'Use the dark theme';
    }

    handleScheme(): void {
        this.isDark = !this.isDark;
        const scheme = this.isDark ? 'dark' : 'light';
        document.body.classList.remove('slds-color-scheme_light', 'slds-color-scheme_dark');
        document.body.classList.add(`slds-color-scheme_${scheme}`);
        document.cookie = `local-org-scheme=${scheme}; Path=/; SameSite=Strict`;
    }

    get orgTitle(): string {
        return `${this.context.organization.name}, run on this machine from the project's source`;
    }

    get headerStyle(): string {
        const { headerColor } = this.context.app;
        return headerColor && /^#[0-9a-fA-F]{6}$/.test(headerColor) ? `--header-color: ${headerColor}` : '';
    }

    async handleUser(event: CustomEvent<{ value: string }>): Promise<void> {
        await postJson('user', { username: event.detail.value });
        location.reload();
    }
}
