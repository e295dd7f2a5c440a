import { LightningElement, wire } from 'lwc';
import type { PageReference } from 'lightning/navigation';
import { refreshApex, type WiredResult } from '@salesforce/apex';
import getAttention from '@salesforce/apex/BillingAttentionController.getAttention';
import type { Attention } from 'c/attentionModel';
import { countText, kindPhrase, labels, reasonText, stakeOf, type Stake } from 'c/attentionWords';
import { fill, formatDateTime, formatQuantity } from 'c/billingFormat';
import { errorWords, partName, type HealthPhrase } from 'c/billingWords';
import { recall, remember } from 'c/keptChoice';
import { closedText, missingText } from 'c/missingWords';
import { whileInSight, type Stop } from 'c/timers';

interface Option {
    value: string;
    label: string;
}

interface Chip {
    urgency: string;
    label: string;
    count: string;
    /** Both, as a screen reader says it. */
    name: string;
    isPressed: 'true' | 'false';
}

interface Line extends Stake {
    accountId: string;
    accountName: string;
    page: PageReference;
    kind: HealthPhrase;
    iconVariant: string;
    className: string;
    why: string;
    owner: string;
}

interface Notice {
    name: string;
    icon: string;
    heading: string;
    text: string;
    actionLabel?: string;
}

const CONTROLLER = 'BillingAttentionController';
const WHOSE = 'recurrent.attention.whose';
const MINE = 'mine';
const EVERYBODY = 'all';
const FIRST_ROWS = 10;
const FURTHER_ROWS = 20;
/** What Apex gives at most. */
const MOST_ROWS = 200;
const READ_AGAIN_MS = 60_000;

/** Accounts that somebody should look after, the most urgent first. Refreshes by itself; the browser remembers whose. */
export default class BillingAttention extends LightningElement {
    labels = labels;
    attention: Attention | undefined;
    errorMessage = '';
    /** While a person waits for an answer; what happens by itself is not told. */
    isBusy = true;
    /** Null: as the server finds fit, while the browser remembers nothing. An undefined one would keep the wire from asking. */
    wantsMine = remembered();
    /** Null: every kind. */
    urgency: number | null = null;
    most = FIRST_ROWS;

    /** Something else is asked for than is shown. */
    private isOther = false;
    private wiredAttention: WiredResult<Attention> = {};
    private stopReading: Stop = () => undefined;

    @wire(getAttention, { isMine: '$wantsMine', urgency: '$urgency', most: '$most' })
    receiveAttention(result: WiredResult<Attention>): void {
        this.wiredAttention = result;
        const { data, error } = result;
        if (data) {
            this.attention = data;
            this.errorMessage = '';
        } else if (error) {
            this.errorMessage = errorWords(error);
            if (this.isOther) this.attention = undefined;
        }
        if (data ?? error) this.isBusy = this.isOther = false;
    }

    override connectedCallback(): void {
        this.stopReading = whileInSight(
            this.template?.host,
            () => {
                this.refresh();
            },
            READ_AGAIN_MS
        );
    }

    override disconnectedCallback(): void {
        this.stopReading();
    }

    get busyText(): string {
        return String(this.isBusy);
    }

    get isLoading(): boolean {
        return this.isBusy && !this.attention;
    }

    get notice(): Notice | undefined {
        const { attention } = this;
        if (this.isForbidden || attention?.hasAccess === false) {
            return {
                name: 'no-access',
                icon: 'utility:lock',
                heading: labels.noAccessTitle,
                text: closedText(attention?.missing, labels.noAccessText)
            };
        }
        return undefined;
    }

    get failure(): string {
        return this.attention ? '' : this.errorMessage;
    }

    get content(): Attention | undefined {
        return this.attention?.hasAccess ? this.attention : undefined;
    }

    get readAt(): string {
        return this.content ? fill(labels.readAt, formatDateTime(this.content.readAt)) : '';
    }

    get warnings(): string[] {
        const { content } = this;
        if (!content) return [];
        return [
            this.errorMessage ? fill(labels.notRefreshed, this.errorMessage) : '',
            content.isShadowMode ? labels.shadowMode : '',
            missingText(content.missing, partName)
        ].filter(Boolean);
    }

    get whoseOptions(): Option[] {
        return [
            { value: MINE, label: labels.mine },
            { value: EVERYBODY, label: labels.everybody }
        ];
    }

    get chosenWhose(): string {
        return this.isMine ? MINE : EVERYBODY;
    }

