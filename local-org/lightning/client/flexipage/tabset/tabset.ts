import { LightningElement, api } from 'lwc';
import { words } from 'platform/language';
import type { Context, PageNode } from 'platform/model';

/** Titles that pages refer to by name. */
const STANDARD_TITLES: Readonly<Record<string, string>> = {
    'Standard.Tab.detail': words.details,
    'Standard.Tab.relatedLists': words.related,
    'Standard.Tab.activity': words.activity,
    'Standard.Tab.collaborate': words.chatter
};

interface Tab {
    identifier: string;
    title: string;
    nodes: PageNode[];
}

export default class Tabset extends LightningElement {
    @api recordId!: string;
    @api objectApiName!: string;
    @api node!: PageNode;
    @api context!: Context;

    get tabs(): Tab[] {
        return this.tabNodes.map((tab) => {
            const title = String(tab.properties['title'] ?? tab.identifier);
            return { identifier: tab.identifier, title: STANDARD_TITLES[title] ?? title, nodes: tab.facets['body'] ?? [] };
        });
    }

    get activeTab(): string | undefined {
        const active = this.tabNodes.find((tab) => String(tab.properties['active']) === 'true');
        return (active ?? this.tabNodes[0])?.identifier;
    }

    private get tabNodes(): PageNode[] {
        return this.node.facets['tabs'] ?? [];
    }
}
