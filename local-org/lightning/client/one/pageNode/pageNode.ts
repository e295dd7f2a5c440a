import { LightningElement, api } from 'lwc';
import { loadComponent } from 'platform/component';
import { getJson } from 'platform/server';
import type { Context, PageNode as Node } from 'platform/model';

/** Shows one component of a page: of the project, of this host, or the reason why it cannot be shown. */
export default class PageNode extends LightningElement {
    @api node!: Node;
    @api recordId?: string;
    @api objectApiName?: string;
    @api context!: Context;

    constructor_: typeof LightningElement | undefined;
    refusals: string[] = [];
    problem: string | undefined;

    override connectedCallback(): void {
        this.load().catch((error: unknown) => this.fail(error));
    }

    override errorCallback(error: unknown): void {
        this.constructor_ = undefined;
        this.fail(error);
    }

    /** Components of the project get what App Builder set, and the record; those of this host also the rest of the node. */
    get properties(): Record<string, unknown> {
        const { recordId, objectApiName, node, context } = this;
        const record = recordId === undefined ? {} : { recordId, objectApiName };
        return this.isOwn ? { ...node.properties, ...record } : { ...record, node, context };
    }

    private get isOwn(): boolean {
        return this.node.component.startsWith('c:');
    }

    private async load(): Promise<void> {
        const { component, unsupported } = this.node;
        if (unsupported) {
            this.refusals = [unsupported];
            return;
        }
        const loading = loadComponent(component);
        // What is missing has a name below, which the failure has not.
        loading.catch(() => undefined);
        if (this.isOwn) {
            const name = component.slice(component.indexOf(':') + 1);
            const found = await getJson<{ unsupported: string[] }>(`component/${name}`);
            this.refusals = found.unsupported.map((item) => `${item}, needed by ${name}`);
            if (this.refusals.length > 0) return;
        }
        this.constructor_ = await loading;
    }

    private fail(error: unknown): void {
        console.error(error);
        this.problem = `${this.node.component}: ${error instanceof Error ? error.message : String(error)}`;
    }
}
