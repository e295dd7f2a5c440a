import { LightningElement, api, wire } from 'lwc';
import { getFieldValue, getRecord, type RecordResult } from 'lightning/uiRecordApi';
import PAYLOAD from '@salesforce/schema/Stripe_Event__c.Payload__c';
import CLEARED_AT from '@salesforce/schema/Stripe_Event__c.Payload_Cleared_At__c';
import { fill, formatDateTime, formatQuantity } from 'c/billingFormat';
import { labels } from './words';
import { all, isOpenAtFirst, leadingTo, matching, parse, visible, type Node } from './payloadLines';

interface Line {
    path: string;
    name: string;
    style: string;
    isFoldable: boolean;
    icon: string;
    expanded: string;
    text: string;
    textClass: string;
    note: string;
    lineClass: string;
}

const FIELDS = [PAYLOAD, CLEARED_AT];
const LINES_AT_ONCE = 300;

/** What Stripe sent, to be read, folded and searched. Whoever may not read it sees nothing of it. */
export default class EventPayload extends LightningElement {
    /** Id of the event; the record page sets it. */
    @api recordId?: string;

    labels = labels;
    words = '';
    limit = LINES_AT_ONCE;

    private root: Node | undefined;
    private open: ReadonlySet<string> = new Set();
    private found: ReadonlySet<string> = new Set();
    private event: RecordResult = {};

    @wire(getRecord, { recordId: '$recordId', optionalFields: FIELDS })
    receiveEvent(result: RecordResult): void {
        const before = this.text;
        this.event = result;
        if (this.text === before) return;
        this.root = parse(this.text);
        this.handleCollapse();
    }

    get isShown(): boolean {
        return this.event.data?.fields[PAYLOAD.fieldApiName] !== undefined;
    }

    get text(): string {
        return String(getFieldValue(this.event.data, PAYLOAD) ?? '');
    }

    get hasTools(): boolean {
        return this.root !== undefined;
    }

    /** What is to be said in place of the content, or before it. */
    get hint(): string {
        const clearedAt = getFieldValue(this.event.data, CLEARED_AT);
        if (this.text) return this.root ? '' : labels.noJson;
        return clearedAt ? fill(labels.cleared, formatDateTime(String(clearedAt))) : labels.none;
    }

    get plainText(): string {
        return this.root ? '' : this.text;
    }

    get foundText(): string {
        return this.words ? fill(labels.found, formatQuantity(this.found.size)) : '';
    }

    get lines(): Line[] {
        return this.nodes.slice(0, this.limit).map((node) => this.lineOf(node));
    }

    get moreText(): string {
        const more = this.nodes.length - this.limit;
        return more > 0 ? fill(labels.more, formatQuantity(Math.min(more, LINES_AT_ONCE))) : '';
    }

    handleSearch(event: CustomEvent<{ value: string }>): void {
        this.words = event.detail.value.trim();
        this.found = this.root && this.words ? matching(this.root, this.words) : new Set();
        this.limit = LINES_AT_ONCE;
    }

    handleFold(event: Event): void {
        const { path = '' } = (event.currentTarget as HTMLElement).dataset;
        const open = new Set(this.open);
        if (!open.delete(path)) open.add(path);
        this.open = open;
    }

    handleExpand(): void {
        this.open = new Set(this.root ? all(this.root).map(({ path }) => path) : []);
    }

    handleCollapse(): void {
        const open = this.root ? all(this.root).filter(isOpenAtFirst) : [];
        this.open = new Set(open.map(({ path }) => path));
        this.limit = LINES_AT_ONCE;
    }

    handleMore(): void {
        this.limit += LINES_AT_ONCE;
    }

    /** What was searched for and where it stands, else what is open. */
    private get nodes(): Node[] {
        if (!this.root) return [];
        return this.words ? leadingTo(this.root, this.found) : visible(this.root, this.open);
    }

    private lineOf(node: Node): Line {
        const isOpen = this.words !== '' || this.open.has(node.path);
        const isFoldable = node.children.length > 0 && this.words === '';
        const empty = node.kind === 'list' ? '[]' : '{}';
        const held = node.children.length > 0 ? '' : empty;
        const isLeaf = node.kind !== 'list' && node.kind !== 'object';
        return {
            path: node.path,
            name: node.name === '' ? '{ }' : node.name,
            style: `padding-inline-start: ${node.depth * 1.25}rem`,
            isFoldable,
            icon: isOpen ? 'utility:chevrondown' : 'utility:chevronright',
            expanded: String(isOpen),
            text: isLeaf ? node.text : held,
            textClass: `text text_${node.kind}`,
            note: noteOf(node, isOpen),
            lineClass: this.found.has(node.path) ? 'line line_found' : 'line'
        };
    }
}

function noteOf({ instant, children }: Node, isOpen: boolean): string {
    if (instant !== undefined) return formatDateTime(new Date(instant).toISOString());
    return children.length > 0 && !isOpen ? fill(labels.items, formatQuantity(children.length)) : '';
}