    /** One that is chosen stays, even where nothing of it is left. */
    get chips(): Chip[] {
        const kinds = this.content?.kinds ?? [];
        const chosen = this.urgency;
        const gone = chosen !== null && !kinds.some(({ urgency }) => urgency === chosen);
        if (kinds.length < 2 && chosen === null) return [];
        const counts = kinds.map(({ count }) => count);
        const all = { total: counts.reduce((sum, { total }) => sum + total, 0), isMore: counts.some(({ isMore }) => isMore) };
        return [
            chip('', labels.allKinds, countText(all), chosen === null),
            ...kinds.map(({ urgency, count }) => chip(String(urgency), kindPhrase(urgency).text, countText(count), urgency === chosen)),
            ...(gone ? [chip(String(chosen), kindPhrase(chosen).text, formatQuantity(0), true)] : [])
        ];
    }

    get hasChips(): boolean {
        return this.chips.length > 0;
    }

    get lines(): Line[] {
        const { content } = this;
        return (content?.rows ?? []).map((row) => {
            const kind = kindPhrase(row.urgency);
            return {
                accountId: row.accountId,
                accountName: row.accountName,
                page: {
                    type: 'standard__recordPage',
                    attributes: { recordId: row.accountId, objectApiName: 'Account', actionName: 'view' }
                },
                kind,
                iconVariant: kind.tone === 'error' || kind.tone === 'warning' ? kind.tone : '',
                className: `row row_${kind.tone}`,
                why: reasonText(row, content?.readAt ?? ''),
                owner: !this.isMine && row.ownerName ? fill(labels.owner, row.ownerName) : '',
                ...stakeOf(row)
            };
        });
    }

    get empty(): Notice | undefined {
        const { content } = this;
        if (!content || content.rows.length > 0) return undefined;
        const notice = { name: 'empty', icon: 'utility:success', heading: labels.emptyTitle };
        if (this.urgency !== null) {
            return { ...notice, text: fill(labels.emptyKind, kindPhrase(this.urgency).text), actionLabel: labels.showAllKinds };
        }
        if (!this.isMine) return { ...notice, text: labels.emptyAll };
        const { elsewhere } = content;
        const others = elsewhere && elsewhere.total > 0 ? { actionLabel: fill(labels.showEverybody, countText(elsewhere)) } : {};
        return { ...notice, text: labels.emptyMine, ...others };
    }

    /** For who does not see the list change. */
    get shownText(): string {
        return this.content && !this.isBusy ? fill(labels.shown, formatQuantity(this.content.rows.length)) : '';
    }

    get canShowMore(): boolean {
        return this.content?.hasMore === true && this.most < MOST_ROWS;
    }

    get mostText(): string {
        return this.content?.hasMore === true && this.most >= MOST_ROWS ? fill(labels.mostShown, formatQuantity(MOST_ROWS)) : '';
    }

    handleWhose(event: CustomEvent<{ value: string }>): void {
        this.choose(event.detail.value === MINE);
    }

    handleKind(event: Event): void {
        const { urgency } = (event.currentTarget as HTMLElement).dataset;
        this.ask({ urgency: urgency ? Number(urgency) : null, most: FIRST_ROWS });
    }

    handleEmpty(): void {
        if (this.urgency === null) this.choose(false);
        else this.ask({ urgency: null });
    }

    handleMore(): void {
        this.ask({ most: Math.min(MOST_ROWS, this.most + FURTHER_ROWS) });
    }

    handleRefresh(): void {
        this.isBusy = true;
        this.refresh();
    }

    private get isMine(): boolean {
        return this.wantsMine ?? this.content?.isMine ?? true;
    }

    /** Whoever may not run the controller is told so by its name, in whatever language. */
    private get isForbidden(): boolean {
        return this.errorMessage.includes(CONTROLLER);
    }

    private choose(isMine: boolean): void {
        remember(WHOSE, isMine ? MINE : EVERYBODY);
        if (isMine !== this.isMine) this.ask({ wantsMine: isMine, urgency: null, most: FIRST_ROWS });
    }

    private ask(change: Partial<Pick<BillingAttention, 'wantsMine' | 'urgency' | 'most'>>): void {
        const isChanged = (Object.keys(change) as (keyof typeof change)[]).some((name) => change[name] !== this[name]);
        if (!isChanged) return;
        this.isBusy = this.isOther = true;
        Object.assign(this, change);
    }

    /** Whether it went well or not, the answer comes through the wire. */
    private refresh(): void {
        // What is asked for meanwhile is not answered by that.
        const done = (): void => {
            this.isBusy = this.isOther;
        };
        refreshApex(this.wiredAttention).then(done, done);
    }
}

function remembered(): boolean | null {
    const whose = recall(WHOSE);
    return whose === MINE ? true : whose === EVERYBODY ? false : null;
}

function chip(urgency: string, label: string, count: string, isPressed: boolean): Chip {
    return { urgency, label, count, name: `${label} ${count}`, isPressed: isPressed ? 'true' : 'false' };
}
