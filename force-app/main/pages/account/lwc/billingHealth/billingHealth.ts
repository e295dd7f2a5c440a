import { LightningElement, api } from 'lwc';
import {
    fill,
    formatDate,
    formatDateTime,
    formatDay,
    formatMoney,
    formatQuantity,
    isPast,
    type Panel,
    type RiskReason
} from 'c/billingFormat';
import { awaitsEvidence } from 'c/billingMoney';
import { healthPhrase, labels, riskPhrase, type HealthPhrase, type Phrase } from 'c/billingWords';
import { riskWords } from 'c/riskWords';

const REASONS_SHOWN = 3;

interface Reason {
    recordId: string;
    points: string;
    words: string;
}

/** Whether billing is healthy, in a word, a sentence, a colour; and how likely the customer is to leave, with the reasons. */
export default class BillingHealth extends LightningElement {
    @api panel!: Panel;

    labels = labels;
    showsAll = false;

    get status(): string | undefined {
        return this.panel.health?.status ?? undefined;
    }

    get phrase(): HealthPhrase {
        return healthPhrase(this.status);
    }

    get className(): string {
        return `health health_${this.phrase.tone}`;
    }

    get iconVariant(): string {
        return this.phrase.tone === 'info' || this.phrase.tone === 'neutral' ? '' : this.phrase.tone;
    }

    get sentences(): string {
        const health = this.panel.health;
        return [
            this.disputeSentence,
            health?.delinquentSince ? fill(labels.overdueSince, this.openText, formatDay(health.delinquentSince)) : '',
            health?.delinquentSince ? this.attemptSentence : '',
            health?.delinquentSince ? '' : this.calmSentence
        ]
            .filter(Boolean)
            .join(' ');
    }

    /** What a failed payment was tagged with. */
    get paymentRisk(): string | undefined {
        const risk = this.panel.health?.paymentRisk;
        return risk ? fill(labels.paymentRisk, riskPhrase(risk).text) : undefined;
    }

    get hasRisk(): boolean {
        return typeof this.panel.health?.riskScore === 'number';
    }

    get score(): number {
        return this.panel.health?.riskScore ?? 0;
    }

    get scoreText(): string {
        return fill(labels.riskScore, formatQuantity(this.score));
    }

    get risk(): Phrase {
        return riskPhrase(this.panel.health?.riskLevel);
    }

    get riskClass(): string {
        return `level level_${this.risk.tone}`;
    }

    get barClass(): string {
        return `fill fill_${this.risk.tone}`;
    }

    get barStyle(): string {
        return `inline-size: ${Math.min(Math.max(this.score, 0), 100)}%`;
    }

    get reasons(): Reason[] {
        const all = this.allReasons;
        return (this.showsAll ? all : all.slice(0, REASONS_SHOWN)).map((reason) => ({
            recordId: reason.recordId,
            points: fill(labels.riskPoints, formatQuantity(reason.points)),
            words: riskWords(reason, this.panel.readAt)
        }));
    }

    get hasReasons(): boolean {
        return this.allReasons.length > 0;
    }

    get canToggle(): boolean {
        return this.allReasons.length > REASONS_SHOWN;
    }

    get toggleLabel(): string {
        return this.showsAll ? labels.showFewer : fill(labels.showAllReasons, this.allReasons.length);
    }

    handleToggle(): void {
        this.showsAll = !this.showsAll;
    }

    private get allReasons(): RiskReason[] {
        return this.panel.health?.reasons ?? [];
    }

    private get openText(): string {
        const { health } = this.panel;
        return formatMoney(health?.openBalance ?? 0, health?.currencyCode);
    }

    private get disputeSentence(): string {
        const { disputes, readAt } = this.panel;
        const open = disputes.filter(
            ({ outcome, status, evidenceDueBy }) =>
                outcome === 'Open' && awaitsEvidence(status) && !(evidenceDueBy && isPast(evidenceDueBy, readAt))
        );
        const due = open
            .map(({ evidenceDueBy }) => evidenceDueBy)
            .filter((instant): instant is string => Boolean(instant))
            .sort((left, right) => Date.parse(left) - Date.parse(right))[0];
        return due ? fill(labels.disputesToAnswer, formatDateTime(due), open.length) : '';
    }

    private get attemptSentence(): string {
        const { health, readAt } = this.panel;
        const next = health?.nextPaymentAttempt;
        if (!next) return labels.noAttempt;
        return fill(isPast(next, readAt) ? labels.attemptUnreported : labels.triesAgain, formatDate(next));
    }

    private get calmSentence(): string {
        const { health } = this.panel;
        if (!health?.status) return labels.healthUnknownText;
        if (health.status === 'No billing') return labels.healthNoneText;
        const isGood = health.status === 'Good standing';
        if (!isGood && this.missingPayment) return this.missingPayment;
        if ((health.openBalance ?? 0) > 0) return fill(labels.openNotDue, this.openText);
        if (!isGood) return '';
        return [health.openBalance === 0 ? labels.nothingOpen : '', this.hasWriteOff ? labels.writtenOff : ''].filter(Boolean).join(' ');
    }

    /** What makes the status bad though no invoice is overdue. */
    private get missingPayment(): string {
        const statuses = new Set(this.panel.subscriptions.map(({ status }) => status));
        if (statuses.has('unpaid')) return labels.subscriptionUnpaid;
        return statuses.has('past_due') ? labels.subscriptionPastDue : '';
    }

    private get hasWriteOff(): boolean {
        return this.panel.invoices.some(({ status }) => status === 'uncollectible');
    }
}
