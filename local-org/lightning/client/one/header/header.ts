import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';
import { postJson } from 'platform/server';
import type { Context } from 'platform/model';

interface Tab {
    name: string;
    label: string;
    url: string;
    className: string;
    current: 'page' | undefined;
}

/** For the word "More" and its arrow. */
const MORE_WIDTH = 92;

export default class Header extends LightningElement {
    @api context!: Context;

    /** API name of the object or tab that the page shows. */
    current: string | undefined;
    words = words;

    /** What the tabs take, and what they have. */
    widths: number[] = [];
    room = 0;

    /** All tabs of the browser act as the same user: one that showed another would mislead. */
    private readonly switches = new BroadcastChannel('local-org-user');
    private observer: ResizeObserver | undefined;

    override connectedCallback(): void {
        window.addEventListener('one__object', (event) => {
            this.current = (event as CustomEvent<string>).detail;
        });
        this.switches.addEventListener('message', () => location.reload());
    }

    override disconnectedCallback(): void {
        this.observer?.disconnect();
        this.switches.close();
    }

    /** Every tab is drawn once, to be measured; from then on, those that have room. */
    override renderedCallback(): void {
        if (this.observer) return;
        const strip = this.template!.querySelector('.tabs')!;
        this.widths = [...this.template!.querySelectorAll('[data-tab]')].map((tab) => Math.ceil(tab.getBoundingClientRect().width) + 1);
        this.observer = new ResizeObserver(([entry]) => {
            this.room = entry!.contentRect.width;
        });
        this.observer.observe(strip);
    }

    get shown(): Tab[] {
        return this.divided[0];
    }

    get overflow(): Tab[] {
        return this.divided[1];
    }

    get hasMore(): boolean {
        return this.overflow.length > 0;
    }

    handleTab(event: CustomEvent<{ value: string }>): void {
        location.assign(event.detail.value);
    }

    /** The current tab keeps its place, or takes the last one that there is. */
    private get divided(): [shown: Tab[], hidden: Tab[]] {
        const { tabs, widths, room } = this;
        const total = widths.reduce((sum, width) => sum + width, 0);
        if (widths.length === 0 || total <= room) return [tabs, []];
        const current = tabs.findIndex((tab) => tab.current);
        let free = room - MORE_WIDTH - (widths[current] ?? 0);
        const shown = new Set(current < 0 ? [] : [current]);
        for (const [index, width] of widths.entries()) {
            if (index === current) continue;
            free -= width;
            if (free < 0) break;
            shown.add(index);
        }
        return [tabs.filter((_, index) => shown.has(index)), tabs.filter((_, index) => !shown.has(index))];
    }

    private get tabs(): Tab[] {
        return this.context.tabs.map(({ name, label, url, object }) => {
            const isCurrent = (object ?? name) === this.current;
            return { name, label, url, className: isCurrent ? 'tab tab_current' : 'tab', current: isCurrent ? 'page' : undefined };
        });
    }

    get users(): { username: string; name: string; checked: boolean }[] {
        return this.context.users.map(({ username, name }) => ({ username, name, checked: username === this.context.user.username }));
    }

    get orgTitle(): string {
        return words.whereFrom(this.context.organization.name);
    }

    get headerStyle(): string {
        const { headerColor } = this.context.app;
        return headerColor && /^#[0-9a-fA-F]{6}$/.test(headerColor) ? `--header-color: ${headerColor}` : '';
    }

    async handleUser(event: CustomEvent<{ value: string }>): Promise<void> {
        await postJson('user', { username: event.detail.value });
        this.switches.postMessage(event.detail.value);
        location.reload();
    }
}
