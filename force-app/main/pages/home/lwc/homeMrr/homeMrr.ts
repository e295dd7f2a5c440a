import { LightningElement, wire } from 'lwc';
import { NavigationMixin, type PageReference } from 'lightning/navigation';
import { refreshApex, type WiredResult } from '@salesforce/apex';
import getOverview from '@salesforce/apex/MrrOverviewController.getOverview';
import open from '@salesforce/label/c.Home_MRR_Open';
import title from '@salesforce/label/c.Home_MRR_Title';
import thisMonth from '@salesforce/label/c.Home_This_Month';
import { USUAL_PERIOD, isEmpty, type Figure, type Overview } from 'c/mrrModel';
import { errorWords, labels as mrrLabels, periodName } from 'c/mrrWords';
import type { PageState } from 'c/pageFrame';
import { whileInSight, type Stop } from 'c/timers';

const CONTROLLER = 'MrrOverviewController';
const SHOWN = ['mrr', 'growth', 'customers', 'netRetention'];
const READ_AGAIN_MS = 300_000;

/**
 * How recurring revenue stands, in a few figures of the MRR overview, which opens from it. Asks for what the overview asks
 * for at first, so that its answer is there already. Who may not read the ledger sees nothing of it.
 */
export default class HomeMrr extends NavigationMixin(LightningElement) {
    labels = { ...mrrLabels, title, open };
    page: PageReference = { type: 'standard__navItemPage', attributes: { apiName: 'MRR_Overview' } };
    isBusy = true;

    private overview: Overview | undefined;
    private errorMessage = '';
    private wiredOverview: WiredResult<Overview> = {};
    private stopReading: Stop = () => undefined;

    @wire(getOverview, { monthCount: USUAL_PERIOD, source: '', currencyCode: '' })
    receiveOverview(result: WiredResult<Overview>): void {
        this.wiredOverview = result;
        if (result.data) this.overview = result.data;
        this.errorMessage = result.error ? errorWords(result.error) : '';
        if (result.data ?? result.error) this.isBusy = false;
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

    get isShown(): boolean {
        return this.overview ? this.overview.hasAccess : !this.errorMessage.includes(CONTROLLER);
    }

    get state(): PageState | undefined {
        const { overview, errorMessage } = this;
        if (!overview && errorMessage) {
            return { name: 'error', heading: mrrLabels.errorTitle, text: errorMessage, action: mrrLabels.retry };
        }
        if (!overview) return { name: 'loading', heading: mrrLabels.loading };
        return isEmpty(overview) ? { name: 'empty', heading: mrrLabels.emptyTitle, text: mrrLabels.emptyText } : undefined;
    }

    get currencyCode(): string {
        return this.overview?.currencyCode ?? '';
    }

    /** What grew or shrank is that of the current month; the line below it shows the months before. */
    get figures(): Figure[] {
        const chosen = SHOWN.flatMap((name) => this.overview?.figures.filter((figure) => figure.name === name) ?? []);
        return chosen.map((figure) => {
            const { name, series } = figure;
            return name === 'growth' ? { ...figure, value: series[series.length - 1] ?? null, before: null } : figure;
        });
    }

    /** Of what time a figure, its change and its line tell. */
    get notes(): Record<string, string> {
        const period = periodName(USUAL_PERIOD);
        return { mrr: period, growth: thisMonth, customers: period, netRetention: period };
    }

    handleOpen(): void {
        this[NavigationMixin.Navigate](this.page);
    }

    handleRetry(): void {
        this.isBusy = true;
        this.refresh();
    }

    /** Whether it went well or not, the answer comes through the wire. */
    private refresh(): void {
        const done = (): void => {
            this.isBusy = false;
        };
        refreshApex(this.wiredOverview).then(done, done);
    }
}
